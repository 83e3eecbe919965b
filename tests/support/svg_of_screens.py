"""A drawn screen as SVG: its letters and colours on a dark ground, in whatever monospaced font the reader has."""

from __future__ import annotations

from html import escape
from itertools import groupby

from tests.support.drawn import Cell, DrawnScreen

ACROSS, DOWN, AROUND = 8.4, 18.0, 14.0
"""Points of a cell, and of the margin."""
GROUND, LETTERS = "#0d1117", "#e6edf3"


def svg_of(screen: DrawnScreen, title: str) -> str:
    """The screen down to its last row that has something on it."""
    rows = screen.cells
    while rows and not any(cell.letter.strip() for cell in rows[-1]):
        rows.pop()
    width, height = 2 * AROUND + screen.columns * ACROSS, 2 * AROUND + len(rows) * DOWN
    texts = [text for place, row in enumerate(rows) for text in _texts(row, AROUND + (place + 0.75) * DOWN)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="100%" height="100%" rx="8" fill="{GROUND}"/>',
            f'<g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14" fill="{LETTERS}">',
            *texts,
            "</g>",
            "</svg>\n",
        ]
    )


def _texts(row: list[Cell], y: float) -> list[str]:
    """Each run of letters that look alike, as long as its cells are wide whatever the font."""
    texts, x = [], AROUND
    for (colour, bold), run in groupby(row, key=lambda cell: (cell.colour, cell.bold)):
        letters = "".join(cell.letter for cell in run)
        if letters.strip():
            look = (f' fill="{colour}"' if colour else "") + (' font-weight="bold"' if bold else "")
            length = f'textLength="{len(letters) * ACROSS:g}" lengthAdjust="spacingAndGlyphs"'
            texts.append(f'<text x="{x:g}" y="{y:g}" {length}{look} xml:space="preserve">{escape(letters)}</text>')
        x = round(x + len(letters) * ACROSS, 1)
    return texts
