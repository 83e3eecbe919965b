"""A picture of rounds above a ruler, roughly to scale: the one that belongs to a choice is shown."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

COLUMNS_OF_CM = 5
"""Most terminals show a cell twice as high as wide, on most screens about 2 mm wide."""

ROWS_OF_CM = COLUMNS_OF_CM / 2


@dataclass(frozen=True)
class Round:
    centimetres: float
    words: str


@dataclass(frozen=True)
class Rounds:
    title: str
    rounds: dict[str, Round]
    """The rounds, each by the id of its choice."""

    @property
    def width(self) -> int:
        return len(self._ruler)

    @property
    def height(self) -> int:
        return self._rows + 1

    def draw(self, choice: str | None, *, ascii_only: bool) -> list[str]:
        """Draw the round of a choice on the ruler, or the ruler alone. The lines are the same in number and length."""
        shown = self.rounds.get(choice or "")
        disc: list[str] = []
        if shown is not None:
            disc = (_ascii_disc_rows if ascii_only else _disc_rows)(shown.centimetres)
        above = [""] * (self._rows - len(disc)) + disc
        return [line.ljust(self.width) for line in (*above, self._ruler)]

    @property
    def _longest(self) -> int:
        return ceil(max(shown.centimetres for shown in self.rounds.values()))

    @property
    def _rows(self) -> int:
        return ceil(self._longest * ROWS_OF_CM)

    @property
    def _ruler(self) -> str:
        marks = ("-" * (COLUMNS_OF_CM - 1)).join(str(mark) for mark in range(self._longest + 1))
        return f"{marks} cm"


def _disc_rows(centimetres: float) -> list[str]:
    """A filled round in half blocks, two to a cell, as square as a cell allows."""
    pixels = floor(centimetres * COLUMNS_OF_CM + 0.5)
    filled = _filled_cells(pixels, pixels)
    if pixels % 2:
        filled = [[False] * pixels, *filled]
    return [
        "".join(" ▄▀█"[2 * upper + lower] for upper, lower in zip(*rows, strict=True)).rstrip()
        for rows in zip(filled[::2], filled[1::2], strict=True)
    ]


def _ascii_disc_rows(centimetres: float) -> list[str]:
    columns = floor(centimetres * COLUMNS_OF_CM + 0.5)
    rows = ceil(centimetres * ROWS_OF_CM)
    return ["".join("@" if inside else " " for inside in row).rstrip() for row in _filled_cells(columns, rows)]


def _filled_cells(columns: int, rows: int) -> list[list[bool]]:
    """Which cells of a rectangle have their middle inside the ellipse that fills it."""
    return [
        [((2 * x + 1 - columns) / columns) ** 2 + ((2 * y + 1 - rows) / rows) ** 2 <= 1 for x in range(columns)]
        for y in range(rows)
    ]
