"""Blocks of text under headings, printed in a terminal as cards, or as plain lines to listen to or to paste.

Every text is shown literally. Colour is on borders only, so nothing is read from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rich.box import HEAVY, ROUNDED
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.panel import Panel
from rich.text import Text

from backmice_cli.look import LATER, LONGEST_LINE
from backmice_cli.pictures.characters import has_only_ascii
from backmice_cli.pictures.places import MarkedPicture
from backmice_cli.renderers.hanging import Hanging, Rule
from backmice_cli.renderers.literal import literal_line
from backmice_cli.renderers.phrases import contains_words, with_capital, with_full_stop

PASTED_LINE = 72  # as in mail: quoted once or twice, it still fits 80 columns


@dataclass(frozen=True)
class BlockLine:
    """One paragraph: `lead` in bold, then `text`; from its second line on it hangs under its first word."""

    text: str
    lead: str = ""
    mark: str = ""
    indent: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lead, text = literal_line(self.lead, options.encoding), literal_line(self.text, options.encoding)
        body = Text.assemble((lead, "bold"), f" {text}" if lead and text else text)
        yield Hanging(" " * self.indent + self.mark, body)


BlockFrame = Literal["action", "card", "rule", "none"]
"""A heavy or a light box around a block, a line under its heading, or nothing."""


@dataclass(frozen=True)
class TextBlock:
    """Lines under one heading, or under none. An empty line is a gap."""

    heading: str
    lines: tuple[BlockLine, ...]
    frame: BlockFrame = "rule"
    colour: str = LATER
    """The colour of the box."""
    title: str = ""
    """When to act: stands in the border of a box, in capitals, and in plain lines after the heading."""
    picture: MarkedPicture | None = None
    """It stands before the lines, which say the same in words."""


GAP = BlockLine("")


def item_lines(texts: Iterable[str]) -> Iterator[BlockLine]:
    return (BlockLine(text, mark="- ") for text in texts)


def print_blocks(blocks: Iterable[TextBlock], console: Console, *, plain: bool = False, wrap: bool = True) -> None:
    """Print blocks with an empty line between them, as wide as the console but never wider than a comfortable line.

    Args:
        plain: no boxes, rules or pictures, for screen readers and pipes.
        wrap: break lines. If not, they are as long as the console is wide, and it should be very wide.
    """
    width = min(console.width, LONGEST_LINE) if wrap else console.width
    parts: list[RenderableType] = []
    for block in blocks:
        if plain and block.picture is not None:
            continue  # the answers have said it in words
        if parts:
            parts.append(Text())
        parts += _plain_block(block) if plain else _framed_block(block, width, console.encoding)
    console.print(Group(*parts), width=width, highlight=False)


def _plain_block(block: TextBlock) -> Iterator[BlockLine]:
    if block.frame == "action":
        yield BlockLine("", _with_title(block))
    elif block.heading:
        yield BlockLine(f"{block.heading}:" if block.lines else block.heading)
    yield from _without_gap_before(block.lines)


def _framed_block(block: TextBlock, width: int, encoding: str) -> Iterator[RenderableType]:
    body = _without_gap_before(block.lines)
    if block.frame in ("rule", "none"):
        if block.heading:
            yield BlockLine("", block.heading)
        if block.frame == "rule":
            yield Rule(len(block.heading))
        if block.picture is not None:
            yield _PictureDrawing(block.picture)
        yield from body
        return
    title = literal_line(block.title, encoding).upper()
    is_short = len(title) <= width - _AROUND_TITLE
    first = BlockLine("", block.heading if is_short else _with_title(block))
    yield Panel(
        Group(first, *body),
        box=HEAVY if block.frame == "action" else ROUNDED,
        title=Text(title, "bold default") if title and is_short else None,
        title_align="left",
        border_style=block.colour,
        padding=(0, 2) if width >= 60 else (0, 1),
    )


_AROUND_TITLE = 6
"""Columns of a border's corners and spaces around the title in it."""


def _with_title(block: TextBlock) -> str:
    """Add the time to the action, unless the action says it already."""
    if not block.title or contains_words(block.heading, block.title):
        return block.heading
    return f"{with_full_stop(block.heading)} {with_capital(with_full_stop(block.title))}"


def _without_gap_before(lines: tuple[BlockLine, ...]) -> tuple[BlockLine, ...]:
    return lines[1:] if lines[:1] == (GAP,) else lines


MOST_ROWS = 16
"""The largest picture in a result: it stands between texts, and must not push them far apart."""


@dataclass(frozen=True)
class _PictureDrawing:
    """A marked picture as large as fits; too narrow a console shows only the names of its places, below."""

    marked: MarkedPicture

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        picture = self.marked.picture
        size = picture.size_for(options.max_width, MOST_ROWS)
        if size is not None:
            # Each chosen place is as good as the other, so all are filled like one that is pointed at.
            for line in picture.draw(size, self.marked.choices, (), ascii_only=has_only_ascii(console)):
                yield Text(line.rstrip(), no_wrap=True)
