"""`backmice diff` on pairs of small files: what is written, and how it ends."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

from backmice_cli.author.diff.differences import find_differences
from backmice_cli.author.diff.report import DiffReport
from backmice_cli.author.diff.text import DiffText
from backmice_cli.questionnaire.load import read_questionnaire, sound_questionnaire
from tests.support.paths import DATA
from tests.support.program import Program

DATA = DATA / "diff"
CASES = sorted(path.name.removesuffix("_old.yaml") for path in DATA.glob("*_old.yaml"))
LESS_URGENT = {"lowered_flag", "removed_flag", "dropped_choice", "removed_choice"}
LESS_URGENT |= {"asked_of_fewer", "another_level", "ends", "region", "removed_question", "told_later"}


@pytest.fixture(autouse=True)
def _among_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA)


def files(case: str) -> tuple[str, str]:
    return f"{case}_old.yaml", f"{case}_new.yaml"


@pytest.mark.parametrize("case", CASES)
def test_differences_are_written_as_in_the_golden_text(case: str, backmice: Program) -> None:
    run = backmice("diff", *files(case))
    assert (run.out, run.err) == ((DATA / f"{case}.out").read_text("utf-8"), "")
    assert run.code == (1 if case in LESS_URGENT else 0)


@pytest.mark.parametrize("case", CASES)
def test_every_command_comes_to_the_level_that_is_told(case: str, backmice: Program) -> None:
    report = json.loads(backmice("diff", "--format", "json", *files(case)).out)
    for change in (*report["less_urgent"], *report["unclear"], *report["more_urgent"]):
        for side in ("old", "new"):
            words = shlex.split(change["example"][f"{side}_command"])
            assert words[0] == "backmice"
            run = backmice(*words[1:], "--json")
            assert json.loads(run.out)["level"]["id"] == change[f"{side}_level"], run.err


def test_file_compared_with_itself_has_no_difference(backmice: Program) -> None:
    run = backmice("diff", "same_old.yaml", "same_old.yaml")
    assert run.code == 0
    assert "No difference in advice: both say the same to everyone, in the same words." in run.out


def test_more_urgent_the_other_way_round_ends_well(backmice: Program) -> None:
    run = backmice("diff", "removed_flag_new.yaml", "removed_flag_old.yaml")
    assert run.code == 0
    assert "More urgent (" in run.out
    assert "Less urgent" not in run.out


def test_output_file_gets_the_form_of_its_ending(backmice: Program, tmp_path: Path) -> None:
    target = tmp_path / "found.json"
    run = backmice("diff", *files("sentence"), "-o", str(target))
    assert (run.code, run.out) == (0, "")
    assert json.loads(target.read_text("utf-8"))["texts"][0]["at"] == "red_flags.infection.because"


def test_output_file_that_exists_is_kept(backmice: Program, tmp_path: Path) -> None:
    target = tmp_path / "found.txt"
    target.write_text("mine", "utf-8")
    assert backmice("diff", *files("sentence"), "-o", str(target)).code == 4
    assert target.read_text("utf-8") == "mine"


def test_broken_file_is_told_with_its_problems(backmice: Program, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\ntitle: Small\n", "utf-8")
    run = backmice("diff", "same_old.yaml", str(broken))
    assert run.code == 3
    assert "broken.yaml" in run.err


def test_missing_z3_is_said_with_what_to_install(backmice: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("backmice_cli.author.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "z3", None)
    run = backmice("diff", *files("sentence"))
    assert run.code == 2
    assert "backmice[author]" in run.err


def report(old: str, new: str) -> DiffReport:
    before, after = read_questionnaire(Path(old)), read_questionnaire(Path(new))
    return DiffReport(find_differences(sound_questionnaire(before), sound_questionnaire(after)), before, after)


@pytest.mark.parametrize("width", [40, 50, 80])
def test_no_line_but_a_command_is_wider_than_the_terminal(width: int) -> None:
    for case in CASES:
        lines = DiffText(width).render(report(*files(case))).splitlines()
        assert [line for line in lines if len(line) > width and "backmice triage" not in line] == []


def test_arrow_is_written_in_letters_that_the_terminal_has() -> None:
    found = report(*files("lowered_flag"))
    assert "→" in DiffText(80).render(found)
    assert "->" in DiffText(80, "ascii").render(found)
    assert DiffText(80, "ascii").render(found).isascii()
