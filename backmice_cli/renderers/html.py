"""The page for the doctor as one HTML file: no script, nothing from elsewhere, one sheet of paper when printed.

The look is in `templates/doctor_page.html.j2`. Every text is escaped there, whoever wrote it.
"""

from __future__ import annotations

import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from backmice_cli.renderers.body_svg import SvgColours, body_svg
from backmice_cli.renderers.phrases import one_line
from backmice_cli.renderers.print_size import print_classes
from backmice_cli.renderers.result import Result
from backmice_cli.renderers.sheet import build_sheet

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
