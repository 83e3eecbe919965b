"""A program on a pseudo-terminal, and when it showed what. Linux only: peak memory is read from /proc."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

ROWS, COLUMNS = 60, 80
PATIENCE = 60.0

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\s")
"""What moves or colours, and spaces, which some programs jump over."""
_WHERE = b"\x1b[6n"
"""Asks the terminal where its cursor is; one that answers nothing would keep the programs waiting."""


class Terminal:
    """The running program; ended with the block."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
        import fcntl
        import termios

        self._terminal, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", ROWS, COLUMNS, 0, 0))
        self._shown = ""
        self.first_text = 0.0
        """Seconds from the start until the first character that a person sees."""
        self._start = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(env), cwd=cwd, start_new_session=True
        )
        os.close(theirs)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    def see(self, *texts: str) -> float:
        """Seconds from the start until all of these have been shown."""
        wanted = [_CONTROL.sub("", text) for text in texts]
        while True:
            now = self._read()
            if self._shown and not self.first_text:
                self.first_text = now
            if all(text in self._shown for text in wanted):
                return now

    def press(self, key: str) -> float:
        """Seconds from a key press until the screen changes."""
        while select.select([self._terminal], [], [], 0.03)[0]:
            self._read()
        start = time.perf_counter()
        os.write(self._terminal, key.encode())
        return self._read() + self._start - start

    def peak_memory(self) -> float:
        """The most memory that it has had so far, in MiB.

        Not `ru_maxrss`: there a started program also counts what the one that started it had.
        """
        return peak_memory(self._process.pid)

    def _read(self) -> float:
        """Read what comes next; when it came."""
        if not select.select([self._terminal], [], [], PATIENCE)[0]:
            raise TimeoutError(self._shown)
        read = os.read(self._terminal, 65_536)
        now = time.perf_counter() - self._start
        if _WHERE in read:
            os.write(self._terminal, b"\x1b[1;1R")
        self._shown += _CONTROL.sub("", read.decode("utf-8", "replace"))
        return now


def peak_memory(pid: int | str = "self") -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) / 1024
