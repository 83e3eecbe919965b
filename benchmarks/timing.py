"""Measuring side by side: whatever disturbs the machine disturbs both sides of a ratio."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_turn(works: Mapping[str, Callable[[], T]], rounds: int, *, warm: bool = True) -> dict[str, list[T]]:
    """Run all of them in each round, every other round backwards, and give what each returned."""
    found: dict[str, list[T]] = {name: [] for name in works}
    if warm:
        for work in works.values():
            work()
    for number in range(rounds):
        order = list(works) if number % 2 == 0 else list(works)[::-1]
        for name in order:
            found[name].append(works[name]())
    return found


def timed(work: Callable[[], object], repeat: int = 1) -> Callable[[], float]:
    """Seconds of processor time that one call takes, as the mean of so many; other programs hardly disturb those.

    The collector of cycles rests meanwhile, as in timeit.
    """

    def measure() -> float:
        gc.collect()
        gc.disable()
        try:
            start = time.process_time()
            for _ in range(repeat):
                work()
            return (time.process_time() - start) / repeat
        finally:
            gc.enable()

    return measure


def waited(work: Callable[[], object]) -> Callable[[], float]:
    """Seconds on the clock until the work is done: for other programs, which a person waits for."""

    def measure() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return measure


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios, round by round."""
    return statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))


def exponent(points: Mapping[int, float]) -> float:
    """The slope of the line through the points on logarithmic axes: 1 where twice as much takes twice as long."""
    sizes, values = [math.log(size) for size in points], [math.log(value) for value in points.values()]
    return statistics.linear_regression(sizes, values).slope
