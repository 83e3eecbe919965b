"""A picture with places that can be lit: which place belongs to which choice, and the lines with some of them lit.

Knows characters only; what a place means to a person is in the picture's own file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Marks:
    """What fills a lit place. Two characters, so that nothing is told by colour."""

    pointed: str
    ticked: str


ANY_MARKS = Marks("█", "▒")
ASCII_MARKS = Marks("#", "x")


def marks(*, ascii_only: bool) -> Marks:
    return ASCII_MARKS if ascii_only else ANY_MARKS


@dataclass(frozen=True)
class Place:
    choice: str
    """The choice that it belongs to, by id."""
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
    places: dict[str, Place]
    """By the letter that stands for the place in the maps."""
    sizes: tuple[Size, ...]

    def place(self, choice: str | None) -> Place | None:
        """The place that belongs to a choice, if it has one."""
        return next((place for place in self.places.values() if place.choice == choice), None)

    def shown(self, choices: Iterable[str]) -> list[Place]:
        """The places of those choices that have one."""
        return [place for place in map(self.place, choices) if place is not None]

    def size_for(self, width: int, height: int | None = None) -> Size | None:
        """The largest size for this room; without `height`, the room has any height."""
        return next(
            (size for size in self.sizes if size.width <= width and (height is None or size.height <= height)), None
        )

    def draw(self, size: Size, pointed: str | None, ticked: Collection[str], *, ascii_only: bool) -> list[str]:
        """Draw with the places of the choice pointed at and of the choices ticked lit. All lines are equally long."""
        fill = marks(ascii_only=ascii_only)
        lit = {}
        for letter, place in self.places.items():
            if place.choice == pointed:
                lit[letter] = fill.pointed
            elif place.choice in ticked:
                lit[letter] = fill.ticked
        lines = size.ascii if ascii_only else size.drawing
        return [
            "".join(lit.get(letter, drawn) for letter, drawn in zip(letters, line, strict=True))
            for letters, line in zip(size.map, lines, strict=True)
        ]
