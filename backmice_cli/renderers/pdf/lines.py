"""Paragraphs and rows broken into lines, in millimetres. Knows text and widths; nothing of pages, PDF or answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from backmice_cli.renderers.phrases import lead

POINT = 25.4 / 72
SMALLEST = 8.0
"""Points. Smaller letters are not for everyone's eyes; narrower ones of that size still are."""
LABEL = 0.36
"""Share of a row's width that its label has."""
MOST_LABEL = 47.0
ROW_PAD = 0.35
"""Above and below a row."""
LONGEST_ROW = 6
"""Lines. A row with more runs on as a paragraph, which may break over columns and pages."""

Band = Literal["none", "bar", "filled"]
"""What sets words off: a bar beside them, or white on black."""
Measure = Callable[[str, bool], float]
"""How wide a text is, bold or not, in millimetres at one point."""


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False


def led(words: str) -> Run:
    """What stands before other words."""
    return Run(lead(words), bold=True)


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, or a row of a table."""

    runs: tuple[Run, ...]
    tag: Literal["H1", "H2", "P"] = "P"
    scale: float = 1.0
    above: float = 0.0
    """Room above it, in lines; none at the top of a column."""
    band: Band = "none"
    label: str | None = None
    """Makes it a row."""
    mark: Run | None = None
    """Stands before its first line; the others hang."""
    alone: bool = False
    """Begins a line even where others run on: parted from its start, or run into others, it would mislead."""

    @property
    def is_heading(self) -> bool:
        return self.tag != "P"


@dataclass(frozen=True)
class Setting:
    """How the letters are set."""

    measure: Measure
    size: float
    """In points."""
    leading: float
    """From line to line, as a share of the size."""
    stretch: float = 1.0
    """How wide letters are drawn, as a share of their own width."""
    dense: bool = False
    """Rows run on instead of standing below each other."""

    def points(self, scale: float) -> float:
        return max(self.size * scale, SMALLEST)

    def width(self, text: str, bold: bool, scale: float = 1.0) -> float:
        return self.measure(text, bold) * self.points(scale) * self.stretch

    def line(self, scale: float = 1.0) -> float:
        return self.points(scale) * POINT * self.leading


@dataclass(frozen=True)
class Piece:
    """Words on one line; x and y of their baseline, from the upper left corner of their unit."""

    x: float
    y: float
    run: Run


@dataclass(frozen=True)
class Unit:
    """What no break divides: a line, or a row."""

    block: Block
    width: float
    height: float
    pieces: tuple[Piece, ...]
    above: float = 0.0
    first: bool = True
    """Its block begins with it."""
    glued: bool = False
    """Does not stand last in a column."""
    svg: str | None = None
    """A picture as wide as the unit, which the block describes."""


def set_block(block: Block, width: float, setting: Setting) -> list[Unit]:
    """Break a block into lines, or a row into one unit."""
    if block.label is not None:
        row = _row(block, block.label, width, setting)
        if row is not None:
            return [row]
        block = Block((led(block.label), *block.runs), above=block.above)
    return list(_lines(block, width, setting))


def _row(block: Block, label: str, width: float, setting: Setting) -> Unit | None:
    """Label and answer beside each other; None if that would be too high."""
    left = min(MOST_LABEL, LABEL * width)
    labels = wrapped((Run(label, bold=True),), left - 2, setting)
    values = wrapped(block.runs, width - left, setting)
    lines = max(len(labels), len(values))
    if lines > LONGEST_ROW:
        return None
    pieces = [
        piece for x, column in ((0.0, labels), (left, values)) for piece in _pieces(column, x, ROW_PAD, setting, 1)
    ]
    return Unit(block, width, lines * setting.line() + 2 * ROW_PAD, tuple(pieces), block.above * setting.line())


def _lines(block: Block, width: float, setting: Setting) -> Iterator[Unit]:
    inset = 2.5 if block.band != "none" else 0.0
    hang = setting.width(f"{block.mark.text} ", block.mark.bold, block.scale) if block.mark else 0.0
    lines = wrapped(block.runs, width - 2 * inset - hang, setting, block.scale)
    for number, line in enumerate(lines):
        first, last = number == 0, number == len(lines) - 1
        pad = 0.25 * setting.line() if inset else 0.0
        down = pad if first else 0.0
        pieces = list(_pieces([line], inset + hang, down, setting, block.scale))
        if first and block.mark:
            pieces.insert(0, _pieces_at(inset, down, block.mark, setting, block.scale))
        height = setting.line(block.scale) + down + (pad if last else 0.0)
        glued = block.is_heading if last else first
        yield Unit(block, width, height, tuple(pieces), block.above * setting.line() if first else 0.0, first, glued)


def _pieces(lines: Sequence[Sequence[Run]], x: float, down: float, setting: Setting, scale: float) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        along = x
        for run in line:
            yield _pieces_at(along, down + number * setting.line(scale), run, setting, scale)
            along += setting.width(run.text, run.bold, scale)


def _pieces_at(x: float, top: float, run: Run, setting: Setting, scale: float) -> Piece:
    ascent = setting.line(scale) / 2 + 0.36 * setting.points(scale) * POINT
    return Piece(x, top + ascent, run)


def wrapped(runs: Sequence[Run], width: float, setting: Setting, scale: float = 1.0) -> list[tuple[Run, ...]]:
    """Break runs into lines at spaces, and words that are wider than a line anywhere. There is a space between runs."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in runs:
        for word in run.text.split():
            for part in _parts(word, run.bold, width, setting, scale):
                room = setting.width(f" {part}", run.bold, scale)
                if lines[-1] and used + room > width:
                    lines.append([])
                    used = 0.0
                text = f" {part}" if lines[-1] else part
                used += setting.width(text, run.bold, scale)
                lines[-1].append(Run(text, run.bold))
    return [tuple(_joined(line)) for line in lines if line]


def _parts(word: str, bold: bool, width: float, setting: Setting, scale: float) -> Iterator[str]:
    if setting.width(word, bold, scale) <= width:
        yield word
        return
    part, used = "", 0.0
    for letter in word:
        room = setting.width(letter, bold, scale)
        if part and used + room > width:
            yield part
            part, used = "", 0.0
        part, used = part + letter, used + room
    yield part


def _joined(line: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one weight as one run, so that they are drawn and copied as one."""
    text, bold = "", False
    for run in line:
        if text and run.bold != bold:
            yield Run(text, bold)
            text = ""
        text, bold = text + run.text, run.bold
    yield Run(text, bold)
