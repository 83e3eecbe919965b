"""The neighbourhood of a part for a terminal: what opens it, what it reads, what reads it and what is near."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from backmice_cli.renderers.around import Around, Part
from backmice_cli.renderers.links import Link, shortened
from backmice_cli.renderers.tree_text import Branch, level_style, print_branches


def print_around(around: Around, labels: dict[str, str], console: Console, *, plain: bool) -> None:
    """Print a tree for each part; `labels` are those of the levels, most urgent first."""
    for number, part in enumerate(around.parts):
        if number:
            console.print()
        root = Branch(
            f"{part.kind} {part.id}:" if part.words else f"{part.kind} {part.id}",
            part.words,
            labels[part.level] if part.level is not None else "",
            level_style(part.level, labels),
            branches=tuple(_groups(part, labels)),
        )
        print_branches(root, (), console, plain=plain)


def _groups(part: Part, labels: dict[str, str]) -> Iterator[Branch]:
    read_by = "raised by" if part.kind == "level" else "read by"
    for name, links in (
        ("opened by", part.opened_by),
        ("opens", part.opens),
        ("reads", part.reads),
        (read_by, part.read_by),
        ("near it", part.near),
    ):
        if links:
            yield Branch(name, branches=tuple(_branch(link, labels) for link in links))


def _branch(link: Link, labels: dict[str, str]) -> Branch:
    kind = "" if link.kind == "question" else f"{link.kind} "
    how = f" {link.how}" if link.how else ""
    return Branch(
        f"{kind}{link.id}{how}" + (":" if link.words else ""),
        shortened(link.words),
        labels[link.level] if link.level is not None and link.kind != "level" else "",
        level_style(link.level, labels),
    )
