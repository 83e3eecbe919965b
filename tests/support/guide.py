"""What the authoring guide takes from the program: its walk-through, walked, and its tables of codes.

    python -m tests.support.guide

writes what the program prints now into the guide, and the first sentence of each page of the manual; `git diff` then
shows what an author would see change.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from backmice_cli.author.check.accepted import KNOWN
from backmice_cli.author.check.manual import manual_pages
from tests.support.paths import ROOT

GUIDE = ROOT / "docs" / "authoring.md"
START, END = "## From a sentence to a proof\n", "\n## A small questionnaire\n"
_BLOCK = re.compile(r"```(sh|diff|yaml|text)\n(.*?)```\n", re.DOTALL)
TABLE_OF_CODES = re.compile(r"(?<=\| code \| means \|\n\|---\|---\|\n)(?:\|.*\n)+")
FILE = "mine.yaml"
CASES = "cases.yaml"


def part() -> str:
    """The walk-through, as it stands in the guide."""
    text = GUIDE.read_text(encoding="utf-8")
    return text[text.index(START) : text.index(END)]


def walked(text: str) -> str:
    """Do every step in an empty folder, and put what each command prints below it."""
    with TemporaryDirectory() as name:
        printed = _printed(text, Path(name))
        return _BLOCK.sub(lambda block: f"```text\n{next(printed)}```\n" if block[1] == "text" else block[0], text)


def _printed(text: str, folder: Path) -> Iterator[str]:
    last = ""
    for kind, block in _BLOCK.findall(text):
        match kind:
            case "sh":
                last = _run(shlex.split(block), folder)
            case "diff":
                file = folder / FILE
                file.write_text(patched(file.read_text(encoding="utf-8"), block), encoding="utf-8")
            case "yaml":
                (folder / CASES).write_text(block, encoding="utf-8")
            case "text":
                yield last


def _run(command: list[str], folder: Path) -> str:
    if command[0] == "cp":
        shutil.copy(folder / command[1], folder / command[2])
        return ""
    run = subprocess.run(
        [sys.executable, "-m", "backmice_cli", *command[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr  # 1: `check`, `test` or `diff` found what it looks for
    return run.stdout


def patched(text: str, difference: str) -> str:
    """Apply lines with `-`, `+` or a space before them; the lines to be found must stand there exactly once."""
    lines = difference.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(before) == 1, f"not there once:\n{before}"
    return text.replace(before, after)


def tables_of_codes() -> list[str]:
    """The rows of both tables: what is looked for in a sound file, and the mistakes that keep one from being read."""
    rows: dict[bool, list[str]] = {True: [], False: []}
    for page in manual_pages():
        codes = ", ".join(f"`{code}`" for code in page.codes)
        is_of_sound_file = not (KNOWN | {"unused-accepted"}).isdisjoint(page.codes)
        rows[is_of_sound_file].append(f"| {codes} | {page.summary} |\n")
    return ["".join(rows[True]), "".join(rows[False])]


if __name__ == "__main__":
    whole = GUIDE.read_text(encoding="utf-8")
    made = iter(tables_of_codes())
    whole = TABLE_OF_CODES.sub(lambda _: next(made), whole.replace(part(), walked(part())))
    GUIDE.write_text(whole, encoding="utf-8", newline="\n")
