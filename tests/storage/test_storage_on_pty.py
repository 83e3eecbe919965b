"""The whole program on a real pseudo-terminal, ended in every way: what was answered is there the next time."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support.pty import BACKMICE, Program, on_pty
from tests.support.terminal import CTRL_C, CTRL_D, ENTER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

SMALL = """
format: 1
title: Small
levels:
  emergency: {label: Emergency, when_to_act: now, headline: Call now, interrupt: true}
  calm: {label: Calm, when_to_act: later, headline: Look after it}
sections:
  only:
    title: Only
    questions:
      numb: {ask: Are you numb?, choices: {yes: "Yes", no: "No"}}
      growth: {ask: Has it grown?, choices: {yes: "Yes", no: "No"}, grown: {sizes: size, said_by: yes}}
      size: {ask: How big is it?, choices: {pea: A pea, grape: A grape}, scale: [pea, grape]}
      pain: {ask: How bad is it?, kind: number, min: 0, max: 10}
red_flags:
  numb: {level: emergency, when: {numb: yes}, warn: Numb, because: Call now.}
"""
PEA = (("Are you numb?", "2"), ("Has it grown?", "2"), ("How big is it?", "1"), ("How bad is it?", "4"))
GRAPE = (*PEA[:2], ("How big is it?", "2"), PEA[3])
ANSWERED = ("Are you numb? -> No", "Has it grown? -> No", "How big is it? -> A pea", "How bad is it? -> 4")
NEXT = [question for question, _ in PEA] + ["Check your answers"]

WAYS: dict[str, Callable[[Program], None]] = {
    "kill": lambda program: program.send_signal(signal.SIGKILL),
    "term": lambda program: program.send_signal(signal.SIGTERM),
    "hangup": lambda program: program.send_signal(signal.SIGHUP),
    "ctrl-c": lambda program: program.press(CTRL_C),
    "ctrl-d": lambda program: program.press(CTRL_D),
}


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


@contextmanager
def triage(small: str, *options: str) -> Iterator[Program]:
    with on_pty(*BACKMICE, "triage", "--questions", small, *options, columns=100, rows=40) as program:
        yield program


def answer(program: Program, *answers: tuple[str, str]) -> None:
    for question, keys in answers:
        program.see(question, "Ctrl-C: stop")
        program.wait_until(lambda question=question: _is_asked(program, question), question)  # type: ignore[misc]
        program.press(keys, ENTER)


def _is_asked(program: Program, question: str) -> bool:
    """Tell whether a question stands alone on its line: once answered, the answer follows it."""
    return question in program.screen.lines


def seen_after_going_on(small: str, number: int) -> str:
    """Go on at this question; what the review then shows."""
    with triage(small) as program:
        where = f"at question {number + 1} of at most 4" if number < 4 else "with every question answered"
        program.see(f"You stopped just now {where}. Go on?", " » 1 Go on where I stopped")
        program.press(ENTER)
        answer(program, *PEA[number:])
        program.see("Check your answers", *ANSWERED, "Ctrl-C: stop")
        return program.screen.text


@pytest.mark.parametrize("number", [1, 4])
def test_accepted_answers_survive_a_kill_after_the_first_and_the_last_one(small: str, number: int) -> None:
    with triage(small) as program:
        answer(program, *PEA[:number])
        program.see(NEXT[number], "Ctrl-C: stop")
        program.wait_until(lambda: _is_asked(program, NEXT[number]), NEXT[number])
        program.send_signal(signal.SIGKILL)
        assert program.exit_code() == -signal.SIGKILL
    seen_after_going_on(small, number)


@pytest.mark.parametrize("way", ["term", "hangup", "ctrl-c", "ctrl-d"])
def test_answers_survive_every_other_end_and_it_is_said_how_to_go_on(small: str, way: str) -> None:
    with triage(small) as program:
        answer(program, *PEA[:2])
        program.see("How big is it?", "Ctrl-C: stop")
        WAYS[way](program)
        assert program.exit_code() == 130
        said = " ".join(program.written.split())
        assert "Stopped. If you feel worse than before, do not wait: get help." in said
        assert "Your answers are kept on this computer. To go on: backmice triage --questions" in said
        assert small in "".join(program.screen.everything.split())  # a long command is broken by the terminal alone
        assert "Traceback" not in said
    seen_after_going_on(small, 2)


def test_answers_survive_a_closed_terminal(small: str) -> None:
    with triage(small) as program:
        answer(program, *PEA[:2])
        program.see("How big is it?", "Ctrl-C: stop")
        program.hang_up()
    seen_after_going_on(small, 2)


def test_leaving_before_the_first_answer_keeps_nothing(small: str) -> None:
    with triage(small) as program:
        program.see("Are you numb?", "Ctrl-C: stop")
        program.press(CTRL_C)
        assert program.exit_code() == 130
        assert "kept" not in program.screen.everything
    with triage(small) as program:
        program.see("Are you numb?", "Ctrl-C: stop")
        assert "Go on?" not in program.screen.text


def test_nothing_is_written_with_no_save(small: str, state_folder: Path) -> None:
    with triage(small, "--no-save") as program:
        answer(program, *PEA[:2])
        program.see("How big is it?", "Ctrl-C: stop")
        program.press(CTRL_C)
        assert program.exit_code() == 130
        assert "kept" not in program.screen.everything
    assert not state_folder.exists()


def test_two_interviews_at_once_are_both_there_afterwards(small: str) -> None:
    with triage(small) as one:
        answer(one, *PEA[:3])
        one.see("How bad is it?", "Ctrl-C: stop")
        with triage(small) as other:
            answer(other, PEA[0])
            other.see("Has it grown?", "Ctrl-C: stop")
            assert "Go on?" not in other.screen.everything
            other.send_signal(signal.SIGKILL)
            assert other.exit_code() == -signal.SIGKILL
        one.send_signal(signal.SIGKILL)
        assert one.exit_code() == -signal.SIGKILL
    with triage(small) as first:
        first.see("at question 2 of at most 4. Go on?", "Ctrl-C: stop")
        with triage(small) as second:
            second.see("at question 4 of at most 4. Go on?", "Ctrl-C: stop")


AFTER = ("More: to read", "Ctrl-C: stop")
"""What stands below the result."""


def confirm(program: Program) -> None:
    """Confirm the review, and wait for what is offered below the result."""
    program.see("Check your answers", "Ctrl-C: stop")
    program.press(ENTER)
    program.see(*AFTER)


def choose_more(program: Program, row: str) -> None:
    """Choose a row of the menu below the result, by the key that stands before it."""
    program.press("1", ENTER)
    program.see(row, "Ctrl-C: stop")
    keys = [line.split()[-len(row.split()) - 1] for line in program.screen.lines if line.endswith(row)]
    program.press(keys[-1], ENTER)
    program.wait_until(lambda: AFTER[0] in program.screen.text and row not in program.screen.text, "the way back")


def finish(program: Program, *, keep: bool) -> None:
    """Confirm the review, and below the result keep it or not."""
    confirm(program)
    if keep:
        choose_more(program, "Keep these answers on this computer, to see next time what has changed")
    program.press("0", ENTER)
    assert program.exit_code() == 0


def kept_ones(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "interviews.db")) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_finished_interview_is_gone_unless_the_person_says_yes(small: str, state_folder: Path) -> None:
    with triage(small) as program:
        answer(program, *PEA)
        finish(program, keep=False)
    assert (kept_ones(state_folder, "finished"), kept_ones(state_folder, "unfinished")) == (0, 0)
    with triage(small) as program:
        program.see("Are you numb?", "Ctrl-C: stop")
        assert "Go on?" not in program.screen.text


def test_page_for_the_doctor_is_saved_where_the_person_is(small: str, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    with on_pty(*BACKMICE, "triage", "--questions", small, columns=200, rows=40, cwd=here) as program:
        answer(program, *PEA)
        confirm(program)
        choose_more(program, "Save a page for the doctor, to open in the browser")
        program.press("0", ENTER)
        assert program.exit_code() == 0
        said = program.screen.everything
    (page,) = here.iterdir()
    assert "delete it when you no longer need it." in said
    assert str(page) in said.splitlines(), "the whole path is one line to copy"
    assert "A pea" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("way", ["ctrl-d", "hangup", "ctrl-c", "kill"])
def test_leaving_below_the_result_keeps_the_answers_and_says_so(small: str, way: str) -> None:
    with triage(small) as program:
        answer(program, *PEA)
        confirm(program)
        WAYS[way](program)
        assert program.exit_code() == (-signal.SIGKILL if way == "kill" else 130)
        said = " ".join(program.written.split())
        kept = f"Your answers are kept on this computer. To go on: backmice triage --questions {small}"
        assert (kept in said) is (way != "kill")
    seen_after_going_on(small, 4)


def test_next_interview_tells_what_changed_and_asks_about_growth(small: str, state_folder: Path) -> None:
    with triage(small) as program:
        answer(program, *PEA)
        finish(program, keep=True)
        assert "Kept. See it with: backmice history." in program.screen.everything
    assert kept_ones(state_folder, "finished") == 1
    with triage(small) as program:
        program.see("   1 Yes\n   2 No (last time)\n")
        answer(program, *GRAPE[:2])
        program.see(" » 1 A pea (last time)\n   2 A grape\n")
        answer(program, *GRAPE[2:])
        program.see("This seems larger than last time", "- How big is it? A pea (just now), A grape (now).")
        program.see("Has it grown? You answered: No.", "Ctrl-C: stop")
        assert "»" not in program.screen.text
        program.press("1", ENTER)
        program.see(" » 2 No")
        program.press("1")
        program.see_cursor_at("1 Yes")
        program.press(ENTER)
        finish(program, keep=False)
        said = " ".join(program.screen.everything.split())
        assert "Since your last interview:" in said
        assert "and 1 more change." in said
    assert kept_ones(state_folder, "finished") == 1


def test_storage_that_fails_is_told_in_one_line_and_the_interview_goes_on(small: str, state_folder: Path) -> None:
    state_folder.mkdir()
    (state_folder / "interviews.db").write_bytes(b"x" * 5000)
    with triage(small) as program:
        program.see("What was kept on this computer cannot be read", "Ctrl-C: stop")
        program.press("2", ENTER)
        answer(program, *PEA)
        confirm(program)
        program.press("1", ENTER)
        program.see("Change an answer", "Ctrl-C: stop")
        assert "Keep these answers" not in program.screen.text
        program.press("0", ENTER)
        assert program.exit_code() == 0
        assert program.screen.everything.count("Your answers cannot be kept on this computer") == 1


def test_answer_changed_after_the_result_gives_another_result_and_is_kept_once(small: str, state_folder: Path) -> None:
    with triage(small) as program:
        answer(program, *PEA)
        confirm(program)
        choose_more(program, "Keep these answers on this computer, to see next time what has changed")
        program.press("1", ENTER)
        program.see("Change an answer", "Ctrl-C: stop")
        keys = [line.split()[-4] for line in program.screen.lines if line.endswith("Change an answer")]
        program.press(keys[-1], ENTER)
        program.see("Check your answers", "Ctrl-C: stop")
        program.press("1", ENTER)
        program.see(" » 2 No")
        program.press("1")
        program.see_cursor_at("1 Yes")
        program.press(ENTER)
        program.see("Stop here (recommended)", "Ctrl-C: stop")
        program.press("2", ENTER)
        finish(program, keep=True)
        assert "Call now" in program.screen.everything
    assert kept_ones(state_folder, "finished") == 1


def test_saved_page_is_opened_by_the_desktop(small: str, tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
    opener.chmod(0o755)
    here = tmp_path / "here"
    here.mkdir()
    path = f"{programs}:{os.environ['PATH']}"
    command = (*BACKMICE, "triage", "--questions", small)
    with on_pty(*command, columns=100, rows=40, cwd=here, PATH=path, DISPLAY=":0") as program:
        answer(program, *PEA)
        confirm(program)
        choose_more(program, "Save a page for the doctor, to open in the browser")
        (page,) = here.iterdir()
        choose_more(program, f"Open {page.name}")
        program.wait_until((tmp_path / "opened").exists, "the page to be opened")
        program.press("0", ENTER)
        assert program.exit_code() == 0
    assert (tmp_path / "opened").read_text(encoding="utf-8") == str(page)


def test_scripted_answers_are_asked_nothing_about_damaged_storage(small: str, state_folder: Path) -> None:
    state_folder.mkdir()
    (state_folder / "interviews.db").write_bytes(b"x" * 5000)
    with triage(small, "-a", "numb=no") as program:
        program.see("Has it grown?", "Ctrl-C: stop")
        said = program.screen.everything
        assert said.count("Your answers cannot be kept on this computer") == 1
        assert "Set it aside" not in said


def test_emergency_is_seen_first_when_the_interview_goes_on(small: str) -> None:
    with triage(small) as program:
        answer(program, ("Are you numb?", "1"))
        program.see("Stop here (recommended)", "Ctrl-C: stop")
        program.send_signal(signal.SIGKILL)
        assert program.exit_code() == -signal.SIGKILL
    with triage(small, "--plain") as program:
        program.see("Why:\nNumb.", "1. Stop here (recommended)", "Enter alone means 1.")
        assert "You stopped" not in program.screen.everything
        program.press("2\n")
        program.see("You stopped just now at question 2 of at most 4. Go on?")


def test_answer_that_could_not_be_kept_is_not_said_to_be(small: str, state_folder: Path) -> None:
    with triage(small) as program:
        answer(program, *PEA[:2])
        program.see("How big is it?", "Ctrl-C: stop")
        with closing(sqlite3.connect(state_folder / "interviews.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            answer(program, PEA[2])
            program.see("How bad is it?", "Ctrl-C: stop")
        program.press(CTRL_C)
        assert program.exit_code() == 130
        assert "another program is using it." in " ".join(program.screen.everything.split())
        assert "are kept" not in program.screen.everything


def test_plain_mode_goes_on_too(small: str) -> None:
    with triage(small, "--plain") as program:
        program.answer("Are you numb?", "2\n")
        program.answer("Has it grown?", "2\n")
        program.see("How big is it?")
        program.send_signal(signal.SIGKILL)
        assert program.exit_code() == -signal.SIGKILL
    with triage(small, "--plain") as program:
        program.see("You stopped just now at question 3 of at most 4. Go on?", "Enter alone means 1.")
        program.press("\n")
        program.see("Question 3 of at most 4.", "How big is it?")
