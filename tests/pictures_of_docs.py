"""The pictures in docs/pictures/, taken in a real Chromium: `python -m tests.pictures_of_docs` takes them anew."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from backmice_cli.renderers.html import HtmlRenderer
from backmice_cli.renderers.result import Result
from tests.browser import chromium_page
from tests.test_results import RESULTS, TODAY, result_of

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH = 900
COLOURS = 48
"""Enough for text and one drawing, and a third of the bytes."""


def told(name: str) -> Result:
    """The result, from a person who wrote down a worry where there was time for it."""
    result = result_of(name)
    worry = None if result.level.interrupt else "Is it cancer?"
    return result.model_copy(update={"doctor_page": result.doctor_page.model_copy(update={"worry": worry})})


def take(name: str) -> None:
    """Show the page for the doctor of one result, as a screen would, and keep what is seen."""
    with chromium_page() as opened:
        opened.page.set_viewport_size({"width": WIDTH, "height": 600})
        opened.page.set_content(HtmlRenderer(TODAY).render(told(name)))
        seen = opened.page.screenshot(full_page=True)
    with Image.open(BytesIO(seen)) as picture:
        picture.convert("RGB").quantize(COLOURS).save(FOLDER / f"doctor-page-{name}.png", optimize=True)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in RESULTS:
        take(name)
