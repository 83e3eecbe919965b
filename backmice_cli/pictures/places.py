"""A picture with places that can be lit: which place belongs to which choice, and the lines with some of them lit.

Knows characters only; what a place means to a person is in the picture's own file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Marks:
    """What fills a place. Two characters, so that nothing is told by colour."""

    lit: str
    ticked: str


ANY_MARKS = Marks("█", "▒")
ASCII_MARKS = Marks("#", "x")


def mark_letters(*, ascii_only: bool) -> Marks:
    return ASCII_MARKS if ascii_only else ANY_MARKS


@dataclass(frozen=True)
class PicturePlace:
    choice: str
    """The id of the choice that it belongs to."""
    words: str


@dataclass(frozen=True)
class Size:
    """One size of a picture: drawn with any character, drawn in ASCII, and whose cell each is."""

    drawing: tuple[str, ...]
    ascii: tuple[str, ...]
    map: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.map[0])

    @property
    def height(self) -> int:
        return len(self.map)


@dataclass(frozen=True)
class PlaceMap:
    """A picture of places, in several sizes, the largest first."""

    title: str
    note: str
    """What to know when places are marked on it."""
    places: dict[str, PicturePlace]
    """The places, each by the letter that fills it in the maps."""
    sizes: tuple[Size, ...]

    def shown(self, choices: Collection[str]) -> list[PicturePlace]:
        """The places of those choices that have one."""
        return [place for place in self.places.values() if place.choice in choices]

    def size_for(self, width: int, height: int | None = None) -> Size | None:
        """The largest size for this room; without `height`, the room has any height."""
        return next(
            (size for size in self.sizes if size.width <= width and (height is None or size.height <= height)), None
        )

    def draw(self, size: Size, lit: Collection[str], ticked: Collection[str], *, ascii_only: bool) -> list[str]:
        """Draw with the places of these choices filled; one that is lit and ticked is lit. Lines are equally long."""
        fill = mark_letters(ascii_only=ascii_only)
        filled = {letter: fill.ticked for letter, place in self.places.items() if place.choice in ticked}
        filled |= {letter: fill.lit for letter, place in self.places.items() if place.choice in lit}
        lines = size.ascii if ascii_only else size.drawing
        return [
            "".join(filled.get(letter, drawn) for letter, drawn in zip(letters, line, strict=True))
            for letters, line in zip(size.map, lines, strict=True)
        ]


@dataclass(frozen=True)
class MarkedPicture:
    """A picture with at least one place marked."""

    name: str
    picture: PlaceMap
    choices: tuple[str, ...]
    """Those that were chosen; one without a place marks nothing."""

    @property
    def places(self) -> list[PicturePlace]:
        return self.picture.shown(self.choices)

    @property
    def place_names(self) -> str:
        return ", ".join(place.words for place in self.places)
