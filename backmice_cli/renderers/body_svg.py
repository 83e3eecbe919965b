"""The picture of the back as SVG, with the chosen places filled. Words and geometry come from `pictures`.

Plain shapes with plain attributes: no styles, links, filters or scripts, so that a page, a printer and a PDF can take
it alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from backmice_cli.pictures.contour import BACKBONE, DIMPLE, HEIGHT, LINES, PLACES, WIDTH
from backmice_cli.pictures.places import MarkedPicture

OUTLINED = "lower_back"
"""The picture that `contour.py` draws."""


@dataclass(frozen=True)
class SvgColours:
    """Any colours that the reader of the SVG understands: a marked place also differs by its filling and its rim."""

    line: str = "#444444"
    mark: str = "#c62828"
    rim: str = "#5f0f0f"
    """Around a place; should stand out from `mark` and from the paper."""


def body_svg(marked: MarkedPicture, colours: SvgColours | None = None) -> str | None:
    """Draw the back with the marked places, on both sides; None for another picture."""
    if marked.name != OUTLINED:
        return None
    used = colours or SvgColours()
    title = f"{marked.picture.title}. Marked: {marked.place_names}."
    drawn = f'fill="none" stroke="{escape(used.line)}" stroke-linecap="round"'
    filled = f'fill="{escape(used.mark)}" stroke="{escape(used.rim)}" stroke-width="2.5"'
    curves = [
        *((curve, f'{drawn} stroke-width="2"') for curve in LINES),
        (BACKBONE, f'{drawn} stroke-width="1.5" stroke-dasharray="3 4"'),
        (DIMPLE, f'fill="{escape(used.line)}"'),
        *((PLACES[place.choice], filled) for place in marked.places),
    ]
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(title)}</title><desc>{escape(marked.picture.note)}</desc>",
            *(f'<path d="{path}" {attributes}/>' for curve, attributes in curves for path in curve.paths()),
            "</svg>",
        )
    )
