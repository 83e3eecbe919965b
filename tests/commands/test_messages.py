"""Lines told beside a result, on terminals and in pipes."""

from __future__ import annotations

import os
import sys
from io import StringIO
from pathlib import Path

import pytest

from backmice_cli.commands.messages import fit_lines
from tests.support.pty import BACKMICE, on_pty

STOPPED = "Stopped. If you feel worse than before, do not wait: get help."


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


def fitted(text: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """The text on a terminal of this width."""
    monkeypatch.setattr(os, "get_terminal_size", lambda number: os.terminal_size((columns, 24)))
    return fit_lines(text, Terminal())


def test_lines_break_between_words_and_keep_their_indent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fitted(f"{STOPPED}\n  values: numb, sore, none (one or more)\n", 39, monkeypatch).split("\n") == [
        "Stopped. If you feel worse than before,",
        "do not wait: get help.",
        "  values: numb, sore, none (one or",
        "  more)",
        "",
    ]


def test_lines_that_fit_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    told = f"{STOPPED}\n\n  1   2   *\n"
    assert fitted(told, len(STOPPED), monkeypatch) == told


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (
            "Your answers are kept on this computer. To go on: backmice triage --questions a_long_name.yaml",
            ["Your answers are kept on this computer.", "To go on:", "backmice triage --questions a_long_name.yaml"],
        ),
        (
            "  backmice triage --questions a.yaml -a signs=none -a x=1",
            ["  backmice triage --questions a.yaml -a signs=none -a x=1"],
        ),
        (
            "Error: /home/somebody/a_folder_with_a_long_name/small.yaml: it is damaged",
            ["Error:", "/home/somebody/a_folder_with_a_long_name/small.yaml:", "it is damaged"],
        ),
    ],
)
def test_what_is_copied_stays_whole(line: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert fitted(line, 40, monkeypatch).split("\n") == lines


def test_lines_in_a_pipe_stay_whole() -> None:
    assert fit_lines(STOPPED * 9, StringIO()) == STOPPED * 9


@pytest.mark.parametrize("way", ["--plain", "ACCESSIBLE"])
def test_lines_for_a_screen_reader_stay_whole(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "ACCESSIBLE":
        monkeypatch.setenv(way, "1")
    else:
        monkeypatch.setattr(sys, "argv", ["backmice", "triage", way])
    assert fitted(STOPPED, 40, monkeypatch) == STOPPED


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    "arguments",
    [
        ("triage", "--questions", "nowhere.yaml"),
        ("triage", "--format", "docx"),
        ("triage", "-o", "result.docx"),
        ("history", "show", "999999", "--no-such-option"),
    ],
)
def test_no_error_breaks_within_a_word_on_a_narrow_terminal(arguments: tuple[str, ...], tmp_path: Path) -> None:
    with on_pty(*BACKMICE, *arguments, columns=50, cwd=tmp_path) as program:
        assert program.exit_code() in (2, 4)
        told = program.written.split("\r\n")
    assert len(told) > 2
    assert [line for line in told if len(line) > 50] == []
