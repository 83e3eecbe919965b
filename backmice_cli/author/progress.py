"""What people who wait at a terminal see: a bar while work is done, and lines that fit."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDEST = 100
"""Columns; also where nobody looks."""

Tell = Callable[[int, int], None]
"""Gets how much is done, and of how much."""


def width_of_lines() -> int:
    """The width for text on standard output."""
    return min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else WIDEST


@contextmanager
def show_progress(what: str, *, wanted: bool) -> Iterator[Tell]:
    """A bar on the terminal, gone when the work is done; nothing where nobody looks."""
    if not (wanted and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        yield lambda _done, _of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
