"""Finds room for a picture in a prompt: beside the choices, else above them, else nowhere. Knows no pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len

from backmice_cli.frontends.layout import StyledLine

FEWEST_COLUMNS = 40
"""What the choices beside a picture have at least: in less, labels break after every other word."""

GAP = 3
"""Columns between the choices and a picture beside them."""


@dataclass(frozen=True)
class PictureSpot:
    """Where a picture stands, and its lines."""

    beside: list[StyledLine]
    above: list[StyledLine]
    columns: int
    """How many are left for the choices."""

    @property
    def width(self) -> int:
        """Columns of the picture and of the gap, beside the choices."""
        return GAP + _picture_width(self.beside) if self.beside else 0


def find_spot(
    draw: Callable[[int, int], list[StyledLine]], rows_of_choices: Callable[[int], int], columns: int, rows: int
) -> PictureSpot:
    """Find the spot for the largest picture that leaves room for all choices.

    Args:
        draw: draws into so many columns and rows; nothing when that is too little.
        rows_of_choices: the rows that the choices take in so many columns.
        rows: what is left for choices and picture.
    """
    lines = draw(columns - GAP - FEWEST_COLUMNS, rows)
    while lines:
        left = columns - GAP - _picture_width(lines)
        if rows_of_choices(left) <= rows:
            return PictureSpot(lines, [], left)
        lines = draw(_picture_width(lines) - 1, rows)
    return PictureSpot([], draw(columns, rows - rows_of_choices(columns)), columns)


def _picture_width(lines: list[StyledLine]) -> int:
    return max(cell_len(line.text) for line in lines)
