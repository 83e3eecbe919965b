"""Kept interviews as plain lines: the list, measures over time, what changed between two. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from backmice_cli.renderers.literal import literal_line
from backmice_cli.renderers.relative_time import local_date, time_ago
from backmice_cli.storage.history import Finished, Record, StoredMeasure

LONGEST_BAR = 20


def advice_line(record: Record) -> str:
    headline, when_to_act = (str(record.level.get(key, "")) for key in ("headline", "when_to_act"))
    return f"{headline.rstrip('.')}. When to act: {when_to_act}"


def interview_lines(interviews: Sequence[Finished], now: datetime, encoding: str) -> Iterator[str]:
    """Tell interviews with one questionnaire, each in two short lines: when it was, and what it advised."""
    yield literal_line(interviews[0].title, encoding)
    high = max(len(str(one.id)) for one in interviews)
    for one in interviews:
        yield f"  {one.id:>{high}}  {local_date(one.finished_at)} ({time_ago(one.finished_at, now)})"
        yield f"  {'':>{high}}  {literal_line(advice_line(one.record), encoding)}"


def chart_lines(measured: Sequence[tuple[datetime, StoredMeasure]], encoding: str) -> Iterator[str]:
    """Draw a measure over time: a bar for each interview, with the answer in words beside it."""
    measures = [measure for _, measure in measured]
    yield literal_line(measures[-1].label, encoding)
    low = min(measure.low for measure in measures)
    bounds = [measure.high for measure in measures if measure.high is not None]
    values = [measure.value for measure in measures]
    high = max(*bounds, *values) if len(bounds) == len(measures) else max(values)
    dates = [local_date(when) for when, _ in measured]
    bars = [_bar((value - low) / (high - low) if high > low else 0, encoding) for value in values]
    wide, long = max(map(len, dates)), max(map(len, bars))
    for measure, date, bar in zip(measures, dates, bars, strict=True):
        yield f"  {date:<{wide}}  {bar:<{long}}  {literal_line(measure.words, encoding)}"


def changed_lines(changes: Iterable[tuple[str, str]], first: str, second: str, encoding: str) -> Iterator[str]:
    """Tell each answer that changed, then and later; `first` and `second` name the two interviews."""
    for before, after in changes:
        yield f"- {first}: {literal_line(before, encoding)}"
        yield f"  {second}: {literal_line(after, encoding)}"


def _bar(share: float, encoding: str) -> str:
    try:
        "█".encode(encoding)
    except UnicodeEncodeError:
        return "#" * round(LONGEST_BAR * share)
    return "█" * round(LONGEST_BAR * share)
