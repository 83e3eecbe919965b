"""`backmice explain`: what an id names, in which form, and where the shortest answers go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from backmice_cli.commands import explain as command
from backmice_cli.interview.answers import Reply
from backmice_cli.questionnaire.model import Questionnaire
from tests.program import Program
from tests.pty import BACKMICE, on_pty

LUMP = str(Path(__file__).parents[1] / "data" / "golden" / "lump.yaml")


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


def test_without_a_solver_the_shortest_answers_are_left_out(backmice: Program) -> None:
    assert "shortest" not in backmice("explain", "rf_fever").out
    told = json.loads(backmice("explain", "rf_fever", "--format", "json").out)
    assert told["explanations"][0]["shortest"] is None


def test_shortest_answers_come_with_a_command_that_raises_it(
    backmice: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(questionnaire: Questionnaire, kind: str, id: str) -> Mapping[str, Reply]:
        assert (kind, id) == ("red flag", "infection_fever")
        return {"fever": ["measured"], "skin": ["hot", "pus"], "pain": 3}

    monkeypatch.setattr(command, "shortest_answers", found)
    out = backmice("explain", "infection_fever", "--questions", LUMP).out
    assert '- How does the skin over it look? "Hot", "Leaking pus" [skin=hot,pus]\n' in out
    line = next(line for line in out.splitlines() if line.startswith("backmice triage"))
    assert line == f"backmice triage --questions {LUMP} --rest skip -a fever=measured -a skin=hot,pus -a pain=3"
    flags = json.loads(backmice(*line.split()[1:], "--json").out)["red_flags"]
    assert "infection_fever" in [flag["id"] for flag in flags]


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
