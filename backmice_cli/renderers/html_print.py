"""How the page is printed, so that it is on one side of A4 and of Letter paper: in tables wherever they fit.

Knows the sheet's texts and about how many letters are on a line; nothing of HTML. What is guessed here is tried in
Chromium by the tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from backmice_cli.renderers.sheet import Sheet, Table

TABLES = ((10, 67, "pt10"), (9, 81, "pt9"), (8, 90, "pt8"))
"""Sizes in points at which answers stand in tables, how many lines then fit Letter paper, which is the shorter, and the
classes that give them.
"""

DENSE = ((8_300, "dense pt8"), (11_500, "dense pt7"))
"""Where tables do not fit even small: how a sheet of at most so many letters is printed."""

LONG = "dense pt8"
"""For what takes more than one side anyway."""

SPARE = 10
"""Letters that a row or an item takes besides its own."""

WIDE = 1_080
"""Letters of one point on a line of A4 paper, which is the narrower."""


def print_classes(sheet: Sheet) -> str:
    """The classes of the largest print that is one sheet of paper."""
    for size, high, classes in TABLES:
        if lines_of(sheet, WIDE // size) <= high:
            return classes
    letters = _letters(sheet)
    return next((classes for most, classes in DENSE if letters <= most), LONG)


def lines_of(sheet: Sheet, wide: int) -> float:
    """About how many lines the sheet takes in tables, with so many letters on a line."""
    half = wide // 2 - 4
    plain = [table for table in sheet.tables if table.picture is None]
    return sum(
        (
            1.9 * _lines([f"Main worry: {sheet.worry or sheet.title}"], wide * 4 // 5),
            _advice(sheet, wide, half),
            *(_pictured(table, wide) for table in sheet.tables if table.picture is not None),
            sum(_table(table, half) for table in plain) / 2 + 2,
            _in_two(sheet.ask, half),
            _not_sure(sheet, wide),
            1.5 + _lines([sheet.worry_in_full], wide) if sheet.worry_in_full else 0,
            1 + 0.9 * _lines([" ".join(sheet.about)], wide),
        )
    )


def _advice(sheet: Sheet, wide: int, half: int) -> float:
    milder = [f"Less urgent ({group.lead}): {'; '.join(group.words)}" for group in sheet.milder]
    why = ["; ".join(sheet.why)] if sheet.why else []
    texts = [*milder, *why, *filter(None, (sheet.caution, sheet.stopped, sheet.wonders))]
    return (
        (7 if sheet.wonders else 6)
        + _lines(texts, wide)
        + sum(_in_two(texts, half) for texts in (sheet.red_flags, sheet.steps, sheet.say))
    )


def _pictured(table: Table, wide: int) -> float:
    return max(_table(table, wide - 24), 14)


def _table(table: Table, wide: int) -> float:
    label, value = wide * 36 // 100, wide * 58 // 100
    rows = sum(max(_lines([row.label], label), _lines(["; ".join(row.values)], value)) + 0.25 for row in table.rows)
    return 2 + rows + _lines((f"No: {words}" for words in table.denied), wide)


def _in_two(texts: tuple[str, ...], half: int) -> float:
    """A list in two columns, neither of which is shorter than its longest item."""
    lines = [_lines([text], half) for text in texts]
    return 1.5 + max(sum(lines) / 2, *lines) + 0.5 if texts else 0


def _not_sure(sheet: Sheet, wide: int) -> float:
    texts = [f"{group.lead} {'; '.join(group.words)}" for group in sheet.not_sure]
    left = [f"Left without an answer: {'; '.join(sheet.unanswered)}"] if sheet.unanswered else []
    return 1.5 + _lines([*texts, *left], wide) if texts or left else 0


def _lines(texts: Iterable[str], wide: int) -> int:
    return sum(ceil(len(text) / wide) for text in texts)


def _letters(sheet: Sheet) -> int:
    """About how much room the sheet takes where it runs on, in letters."""
    groups = [text for group in (*sheet.milder, *sheet.not_sure) for text in (group.lead, *group.words)]
    tables = [text for table in sheet.tables for text in (*table.denied, table.title)]
    rows = [text for table in sheet.tables for row in table.rows for text in (row.label, *row.values)]
    ends = (sheet.worry or "", sheet.worry_in_full or "", *sheet.steps, *sheet.say, *sheet.ask, *sheet.about)
    texts = (*ends, *groups, *tables, *rows, *sheet.red_flags, *sheet.unanswered)
    return sum(len(text) + SPARE for text in texts)
