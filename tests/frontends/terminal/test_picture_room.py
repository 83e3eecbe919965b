"""Where a picture stands, for made-up pictures and choices."""

from __future__ import annotations

import pytest

from backmice_cli.frontends.layout import StyledLine
from backmice_cli.frontends.terminal.picture_room import FEWEST_COLUMNS, GAP, find_spot

SIZES = ((30, 20), (20, 10))


def drawn(width: int, height: int) -> list[StyledLine]:
    """The largest of two pictures that fits."""
    return next(([StyledLine("#" * w)] * h for w, h in SIZES if w <= width and h <= height), [])


def rows_of_choices(columns: int) -> int:
    return 12 if columns >= 60 else 18


@pytest.mark.parametrize(
    ("columns", "rows", "beside", "above"),
    [
        (120, 40, SIZES[0], None),
        (FEWEST_COLUMNS + GAP + 30, 20, SIZES[0], None),
        (FEWEST_COLUMNS + GAP + 29, 20, SIZES[1], None),  # the large one would leave too few columns
        (120, 19, SIZES[1], None),  # the large one is too high
        (85, 17, SIZES[1], None),  # beside the large one the choices would need 18 rows
        (62, 40, None, SIZES[0]),
        (62, 22, None, SIZES[1]),
        (62, 21, None, None),
        (19, 60, None, None),
        (80, 9, None, None),
        (80, 0, None, None),
        (80, -3, None, None),
    ],
)
def test_largest_picture_that_leaves_room_for_all_choices(
    columns: int, rows: int, beside: tuple[int, int] | None, above: tuple[int, int] | None
) -> None:
    spot = find_spot(drawn, rows_of_choices, columns, rows)
    assert [(len(lines[0].text), len(lines)) if lines else None for lines in (spot.beside, spot.above)] == [
        beside,
        above,
    ]
    assert spot.columns + spot.width == columns
