"""The chosen places, marked on the picture of their question, for a console. The answers in words stand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from backmice_cli.pictures.characters import has_only_ascii
from backmice_cli.pictures.library import read_picture
from backmice_cli.pictures.places import PlaceMap
from backmice_cli.renderers.result import PictureResult

MOST_ROWS = 16
"""Of a picture: in the result it stands between texts, and must not push them far apart."""


@dataclass(frozen=True)
class MarkedPicture:
    """A picture with at least one place marked. Too narrow a console shows only the names."""

    picture: PlaceMap
    places: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.picture.title

    @property
    def note(self) -> str:
        return self.picture.note

    @property
    def names(self) -> str:
        return ", ".join(place.words for place in self.picture.shown(self.places))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        size = self.picture.size_for(options.max_width, MOST_ROWS)
        if size is not None:
            # Each chosen place is as good as the other, so all are filled like one that is pointed at.
            for line in self.picture.draw(size, self.places, (), ascii_only=has_only_ascii(console)):
                yield Text(line.rstrip(), no_wrap=True)


def marked_picture(answer: PictureResult) -> MarkedPicture | None:
    """The picture with the places of an answer; None where it has no place to mark."""
    picture = read_picture(answer.picture)
    if isinstance(picture, PlaceMap) and picture.shown(answer.places):
        return MarkedPicture(picture, answer.places)
    return None
