"""The fonts of the page for the doctor, made small: `python -m tests.support.fonts_of_pdf FOLDER` writes them anew.

FOLDER holds DejaVu Sans Condensed 2.37 as released (https://dejavu-fonts.github.io, or Debian's `fonts-dejavu-extra`).
What goes: scripts that no answer is likely to be in, hints for old screens, and tables for layout that is not done.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # fonttools has no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from backmice_cli.renderers.pdf.paper import FONTS

RELEASED = {"regular": "DejaVuSansCondensed.ttf", "bold": "DejaVuSansCondensed-Bold.ttf"}
FAMILY = "DejaVu Sans Condensed for backmice"
STYLES = {"regular": "Regular", "bold": "Bold"}

KEPT = (
    (0x0020, 0x058F),  # Latin, phonetic, accents, Greek, Cyrillic, Armenian
    (0x0590, 0x06FF),  # Hebrew, Arabic
    (0x10A0, 0x10FF),  # Georgian
    (0x1D00, 0x1FFF),  # more Latin and Greek with accents
    (0x2000, 0x22FF),  # punctuation, currencies, arrows, signs of mathematics
    (0x25A0, 0x27BF),  # shapes, symbols, marks
    (0x2C60, 0x2C7F),  # more Latin
    (0x2E00, 0x2E7F),  # more punctuation
    (0xA640, 0xA7FF),  # more Cyrillic and Latin
    (0xFB00, 0xFDFF),  # ligatures, Hebrew and Arabic as they are drawn
    (0xFE70, 0xFEFC),  # Arabic as it is drawn
    (0xFFFD, 0xFFFD),  # what stands for an unreadable character
    (0x1F600, 0x1F64F),  # faces
)
"""Code points, first and last."""


def reduced(released: Path, style: str) -> TTFont:
    font = TTFont(released, recalcTimestamp=False)
    options = Options(
        hinting=False,
        layout_features=[],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
        glyph_names=False,
    )
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
    subsetter.subset(font)
    names = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"{FAMILY} {style}".replace(" ", ""),
    }
    for id, name in names.items():
        font["name"].setName(name, id, 3, 1, 0x409)
    return font


if __name__ == "__main__":
    for kind, name in RELEASED.items():
        reduced(Path(sys.argv[1]) / name, STYLES[kind]).save(FONTS[kind])
