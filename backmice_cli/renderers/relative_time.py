"""How long ago something was, in the largest unit that says enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from backmice_cli.questionnaire.english import count_text

_UNITS = (
    (timedelta(days=730), timedelta(days=365.25), "year"),
    (timedelta(days=63), timedelta(days=30.44), "month"),
    (timedelta(days=14), timedelta(days=7), "week"),
    (timedelta(days=1), timedelta(days=1), "day"),
    (timedelta(hours=1), timedelta(hours=1), "hour"),
    (timedelta(minutes=1), timedelta(minutes=1), "minute"),
)
"""The time from which on a unit is used, its length, and its name."""

JUST_NOW = "just now"


def time_ago(then: datetime, now: datetime) -> str:
    """Say how long ago it was, as '5 weeks ago'; 'just now' also when a clock was set back."""
    passed = now - then
    for least, unit, name in _UNITS:
        if passed >= least:
            return f"{count_text(passed // unit, name)} ago"
    return JUST_NOW


def local_date(moment: datetime) -> str:
    """The date in the local time zone, as '7 November 2026'."""
    here = moment.astimezone()
    return f"{here.day} {here:%B %Y}"
