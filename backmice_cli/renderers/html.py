"""The page for the doctor as one HTML file: no script, nothing from elsewhere, one sheet of paper when printed.

The look is in `templates/doctor_page.html.j2`. Every text is escaped there, whoever wrote it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from backmice_cli.renderers import sheet
from backmice_cli.renderers.body_svg import SvgColours, body_svg
from backmice_cli.renderers.phrases import one_line
from backmice_cli.renderers.result import Result

COLOURS = SvgColours(line="var(--drawn)", mark="var(--mark)", rim="var(--ink)")
"""Variables of the page's style, which sets them for light and dark screens and for print."""


class HtmlRenderer:
    """Writes the sheet as a whole page. The same result on the same day gives the same bytes."""

    def __init__(self, today: datetime.date) -> None:
        self._today = today

    def render(self, result: Result) -> str:
        page = sheet.build_sheet(result, self._today)
        return _load_template().render(
            sheet=page,
            print=_print_classes(page.blocks),
            date=self._today.isoformat(),
            kind=lambda block: type(block).__name__,
            drawn=lambda marked: body_svg(marked, COLOURS),
        )


@cache
def _load_template() -> Template:
    page = Environment(
        loader=PackageLoader("backmice_cli", "renderers/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        # Control characters are taken out of texts. Markup comes from the template alone, and has a type of its own.
        finalize=lambda value: one_line(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return page.get_template("doctor_page.html.j2")


SIZES = (
    (2_890, "pt10"),
    (4_090, "pt9"),
    (4_890, "pt8"),
    (8_290, "dense pt8"),
    (11_490, "dense pt7"),
)
"""How many letters a sheet may have for each size of print; where it is dense, answers run on without tables.

Tried out in Chromium, on A4 and Letter paper: `tests/renderers/test_html_in_chromium.py`.
"""

LONG = "dense pt8"
"""The print of what takes more than one side anyway."""

SPARE = 10
"""Letters that a row or an item takes besides its own."""


def _print_classes(blocks: Iterable[sheet.SheetBlock]) -> str:
    """The classes of the largest print that is one sheet of paper."""
    letters = sum(len(text) + SPARE for block in blocks for text in _texts_of(block))
    return next((classes for most, classes in SIZES if letters <= most), LONG)


def _texts_of(block: sheet.SheetBlock) -> Iterator[str]:
    """The texts that make a page long or short: the advice itself is about as long on every page."""
    match block:
        case sheet.FirstLine(words, is_worry):
            yield words if is_worry else ""
        case sheet.AdviceBlock():
            yield from block.red_flags
            yield from (text for line in block.milder for text in (line.lead, *line.words))
            yield from (text for inner in block.at_once for text in inner.items)
        case sheet.TablesBlock(tables):
            for table in tables:
                yield from (table.part.title, *table.part.denied)
                yield from (text for row in table.part.rows for text in (row.label, *row.values))
        case sheet.ListBlock(_, texts) | sheet.AboutBlock(texts):
            yield from texts
        case sheet.OpenBlock(not_sure, unanswered):
            yield from (text for line in not_sure for text in (line.lead, *line.words))
            yield from unanswered
        case sheet.WorryBlock(words):
            yield words
