"""The page for the doctor as PDF: one sheet of A4, in letters as large as fit. Decides only where things stand."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backmice_cli.errors import MissingExtraError
from backmice_cli.pictures.contour import HEIGHT as OUTLINE_HEIGHT
from backmice_cli.pictures.contour import WIDTH as OUTLINE_WIDTH
from backmice_cli.renderers.body_svg import SvgColours, body_svg
from backmice_cli.renderers.pdf.blocks import SMALL, Strip, run_on, strips_of
from backmice_cli.renderers.pdf.layout import SIDE, Pages, column_width, height_of
from backmice_cli.renderers.pdf.lines import SMALLEST, MeasureText, PdfBlock, Setting, TextRun, Unit, set_block
from backmice_cli.renderers.result import Result
from backmice_cli.renderers.sheet import build_sheet

if TYPE_CHECKING:
    from backmice_cli.renderers.pdf.paper import Paper

PICTURE, DENSE_PICTURE = 34.0, 26.0
"""Widths of the body picture, in millimetres."""
RATIO = OUTLINE_HEIGHT / OUTLINE_WIDTH
ROUND_PICTURE = 4.0
INK = SvgColours(line="#555555", mark="#111111", rim="#000000")


class PdfRenderer:
    """Draws the sheet on paper. The same result on the same day gives the same bytes."""

    def __init__(self, today: datetime.date) -> None:
        self._today = today

    def render(self, result: Result) -> bytes:
        """Draw the page.

        Raises MissingExtraError where fpdf2 is not installed.
        """
        try:
            from backmice_cli.renderers.pdf.paper import Paper
        except ImportError as error:
            raise MissingExtraError("a PDF", "pdf") from error
        sheet = build_sheet(result, self._today)
        paper = Paper(sheet.title, sheet.language, self._today)
        strips = tuple(strips_of(sheet.blocks, paper.printable))
        setting, pages = _on_one_page(strips, paper)
        return _draw_pages(paper, pages, setting, paper.printable(f"{sheet.title} · {sheet.day}"))


def _settings_to_try(measure: MeasureText) -> Iterator[Setting]:
    """Ways to set one page, from the most comfortable to the densest.

    Letters get smaller before anything else, but never below 8 points: then they get narrower, and rows run on. For all
    persons in `tests/cases` the first way is enough; the last but one is for someone who ticks every box that there is.
    """
    for size, leading in ((10, 1.25), (9.5, 1.22), (9, 1.2), (8.5, 1.18), (SMALLEST, 1.16)):
        yield Setting(measure, size=size, leading=leading)
    yield Setting(measure, size=SMALLEST, stretch=0.92, leading=1.12)
    for stretch, leading in ((0.92, 1.12), (0.82, 1.08), (0.78, 1.05), (0.72, 1.0), (0.7, 1.02)):
        yield Setting(measure, size=SMALLEST, stretch=stretch, leading=leading, dense=True)


def _on_one_page(strips: Sequence[Strip], paper: Paper) -> tuple[Setting, Pages]:
    for setting in _settings_to_try(paper.measure):
        pages = _arrange_strips(strips, setting)
        if pages.page == 1:
            return setting, pages
    setting = Setting(paper.measure, size=9, leading=1.2)  # on more pages, small letters would gain nothing
    return setting, _arrange_strips(strips, setting)


def _arrange_strips(strips: Sequence[Strip], setting: Setting) -> Pages:
    pages = Pages()
    for strip in map(run_on, strips) if setting.dense else strips:
        pages.skip((0.25 if setting.dense else 0.6) * setting.line())
        svg = body_svg(strip.picture, INK) if strip.picture is not None else None
        if svg is None:
            width = column_width(strip.columns)
            units = [unit for block in strip.blocks for unit in set_block(block, width, setting)]
            pages.flow(units, strip.columns, level=setting.dense)
        else:
            _flow_beside(pages, _figure_units(svg, strip, setting), strip.blocks, setting)
    return pages


def _figure_units(svg: str, strip: Strip, setting: Setting) -> list[Unit]:
    width = DENSE_PICTURE if setting.dense else PICTURE
    below = [] if setting.dense else set_block(PdfBlock((TextRun(strip.caption),), scale=SMALL), width, setting)
    return [Unit(PdfBlock((TextRun(strip.caption),)), width, width * RATIO + 1, (), svg=svg), *below]


def _flow_beside(pages: Pages, figure: Sequence[Unit], blocks: Sequence[PdfBlock], setting: Setting) -> None:
    """Place the figure at the right, what stands beside it in the width that is left, and the rest below."""
    high = height_of(figure)
    if pages.room < high:
        pages.turn()
    page, top, wide = pages.page, pages.y, figure[0].width
    units: list[Unit] = []
    for block in blocks:
        beside = height_of(units) < high + ROUND_PICTURE
        units += set_block(block, column_width(1) - (wide + ROUND_PICTURE if beside else 0), setting)
    pages.flow(units, 1)
    pages.put(figure, SIDE + column_width(1) - wide, top, page)


def _draw_pages(paper: Paper, pages: Pages, setting: Setting, foot: str) -> bytes:
    for page in range(1, pages.page + 1):
        paper.new_page()
        paper.draw([placed for placed in pages.placed if placed.page == page], setting)
        paper.running_foot(foot, f"page {page} of {pages.page}" if pages.page > 1 else "")
    return paper.file()
