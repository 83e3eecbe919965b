"""The page for the doctor as one HTML file: no script, nothing from elsewhere, one sheet of paper when printed.

The look is in `templates/doctor_page.html.j2`. Every text is escaped there, whoever wrote it.
"""

from __future__ import annotations

import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from backmice_cli.renderers.body_svg import SvgColours, body_svg
from backmice_cli.renderers.phrases import one_line
from backmice_cli.renderers.result import Result
from backmice_cli.renderers.sheet import Sheet, build_sheet

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
            print=print_classes(sheet),
            date=self._today.isoformat(),
            drawn=lambda picture: body_svg(picture, COLOURS),
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
