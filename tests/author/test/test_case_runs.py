"""Many cases: played in other processes as in this one, in the order given."""

from __future__ import annotations

from textwrap import dedent

import pytest

from backmice_cli.author.parallel import map_in_processes
from backmice_cli.author.test import case_runs
from backmice_cli.author.test.case_coverage import coverage_of
from backmice_cli.author.test.case_files import PlacedCase, load_cases
from backmice_cli.author.test.case_runs import run_cases
from tests.support.small_lump import small_lump


def cases() -> list[PlacedCase]:
    text = """
    cases:
      - {title: One, answers: {numb: yes}, expect: {level: emergency}}
      - {title: Two, answers: {lump: yes, size: large}, expect: {level: calm}}
      - {title: Three, answers: {signs: pus}, expect: {level: calm}}
    """
    return list(load_cases(dedent(text).encode(), "c.yaml", small_lump()).cases)


def test_other_processes_find_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    here = run_cases(small_lump(), cases() * 3, lambda _done: None)
    monkeypatch.setattr(case_runs, "FEW", 1)
    monkeypatch.setattr(case_runs, "_PORTION", 2)
    done: list[int] = []
    there = run_cases(small_lump(), cases() * 3, done.append)
    assert there == here
    assert done == [2, 4, 6, 8, 9]


def test_verdict_tells_what_failed() -> None:
    runs = run_cases(small_lump(), cases(), lambda _done: None)
    assert [verdict.passed for verdict in runs.verdicts] == [True, False, True]
    assert runs.failed == 1
    assert runs.verdicts[1].differences == ("level is soon, expected calm",)


def test_coverage_names_what_no_case_reaches() -> None:
    found = coverage_of(small_lump(), run_cases(small_lump(), cases(), lambda _done: None).reached)
    assert {line.part: (line.reached, line.missing) for line in found} == {
        "questions": (6, ("notes",)),
        "choices": (
            4,
            ("numb=no", "lump=no", "size=small", "signs=fever", "signs=red", "signs=none", "press=yes", "press=no"),
        ),
        "red flags": (1, ("rf_sepsis", "rf_old")),
        "baseline lines": (1, ()),
        "levels": (3, ()),
        "possibilities": (0, ("fat",)),
    }


def add(shared: int, item: int) -> int:
    return shared + item


@pytest.mark.parametrize("alone", [True, False])
def test_work_comes_back_in_its_order(alone: bool) -> None:
    assert list(map_in_processes(add, 100, range(20), alone=alone)) == list(range(100, 120))
