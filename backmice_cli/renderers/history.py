"""Kept interviews as plain lines: the list, measures over time, what changed between two. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from backmice_cli.renderers.literal import literal
from backmice_cli.renderers.relative_time import ago, day

LONGEST_BAR = 20


@dataclass(frozen=True)
class Point:
    """A measure at one interview."""

    when: datetime
    words: str
    value: float
    low: float
    high: float | None


@dataclass(frozen=True)
class Told:
    """An interview in one line."""

    number: int
    when: datetime
    headline: str
    when_to_act: str


def listed(title: str, interviews: Sequence[Told], now: datetime, encoding: str) -> Iterator[str]:
    """Say each interview with a questionnaire in two short lines, oldest first: when it was, and what it advised."""
    yield literal(title, encoding)
    high = max(len(str(told.number)) for told in interviews)
    for told in interviews:
        text = f"{told.headline.rstrip('.')}. When to act: {told.when_to_act}"
        yield f"  {told.number:>{high}}  {day(told.when)} ({ago(told.when, now)})"
        yield f"  {'':>{high}}  {literal(text, encoding)}"


def chart(label: str, points: Sequence[Point], encoding: str) -> Iterator[str]:
    """Draw a measure over time: a bar for each interview, with the answer in words beside it."""
    yield literal(label, encoding)
    low = min(point.low for point in points)
    given = [point.high for point in points if point.high is not None]
    high = max([*given, *(point.value for point in points)]) if len(given) == len(points) else _highest(points)
    dates = [day(point.when) for point in points]
    bars = [_bar(point.value, low, high, encoding) for point in points]
    wide, long = max(map(len, dates)), max(map(len, bars))
    for point, date, bar in zip(points, dates, bars, strict=True):
        yield f"  {date:<{wide}}  {bar:<{long}}  {literal(point.words, encoding)}"


def compared(changes: Iterable[tuple[str, str]], first: str, second: str, encoding: str) -> Iterator[str]:
    """Say each answer that changed, then and later; `first` and `second` name the two interviews."""
    for before, after in changes:
        yield f"- {first}: {literal(before, encoding)}"
        yield f"  {second}: {literal(after, encoding)}"


def _highest(points: Sequence[Point]) -> float:
    return max(point.value for point in points)


def _bar(value: float, low: float, high: float, encoding: str) -> str:
    part = (value - low) / (high - low) if high > low else 0.0
    return ("#" if _is_narrow(encoding) else "█") * round(LONGEST_BAR * part)


def _is_narrow(encoding: str) -> bool:
    try:
        "█".encode(encoding)
    except UnicodeEncodeError:
        return True
    return False
