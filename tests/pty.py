"""A program on a real pseudo-terminal: keys go in, a screen comes out.

Nothing sleeps for a fixed time: keys are sent when what they answer has been drawn.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from tests.drawn import PATIENCE, DrawnScreen

ROOT = Path(__file__).resolve().parent.parent

BACKMICE = (sys.executable, "-m", "backmice_cli")


class Program:
    """A running program and its screen."""

    def __init__(self, command: Sequence[str], columns: int, rows: int, env: Mapping[str, str], cwd: Path) -> None:
        self.screen = DrawnScreen(columns, rows)
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(rows, columns),
            env=dict(env),
            cwd=str(cwd),
            encoding="utf-8",
            codec_errors="replace",
            timeout=None,
        )
        self._child.delaybeforesend = None
        self._ended = False
        self.written = ""
        """All that reached the terminal, as it was."""

    @property
    def pid(self) -> int:
        return int(self._child.pid)

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
        self._child.send("".join(keys))

    def answer(self, question: str, *keys: str) -> None:
        """Wait for a question, then press these keys."""
        self.see(question)
        self.press(*keys)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(columns, rows)
        self._child.setwinsize(rows, columns)

    def send_signal(self, number: signal.Signals) -> None:
        self._child.kill(number)

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed, and wait for the program to end."""
        self._child.ptyproc.fileobj.close()
        end = time.monotonic() + PATIENCE
        while self._child.isalive():
            if time.monotonic() > end:
                pytest.fail("the program goes on without a terminal")
            time.sleep(0.01)
        self._ended = True

    def exit_code(self) -> int:
        """Wait for the end; the exit status, negative for a signal, as subprocess has it."""
        self.wait_until(lambda: self._ended, "the program to end")
        self._child.wait() if self._child.isalive() else None
        if self._child.signalstatus is not None:
            return -int(self._child.signalstatus)
        assert self._child.exitstatus is not None
        return int(self._child.exitstatus)

    def wait_until(self, seen: Callable[[], bool], what: str) -> None:
        """Draw what comes until `seen` holds; fail with the screen as it is when it never does."""
        end = time.monotonic() + PATIENCE
        while not seen():
            if self._ended or time.monotonic() > end:
                pytest.fail(f"waited for {what}{' but it ended' * self._ended}; it shows:\n{self.screen.everything}")
            self._draw()

    def _draw(self) -> None:
        try:
            text = self._child.read_nonblocking(size=65_536, timeout=0.1)
            self.written += text
            self.screen.draw(text)
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            self._ended = True

    def end(self) -> None:
        if self._child.isalive():
            self._child.kill(signal.SIGKILL)
            self._child.wait()
        self._child.ptyproc.delayafterclose = 0  # nothing is left that would need time to end
        self._child.close()


@contextmanager
def on_pty(*command: str, columns: int = 80, rows: int = 24, cwd: Path = ROOT, **env: str) -> Iterator[Program]:
    """Start a program on a new pseudo-terminal, ended with the block. `env` goes on top of a plain environment."""
    passed_on = ("PATH", "HOME", "TMPDIR", "BACKMICE_STATE_DIR", "COVERAGE_PROCESS_START")
    kept = {name: os.environ[name] for name in passed_on if name in os.environ}
    plain = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **kept}
    program = Program(command, columns, rows, {**plain, **env}, cwd)
    try:
        yield program
    finally:
        program.end()
