"""The pictures of the PDF in docs/pictures: `python -m tests.pictures_of_pdf` draws them anew with pdftoppm."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image

from backmice_cli.renderers.pdf import PdfRenderer
from tests.test_results import RESULTS, TODAY, result_of

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
DOTS_PER_INCH = "100"
SHADES = 8


def draw(name: str) -> None:
    """Draw the first page in shades of grey, as most printers do; a few are enough, and make a small file."""
    command = ["pdftoppm", "-singlefile", "-gray", "-r", DOTS_PER_INCH]
    drawn = subprocess.run(command, input=PdfRenderer(TODAY).render(result_of(name)), check=True, capture_output=True)
    page = Image.open(BytesIO(drawn.stdout)).quantize(SHADES)
    page.save(PICTURES / f"doctor-page-pdf-{name}.png", optimize=True)


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in RESULTS:
        draw(name)
