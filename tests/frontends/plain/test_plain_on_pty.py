"""The whole program in plain mode on a real pseudo-terminal: signals, how it is chosen, what reaches the terminal."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.support.pty import BACKMICE, Program, on_pty
from tests.support.terminal import CTRL_C, CTRL_D

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
      fever: {ask: "Do you have a fever?", choices: {yes: "Yes", no: "No"}}
      cough: {ask: "Do you cough?", choices: {yes: "Yes", no: "No"}}
come_back_sooner:
  emergency: [Your fever goes up and up and you cannot keep anything down for more than a whole long day.]
"""

STOPPED = "Stopped. If you feel worse than before, do not wait: get help."


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def to_the_second_question(program: Program) -> None:
    program.answer("1 or 2:", "2\n")
    program.see("Question 2 of at most 2.")
    program.wait_until(lambda: program.written.count("1 or 2: ") == 2, "the second prompt")


def test_interview_and_result_have_no_escape_sequence(small: str) -> None:
    with on_pty(*BACKMICE, "triage", "--plain", "--questions", small, columns=60) as program:
        to_the_second_question(program)
        program.press("2\n")
        program.answer("To go on, press Enter.", "\n")
        program.answer("More: to read", "2\n")
        program.answer("My answers", "1\n")
        program.see("Enter alone means 2.")
        program.press("1\n")
        assert program.exit_code() == 0
    told = program.written.replace("\r\n", "\n")
    assert told.replace("\n", "").isprintable()
    assert "- Your fever goes up and up and you cannot keep anything down for more than a whole long day.\n" in told


@pytest.mark.parametrize(("accessible", "term"), [("", "dumb"), ("1", "xterm"), ("yes", "xterm")])
def test_plain_mode_is_chosen_by_the_environment(small: str, accessible: str, term: str) -> None:
    with on_pty(*BACKMICE, "triage", "--questions", small, ACCESSIBLE=accessible, TERM=term) as program:
        program.see("Type the number of your answer, then press Enter.")
        assert "\x1b" not in program.written


@pytest.mark.parametrize("value", ["", "0", "false", "False"])
def test_accessible_that_says_no_leaves_the_usual_prompts(small: str, value: str) -> None:
    with on_pty(*BACKMICE, "triage", "--questions", small, ACCESSIBLE=value) as program:
        program.see("Ctrl-C: stop")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_leaving_by_key_is_no_error(small: str, key: str) -> None:
    with on_pty(*BACKMICE, "triage", "--plain", "--questions", small) as program:
        to_the_second_question(program)
        program.press(key)
        assert program.exit_code() == 130
    kept = f"Your answers are kept on this computer. To go on:\r\nbackmice triage --questions {small} --plain"
    # On Ctrl-C the terminal throws away what is on its way, perhaps the first line break too.
    assert program.written.endswith(f"{STOPPED}\r\n{kept}\r\n")
    assert "Traceback" not in program.written


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_it_in_order(small: str, number: signal.Signals) -> None:
    with on_pty(*BACKMICE, "triage", "--plain", "--questions", small) as program:
        to_the_second_question(program)
        program.see("1 or 2: 2")
        program.send_signal(number)
        assert program.exit_code() == 130
    assert STOPPED in program.written
    assert "Traceback" not in program.written


def test_closed_terminal_ends_it(small: str) -> None:
    with on_pty(*BACKMICE, "triage", "--plain", "--questions", small) as program:
        to_the_second_question(program)
        program.hang_up()


def test_arrow_keys_type_nothing_that_comes_back(small: str) -> None:
    with on_pty(*BACKMICE, "triage", "--plain", "--questions", small) as program:
        program.answer("1 or 2:", "\x1b[A9\n")
        program.see("There is no answer '9' here.")


def test_questions_go_to_the_terminal_when_the_result_goes_elsewhere(small: str, tmp_path: Path) -> None:
    result = tmp_path / "result.txt"
    command = f"'{sys.executable}' -m backmice_cli triage --plain --questions '{small}' > '{result}'"
    with on_pty("/bin/sh", "-c", command) as program:
        to_the_second_question(program)
        program.press("2\n")
        program.answer("To go on, press Enter.", "\n")
        program.answer("Enter alone means 2.", "\n")
        assert program.exit_code() == 0
    text = result.read_text(encoding="utf-8")
    assert text.startswith("Look after it. Later.\n")
    assert "Question 1" not in text


def test_end_of_input_below_the_result_keeps_the_answers_and_says_so(small: str) -> None:
    with on_pty(*BACKMICE, "triage", "--plain", "--questions", small) as program:
        to_the_second_question(program)
        program.press("2\n")
        program.answer("To go on, press Enter.", "\n")
        program.answer("More: to read", CTRL_D)
        assert program.exit_code() == 130
    assert "Your answers are kept on this computer. To go on:\r\nbackmice triage" in program.written


def test_piped_replies_may_end_below_the_result(small: str) -> None:
    run = f"'{sys.executable}' -m backmice_cli triage --plain --rest ask --questions '{small}'"
    with on_pty("/bin/sh", "-c", f"printf '2\\n2\\n\\n' | {run}") as program:
        assert program.exit_code() == 0
    assert "Look after it. Later." in program.written
    assert "Stopped." not in program.written
