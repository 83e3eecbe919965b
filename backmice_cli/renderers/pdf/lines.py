"""Paragraphs and rows broken into lines, in millimetres. Knows text and widths; nothing of pages, PDF or answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from backmice_cli.renderers.phrases import with_colon

POINT = 25.4 / 72
SMALLEST = 8.0
"""Points. Not everyone can read smaller letters, but most can read narrower ones of this size."""
LABEL = 0.36
"""The share of a row's width that its label has."""
MOST_LABEL = 47.0
ROW_PAD = 0.35
"""Millimetres above and below a row."""
LONGEST_ROW = 6
"""Lines. A higher row is set as a paragraph, which may break over columns and pages."""

Band = Literal["none", "bar", "filled"]
"""What sets words off: a bar beside them, or white on black."""
MeasureText = Callable[[str, bool], float]
"""How wide a text is, bold or not, in millimetres at one point."""


@dataclass(frozen=True)
class TextRun:
    text: str
    bold: bool = False


def lead_run(words: str) -> TextRun:
    """Bold words that end in a colon."""
    return TextRun(with_colon(words), bold=True)


@dataclass(frozen=True)
class PdfBlock:
    """A paragraph, a heading, or a row of a table."""

    runs: tuple[TextRun, ...]
    tag: Literal["H1", "H2", "P"] = "P"
    scale: float = 1.0
    above: float = 0.0
    """Lines left free above it, but not at the top of a column."""
    band: Band = "none"
    label: str | None = None
    """With a label, the block is a row of a table."""
    mark: TextRun | None = None
    """A bullet or word before the first line; the other lines begin to the right of it."""
    alone: bool = False
    """It begins a line even where other blocks run on: a "No:" run into other words would mislead."""

    @property
    def is_heading(self) -> bool:
        return self.tag != "P"


@dataclass(frozen=True)
class Setting:
    """How the letters are set."""

    measure: MeasureText
    size: float
    """The size of the letters, in points."""
    leading: float
    """The distance from line to line, as a share of the size."""
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
    """Words on one line, with the start of their baseline from the upper left corner of their unit."""

    x: float
    y: float
    run: TextRun


@dataclass(frozen=True)
class Unit:
    """What no break divides: a line, or a row."""

    block: PdfBlock
    width: float
    height: float
    pieces: tuple[Piece, ...]
    above: float = 0.0
    first: bool = True
    """Whether its block begins with it."""
    glued: bool = False
    """Whether the next unit must stand in the same column."""
    svg: str | None = None
    """A picture as wide as the unit; the block says it in words."""


def set_block(block: PdfBlock, width: float, setting: Setting) -> list[Unit]:
    """Break a block into lines, or a row into one unit."""
    if block.label is not None:
        row = _row_unit(block, block.label, width, setting)
        if row is not None:
            return [row]
        block = PdfBlock((lead_run(block.label), *block.runs), above=block.above)
    return list(_line_units(block, width, setting))


def _row_unit(block: PdfBlock, label: str, width: float, setting: Setting) -> Unit | None:
    """Label and answer beside each other; None if that would be too high."""
    left = min(MOST_LABEL, LABEL * width)
    labels = wrap_runs((TextRun(label, bold=True),), left - 2, setting)
    values = wrap_runs(block.runs, width - left, setting)
    lines = max(len(labels), len(values))
    if lines > LONGEST_ROW:
        return None
    pieces = tuple(
        piece
        for x, column in ((0.0, labels), (left, values))
        for number, line in enumerate(column)
        for piece in _place_line(line, x, ROW_PAD + number * setting.line(), setting)
    )
    return Unit(block, width, lines * setting.line() + 2 * ROW_PAD, pieces, block.above * setting.line())


def _line_units(block: PdfBlock, width: float, setting: Setting) -> Iterator[Unit]:
    scale, mark = block.scale, block.mark
    inset = 2.5 if block.band != "none" else 0.0
    hang = setting.width(f"{mark.text} ", mark.bold, scale) if mark else 0.0
    lines = wrap_runs(block.runs, width - 2 * inset - hang, setting, scale)
    for number, line in enumerate(lines):
        first, last = number == 0, number == len(lines) - 1
        pad = 0.25 * setting.line() if inset else 0.0
        down = pad if first else 0.0
        marks = _place_line([mark], inset, down, setting, scale) if first and mark else ()
        pieces = (*marks, *_place_line(line, inset + hang, down, setting, scale))
        height = setting.line(scale) + down + (pad if last else 0.0)
        glued = block.is_heading if last else first
        yield Unit(block, width, height, pieces, block.above * setting.line() if first else 0.0, first, glued)


def _place_line(line: Sequence[TextRun], x: float, top: float, setting: Setting, scale: float = 1.0) -> Iterator[Piece]:
    ascent = setting.line(scale) / 2 + 0.36 * setting.points(scale) * POINT
    for run in line:
        yield Piece(x, top + ascent, run)
        x += setting.width(run.text, run.bold, scale)


def wrap_runs(runs: Sequence[TextRun], width: float, setting: Setting, scale: float = 1.0) -> list[tuple[TextRun, ...]]:
    """Break runs into lines at spaces, and words that are wider than a line anywhere. There is a space between runs."""
    lines: list[list[TextRun]] = [[]]
    used = 0.0
    for run in runs:
        for word in run.text.split():
            for part in _divide_word(word, run.bold, width, setting, scale):
                room = setting.width(f" {part}", run.bold, scale)
                if lines[-1] and used + room > width:
                    lines.append([])
                    used = 0.0
                text = f" {part}" if lines[-1] else part
                used += setting.width(text, run.bold, scale)
                lines[-1].append(TextRun(text, run.bold))
    return [tuple(_merge_runs(line)) for line in lines if line]


def _divide_word(word: str, bold: bool, width: float, setting: Setting, scale: float) -> Iterator[str]:
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


def _merge_runs(line: Sequence[TextRun]) -> Iterator[TextRun]:
    """Neighbours of one weight as one run, so that they are drawn and copied as one."""
    text, bold = "", False
    for run in line:
        if text and run.bold != bold:
            yield TextRun(text, bold)
            text = ""
        text, bold = text + run.text, run.bold
    yield TextRun(text, bold)
