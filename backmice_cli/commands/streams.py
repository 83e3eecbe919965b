"""The program's standard streams, which may be closed, full, or read by someone who goes away."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

import typer

from backmice_cli.commands.messages import write_message
from backmice_cli.errors import ExitCode


def leave_with(work: Callable[[], int | None]) -> NoReturn:
    """Do a command's work and leave with its exit status; a reader of our output may go away before the end."""
    try:
        code = work() or ExitCode.DONE
        sys.stdout.flush()
    except BrokenPipeError:  # `backmice ... | head`: nothing is left to say
        let_go(sys.stdout)
        code = ExitCode.DONE
    raise typer.Exit(code)


def open_streams() -> None:
    """Have all three streams, in any locale: one may be closed, and a missing character is no reason to stop."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("r+b", buffering=0)  # noqa: SIM115 stays open as long as the program runs
            setattr(sys, name, TextIOWrapper(nowhere, "utf-8", write_through=True))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say_safely(text: str) -> None:
    """Write lines for the person, without what their terminal would obey; they may be gone, and their terminal too."""
    shown = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc")
    try:
        sys.stdout.flush()
        write_message(shown)
        sys.stderr.flush()
    except OSError:
        let_go(sys.stdout)
        let_go(sys.stderr)


def let_go(stream: TextIO) -> None:
    """Send what is still to be written nowhere, so that Python does not fail on it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
