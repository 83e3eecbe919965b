"""The picture beside the answers: drawn as large as there is room, and in words what is lit on it.

Turns a question's `picture` into lines; `picture_room` finds where these stand on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backmice_cli.frontends.layout import StyledLine
from backmice_cli.frontends.view import DrawPicture
from backmice_cli.pictures.library import read_picture
from backmice_cli.pictures.places import PlaceMap, mark_letters
from backmice_cli.pictures.rounds import Rounds
from backmice_cli.questionnaire.model import Question

LEFT, BEHIND, RIGHT = "Left", "from behind", "Right"


def picture_drawer(question: Question, *, ascii_only: bool) -> DrawPicture | None:
    """Choose how to draw the question's picture, if it has one."""
    if question.picture is None:
        return None
    match read_picture(question.picture):
        case PlaceMap() as places:
            return _PlacesDrawing(places, question.kind == "many", ascii_only)
        case Rounds() as rounds:
            return _RoundsDrawing(rounds, ascii_only)


@dataclass(frozen=True)
class _PlacesDrawing:
    """Draws the places, says whose left is left, and names what is lit."""

    picture: PlaceMap
    can_tick: bool
    ascii_only: bool

    def __call__(self, pointed: str | None, ticked: Sequence[str], width: int, height: int) -> list[StyledLine]:
        size = self.picture.size_for(width, height - (3 if self.can_tick else 2))
        if size is None:
            return []
        lit = () if pointed is None else (pointed,)
        drawn = [_side_labels(size.width), *self.picture.draw(size, lit, ticked, ascii_only=self.ascii_only)]
        drawn += [f"Lit: {place.words}" for place in self.picture.shown(lit)] or ["Lit: nothing"]
        if self.can_tick:
            drawn.append(self._ticked(ticked, size.width))
        return [StyledLine(line.ljust(size.width)) for line in drawn]

    def _ticked(self, ticked: Sequence[str], width: int) -> str:
        """Say which places are ticked, by name or, where there is no room for the names, by number."""
        words = [place.words for place in self.picture.shown(ticked)]
        if not words:
            return ""
        lead = f"Ticked {mark_letters(ascii_only=self.ascii_only).ticked}: "
        named = lead + ", ".join(words)
        if len(named) <= width:
            return named
        return f"{lead}1 place" if len(words) == 1 else f"{lead}{len(words)} places"


@dataclass(frozen=True)
class _RoundsDrawing:
    """Draws the round of the row pointed at, and says how big it is."""

    picture: Rounds
    ascii_only: bool

    def __call__(self, pointed: str | None, _ticked: Sequence[str], width: int, height: int) -> list[StyledLine]:
        if self.picture.width > width or self.picture.height + 1 > height:
            return []
        shown = self.picture.rounds.get(pointed or "")
        words = f": {shown.words}" if shown else ""
        drawn = [*self.picture.draw(pointed, ascii_only=self.ascii_only), f"Roughly to scale{words}"]
        return [StyledLine(line.ljust(self.picture.width)) for line in drawn]


def _side_labels(width: int) -> str:
    """Write the sides above the picture, which shows the back and is no mirror."""
    between = width - len(LEFT) - len(RIGHT)
    return LEFT + (BEHIND if len(BEHIND) + 2 <= between else "").center(between) + RIGHT
