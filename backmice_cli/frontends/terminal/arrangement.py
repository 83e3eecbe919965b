"""Fits a prompt into the terminal there is.

Blank lines are given up first, then a picture; then the choices scroll; then their helps go, key lines, words above,
all but the first line of a message. The question goes last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prompt_toolkit.utils import get_cwidth

from backmice_cli.frontends.layout import BLANK, Paragraph, break_lines

Fragments = list[tuple[str, str]]
"""One line of a screen, as (style, text)."""

FEWEST_ROWS = 5
"""Rows that choices keep in a terminal too small for everything, until most words around them have given way."""


@dataclass(frozen=True)
class Arrangement:
    """What is drawn: lines above, rows for the body, lines below."""

    head: list[Fragments]
    body: int
    foot: list[Fragments]
    is_whole: bool = True
    """Whether no words around the body were given up."""


@dataclass(frozen=True)
class Foot:
    """What stands below the body."""

    message: list[Fragments]
    keys: list[Fragments]
    more: list[Fragments]
    """Shown when the body scrolls."""


def arrange_prompt(heads: Sequence[Sequence[Paragraph]], body: int, foot: Foot, columns: int, rows: int) -> Arrangement:
    """Fit a prompt into the terminal. `heads` are the words above, from roomy to terse."""
    for head in heads:
        lines = fragment_lines(head, columns)
        below = [*([[]] if _is_roomy(head) else []), *foot.message, *foot.keys]
        if len(lines) + body + len(below) <= rows:
            return Arrangement(lines, body, below)
    return _share_rows(_HeadLines(heads[-1], columns), body, foot, rows)


def _share_rows(words: _HeadLines, body: int, foot: Foot, rows: int) -> Arrangement:
    """Share out too few rows, in the order in which a person needs what they show."""
    left = rows

    def take(wanted: int) -> int:
        nonlocal left
        taken = max(0, min(wanted, left))
        left -= taken
        return taken

    asked = take(1)
    choices = take(1)  # without a question and a choice there is nothing to answer
    asked += take(words.asked - asked)
    message = take(min(1, len(foot.message)))  # why Enter did nothing
    choices += take(min(body, FEWEST_ROWS) - choices)
    message += take(len(foot.message) - message)
    place = take(words.place) if words.place <= left else 0
    others = take(min(words.others, rows // 3))  # long words, as of an alert, leave room for the keys
    keys = take(len(foot.keys))
    more = take(len(foot.more)) if body - choices + words.others - others > left else 0
    others += take(words.others - others)
    choices += take(body - choices)
    below = [*foot.more[:more], *foot.message[:message], *foot.keys[:keys]]
    is_whole = (place, others, message, keys) == (words.place, words.others, len(foot.message), len(foot.keys))
    return Arrangement(words.cut(asked, place, others), max(1, choices), below, is_whole)


class _HeadLines:
    """The lines above the body by what they say: what is asked, where that is, and all others."""

    def __init__(self, head: Sequence[Paragraph], columns: int) -> None:
        asks = [paragraph for paragraph in head if paragraph.role == "asked"]
        asks = asks or [paragraph for paragraph in head if paragraph.tone == "strong"][-1:] or list(head[:1])
        self._lines = [
            ("asked" if paragraph in asks else paragraph.role, line)
            for paragraph in head
            for line in fragment_lines([paragraph], columns)
        ]
        roles = [role for role, _ in self._lines]
        self.asked, self.place, self.others = roles.count("asked"), roles.count("place"), roles.count("")

    def cut(self, asked: int, place: int, others: int) -> list[Fragments]:
        """Give so many lines of each, in order. Where some of the others are left out, the last one says so."""
        left = {"asked": asked, "place": place, "": others}
        kept = []
        for role, line in self._lines:
            if left[role]:
                is_last = not role and left[role] == 1 and others < self.others
                kept.append([("", "...")] if is_last else line)
                left[role] -= 1
        return kept


def _is_roomy(head: Sequence[Paragraph]) -> bool:
    return bool(head) and head[-1] == BLANK


def fragment_lines(paragraphs: Sequence[Paragraph], columns: int) -> list[Fragments]:
    return [[(f"class:{line.tone}" if line.tone else "", line.text)] for line in break_lines(paragraphs, columns)]


def key_lines(keys: Sequence[tuple[str, str]], columns: int) -> list[Fragments]:
    """The key line, broken between keys: `Enter: confirm   b: back`."""
    lines: list[Fragments] = []
    used = 0
    for key, does in keys:
        size = get_cwidth(f"{key}: {does}")
        if not lines or used + len(_GAP) + size > columns:
            lines.append([])
            used = size
        else:
            lines[-1].append(("", _GAP))
            used += len(_GAP) + size
        lines[-1] += [("class:key", key), ("", f": {does}")]
    return lines


_GAP = "   "
