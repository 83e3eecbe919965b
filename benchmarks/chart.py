"""Curves on logarithmic axes, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 820, 520, 70, 20, 170, 50
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")
"""Okabe and Ito's, which the colour-blind can tell apart."""
POWERS = {-6: "1 µs", -5: "10 µs", -4: "100 µs", -3: "1 ms", -2: "10 ms", -1: "100 ms", 0: "1 s", 1: "10 s", 2: "100 s"}
LINE = 16


def chart(curves: Mapping[str, Mapping[int, float]]) -> str:
    """Seconds by number of questions, one line for each name."""
    values = [value for series in curves.values() for value in series.values()]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    sizes = sorted({size for series in curves.values() for size in series})
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size: float) -> float:
        return LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    def parts() -> Iterator[str]:
        for power in range(low, high + 1):
            yield _line(LEFT, y(10**power), WIDTH - RIGHT, y(10**power))
            yield _text(LEFT - 8, y(10**power) + 4, POWERS.get(power, f"1e{power} s"), anchor="end")
        for size in sizes:
            yield _line(x(size), TOP, x(size), HEIGHT - BOTTOM)
            yield _text(x(size), HEIGHT - BOTTOM + 20, f"{size:,}", anchor="middle")
        yield _text(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 8, "questions", anchor="middle")
        ends = {name: y(series[sizes[-1]]) for name, series in curves.items()}
        for colour, (name, series) in zip(COLOURS, curves.items(), strict=False):
            points = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in series.items())
            yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
            yield from (f'<circle cx="{x(s):.1f}" cy="{y(v):.1f}" r="3" fill="{colour}"/>' for s, v in series.items())
            yield _text(WIDTH - RIGHT + 10, _apart(ends)[name] + 4, name, colour)

    view = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {view}>'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *parts(), "</svg>"]) + "\n"


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """Move names down until none covers another."""
    found: dict[str, float] = {}
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        found[name] = max([height, *(taken + LINE for taken in found.values())])
    return found


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _text(x: float, y: float, text: str, colour: str = "#333", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{text}</text>'
