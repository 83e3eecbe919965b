"""`backmice explain`: what an id names, in which form, and where the shortest answers go."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.support.paths import DATA
from tests.support.program import Program
from tests.support.pty import BACKMICE, on_pty

LUMP = str(DATA / "golden" / "lump.yaml")


def test_piped_explanation_is_plain_and_names_its_line(backmice: Program) -> None:
    run = backmice("explain", "rf_c_infection_fever")
    assert run.code == 0
    assert run.out.startswith("Red flag rf_c_infection_fever:\nA possible skin infection together with a fever\n")
    file, _, line = run.out.rstrip("\n").rpartition("\n")[2].rpartition(":")
    assert Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1].strip() == "rf_c_infection_fever:"


@pytest.mark.parametrize(
    ("id", "head"),
    [
        ("fever", "Question fever:"),
        ("fever.measured", "Choice fever.measured:"),
        ("routine", "Level routine:"),
        ("cyst", "Possibility cyst:"),
        ("scan", "Advice scan:"),
        ("girft", "Source girft:"),
    ],
)
def test_any_kind_of_id_is_explained(backmice: Program, id: str, head: str) -> None:
    assert backmice("explain", id, "--questions", LUMP).out.startswith(f"{head}\n")


def test_questionnaire_may_come_from_the_environment(backmice: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKMICE_QUESTIONS", LUMP)
    assert backmice("explain", "peeing_changed").code == 0


def test_id_of_two_namespaces_is_explained_as_both(backmice: Program, tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(Path(LUMP).read_text(encoding="utf-8").replace("girft", "fever"), encoding="utf-8")
    told = json.loads(backmice("explain", "fever", "--questions", str(file), "--format", "json").out)
    assert [part["kind"] for part in told["explanations"]] == ["question", "source"]


@pytest.mark.parametrize(
    ("id", "hint"),
    [
        ("nrve_signs", "Did you mean 'nerve_signs'?"),
        ("fever.mesured", "Did you mean 'fever.measured'?"),
        ("zzzzzzzzzzzz", "List the questions with: backmice tree --all"),
    ],
)
def test_unknown_id_is_told_with_the_nearest(backmice: Program, id: str, hint: str) -> None:
    run = backmice("explain", id)
    kinds = "question, red flag, level, possibility, sign, advice, source or choice"
    assert (run.code, run.out, run.err) == (2, "", f"Error: no {kinds} has the id '{id}'\n{hint}\n")


def test_without_its_library_all_but_the_shortest_answers_is_told(
    backmice: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    for module in ("author.symbolic.solver", "author.explain.shortest"):
        monkeypatch.delitem(sys.modules, f"backmice_cli.{module}", raising=False)
    run = backmice("explain", "rf_fever")
    assert run.code == 0
    assert "Red flag rf_fever:" in run.out
    assert "The shortest answers" not in run.out
    assert "needs the extra 'author'" in run.err


def test_shortest_answers_come_with_a_command_that_raises_it(backmice: Program) -> None:
    out = backmice("explain", "infection_fever", "--questions", LUMP).out
    line = next(line for line in out.splitlines() if line.startswith("backmice triage"))
    assert line == f"backmice triage --questions {LUMP} --rest skip -a fever=measured -a skin=red"
    flags = json.loads(backmice(*line.split()[1:], "--json").out)["red_flags"]
    assert "infection_fever" in [flag["id"] for flag in flags]


def test_level_that_nothing_raises_shows_no_answers_that_lead_to_it(backmice: Program) -> None:
    told = json.loads(backmice("explain", "routine", "--format", "json").out)["explanations"][0]
    assert told["shortest"] is None
    assert "Try it:" not in backmice("explain", "routine").out


def test_question_that_is_asked_of_all_shows_no_answers_that_lead_to_it(backmice: Program) -> None:
    assert "Try it:" not in backmice("explain", "fever").out


def test_unknown_id_is_hinted_with_the_file_it_was_looked_for_in(backmice: Program) -> None:
    hint = f"List the questions with: backmice tree {LUMP} --all"
    assert hint in backmice("explain", "zzzzzzzz", "--questions", LUMP).err


@pytest.mark.parametrize(("flag", "questions"), [("rf_collapse_faint", 1), ("rf_ces_saddle", 5), ("rf_child", None)])
def test_emergency_says_how_soon_it_is_told(backmice: Program, flag: str, questions: int | None) -> None:
    run = backmice("explain", flag, "--format", "json")
    assert json.loads(run.out)["explanations"][0]["told_after"] == questions


def test_terminal_gets_lines_under_headings_and_a_screen_reader_none() -> None:
    ask = (*BACKMICE, "explain", "growth", "--questions", LUMP)
    with on_pty(*ask, columns=50, rows=40) as program:
        assert program.exit_code() == 0
        assert "Question growth\n───────────────\n" in "\n".join(
            line.rstrip() for line in program.screen.text.splitlines()
        )
    with on_pty(*ask, columns=50, rows=40, ACCESSIBLE="1") as program:
        assert program.exit_code() == 0
        assert "Question growth:" in program.screen.text
        assert "─" not in program.screen.text
