"""Shares with exact bounds, held against published values; what counts as too calm."""

from __future__ import annotations

import pytest

from backmice_cli.author.test.accuracy import measure_accuracy, share_of

URGENCY = {"emergency": 0, "soon": 1, "calm": 2}


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 5
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_bounds_are_the_published_ones(count: int, of: int, low: float, high: float) -> None:
    found = share_of(count, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize("of", [1, 10, 1000, 100_000])
def test_bounds_of_none_and_all_are_those_of_the_closed_form(of: int) -> None:
    edge = 0.025 ** (1 / of)
    assert share_of(0, of).high == pytest.approx(1 - edge)
    assert share_of(of, of).low == pytest.approx(edge)


@pytest.mark.parametrize(("count", "of"), [(3, 10), (1, 1000), (4999, 10_000)])
def test_bounds_of_failures_mirror_those_of_successes(count: int, of: int) -> None:
    one, other = share_of(count, of), share_of(of - count, of)
    assert one.low == pytest.approx(1 - other.high)
    assert one.low < count / of < one.high


def test_calmer_level_is_unsafe_and_more_urgent_one_is_not() -> None:
    overall, *_ = measure_accuracy([("soon", "soon"), ("soon", "calm"), ("soon", "emergency")], URGENCY)
    assert {name: found.count for name, found in overall.shares.items()} == {
        "accuracy": 1,
        "under-triage": 1,
        "over-triage": 1,
        "safety": 2,
    }


def test_levels_come_overall_first_then_most_urgent_first() -> None:
    found = measure_accuracy([("calm", "calm"), ("emergency", "emergency"), ("calm", "soon")], URGENCY)
    assert [(line.level, line.cases) for line in found] == [(None, 3), ("emergency", 1), ("calm", 2)]


def test_no_case_with_a_level_gives_no_measure() -> None:
    assert measure_accuracy([], URGENCY) == ()
