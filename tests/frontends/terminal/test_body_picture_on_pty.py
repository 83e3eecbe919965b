"""The picture on a real pseudo-terminal, with the program as it is started by a person."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.pty import BACKMICE, on_pty
from tests.support.small import LEVELS
from tests.support.terminal import CTRL_C, DOWN, ENTER, SPACE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

WHERE = """
sections:
  only:
    title: Only
    questions:
      where:
        ask: Where is it?
        kind: many
        picture: lower_back
        choices: {dimple: By a dimple, buttock: In the buttock, elsewhere: Somewhere else}
"""


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "where.yaml"
    path.write_text(LEVELS + WHERE, encoding="utf-8")
    return path


def test_light_follows_the_cursor_and_stays_in_the_result(questions: Path) -> None:
    with on_pty(*BACKMICE, "triage", "--questions", str(questions), rows=31) as program:
        program.see("Where is it?", "Lit: Dimple", " ⢠⠃     ██⢲⡀╎⢀⡖██     ⠘⡄")
        program.press(SPACE, DOWN)
        program.see("Lit: Buttock", " ⢠⠃     ▒▒⢲⡀╎⢀⡖▒▒     ⠘⡄", "⢸⠁  ███████ ⣿ ███████  ⠈⡇")
        program.press(ENTER)
        program.answer("Check your answers", ENTER)
        program.see("More: to read")
        program.press("1", ENTER)
        program.see("My answers", "Ctrl-C: stop")
        program.press(next(line.split()[0] for line in program.screen.lines if "My answers" in line), ENTER)
        program.wait_until(lambda: "Marked: Dimple." in program.screen.everything, "the picture of the result")
        marked = program.screen.everything.split("Your back, seen from behind")[1]
        assert " ⢠⠃     ██⢲⡀╎⢀⡖██     ⠘⡄" in marked
        assert "⢸⠁          ⣿          ⠈⡇" in marked


def test_terminal_with_ascii_only_gets_ascii(questions: Path) -> None:
    command = (*BACKMICE, "triage", "--questions", str(questions))
    with on_pty(*command, rows=31, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0") as program:
        program.see("Where is it?", "Lit: Dimple", "/      ##. : .##      \\")
        assert program.screen.text.isascii()
        program.press(CTRL_C)
        assert program.exit_code() == 130


def test_resized_terminal_finds_a_new_spot(questions: Path) -> None:
    with on_pty(*BACKMICE, "triage", "--questions", str(questions), rows=31) as program:
        program.see("Where is it?", "» 1 [ ] By a dimple   Left  from behind   Right")
        program.resize(50, 31)
        program.see("» 1 [ ] By a dimple\n")
        program.press(DOWN)
        program.see("Lit: Buttock")
