"""The pictures in docs/pictures/, of pages in Chromium and on paper by pdftoppm.

Made anew by `python -m tests.support.pictures_of_docs`.
"""

from __future__ import annotations

import subprocess
from io import BytesIO

from msgspec.structs import replace
from PIL import Image

from backmice_cli.renderers.html import HtmlRenderer
from backmice_cli.renderers.pdf.renderer import PdfRenderer
from backmice_cli.renderers.result import Result
from tests.content.test_results import RESULTS, TODAY, result_of
from tests.support.browser import chromium_page
from tests.support.paths import ROOT

FOLDER = ROOT / "docs" / "pictures"
WIDTH = 900
COLOURS = 48
"""Enough for text and one drawing, and a third of the bytes."""
DOTS_PER_INCH = "100"
SHADES = 8


def told(name: str) -> Result:
    """The result, from a person who wrote down a worry where there was time for it."""
    result = result_of(name)
    worry = None if result.level.interrupt else "Is it cancer?"
    return replace(result, doctor_page=replace(result.doctor_page, worry=worry))


def take(name: str) -> None:
    """Show the page for the doctor of one result, as a screen would, and keep what is seen."""
    with chromium_page() as opened:
        opened.page.set_viewport_size({"width": WIDTH, "height": 600})
        opened.page.set_content(HtmlRenderer(TODAY).render(told(name)))
        seen = opened.page.screenshot(full_page=True)
    with Image.open(BytesIO(seen)) as picture:
        picture.convert("RGB").quantize(COLOURS).save(FOLDER / f"doctor-page-{name}.png", optimize=True)


def draw(name: str) -> None:
    """Draw the first page in shades of grey, as most printers do; a few are enough, and make a small file."""
    command = ["pdftoppm", "-singlefile", "-gray", "-r", DOTS_PER_INCH]
    drawn = subprocess.run(command, input=PdfRenderer(TODAY).render(result_of(name)), check=True, capture_output=True)
    page = Image.open(BytesIO(drawn.stdout)).quantize(SHADES)
    page.save(FOLDER / f"doctor-page-pdf-{name}.png", optimize=True)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in RESULTS:
        take(name)
        draw(name)
