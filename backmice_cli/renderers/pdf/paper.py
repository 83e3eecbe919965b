"""Draws what was laid out, with fpdf2: fonts, tags, bookmarks, document properties. Knows no layout and no answers.

fpdf2 tags pictures only. Its structure tree takes other elements too, in a flat list below the document, and this
module puts headings and paragraphs there; tables and lists would need a deeper tree.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from pathlib import Path

from fpdf import FPDF, ViewerPreferences
from fpdf.fonts import CoreFont, TTFFont

from backmice_cli.renderers.pdf.layout import BOTTOM, HEIGHT, SIDE, PlacedUnit, column_width
from backmice_cli.renderers.pdf.letters import as_drawn, make_printable
from backmice_cli.renderers.pdf.lines import PdfBlock, Setting

FONTS = {style: Path(__file__).parents[1] / "fonts" / f"{style}.ttf" for style in ("regular", "bold")}
FAMILY = "page"
FOOT = 8.0
"""The size of the running foot, in points."""
SUBJECT = "A person's own answers, on one sheet for a doctor or nurse"
_UNSEEN = re.compile(r"<(title|desc)>.*?</\1>", re.DOTALL)
MEASURED_AT = 100.0
"""Points. Widths grow with the size, so each text is measured at one size only."""


class Paper:
    """Pages to draw on."""

    def __init__(self, title: str, language: str, today: datetime.date) -> None:
        pdf = self._pdf = FPDF(unit="mm", format="A4")
        pdf.set_auto_page_break(False)
        pdf.add_font(FAMILY, "", FONTS["regular"])
        pdf.add_font(FAMILY, "B", FONTS["bold"])
        pdf.set_title(title)
        pdf.set_subject(SUBJECT)
        pdf.set_lang(language)
        pdf.set_creator("backmice")
        pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        # The time of day is none of anyone's business, and would make each file another one.
        pdf.set_creation_date(datetime.datetime.combine(today, datetime.time(), datetime.timezone.utc))
        self._known = frozenset.intersection(*(_shown_by(pdf.fonts[key]) for key in (FAMILY, f"{FAMILY}B")))
        self._widths: dict[tuple[str, bool], float] = {}

    def printable(self, text: str) -> str:
        return make_printable(text, self._known)

    def measure(self, text: str, bold: bool) -> float:
        """How wide a text is at one point, in millimetres."""
        if (text, bold) not in self._widths:
            self._pdf.set_font(FAMILY, "B" if bold else "", MEASURED_AT)
            self._widths[text, bold] = self._pdf.get_string_width(text) / MEASURED_AT
        return self._widths[text, bold]

    def new_page(self) -> None:
        self._pdf.add_page()

    def draw(self, placed: Sequence[PlacedUnit], setting: Setting) -> None:
        """Draw on this page. Neighbours of one block become one element, so that they are read as one."""
        self._pdf.set_stretching(100 * setting.stretch)
        for _, parts in groupby(placed, key=lambda part: id(part.unit.block)):
            group = list(parts)
            block, svg = group[0].unit.block, group[0].unit.svg
            if svg is not None:
                self._picture(svg, group.pop(0))
            for part in group:
                self._band(part)
            if block.is_heading:
                self._bookmark(block, group[0])
            with self._tagged(block.tag):
                for part in group:
                    self._write(part, setting)

    def running_foot(self, left: str, right: str) -> None:
        """Write title and page number below the text, untagged: nobody needs to hear them on every page."""
        pdf = self._pdf
        with self._untagged():
            pdf.set_stretching(100)
            pdf.set_font(FAMILY, "", FOOT)
            pdf.text(SIDE, HEIGHT - BOTTOM + 5, left)
            pdf.text(SIDE + column_width(1) - pdf.get_string_width(right), HEIGHT - BOTTOM + 5, right)
            pdf.set_line_width(0.2)
            pdf.line(SIDE, HEIGHT - BOTTOM + 1.4, SIDE + column_width(1), HEIGHT - BOTTOM + 1.4)

    def file(self) -> bytes:
        return bytes(self._pdf.output())

    def _picture(self, svg: str, part: PlacedUnit) -> None:
        words = " ".join(run.text for run in part.unit.block.runs)
        drawn = _UNSEEN.sub("", svg).encode("utf-8")  # fpdf2 would warn that it does not draw them
        self._pdf.image(BytesIO(drawn), x=part.x, y=part.y, w=part.unit.width, alt_text=words)

    def _band(self, part: PlacedUnit) -> None:
        unit = part.unit
        with self._untagged():
            if unit.block.band != "none":
                width = unit.width if unit.block.band == "filled" else 1.2
                self._pdf.set_fill_color(0)
                self._pdf.rect(part.x, part.y, width, unit.height + 0.05, style="F")
            elif unit.block.label is not None:
                self._pdf.set_draw_color(170)
                self._pdf.set_line_width(0.1)
                self._pdf.line(part.x, part.y + unit.height, part.x + unit.width, part.y + unit.height)
                self._pdf.set_draw_color(0)

    def _bookmark(self, block: PdfBlock, part: PlacedUnit) -> None:
        self._pdf.set_xy(part.x, part.y)
        self._pdf.start_section(
            " ".join(run.text for run in block.runs), level=0 if block.tag == "H1" else 1, strict=False
        )

    def _write(self, part: PlacedUnit, setting: Setting) -> None:
        block = part.unit.block
        self._pdf.set_text_color(255 if block.band == "filled" else 0)
        for piece in part.unit.pieces:
            self._pdf.set_font(FAMILY, "B" if piece.run.bold else "", setting.points(block.scale))
            self._pdf.text(part.x + piece.x, part.y + piece.y, as_drawn(piece.run.text))
        self._pdf.set_text_color(0)

    @contextmanager
    def _tagged(self, tag: str) -> Iterator[None]:
        pdf = self._pdf
        number = pdf.struct_builder.next_mcid_for_page(pdf.page)
        _, parents = pdf.struct_builder.add_marked_content(page_number=pdf.page, struct_type=f"/{tag}", mcid=number)
        pdf.pages[pdf.page].struct_parents = parents
        pdf._out(f"/{tag} <</MCID {number}>> BDC")  # the only way to write an operator that fpdf2 has no method for
        yield
        pdf._out("EMC")

    @contextmanager
    def _untagged(self) -> Iterator[None]:
        """Mark what is drawn as an artifact, which screen readers pass over."""
        self._pdf._out("/Artifact BMC")
        yield
        self._pdf._out("EMC")


def _shown_by(font: CoreFont | TTFFont) -> frozenset[int]:
    return frozenset(font.cmap) if isinstance(font, TTFFont) else frozenset()
