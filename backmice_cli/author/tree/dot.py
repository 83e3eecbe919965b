"""Graphs in the language of Graphviz, from left to right. Runs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.tree.graph import Box, Graph
from backmice_cli.renderers.literal import literal_line

FILLS = ("#f8d0d0", "#fbe6b8", "#f5f0c0", "#d8ead8", "#d8e6f4")
"""For the levels from the most urgent; the words in the box say the same."""


def dot_text(graph: Graph) -> str:
    return "\n".join(_dot_lines(graph)) + "\n"


def _dot_lines(graph: Graph) -> Iterator[str]:
    yield f"digraph {_quote_lines(graph.title)} {{"
    yield '  graph [rankdir=LR, fontname="sans-serif", ranksep=1, nodesep=0.15, newrank=true]'
    yield f"  label={_quote_lines(graph.title)}; labelloc=t"
    yield '  node [shape=box, style=filled, fillcolor=white, fontname="sans-serif", fontsize=10]'
    yield '  edge [fontname="sans-serif", fontsize=9]'
    yield from _in_order(graph)
    for group in graph.groups:
        yield f"  subgraph {_quote_lines(f'cluster_{group.id}')} {{"
        yield f"    label={_quote_lines(group.title)}"
        yield from (f"    {_box_text(box)}" for box in group.boxes)
        yield "  }"
    yield from (f"  {_box_text(box)}" for box in graph.boxes)
    for arrow in graph.arrows:
        label = f"label={_quote_lines(arrow.words)}" if arrow.words else ""
        traits = ", ".join(filter(None, (label, "style=dashed" if arrow.dashed else "")))
        yield f"  {_node_name(arrow.start)} -> {_node_name(arrow.end)}" + (f" [{traits}]" if traits else "")
    yield "}"


def _in_order(graph: Graph) -> Iterator[str]:
    """Tie the boxes that nothing leads to, in the order of asking, to one that is not seen.

    Graphviz keeps to it unless boxes far apart lead to the same one; the numbers of the sections tell it anyway.
    """
    inner = {arrow.end for arrow in graph.arrows}
    first = [_node_name(box.key) for group in graph.groups for box in group.boxes if box.key not in inner]
    if first:
        yield '  start [label="", style=invis, width=0, height=0, ordering=out]'
    for name in first:
        yield f"  start -> {name} [style=invis]"


def _box_text(box: Box) -> str:
    traits = [f"label={_quote_lines(*box.lines)}"]
    if box.kind != "question":
        traits.append("shape=octagon")
    if box.rank is not None:
        traits.append(f'fillcolor="{FILLS[min(box.rank, len(FILLS) - 1)]}"')
    if box.rank == 0:
        traits.append("penwidth=2")
    return f"{_node_name(box.key)} [{', '.join(traits)}]"


def _node_name(key: tuple[str, str]) -> str:
    return _quote_lines(f"{key[0]} {key[1]}")


def _quote_lines(*lines: str) -> str:
    """Quote lines: a backslash starts an escape there, and an ampersand an HTML character."""
    shown = [literal_line(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines]
    return '"' + "\\n".join(shown) + '"'
