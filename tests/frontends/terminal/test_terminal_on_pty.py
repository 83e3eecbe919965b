"""The terminal front end on a real pseudo-terminal: signals, job control, resizing, a terminal that goes away."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.pty import Program, on_pty
from tests.support.terminal import CTRL_C, CTRL_D, CTRL_Z, DOWN, ENTER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

INTERVIEW = """
import sys
from pathlib import Path
from rich.console import Console
from backmice_cli.errors import InterviewStopped
from backmice_cli.frontends.loop import run_interview
from backmice_cli.frontends.layout import print_paragraphs
from backmice_cli.frontends.texts import welcome_page
from backmice_cli.frontends.terminal.frontend import TerminalFrontend
from backmice_cli.interview.interview import begin
from tests.support.small import with_questions

tree = with_questions(
    'fever: {ask: "Do you have a fever?", choices: {yes: "Yes", no: "No"}}\\n'
    'cough: {ask: "Do you cough?", choices: {yes: "Yes", no: "No"}}',
    'red_flags: {hot: {level: emergency, when: {fever: yes}, warn: Fever, because: It may be an infection.}}',
)
console = Console(stderr=not sys.stdout.isatty())
print_paragraphs(welcome_page(begin(tree)), console)
assert "prompt_toolkit" not in sys.modules
try:
    answers = run_interview(begin(tree), TerminalFrontend(console)).answers
except InterviewStopped as stopped:
    Path(sys.argv[1]).write_text(repr(stopped.answers))
    sys.exit(130)
Path(sys.argv[1]).write_text(repr(answers))
"""


@contextmanager
def interview(told: Path, no_color: str = "") -> Iterator[Program]:
    with on_pty(sys.executable, "-c", INTERVIEW, str(told), NO_COLOR=no_color) as program:
        yield program


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """The file in which the interview leaves its answers."""
    return tmp_path / "answers"


def test_whole_interview(told: Path) -> None:
    with interview(told) as program:
        program.answer("Do you have a fever?", "2", ENTER)
        program.answer("Do you cough?", DOWN, ENTER)
        program.answer("Check your answers", ENTER)
        assert program.exit_code() == 0
    assert told.read_text() == "{'fever': 'no', 'cough': 'yes'}"


def test_terminal_is_never_asked_where_its_cursor_is(told: Path) -> None:
    with interview(told) as program:
        program.answer("Do you have a fever?", "2", ENTER)
        program.see("Do you cough?", "Ctrl-C: stop")
        assert "\x1b[6n" not in program.written


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_leaving_by_key_keeps_answers_so_far(told: Path, key: str) -> None:
    with interview(told) as program:
        program.answer("Do you have a fever?", "2", ENTER)
        program.answer("Do you cough?", key)
        assert program.exit_code() == 130
        assert "Traceback" not in program.screen.everything
    assert told.read_text() == "{'fever': 'no'}"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_keep_answers_so_far(told: Path, number: signal.Signals) -> None:
    with interview(told) as program:
        program.answer("Do you have a fever?", "2", ENTER)
        program.see("Do you cough?")
        program.send_signal(number)
        assert program.exit_code() == 130
        assert "Traceback" not in program.screen.everything
    assert told.read_text() == "{'fever': 'no'}"


def test_closed_terminal_keeps_answers_so_far(told: Path) -> None:
    with interview(told) as program:
        program.answer("Do you have a fever?", "2", ENTER)
        program.see("Do you cough?")
        program.hang_up()
    assert told.read_text() == "{'fever': 'no'}"


def test_narrowed_terminal_wraps_anew(told: Path) -> None:
    with interview(told) as program:
        program.see("Do you have a fever?")
        program.resize(30, 24)
        program.see("Up/Down or 1-2: choose\nEnter: confirm   !: emergency\nCtrl-C: stop")


def test_no_color_is_honoured(told: Path) -> None:
    with interview(told, no_color="1") as program:
        program.answer("Do you have a fever?", "1", ENTER)
        program.see("Stop here (recommended)")
        assert not program.screen.has_colour


def test_suspended_interview_comes_back_as_it_was(told: Path) -> None:
    with on_pty("/bin/sh", "-i", PS1="shell> ", ENV="", INTERVIEW=INTERVIEW) as shell:
        shell.answer("shell>", f"'{sys.executable}' -c \"$INTERVIEW\" '{told}'", ENTER)
        shell.answer("Do you have a fever?", "2")
        shell.see_cursor_at("2 No")
        shell.press(CTRL_Z)
        shell.see("Stopped")
        shell.see_no("2 No")
        shell.press("fg", ENTER)
        shell.see_cursor_at("2 No")
        shell.press(ENTER)
        shell.answer("Do you cough?", CTRL_C)
        shell.wait_until(lambda: told.exists() and told.read_text() != "", "the answers")
    assert told.read_text() == "{'fever': 'no'}"


def test_questions_go_to_the_terminal_when_the_result_goes_elsewhere(told: Path, tmp_path: Path) -> None:
    result = tmp_path / "result"
    command = f"'{sys.executable}' -c \"$INTERVIEW\" '{told}' > '{result}'"
    with on_pty("/bin/sh", "-c", command, INTERVIEW=INTERVIEW) as program:
        program.answer("Do you have a fever?", "2", ENTER)
        program.answer("Do you cough?", "2", ENTER)
        program.answer("Check your answers", ENTER)
        assert program.exit_code() == 0
    assert result.read_text() == ""
    assert told.read_text() == "{'fever': 'no', 'cough': 'no'}"
