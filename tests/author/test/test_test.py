"""`backmice test` as an author runs it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.shipped import CASES
from tests.support.small_lump import TEXT

GOOD = "title: Numb\nanswers: {numb: yes}\nexpect: {level: emergency}\n"


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(TEXT)
    return f"--questions={path}"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "good.yaml").write_text(GOOD)
    return folder


def test_cases_that_ship_pass(backmice: Program) -> None:
    run = backmice("test", str(CASES))
    assert (run.code, run.err) == (0, "")
    assert re.search(r"^(\d+) of \1 cases passed, 0 failed$", run.out, re.MULTILINE)
    assert re.search(r"^all levels +244  244 ", run.out, re.MULTILINE), "hand-written cases alone are counted"


def test_failed_case_shows_its_first_difference_and_gives_status_1(backmice: Program, small: str, cases: Path) -> None:
    (cases / "wrong.yaml").write_text(GOOD.replace("emergency", "calm").replace("Numb", "Wrong"))
    run = backmice("test", str(cases), small)
    assert run.code == 1
    shown = f"FAIL  Wrong\n      level is emergency, expected calm\n      {cases / 'wrong.yaml'}:1:8\n"
    assert run.out.startswith("pass  Numb\n" + shown)
    assert "1 of 2 cases passed, 1 failed" in run.out


def test_broken_case_file_is_told_with_its_place(backmice: Program, small: str, cases: Path) -> None:
    bad = cases / "good.yaml"
    bad.write_text(GOOD.replace("numb: yes", "nunb: yes"))
    run = backmice("test", str(cases), small)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        f"Error: the case files have 1 problem\n{bad}:2:11: there is no question 'nunb'. Did you mean 'numb'?\n"
    )


def test_no_path_says_what_to_name(backmice: Program) -> None:
    run = backmice("test")
    assert run.code == 2
    assert "Name files or folders" in run.err


def test_json_holds_every_finding(backmice: Program, small: str, cases: Path) -> None:
    run = backmice("test", str(cases), small, "--format", "json", "--mutate")
    found = json.loads(run.out)
    assert [(case["title"], case["passed"], case["level"]) for case in found["cases"]] == [("Numb", True, "emergency")]
    assert found["accuracy"][0]["safety"] == pytest.approx({"count": 1, "low": 0.025, "high": 1.0})
    assert found["coverage"]["red_flags"] == {"reached": 1, "of": 3, "missing": ["rf_sepsis", "rf_old"]}
    assert found["mutation"]["noticed"] + len(found["mutation"]["unnoticed"]) == found["mutation"]["tried"]


def test_generated_cases_bring_the_score_to_the_top_and_pass(backmice: Program, small: str, cases: Path) -> None:
    made = cases / "made.yaml"
    run = backmice("test", str(cases), small, "--mutate", "--generate", str(made))
    assert run.code == 0
    assert "Mutation score 100 %" in run.out
    again = backmice("test", str(cases), small, "--mutate")
    assert again.code == 0
    assert "Mutation score 100 %" in again.out
    assert "red flags          3 of 3" in again.out
    assert "made from the questionnaire itself: not counted where levels are measured." in again.out
    assert "all levels      1  1 (" in again.out


def test_file_is_replaced_only_by_force_and_comes_out_the_same(backmice: Program, small: str, cases: Path) -> None:
    made = cases / "made.yaml"
    assert backmice("test", small, "--generate", str(made)).code == 0
    text = made.read_bytes()
    assert backmice("test", small, "--generate", str(made)).code == 4
    assert backmice("test", small, "--generate", str(made), "--force").code == 0
    assert made.read_bytes() == text


def test_findings_go_to_a_file(backmice: Program, small: str, cases: Path, tmp_path: Path) -> None:
    target = tmp_path / "found.txt"
    run = backmice("test", str(cases), small, "-o", str(target))
    assert (run.code, run.out) == (0, "")
    assert target.read_text().startswith("pass  Numb\n")


def test_made_cases_never_take_the_place_of_cases_that_a_person_wrote(
    backmice: Program, small: str, cases: Path
) -> None:
    (mine,) = cases.glob("*.yaml")
    before = mine.read_text()
    run = backmice("test", str(cases), small, "--generate", str(mine), "--force")
    assert (run.code, mine.read_text()) == (4, before)
    assert "it holds something that was not made here" in run.err


def test_nothing_is_written_where_no_case_could_add_anything(backmice: Program, small: str, tmp_path: Path) -> None:
    made, more = tmp_path / "made.yaml", tmp_path / "more.yaml"
    assert backmice("test", small, "--generate", str(made)).code == 0
    run = backmice("test", str(made), small, "--generate", str(more))
    assert "No case was made" in run.out
    assert not more.exists()


def test_without_z3_making_cases_is_refused_and_says_what_to_install(
    backmice: Program, small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backmice_cli.author.test.command.find_spec", lambda _: None)
    run = backmice("test", small, "--generate", str(tmp_path / "made.yaml"))
    assert (run.code, run.out) == (2, "")
    assert "making cases needs the extra 'author'" in run.err
    assert 'pip install "backmice[author]"' in run.err
