"""`backmice triage --plain` with replies from a pipe."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from backmice_cli.commands.options import is_plain
from tests.support.program import Program

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
      notes: {ask: "Anything else?", kind: text, optional: true}
"""


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def test_piped_replies_are_read_line_by_line(backmice: Program, small: str) -> None:
    run = backmice("triage", "--plain", "--rest", "ask", "--questions", small, "--json", stdin="no\nskip\n\n")
    assert run.code == 0
    assert json.loads(run.out)["answers"] == {"fever": "no"}
    assert "Question 1 of at most 2.\nDo you have a fever?\n1. Yes\n2. No\n" in run.err
    assert "1 or 2: no\nNoted: No.\n" in run.err
    assert "\x1b" not in run.err


def test_only_questions_without_a_scripted_answer_are_read(backmice: Program, small: str) -> None:
    arguments = ("triage", "--plain", "--rest", "ask", "--questions", small, "--json", "-a", "fever=no")
    assert json.loads(backmice(*arguments, stdin="I hurt\n\n").out)["answers"] == {"fever": "no", "notes": "I hurt"}


def test_pipe_that_ends_early_stops_the_interview(backmice: Program, small: str) -> None:
    run = backmice("triage", "--plain", "--rest", "ask", "--questions", small, stdin="no\n")
    assert (run.code, run.out) == (130, "")
    assert run.err.endswith("\nStopped. If you feel worse than before, do not wait: get help.\n")


@pytest.mark.parametrize("arguments", [("--plain",), ("--rest", "ask"), ("--plain", "--rest", "ask", "--answers", "-")])
def test_pipe_is_not_read_unless_both_options_say_so(
    backmice: Program, small: str, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    monkeypatch.setenv("TERM", "dumb")
    run = backmice("triage", "--questions", small, *arguments, stdin="notes: I hurt\n")
    assert (run.code, run.out) == (2, "")
    assert "answers are missing, and nobody can be asked:" in run.err


def test_letters_in_another_encoding_do_not_stop_it(small: str) -> None:
    command = [
        sys.executable,
        "-m",
        "backmice_cli",
        "triage",
        "--plain",
        "--full",
        "--rest",
        "ask",
        "--questions",
        small,
    ]
    run = subprocess.run(command, input=b"no\ncaf\xe9 \xff\n\n", capture_output=True, check=True)
    assert b"- Anything else? caf" in run.stdout
    assert b"Traceback" not in run.stderr


def test_reader_that_goes_away_is_no_crash(small: str) -> None:
    command = [sys.executable, "-m", "backmice_cli", "triage", "--plain", "--rest", "ask", "--questions", small]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        program.stdin.write(b"no\n")
        program.stdin.close()
        told = program.stderr.read()
        assert program.wait() == 130
    assert b"Traceback" not in told
    assert b"Exception ignored" not in told


def test_no_prompt_library_is_loaded(small: str) -> None:
    code = f"""
import sys
from backmice_cli.cli.app import main
sys.argv = ["backmice", "triage", "--plain", "--rest", "ask", "--questions", {small!r}]
try:
    main()
except SystemExit as stopped:
    assert not stopped.code, stopped.code
assert not {{"prompt_toolkit", "questionary", "sqlite3"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], input="no\nskip\n\n", text=True, capture_output=True, check=True)


@pytest.mark.parametrize(
    ("plain", "environ", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (False, {"ACCESSIBLE": "1"}, True),
        (False, {"ACCESSIBLE": "true"}, True),
        (False, {"ACCESSIBLE": "0"}, False),
        (False, {"ACCESSIBLE": "false"}, False),
        (False, {"ACCESSIBLE": "FALSE"}, False),
        (False, {"ACCESSIBLE": ""}, False),
        (True, {"ACCESSIBLE": "0"}, True),
        (False, {"TERM": "dumb"}, True),
        (False, {"TERM": "xterm"}, False),
        (False, {"TERM": "dumb", "ACCESSIBLE": "0"}, True),
    ],
)
def test_plain_is_chosen_by_option_or_environment(plain: bool, environ: dict[str, str], wanted: bool) -> None:
    assert is_plain(plain, environ) is wanted
