"""How well levels meet what was expected, with exact bounds on what so few or so many cases prove.

Accuracy: the expected level came out. Under-triage: a calmer one did. Over-triage: a more urgent one did. Safety: the
level was not calmer than expected.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

CONFIDENCE = 0.95
_STEPS = 60
"""Halvings of an interval: more than a float can tell apart."""
_TERMS = 10_000
_SMALL = 1e-300

Measure = Literal["accuracy", "under-triage", "over-triage", "safety"]


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
    shares: dict[Measure, Share]


def accuracies(pairs: Iterable[tuple[str, str]], urgency: Mapping[str, int]) -> tuple[Accuracy, ...]:
    """Measure pairs of the level expected and the level that came out: overall first, then by expected level."""
    steps = [(expected, urgency[level] - urgency[expected]) for expected, level in pairs]
    if not steps:
        return ()
    found = [_accuracy(None, [step for _, step in steps])]
    for level in urgency:
        of_level = [step for expected, step in steps if expected == level]
        if of_level:
            found.append(_accuracy(level, of_level))
    return tuple(found)


def _accuracy(level: str | None, steps: list[int]) -> Accuracy:
    counts: dict[Measure, int] = {
        "accuracy": sum(step == 0 for step in steps),
        "under-triage": sum(step > 0 for step in steps),
        "over-triage": sum(step < 0 for step in steps),
        "safety": sum(step <= 0 for step in steps),
    }
    return Accuracy(level, len(steps), {name: share(count, len(steps)) for name, count in counts.items()})


def share(count: int, of: int) -> Share:
    """Give `count` of `of` with its exact bounds: below each end, so extreme a count would come up in 2.5 % at most."""
    tail = (1 - CONFIDENCE) / 2
    low = 0.0 if count == 0 else _where(lambda p: _at_least(count, of, p) >= tail)
    high = 1.0 if count == of else _where(lambda p: _at_least(count + 1, of, p) >= 1 - tail)
    return Share(count, of, low, high)


def _where(is_past: Callable[[float], bool]) -> float:
    """The share at which a condition that holds for all larger ones starts to hold."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_past(middle) else (middle, high)
    return (low + high) / 2


def _at_least(count: int, of: int, p: float) -> float:
    """The chance of `count` or more of `of`, each with chance `p`: the regularised incomplete beta function."""
    a, b = float(count), float(of - count + 1)
    scale = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(p) + b * math.log1p(-p))
    if p < (a + 1) / (a + b + 2):
        return scale * _fraction(a, b, p) / a
    return 1 - scale * _fraction(b, a, 1 - p) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function by Lentz's method (NIST DLMF 8.17.22)."""
    c = 1.0
    d = 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _not_zero(1 + factor * d)
            c = _not_zero(1 + factor / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL
