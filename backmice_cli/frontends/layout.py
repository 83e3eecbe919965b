"""Paragraphs as data, and how they become lines. Imports no prompt library, so that the first screen shows at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from backmice_cli import look
from backmice_cli.look import LONGEST_LINE

Tone = Literal["", "strong", "alarm", "dim"]
"""How a line looks. What it means is always in its words too."""

Role = Literal["asked", "place", ""]
"""What a paragraph above the choices says: what the person decides, where that is, or anything else.

In a low terminal what is asked stays longest.
"""


@dataclass(frozen=True)
class Paragraph:
    text: str = ""
    tone: Tone = ""
    lead: str = ""
    """What stands before the first line, as `- `; the lines after it are indented as far."""
    role: Role = ""
    is_broken: bool = True
    """False: one line however long, such as a path to copy; only the terminal wraps it."""


@dataclass(frozen=True)
class StyledLine:
    text: str
    tone: Tone = ""


BLANK = Paragraph()


def break_lines(paragraphs: Iterable[Paragraph], width: int) -> list[StyledLine]:
    """Break paragraphs into lines of at most `width` columns, between words."""
    lines = []
    for paragraph in paragraphs:
        room = max(1, min(width, LONGEST_LINE) - len(paragraph.lead))
        texts = wrap_text(paragraph.text, room) if paragraph.is_broken else [paragraph.text]
        for place, text in enumerate(texts):
            before = paragraph.lead if place == 0 else " " * len(paragraph.lead)
            lines.append(StyledLine((before + text).rstrip(), paragraph.tone))
    return lines


def wrap_text(text: str, width: int) -> list[str]:
    """Break text between words; only a word that is wider than a line is broken itself. Never empty."""
    lines, line, used = [], "", 0
    for word in text.split():
        size = cell_len(word)
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = "", 0
        while size > width:
            fitting = _fitting_length(word, width)
            lines.append(word[:fitting])
            word = word[fitting:]  # noqa: PLW2901 - what is left of it
            size = cell_len(word)
        line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line] if line or not lines else lines


def _fitting_length(word: str, width: int) -> int:
    used = 0
    for count, character in enumerate(word):
        used += cell_len(character)
        if used > width:
            return max(1, count)
    return len(word)


def print_paragraphs(paragraphs: Iterable[Paragraph], console: Console) -> None:
    """Print paragraphs without reading markup in them."""
    styles = {"": "", "strong": "bold", "alarm": f"bold {look.EMERGENCY}", "dim": look.DIM}
    for line in break_lines(paragraphs, console.width):
        # The lines are broken already; rich must neither wrap nor cut a path that is longer.
        console.print(Text(line.text, styles[line.tone]), no_wrap=True, overflow="ignore", crop=False)
