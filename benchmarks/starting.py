"""From exec to what a person or a script waits for: the line of a scripted run, the first text, the first prompt."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from report import Row, medians, seconds
from sources import HERE, answers_in, case_file
from terminal import Terminal
from timing import in_turn, ratio, waited

BIN = Path(sys.executable).parent
ONE_LINE = (sys.executable, str(HERE / "one_line.py"))
ONE_QUESTION = (sys.executable, str(HERE / "one_question.py"))
BACKMICE = (str(BIN / "backmice"), "triage")
FIRST_PROMPT = ("Where are you?", "Elsewhere", "Ctrl-C: stop")
THEIR_PROMPT = ("Is there a lump?", "Not sure")

COPIER_TEMPLATE = """
lump:
  type: str
  help: Is there a lump?
  choices: [It is there, It is not, Not sure]
"""
PRESSES = 40
DOWN = "\x1b[B"


class Start(NamedTuple):
    first_text: float
    first_prompt: float
    memory: float


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {
        **{"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color"},
        **{"BACKMICE_STATE_DIR": str(folder / "state"), **more},
    }


def starts(rounds: int) -> list[Row]:
    return [*scripted(rounds), *prompts(rounds)]


def scripted(rounds: int) -> list[Row]:
    flags = [f"--answer={id}={reply}" for id, reply in answers_in(case_file("e01_quiet_lump.yaml")).items()]
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder))
        runs = in_turn(
            {
                "ours": waited(lambda: _run((*BACKMICE, "--json", *flags), env)),
                "theirs": waited(lambda: _run(ONE_LINE, env)),
            },
            rounds,
        )
    value = ratio(runs["ours"], runs["theirs"])
    return [Row("scripted `triage --json`", "typer program that prints one line", value, " x", 1.35, _both(runs))]


def _run(command: Sequence[str], env: Mapping[str, str]) -> None:
    subprocess.run(command, env=env, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def prompts(rounds: int) -> list[Row]:
    """Time and memory until the first prompt, of this program and of others that ask with the same libraries."""
    runs = in_turn(
        {
            "ours": lambda: _start(BACKMICE, FIRST_PROMPT),
            "theirs": lambda: _start(ONE_QUESTION, THEIR_PROMPT),
            "copier": lambda: _start((str(BIN / "copier"), "copy", "template", "made"), THEIR_PROMPT, _with_template),
            "commitizen": lambda: _start(
                (str(BIN / "cz"), "commit"), ("Select the type of change", "docs:"), _with_change
            ),
        },
        rounds,
    )

    def row(what: str, beside: str, field: str, limit: float) -> Row:
        pair = {name: [getattr(start, field) for start in runs[name]] for name in ("ours", beside)}
        detail = _both({"ours": pair["ours"], "theirs": pair[beside]}, "MiB" if field == "memory" else "s")
        return Row(what, _PROGRAMS[beside], ratio(pair["ours"], pair[beside]), " x", limit, detail)

    return [
        row("exec to the first text", "theirs", "first_text", 1.05),
        row("exec to the first prompt", "theirs", "first_prompt", 1.15),
        row("peak memory at the first prompt", "theirs", "memory", 1.25),
        row("exec to the first prompt", "copier", "first_prompt", 1),
        row("exec to the first prompt", "commitizen", "first_prompt", 1),
    ]


_NAMES = ("ours", "theirs")
_PROGRAMS = {
    "theirs": "typer + questionary program with one question",
    "copier": "`copier copy`, a template with one question",
    "commitizen": "`cz commit`",
}


def _start(command: Sequence[str], prompt: Sequence[str], prepare: Callable[[Path], object] = Path.exists) -> Start:
    """Start it in a new folder, as someone does who has never used it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        with Terminal(command, environment(folder), folder) as terminal:
            seen = terminal.see(*prompt)
            return Start(terminal.first_text, seen, terminal.peak_memory())


def _with_template(folder: Path) -> None:
    (folder / "template").mkdir()
    (folder / "template" / "copier.yml").write_text(COPIER_TEMPLATE, "utf-8")


def _with_change(folder: Path) -> None:
    (folder / "change.txt").write_text("changed\n", "utf-8")
    for command in (("init", "--quiet"), ("add", "change.txt")):
        subprocess.run(("git", *command), cwd=folder, check=True, env=environment(folder))


def keys(rounds: int) -> list[Row]:
    """From a key press to the repaint. One program of each kind runs at a time; rounds alternate."""
    runs = in_turn(
        {"ours": lambda: _presses(BACKMICE, FIRST_PROMPT), "theirs": lambda: _presses(ONE_QUESTION, THEIR_PROMPT)},
        rounds,
    )
    ours, theirs = ([press for run in runs[name] for press in run] for name in _NAMES)
    late = {name: _late(presses) for name, presses in zip(_NAMES, (ours, theirs), strict=True)}
    detail = medians(**{name: seconds(value) for name, value in late.items()}, presses=str(len(ours)))
    return [
        Row("key press to repaint, 99 of 100", "", late["ours"] * 1000, " ms", 16, detail),
        Row("key press to repaint, 99 of 100", _PROGRAMS["theirs"], late["ours"] / late["theirs"], " x", 1.3, detail),
    ]


def _presses(command: Sequence[str], prompt: Sequence[str]) -> list[float]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Terminal(command, environment(Path(folder)), Path(folder)) as terminal,
    ):
        terminal.see(*prompt)
        return [terminal.press(DOWN) for _ in range(PRESSES)]


def _late(presses: Sequence[float]) -> float:
    return statistics.quantiles(presses, n=100)[98]


def _both(runs: Mapping[str, Sequence[float]], unit: str = "s") -> str:
    middle = {name: statistics.median(values) for name, values in runs.items()}
    return medians(
        **{name: f"{value:.0f} {unit}" if unit == "MiB" else seconds(value) for name, value in middle.items()}
    )
