"""Commands that authors wait for: `check` with its proofs, and `test` with thousands of cases."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml
from made import made
from report import Row
from sources import SHIPPED, all_cases
from starting import BIN, environment
from timing import in_turn, waited

CASES = 10_000
IN_A_FILE = 1_000
FEW = 5
"""Rounds of what takes half a minute."""


def author_commands(rounds: int) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = folder / "large.yaml"
        large.write_text(made(1_000, 500), "utf-8")
        cases = folder / "cases"
        _write_cases(cases)
        return [
            _row("`check` of questions.yaml", ("check", str(SHIPPED)), 3, rounds, folder),
            _row("`check` of 1,000 questions and 500 red flags", ("check", str(large)), 30, min(rounds, FEW), folder),
            _row("`test` of 10,000 cases", ("test", str(cases)), 10, rounds, folder),
        ]


def _row(what: str, arguments: tuple[str, ...], limit: float, rounds: int, folder: Path) -> Row:
    env = environment(folder)

    def run() -> None:
        ended = subprocess.run((BIN / "backmice", *arguments), env=env, capture_output=True, text=True, check=False)
        if ended.returncode not in (0, 1):  # found something: some of the cases may fail while rules are worked on
            raise RuntimeError(ended.stderr)

    runs = in_turn({what: waited(run)}, rounds, warm=False)
    return Row(what, "", statistics.median(runs[what]), " s", limit, f"{rounds} rounds")


def _write_cases(folder: Path) -> None:
    """The case files' cases over and over, until there are enough."""
    folder.mkdir()
    cases: list[dict[str, Any]] = list(islice(cycle(all_cases()), CASES))
    for start in range(0, CASES, IN_A_FILE):
        text = yaml.dump({"cases": cases[start : start + IN_A_FILE]}, Dumper=yaml.CSafeDumper, sort_keys=False)
        (folder / f"cases_{start}.yaml").write_text(text, "utf-8")
