"""How large the page is printed, so that it is on one side of A4 and of Letter paper: in tables wherever they fit.

Knows how much the sheet says; nothing of HTML. Where each size ends was tried in Chromium, whose tests hold it.
"""

from __future__ import annotations

from backmice_cli.renderers.sheet import Sheet

SIZES = (
    (2_900, "pt10"),
    (4_100, "pt9"),
    (4_900, "pt8"),
    (8_300, "dense pt8"),
    (11_500, "dense pt7"),
)
"""How many letters a sheet may have for a print of so many points; where it is dense, answers run on without tables."""

LONG = "dense pt8"
"""For what takes more than one side anyway."""

SPARE = 10
"""Letters that a row or an item takes besides its own."""


def print_classes(sheet: Sheet) -> str:
    """The classes of the largest print that is one sheet of paper."""
    letters = _letters(sheet)
    return next((classes for most, classes in SIZES if letters <= most), LONG)


def _letters(sheet: Sheet) -> int:
    """About how much room the sheet takes where it runs on, in letters."""
    groups = [text for group in (*sheet.milder, *sheet.not_sure) for text in (group.lead, *group.words)]
    tables = [text for table in sheet.tables for text in (*table.denied, table.title)]
    rows = [text for table in sheet.tables for row in table.rows for text in (row.label, *row.values)]
    ends = (sheet.worry or "", sheet.worry_in_full or "", *sheet.steps, *sheet.say, *sheet.ask, *sheet.about)
    texts = (*ends, *groups, *tables, *rows, *sheet.red_flags, *sheet.unanswered)
    return sum(len(text) + SPARE for text in texts)
