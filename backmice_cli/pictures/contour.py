"""The back, hips and buttocks as lines and shapes, for paper and screens: what `lower_back.txt` draws in characters.

Only geometry. Every curve is written for the right half, as steps away from the backbone, and is drawn on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

WIDTH, HEIGHT = 200, 232
MIDDLE = WIDTH / 2


@dataclass(frozen=True)
class Curve:
    """Cubic Bézier curves, one after the other: where it starts, then three points for each.

    A point is its distance from the backbone, and from the upper edge.
    """

    start: tuple[float, float]
    points: tuple[tuple[float, float], ...]
    closed: bool = False
    in_the_middle: bool = False
    """Whether it lies on the backbone, so that it is drawn once."""

    def paths(self) -> Iterator[str]:
        """Path data for the person's right side and their left, or once for what lies in the middle."""
        yield self._path(1)
        if not self.in_the_middle:
            yield self._path(-1)

    def _path(self, side: int) -> str:
        places = [f"{round(MIDDLE + side * x, 2):g} {round(y, 2):g}" for x, y in (self.start, *self.points)]
        return f"M{places[0]}C{' '.join(places[1:])}{'Z' if self.closed else ''}"


def _ellipse_curve(x: float, y: float, wide: float, high: float) -> Curve:
    """An ellipse, by its middle and its two radii."""
    h, v = 0.5523 * wide, 0.5523 * high
    points = (
        *((x + wide, y + v), (x + h, y + high), (x, y + high)),
        *((x - h, y + high), (x - wide, y + v), (x - wide, y)),
        *((x - wide, y - v), (x - h, y - high), (x, y - high)),
        *((x + h, y - high), (x + wide, y - v), (x + wide, y)),
    )
    return Curve((x + wide, y), points, closed=True, in_the_middle=x == 0)


SIDE = Curve(
    (84, 2),
    (
        *((82, 30), (76, 55), (68, 84)),
        *((62, 106), (66, 120), (74, 138)),
        *((84, 158), (92, 172), (92, 194)),
        *((92, 208), (89, 220), (87, 230)),
    ),
)
"""From below the armpit over waist and hip to the thigh."""

BACKBONE = Curve((0, 2), ((0, 50), (0, 100), (0, 144)), in_the_middle=True)
CREASE = Curve((0, 162), ((0, 178), (0, 195), (0, 212)), in_the_middle=True)
LINES = (
    SIDE,
    CREASE,
    Curve((24, 2), ((25, 20), (32, 40), (43, 40), (55, 38), (60, 18), (62, 2))),  # shoulder blade
    Curve((71, 133), ((60, 119), (38, 117), (28, 134), (26, 138), (25, 141), (24, 144))),  # rim of the hip bone
    Curve((18, 155), ((13, 160), (2, 162), (0, 174))),  # top of the buttock
    Curve((0, 206), ((3, 221), (20, 226), (38, 225), (52, 224), (62, 218), (70, 208))),  # fold below the buttock
    Curve((0, 212), ((1, 219), (4, 226), (5, 230))),  # inner thigh
)
DIMPLE = _ellipse_curve(21, 150, 2.4, 2.4)

PLACES = {
    "upper_back": _ellipse_curve(0, 24, 20, 19),
    "on_spine": _ellipse_curve(0, 84, 6, 52),
    "beside_spine": _ellipse_curve(21, 92, 11, 38),
    "flank": _ellipse_curve(52, 98, 11, 20),
    "hip_bone_rim": Curve(
        (70, 130),
        (
            *((58, 114), (38, 112), (26, 131)),
            *((24, 134), (28, 140), (32, 138)),
            *((42, 124), (56, 126), (68, 140)),
            *((72, 142), (74, 134), (70, 130)),
        ),
        closed=True,
    ),
    "dimple": _ellipse_curve(21, 150, 8, 8),
    "si_area": _ellipse_curve(6.5, 147, 5.5, 10),
    "tail_cleft": _ellipse_curve(0, 174, 6, 14),
    "buttock": _ellipse_curve(39, 190, 27, 24),
    "outer_hip": _ellipse_curve(80, 190, 9, 24),
}
"""The shape of each place, by its choice in `lower_back.txt`."""
