"""How well levels meet what was expected, with exact bounds on what so few or so many cases prove.

Accuracy: the expected level came out. Under-triage: a calmer one did. Over-triage: a more urgent one did. Safety: the
level was not calmer than expected.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

CONFIDENCE = 0.95
_HALVINGS = 50
"""Of an interval: finer than any share is printed."""

AccuracyMeasure = Literal["accuracy", "under-triage", "over-triage", "safety"]


@dataclass(frozen=True)
class Share:
    """So many of so many, and between which bounds the true share lies with 95 % confidence (Clopper-Pearson)."""

    count: int
    of: int
    low: float
    high: float


@dataclass(frozen=True)
class Accuracy:
    """Of the cases that expect `level`, or of all when it is None."""

    level: str | None
    cases: int
    shares: dict[AccuracyMeasure, Share]


def measure_accuracy(pairs: Iterable[tuple[str, str]], urgency: Mapping[str, int]) -> tuple[Accuracy, ...]:
    """Measure pairs of the level expected and the level that came out: overall first, then by expected level."""
    steps = [(expected, urgency[level] - urgency[expected]) for expected, level in pairs]
    if not steps:
        return ()
    found = [_accuracy_of(None, [step for _, step in steps])]
    for level in urgency:
        of_level = [step for expected, step in steps if expected == level]
        if of_level:
            found.append(_accuracy_of(level, of_level))
    return tuple(found)


def _accuracy_of(level: str | None, steps: list[int]) -> Accuracy:
    counts: dict[AccuracyMeasure, int] = {
        "accuracy": sum(step == 0 for step in steps),
        "under-triage": sum(step > 0 for step in steps),
        "over-triage": sum(step < 0 for step in steps),
        "safety": sum(step <= 0 for step in steps),
    }
    return Accuracy(level, len(steps), {name: share_of(count, len(steps)) for name, count in counts.items()})


def share_of(count: int, of: int) -> Share:
    """Give `count` of `of` with its exact bounds: below each end, so extreme a count would come up in 2.5 % at most."""
    return Share(count, of, _lower_bound(count, of), 1 - _lower_bound(of - count, of))


def _lower_bound(count: int, of: int) -> float:
    """The share of which so many or more would come up in 2.5 %."""
    low, high = 0.0, count / of
    for _ in range(_HALVINGS if count else 0):
        middle = (low + high) / 2
        low, high = (low, middle) if _at_least(count, of, middle) > (1 - CONFIDENCE) / 2 else (middle, high)
    return high


def _at_least(count: int, of: int, p: float) -> float:
    """The chance of `count` or more of `of`, each with a chance `p` below `count / of`: there every term is smaller."""
    ways = math.lgamma(of + 1) - math.lgamma(count + 1) - math.lgamma(of - count + 1)
    term, total = math.exp(ways + count * math.log(p) + (of - count) * math.log1p(-p)), 0.0
    for more in range(count, of + 1):
        total += term
        term *= (of - more) / (more + 1) * p / (1 - p)
        if term <= total * 1e-16:
            break
    return total
