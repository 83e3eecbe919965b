"""The page for the doctor as one HTML file: no script, nothing from elsewhere, one sheet of paper when printed.

The look is in `templates/doctor_page.html.j2`. Every text is escaped there, whoever wrote it.
"""

from __future__ import annotations

import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from backmice_cli.renderers.body_svg import SvgColours, body_svg
from backmice_cli.renderers.result import Result
from backmice_cli.renderers.sheet import NO_RED_FLAGS, NO_WORRY, Sheet, build_sheet
from backmice_cli.renderers.words import one_line

PRINTS = ((2_750, "pt10"), (3_570, "pt9"), (6_600, "dense pt9"), (11_000, "dense pt8"), (16_000, "dense pt7"))
"""How a sheet of at most so many letters is printed, to be on one side of A4 and of Letter paper.

Everything that can be ticked comes to 14,000. What is longer still takes more than one side anyway.
"""

LONG_PRINT = "dense pt9"

SPARE = 10
"""Letters that a row or an item takes besides its own."""

SPARE_AT_ONCE = 30
"""What a short line in the emergency's box takes further."""

COLOURS = SvgColours(line="var(--drawn)", mark="var(--mark)", rim="var(--ink)")
"""As the page's style sets them, in the light and in the dark."""


class HtmlRenderer:
    """Writes the sheet as a whole page. The same result on the same day gives the same bytes."""

    def __init__(self, today: datetime.date) -> None:
        self._today = today

    def render(self, result: Result) -> str:
        sheet = build_sheet(result, self._today)
        return _template().render(
            sheet=sheet,
            print=_print(sheet),
            date=self._today.isoformat(),
            drawn=lambda picture: body_svg(picture, COLOURS),
            no_worry=NO_WORRY,
            no_red_flags=NO_RED_FLAGS,
        )


@cache
def _template() -> Template:
    page = Environment(
        loader=PackageLoader("backmice_cli", "renderers/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return page.get_template("doctor_page.html.j2")


def _shown(value: object) -> object:
    """Take out what a page must not hold; markup is the template's own."""
    return one_line(value) if type(value) is str else value


def _print(sheet: Sheet) -> str:
    letters = _letters(sheet)
    return next((classes for most, classes in PRINTS if letters <= most), LONG_PRINT)


def _letters(sheet: Sheet) -> int:
    """About how much room the sheet takes, in letters. A row takes some even when its words are few."""
    worry = (sheet.worry or "", sheet.worry_in_full or "")
    at_once = (*sheet.steps, *sheet.say)
    groups = [text for group in (*sheet.milder, *sheet.not_sure) for text in (group.lead, *group.words)]
    tables = [text for table in sheet.tables for text in (*table.denied, table.title)]
    rows = [text for table in sheet.tables for row in table.rows for text in (row.label, *row.values)]
    texts = (*worry, *at_once, *groups, *tables, *rows, *sheet.red_flags, *sheet.ask, *sheet.unanswered, *sheet.about)
    return sum(len(text) + SPARE for text in texts) + SPARE_AT_ONCE * len(at_once)
