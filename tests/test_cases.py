"""The worked examples: answers, and what must come out of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from backmice_cli.analysis.cases import differences
from tests.shipped import CASES, read_case, shipped


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_case_comes_out_as_expected(path: Path) -> None:
    assert differences(read_case(path), shipped()) == []


def test_all_twenty_worked_examples_are_there() -> None:
    assert [path.stem[:3] for path in sorted(CASES.glob("e*.yaml"))] == [f"e{number:02}" for number in range(1, 21)]


def test_a_case_that_expects_something_else_fails_in_words() -> None:
    case = read_case(CASES / "e05_red_hot_lump.yaml")
    wrong = case.model_copy(
        update={"expect": case.expect.model_copy(update={"level": "routine", "no_red_flags": ("rf_red_hot",)})}
    )
    assert differences(wrong, shipped()) == [
        "level is same_day, expected routine",
        "red flag 'rf_red_hot' is raised",
    ]
