"""A program on a real pseudo-terminal: keys go in, a screen comes out.

Nothing sleeps for a fixed time: keys are sent when what they answer has been drawn.
"""

from __future__ import annotations

import atexit
import codecs
import errno
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import pytest

from tests.support.drawn import PATIENCE, DrawnScreen
from tests.support.paths import ROOT

BACKMICE = (sys.executable, "-m", "backmice_cli")

_OF_PYTHON = ("LC_", "LANG", "PYTHON", "COVERAGE_")
"""Starts of the names of variables that Python reads as it starts: with another value than usual it must start anew."""


class Program:
    """A running program and its screen."""

    def __init__(self, command: Sequence[str], columns: int, rows: int, env: Mapping[str, str], cwd: Path) -> None:
        self.screen = DrawnScreen(columns, rows)
        self._terminal, theirs = os.openpty()
        self.resize(columns, rows)
        told, tell = os.pipe()
        order = {**_order(command, env), "env": dict(env), "cwd": str(cwd)}
        socket.send_fds(_starter(), [json.dumps(order).encode()], [theirs, tell])
        os.close(theirs)
        os.close(tell)
        self._told = os.fdopen(told)
        self.pid = int(self._told.readline())
        self._status: int | None = None
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._ended = False
        self.written = ""
        """All that reached the terminal, as it was."""

    def see(self, *texts: str) -> None:
        """Wait until all of these are on the screen."""
        for text in texts:
            self.wait_until(lambda text=text: text in self.screen.text, repr(text))  # type: ignore[misc]

    def see_no(self, text: str) -> None:
        """Wait until this is no longer on the screen."""
        self.wait_until(lambda: text not in self.screen.text, f"{text!r} to go")

    def see_cursor_at(self, text: str) -> None:
        """Wait until the cursor stands before this text."""
        self.wait_until(lambda: self.screen.cursor.startswith(text), f"the cursor at {text!r}")

    def press(self, *keys: str) -> None:
        left = "".join(keys).encode()
        while left:
            left = left[os.write(self._terminal, left) :]

    def answer(self, question: str, *keys: str) -> None:
        """Wait for a question, then press these keys."""
        self.see(question)
        self.press(*keys)

    def resize(self, columns: int, rows: int) -> None:
        import fcntl  # not on every system
        import termios

        self.screen.resize(columns, rows)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def send_signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed, and wait for the program to end."""
        self._close_terminal()
        self._wait_for_status()
        self._ended = True

    def exit_code(self) -> int:
        """Wait for the end; the exit status, negative for a signal, as subprocess has it."""
        self.wait_until(lambda: self._ended, "the program to end")
        return self._wait_for_status()

    def _wait_for_status(self) -> int:
        if self._status is None:
            if not select.select([self._told], [], [], PATIENCE)[0]:
                pytest.fail("the program goes on without a terminal")
            self._status = int(self._told.readline())
        return self._status

    def wait_until(self, seen: Callable[[], bool], what: str) -> None:
        """Draw what comes until `seen` holds; fail with the screen as it is when it never does."""
        end = time.monotonic() + PATIENCE
        while not seen():
            if self._ended or time.monotonic() > end:
                pytest.fail(f"waited for {what}{' but it ended' * self._ended}; it shows:\n{self.screen.everything}")
            self._draw()

    def _draw(self) -> None:
        if not select.select([self._terminal], [], [], 0.1)[0]:
            return
        try:
            read = os.read(self._terminal, 65_536)
        except OSError as error:  # Linux: the other end is closed
            if error.errno != errno.EIO:
                raise
            read = b""
        text = self._decoder.decode(read, final=not read)
        self.written += text
        self.screen.draw(text)
        self._ended = not read

    def end(self) -> None:
        if self._status is None and not select.select([self._told], [], [], 0)[0]:
            with suppress(ProcessLookupError):
                self.send_signal(signal.SIGKILL)
        self._told.read()
        self._told.close()
        self._close_terminal()

    def _close_terminal(self) -> None:
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1


def _order(command: Sequence[str], env: Mapping[str, str]) -> dict[str, object]:
    """What is to be run: the program, or a command as it stands."""
    is_usual = {name: value for name, value in env.items() if name.startswith(_OF_PYTHON)} == _USUAL
    if tuple(command[: len(BACKMICE)]) == BACKMICE and is_usual:
        return {"command": list(command[len(BACKMICE) :]), "is_program": True}
    return {"command": list(command), "is_program": False}


_USUAL = {"LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}


def _plain_environment() -> dict[str, str]:
    passed_on = ("PATH", "HOME", "TMPDIR", "BACKMICE_STATE_DIR", "COVERAGE_PROCESS_START")
    kept = {name: os.environ[name] for name in passed_on if name in os.environ}
    return {"TERM": "xterm-256color", **_USUAL, **kept}


@cache
def _starter() -> socket.socket:
    """Where programs are ordered, from `tests.support.forks`."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", "tests.support.forks"]
    process = subprocess.Popen(command, stdin=theirs.fileno(), cwd=ROOT, env=_plain_environment())
    theirs.close()

    def leave() -> None:
        ours.close()
        process.wait()

    atexit.register(leave)
    return ours


@contextmanager
def on_pty(*command: str, columns: int = 80, rows: int = 24, cwd: Path = ROOT, **env: str) -> Iterator[Program]:
    """Start a program on a new pseudo-terminal, ended with the block. `env` goes on top of a plain environment."""
    program = Program(command, columns, rows, {**_plain_environment(), **env}, cwd)
    try:
        yield program
    finally:
        program.end()
