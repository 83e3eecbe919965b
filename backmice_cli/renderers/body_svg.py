"""The picture of the back as SVG, with the chosen places filled. Words and geometry come from `pictures`.

Plain shapes with plain attributes: no styles, links, filters or scripts, so that a page, a printer and a PDF can take
it alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from backmice_cli.pictures.contour import BACKBONE, DIMPLE, HEIGHT, LINES, PLACES, WIDTH, Curve
from backmice_cli.pictures.places import MarkedPicture, Place

OUTLINED = "lower_back"
"""The picture that `contour.py` draws."""


@dataclass(frozen=True)
class SvgColours:
    """Any colour that the reader of the SVG understands. A place is told by its filling and its rim, in any colours."""

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
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(title)}</title><desc>{escape(marked.picture.note)}</desc>",
            *_lines(used),
            *_marks(marked.places, used),
            "</svg>",
        )
    )


def _lines(colours: SvgColours) -> Iterator[str]:
    drawn = f'fill="none" stroke="{escape(colours.line)}" stroke-linecap="round"'
    for curve in LINES:
        yield from _paths(curve, f'{drawn} stroke-width="2"')
    yield from _paths(BACKBONE, f'{drawn} stroke-width="1.5" stroke-dasharray="3 4"')
    yield from _paths(DIMPLE, f'fill="{escape(colours.line)}"')


def _marks(places: list[Place], colours: SvgColours) -> Iterator[str]:
    filled = f'fill="{escape(colours.mark)}" stroke="{escape(colours.rim)}" stroke-width="2.5"'
    for place in places:
        yield from _paths(PLACES[place.choice], filled)


def _paths(curve: Curve, attributes: str) -> Iterator[str]:
    return (f'<path d="{path}" {attributes}/>' for path in curve.paths())
