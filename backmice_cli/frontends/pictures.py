"""The picture beside the answers: drawn as large as there is room, and in words what is lit on it.

Turns a question's `picture` into lines; where these stand on the screen is `prompt_parts`' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from backmice_cli.frontends.screens import Drawing, Line
from backmice_cli.pictures.library import read_picture
from backmice_cli.pictures.places import PlaceMap, marks
from backmice_cli.pictures.rounds import Rounds
from backmice_cli.questionnaire.model import Question

LEFT, BEHIND, RIGHT = "Left", "from behind", "Right"


def drawing_of(question: Question, *, ascii_only: bool) -> Drawing | None:
    """How to draw the question's picture, if it has one."""
    if question.picture is None:
        return None
    match read_picture(question.picture):
        case PlaceMap() as places:
            return partial(_places, places, is_many=question.kind == "many", ascii_only=ascii_only)
        case Rounds() as rounds:
            return partial(_rounds, rounds, ascii_only=ascii_only)


def _places(
    picture: PlaceMap,
    pointed: str | None,
    ticked: Sequence[str],
    width: int,
    height: int,
    *,
    is_many: bool,
    ascii_only: bool,
) -> list[Line]:
    size = picture.size_for(width, height - (3 if is_many else 2))
    if size is None:
        return []
    place = picture.place(pointed)
    drawn = [_sides(size.width), *picture.draw(size, pointed, ticked, ascii_only=ascii_only)]
    drawn.append(f"Lit: {place.words if place else 'nothing'}")
    if is_many:
        words = [shown.words for shown in picture.shown(ticked)]
        drawn.append(_ticked(words, marks(ascii_only=ascii_only).ticked, size.width))
    return [Line(line.ljust(size.width)) for line in drawn]


def _sides(width: int) -> str:
    """Whose left is left: the picture is no mirror."""
    between = width - len(LEFT) - len(RIGHT)
    return LEFT + (BEHIND if len(BEHIND) + 2 <= between else "").center(between) + RIGHT


def _ticked(words: Sequence[str], mark: str, width: int) -> str:
    """Which places are ticked, by name or, where there is no room for the names, by number."""
    if not words:
        return ""
    named = f"Ticked {mark}: {', '.join(words)}"
    return named if len(named) <= width else f"Ticked {mark}: {len(words)} places"


def _rounds(
    picture: Rounds,
    pointed: str | None,
    _ticked: Sequence[str],
    width: int,
    height: int,
    *,
    ascii_only: bool,
) -> list[Line]:
    if picture.width > width or picture.height + 1 > height:
        return []
    shown = picture.rounds.get(pointed or "")
    words = f": {shown.words}" if shown else ""
    drawn = [*picture.draw(pointed, ascii_only=ascii_only), f"Only roughly to scale{words}"]
    return [Line(line.ljust(picture.width)) for line in drawn]
