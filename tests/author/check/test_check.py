"""`backmice check`: what an author sees, what a script gets, and the exit status."""

from __future__ import annotations

import datetime
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from backmice_cli.author.check import command
from backmice_cli.author.check.command import check_questionnaire
from backmice_cli.author.options import CheckOptions
from tests.support.paths import DATA, ROOT
from tests.support.program import Program
from tests.support.shipped import shipped

SOUND = """
format: 1
title: Lumps
levels:
  emergency: {label: Emergency, when_to_act: now, headline: Call now, steps: [Call 112.], interrupt: true}
  calm: {label: Calm, when_to_act: in a month, headline: Look after it}
sections:
  lump:
    title: The lump
    questions:
      numb:
        ask: Are you numb?
        choices: {yes: {label: "Yes", tell: You are numb.}, no: "No", not_sure: I am not sure}
        worse: [no, not_sure, yes]
red_flags:
  numb: {level: emergency, when: {numb: [yes, not_sure]}, warn: Numb, because: Call now. Nerves may be hurt.}
baseline:
  - {level: calm, when: {numb: no}}
budget: {single_answer_emergency: 1, core: 1}
disclaimer: This is not a diagnosis.
"""

SAID_WHEN_SOUND = """\
q.yaml: sound.
Proved, whatever is answered:
- every question is asked of someone
- every red flag can be raised, and none is raised for everyone
- every level is reached by someone
- answering "I'm not sure" is never calmer than "no" (1 question)
- an answer that 'worse' calls more worrying is never calmer (1 question)
- nobody is asked more than the budget allows
It has 1 question, 3 choices, 1 red flag.
Without optional sections an interview has 1 question at least, 1 for a quiet person, 1 at most (budget 1).
An emergency that one answer makes is told after 1 question at most (budget 1).
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the program runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str) -> None:
    Path("q.yaml").write_text(text, encoding="utf-8")


APART = """
advice:
  wait: {kind: do, text: Wait for a month., when: {numb: WHO}}
