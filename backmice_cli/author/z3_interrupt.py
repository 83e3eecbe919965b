"""Ctrl-C while z3 is at work. Knows nothing of what is worked on."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from backmice_cli.errors import ExitCode


@contextmanager
def leaving_on_ctrl_c() -> Iterator[None]:
    """Leave at once on Ctrl-C. An exception would often be lost where z3's objects are let go; nothing is kept here."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, _leave_at_once)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave_at_once(*_: object) -> None:
    os.write(2, b"\nStopped.\n")
    os._exit(ExitCode.STOPPED)
