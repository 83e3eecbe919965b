"""Graphs as Mermaid flowcharts, from left to right, for pages that draw them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backmice_cli.author.tree.graph import Box, Graph
from backmice_cli.renderers.literal import literal_line

STYLES = (
    "fill:#f8d0d0,stroke:#a00000,stroke-width:3px,color:#000000",
    "fill:#fbe6b8,stroke:#805000,color:#000000",
    "fill:#f5f0c0,stroke:#606000,color:#000000",
    "fill:#d8ead8,stroke:#306030,color:#000000",
    "fill:#d8e6f4,stroke:#304080,color:#000000",
)
"""For the levels from the most urgent; the words in the box say the same."""

_SPECIAL = re.compile(r"[^\w .,:?!()'/-]")
"""All that might mean something in a label, in any version."""


def mermaid_text(graph: Graph) -> str:
    return "\n".join(_mermaid_lines(graph)) + "\n"


def _mermaid_lines(graph: Graph) -> Iterator[str]:
    yield "flowchart LR"
    for group in graph.groups:
        yield f"  subgraph section_{group.id}[{_quote_lines(group.title)}]"
        yield from (f"    {_box_text(box)}" for box in group.boxes)
        yield "  end"
    yield from (f"  {_box_text(box)}" for box in graph.boxes)
    for arrow in graph.arrows:
        line = "-.->" if arrow.dashed else "-->"
        words = f"|{_quote_lines(arrow.words)}|" if arrow.words else ""
        yield f"  {_node_name(arrow.start)} {line}{words} {_node_name(arrow.end)}"
    boxes = [box for group in graph.groups for box in group.boxes] + list(graph.boxes)
    for rank, style in enumerate(STYLES):
        names = [_node_name(box.key) for box in boxes if _style_of(box) == rank]
        if names:
            yield f"  classDef level{rank} {style}"
            yield f"  class {','.join(names)} level{rank}"


def _box_text(box: Box) -> str:
    start, end = ("[", "]") if box.kind == "question" else ("{{", "}}")
    return f"{_node_name(box.key)}{start}{_quote_lines(*box.lines)}{end}"


def _style_of(box: Box) -> int | None:
    return None if box.rank is None else min(box.rank, len(STYLES) - 1)


def _node_name(key: tuple[str, str]) -> str:
    """Give a name that is no word of Mermaid's, such as 'end'."""
    return f"{key[0].replace(' ', '_')}_{key[1]}"


def _quote_lines(*lines: str) -> str:
    shown = (_SPECIAL.sub(lambda found: f"#{ord(found[0])};", literal_line(line)) for line in lines)
    return '"' + "<br/>".join(shown) + '"'
