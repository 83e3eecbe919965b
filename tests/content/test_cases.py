"""The cases in the repository, the worked examples among them: answers, and what must come out of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backmice_cli.author.test.case_files import PlacedCase, case_files, read_case_file
from backmice_cli.author.test.cases import case_differences
from backmice_cli.author.test.mutation import try_mutants
from tests.support.shipped import CASES, read_case, shipped

READ = {path.stem: read_case_file(path, shipped()) for path in case_files([CASES])}
PLACED = [(f"{name}-{number}", placed) for name, file in READ.items() for number, placed in enumerate(file.cases, 1)]


def test_case_files_have_no_problems() -> None:
    assert [problem for file in READ.values() for problem in file.problems] == []


@pytest.mark.parametrize("placed", [placed for _, placed in PLACED], ids=[name for name, _ in PLACED])
def test_case_comes_out_as_expected(placed: PlacedCase) -> None:
    assert case_differences(placed.case, shipped()) == []


def test_all_twenty_worked_examples_are_there() -> None:
    assert [path.stem[:3] for path in sorted(CASES.glob("e*.yaml"))] == [f"e{number:02}" for number in range(1, 21)]


def test_a_case_that_expects_something_else_fails_in_words() -> None:
    case = read_case(CASES / "e05_red_hot_lump.yaml")
    wrong = replace(case, expect=replace(case.expect, level="routine", no_red_flags=("rf_red_hot",)))
    assert case_differences(wrong, shipped()) == [
        "level is same_day, expected routine",
        "red flag 'rf_red_hot' is raised",
    ]


def test_nineteen_in_twenty_changes_of_a_rule_make_some_case_fail() -> None:
    found = try_mutants(shipped(), [placed.case for _, placed in PLACED], lambda _done, _of: None)
    assert found.score >= 0.95, [mutant.name for mutant in found.unnoticed]
