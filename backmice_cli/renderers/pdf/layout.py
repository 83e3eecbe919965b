"""Where everything stands on the pages, in millimetres: units in columns, from top to bottom. Knows no text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backmice_cli.renderers.pdf.lines import Unit

WIDTH, HEIGHT = 210.0, 297.0
SIDE, TOP, BOTTOM = 10.0, 9.0, 13.0
"""Margins. Home printers reach to about 6 mm from the edge; the running foot stands in the lower margin."""
GUTTER = 6.0
HEADING_SLACK, BLOCK_SLACK = 1.3, 1.1
"""How much higher columns may get, so that the second begins with a heading or with a block."""


@dataclass(frozen=True)
class PlacedUnit:
    page: int
    x: float
    y: float
    unit: Unit


@dataclass
class Pages:
    """Pages that fill from top to bottom."""

    placed: list[PlacedUnit] = field(default_factory=list)
    page: int = 1
    y: float = TOP

    @property
    def room(self) -> float:
        return HEIGHT - BOTTOM - self.y

    def turn(self) -> None:
        self.page, self.y = self.page + 1, TOP

    def skip(self, height: float) -> None:
        """Leave room below what stands on this page; a page does not begin with it."""
        self.y += height if self.y > TOP else 0

    def flow(self, units: Sequence[Unit], columns: int, *, level: bool = False) -> None:
        """Place units in one or two columns, and on as many pages as they need.

        Args:
            level: make the columns as low as can be, wherever that parts them.
        """
        rest = list(units)
        while rest:
            start, room = self.y, self.room
            counts = [_column_break(rest, room, level) or _count_fitting(rest, room)] if columns == 2 else []
            for column in range(columns):
                count = counts[column] if column < len(counts) else _count_fitting(rest, room)
                if not count and not column and start == TOP:
                    count = 1  # nothing is so high; if it were, it would not be turned over for ever
                self.put(rest[:count], SIDE + column * (column_width(columns) + GUTTER), start)
                rest = rest[count:]
            if rest:
                self.turn()

    def put(self, units: Sequence[Unit], x: float, y: float, page: int | None = None) -> None:
        """Place units one below the other, on this page or an earlier one."""
        page = page or self.page
        for number, unit in enumerate(units):
            y += unit.above if number else 0
            self.placed.append(PlacedUnit(page, x, y, unit))
            y += unit.height
        if page == self.page:
            self.y = max(self.y, y)


def column_width(columns: int) -> float:
    return (WIDTH - 2 * SIDE - (columns - 1) * GUTTER) / columns


def _column_break(units: Sequence[Unit], room: float, level: bool) -> int | None:
    """How many units the first of two columns takes; None where two do not hold them."""
    whole = height_of(units)
    if whole > 2 * room:
        return None
    found: list[tuple[float, int]] = []
    left = units[0].height
    for count, unit in enumerate(units[1:], 1):
        height = max(left, whole - left - unit.above)
        if height <= room and not units[count - 1].glued:
            slack = 1.0 if level or not unit.first else HEADING_SLACK if unit.block.is_heading else BLOCK_SLACK
            found.append((height / slack, count))
        left += unit.above + unit.height
    return min(found)[1] if found else None


def _count_fitting(units: Sequence[Unit], height: float) -> int:
    """How many units a column of this height takes, not parting what is glued."""
    used = 0.0
    for number, unit in enumerate(units):
        used += unit.height + (unit.above if number else 0)
        if used > height + 1e-6:
            while number and units[number - 1].glued:
                number -= 1  # noqa: PLW2901
            return number
    return len(units)


def height_of(units: Sequence[Unit]) -> float:
    return sum(unit.height + (unit.above if number else 0) for number, unit in enumerate(units))
