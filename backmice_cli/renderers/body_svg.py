"""The picture of the back as SVG, with the chosen places filled. Words and geometry come from `pictures`.

Plain shapes with plain attributes: no styles, links, filters or scripts, so that a page, a printer and a PDF can take
it alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from backmice_cli.pictures.outline import BACKBONE, DIMPLE, HEIGHT, LINES, PLACES, WIDTH, Curve
from backmice_cli.renderers.pictures import MarkedPicture, marked_picture
from backmice_cli.renderers.result import PictureResult


@dataclass(frozen=True)
class SvgColours:
    """Any colour that the reader of the SVG understands. A place is told by its filling and its rim, in any colours."""

    line: str = "#444444"
    mark: str = "#c62828"
    rim: str = "#5f0f0f"
    """Around a place; should stand out from `mark` and from the paper."""


def body_svg(picture: PictureResult, colours: SvgColours | None = None) -> str | None:
    """Draw the back with the places of an answer, on both sides.

    None for another picture, and where no place of this one was chosen.
    """
    marked = marked_picture(picture)
    if picture.picture != "lower_back" or marked is None:
        return None
    used = colours or SvgColours()
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(_title(marked))}</title><desc>{escape(marked.note)}</desc>",
            *_lines(used),
            *_marks(marked, used),
            "</svg>",
        )
    )


def _title(marked: MarkedPicture) -> str:
    return f"{marked.title}. Marked: {marked.names}."


def _lines(colours: SvgColours) -> Iterator[str]:
    drawn = f'fill="none" stroke="{escape(colours.line)}" stroke-linecap="round"'
    for curve in LINES:
        yield from _paths(curve, f'{drawn} stroke-width="2"')
    yield from _paths(BACKBONE, f'{drawn} stroke-width="1.5" stroke-dasharray="3 4"')
    yield from _paths(DIMPLE, f'fill="{escape(colours.line)}"')


def _marks(marked: MarkedPicture, colours: SvgColours) -> Iterator[str]:
    filled = f'fill="{escape(colours.mark)}" stroke="{escape(colours.rim)}" stroke-width="2.5"'
    for place in marked.picture.shown(marked.places):
        yield from _paths(PLACES[place.choice], filled)


def _paths(curve: Curve, attributes: str) -> Iterator[str]:
    return (f'<path d="{path}" {attributes}/>' for path in curve.paths())