never_together: [{these: wait, with: numb, because: Numbness does not wait.}]
"""


def test_what_is_never_said_together_is_told_as_proved(backmice: Program, folder: Path) -> None:
    write(SOUND + APART.replace("WHO", "no"))
    run = backmice("check", "q.yaml", "--strict")
    assert run.code == 0
    assert "- nobody is told two things that 'never_together' keeps apart (1 rule)\n" in run.out


def test_two_things_that_contradict_each_other_are_shown_with_answers(backmice: Program, folder: Path) -> None:
    write(SOUND + APART.replace("WHO", "[no, not_sure]"))
    run = backmice("check", "q.yaml", "--strict")
    assert run.code == 1
    assert "advice 'wait' can come together with 'numb', which entry 1 of 'never_together' forbids" in run.out
    assert "Try: backmice triage --questions q.yaml --rest skip -a numb=not_sure" in run.out
    assert "keeps apart" not in run.out


def test_sound_file_is_told_in_one_calm_list(backmice: Program, folder: Path) -> None:
    write(SOUND)
    run = backmice("check", "q.yaml", "--strict")
    assert (run.code, run.err) == (0, "")
    assert run.out == SAID_WHEN_SOUND


def test_warning_fails_only_when_strict(backmice: Program, folder: Path) -> None:
    write(SOUND.replace("Call now. Nerves", "It is deadly. Nerves"))
    assert backmice("check", "q.yaml").code == 0
    run = backmice("check", "q.yaml", "--strict")
    assert run.code == 1
    assert "q.yaml: 2 warnings.\n" in run.out


def test_what_was_proved_is_told_beside_warnings(backmice: Program, folder: Path) -> None:
    write(SOUND.replace("Call now. Nerves", "It is deadly. Nerves"))
    run = backmice("check", "q.yaml")
    assert run.out.endswith("q.yaml: 2 warnings.\n" + SAID_WHEN_SOUND.removeprefix("q.yaml: sound.\n"))


def test_what_was_disproved_is_not_told_beside_the_error(backmice: Program, folder: Path) -> None:
    write(SOUND.replace("when: {numb: [yes, not_sure]}", "when: {numb: [yes, no]}"))
    run = backmice("check", "q.yaml")
    assert run.code == 1
    assert "- every red flag can be raised" in run.out
    assert "never calmer" not in run.out


def test_possibility_that_is_never_listed_for_its_needs_is_not_proved_to_be(backmice: Program, folder: Path) -> None:
    thing = "possibilities: {air: {name: Air, what: Air., needs: {numb: yes, not: {numb: yes}}}}\n"
    write(SOUND + thing)
    run = backmice("check", "q.yaml")
    assert "[never-holds]" in run.out
    assert "- every red flag can be raised" in run.out
    assert "every possibility can be listed" not in run.out


def test_nothing_is_proved_of_answers_when_there_are_none_to_compare(backmice: Program, folder: Path) -> None:
    write(SOUND.replace(", not_sure: I am not sure", "").replace("not_sure, ", "").replace("[yes, not_sure]", "yes"))
    run = backmice("check", "q.yaml")
    assert 'never calmer than "no"' not in run.out
    assert "calls more worrying is never calmer (1 question)" in run.out
    write(SOUND.replace("        worse: [no, not_sure, yes]\n", ""))
    run = backmice("check", "q.yaml")
    assert 'never calmer than "no" (1 question)' in run.out
    assert "calls more worrying" not in run.out


def test_on_a_terminal_the_list_ends_with_how_to_learn_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    write(SOUND)
    check_questionnaire(CheckOptions(Path("q.yaml")))
    assert "--explain" not in capsys.readouterr().out
    write(SOUND + "sources: {nice: {title: Guideline}}\n")
    check_questionnaire(CheckOptions(Path("q.yaml")))
    assert capsys.readouterr().out.endswith("means: backmice check --explain unused-source\n")


def test_note_never_fails(backmice: Program, folder: Path) -> None:
    write(SOUND + "sources: {nice: {title: Guideline}}\n")
    run = backmice("check", "q.yaml", "--strict")
    assert run.code == 0
    assert "note: nothing refers to source 'nice'." in run.out
    assert "q.yaml: sound. 1 note.\n" in run.out


def test_problem_shows_its_line_and_a_caret(backmice: Program, folder: Path) -> None:
    write(SOUND.replace("Call now. Nerves", "Call now. It is a deadly sign. Nerves"))
    lines = backmice("check", "q.yaml").out.splitlines()
    assert lines[0].startswith("q.yaml:16:")
    assert lines[0].endswith("[forbidden-phrase]")
    assert lines[1][lines[2].index("^") :].startswith("deadly")


def test_answer_that_is_calmer_when_unsure_is_an_error_with_both_interviews(backmice: Program, folder: Path) -> None:
    write(SOUND.replace("when: {numb: [yes, not_sure]}", "when: {numb: [yes, no]}"))
    run = backmice("check", "q.yaml", "--format", "json")
    found = {one["code"]: one for one in json.loads(run.out)["problems"]}
    assert run.code == 1
    problem = found["calmer-when-unsure"]
    assert problem["at"] == "questions.numb.choices.not_sure"
    assert [example["level"] for example in problem["examples"]] == ["calm", "emergency"]
    for example in problem["examples"]:
        again = backmice(*shlex.split(example["command"])[1:], "--json")
        assert json.loads(again.out)["level"]["id"] == example["level"]


def test_mistakes_of_the_file_are_told_without_the_proofs(backmice: Program) -> None:
    run = backmice("check", str(DATA / "err" / "many_mistakes.yaml"))
    expected = (DATA / "err" / "many_mistakes.out").read_text("utf-8").splitlines()
    assert run.code == 1
    assert sum(": error: " in line for line in run.out.splitlines()) == len(expected)
    assert run.out.endswith(f"{command.UNREAD}\n")


def test_escapes_in_a_broken_file_do_not_reach_the_terminal(backmice: Program) -> None:
    run = backmice("check", str(DATA / "err" / "control_character.yaml"))
    assert run.code == 1
    assert all(letter.isprintable() or letter == "\n" for letter in run.out)


def test_file_that_is_not_there_is_4(backmice: Program, folder: Path) -> None:
    run = backmice("check", "q.yaml")
    assert run.code == 4
    assert run.out == ""
    assert run.err == "Error: q.yaml: there is no such file\nCheck the name and the folder.\n"


def test_accepted_problem_is_counted_and_not_shown(backmice: Program, folder: Path) -> None:
    entry = "accepted: [{problem: forbidden-phrase, at: red_flags.numb, because: It was wanted.}]\n"
    write(SOUND.replace("Nerves may be hurt", "It is deadly") + entry)
    run = backmice("check", "q.yaml", "--strict")
    assert run.code == 0
    assert run.out.startswith("q.yaml: sound. 1 accepted, with a reason.\n")
    again = json.loads(backmice("check", "q.yaml", "--format", "json").out)
    assert [(one["code"], one["because"]) for one in again["accepted"]] == [("forbidden-phrase", "It was wanted.")]


def test_accepted_error_does_not_fail(backmice: Program, folder: Path) -> None:
    never = (
        "  never: {level: emergency, when: {numb: yes, all: [{numb: no}]}, warn: Numb, because: Call now.}\nbaseline:"
    )
    write(SOUND.replace("baseline:", never))
    assert backmice("check", "q.yaml").code == 1
    entry = "accepted: [{problem: never-holds, at: red_flags.never, because: It waits for a question.}]\n"
    write(SOUND.replace("baseline:", never) + entry)
    run = backmice("check", "q.yaml", "--strict")
    assert run.code == 0
    assert "every red flag can be raised" not in run.out


def test_json_has_stable_keys_and_bytes(backmice: Program, folder: Path) -> None:
    write(SOUND)
    run = backmice("check", "q.yaml", "--format", "json")
    found = json.loads(run.out)
    assert list(found) == [
        *("schema", "file", "sha256", "sound", "errors", "warnings", "notes", "problems", "accepted"),
        *("proved", "left_out", "figures"),
    ]
    assert (found["schema"], found["file"], found["sound"]) == ("backmice.check/1", "q.yaml", True)
    assert found["figures"]["longest"] == 1
    assert run.out == backmice("check", "q.yaml", "--format", "json").out


def test_date_of_today_decides_about_reviews(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(SOUND.replace("warn: Numb", "warn: Numb, review_by: 2027-01-01"))
    options = CheckOptions(Path("q.yaml"), strict=True)
    assert check_questionnaire(options, datetime.date(2027, 1, 1)) == 0
    assert check_questionnaire(options, datetime.date(2027, 1, 2)) == 1
    assert "past-review-date" in capsys.readouterr().out


def test_questionnaire_that_ships_is_named_from_here(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    inside, outside = folder / "questions.yaml", folder.parent / "questions.yaml"
    assert command._near_name(inside) == "questions.yaml"
    assert command._near_name(outside) == str(outside)


@pytest.fixture
def without_z3(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(sys.modules):
        if name.startswith("backmice_cli.author."):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "z3", None)


@pytest.mark.usefixtures("without_z3")
def test_without_z3_the_wording_is_checked_and_the_extra_is_named(backmice: Program, folder: Path) -> None:
    write(SOUND.replace("Nerves may be hurt", "It is deadly"))
    run = backmice("check", "q.yaml")
    assert run.code == 2
    assert "[forbidden-phrase]" in run.out
    assert "q.yaml: 1 warning.\n" in run.out
    assert "the extra 'author'" in run.err
    assert 'pip install "backmice[author]"' in run.err


@pytest.mark.usefixtures("without_z3")
def test_without_z3_nothing_is_called_sound(backmice: Program, folder: Path) -> None:
    write(SOUND + "accepted: [{problem: never-decides, at: red_flags.numb, because: It may be so.}]\n")
    run = backmice("check", "q.yaml", "--format", "json")
    found = json.loads(run.out)
    assert run.code == 2
    assert (found["problems"], found["sound"], found["proved"]) == ([], False, [])
    assert found["left_out"] == [command.UNPROVED]
    assert found["figures"] == {"questions": 1, "choices": 3, "red_flags": 1}


@pytest.mark.usefixtures("without_z3")
def test_without_z3_what_was_found_decides_the_status(backmice: Program, folder: Path) -> None:
    write(SOUND + "accepted: [{problem: wrong, at: red_flags.numb, because: It is misspelt.}]\n")
    run = backmice("check", "q.yaml")
    assert run.code == 1
    assert "the extra 'author'" in run.err


def test_work_that_lasts_is_told_on_a_terminal_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 0.5, 2.0, 2.1])
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(command, "time", SimpleNamespace(monotonic=lambda: next(times)))
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    patience = command._Patience()
    for number in (1, 2, 10):
        patience.step(number, 10)
    patience.end()
    told = [part.rstrip() for part in screen.getvalue().split("\r")]
    assert told == ["", "Proving: 2 of 10 ...", "Proving: 10 of 10 ...", "", ""]


def test_nothing_is_told_of_work_that_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(command, "time", SimpleNamespace(monotonic=lambda: 0.0))
    monkeypatch.setattr(sys, "stderr", screen)
    patience = command._Patience()
    patience.step(1, 1)
    patience.end()
    assert screen.getvalue() == ""


def test_ctrl_c_stops_the_proofs_at_once(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """In a program of its own, since it leaves without unwinding; the proof raises the signal itself."""
    write(SOUND)
    program = """
import os, signal, sys
from backmice_cli.author.check import proving
proving.figures_of = lambda solver, **_: os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["backmice", "check", "q.yaml"]
from backmice_cli.cli.app import main
main()
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "\nStopped.\n")


def test_shipped_questionnaire_passes_its_own_strict_check(backmice: Program) -> None:
    run = backmice("check", "--strict", "--format", "json")
    found = json.loads(run.out)
    assert run.code == 0
    assert found["accepted"] == []
    assert {problem["severity"] for problem in found["problems"]} <= {"note"}
    assert len(found["proved"]) >= 6
    told_after = found["figures"]["told_after"]
    assert set(told_after) == {id for id, flag in shipped().red_flags.items() if shipped().levels[flag.level].interrupt}
    assert (told_after["rf_collapse_faint"], told_after["rf_ces_saddle"]) == (1, 5)


def test_check_says_the_same_whatever_the_seed_of_hashes() -> None:
    file = DATA / "ok" / "everything.yaml"
    said = [
        subprocess.run(
            [sys.executable, "-m", "backmice_cli", "check", str(file), "--format", "json"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(json.loads(said[0])["problems"]) > 5
    assert said[0] == said[1]
