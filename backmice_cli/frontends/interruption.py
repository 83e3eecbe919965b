"""Every way of leaving an interview, turned into one error that carries the answers. Knows no front end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from backmice_cli.errors import InterviewStopped
from backmice_cli.interview.interview import Interview


@contextmanager
def stop_when_left(interview: Interview) -> Iterator[None]:
    """Turn every way of leaving into InterviewStopped, with the answers so far."""
    try:
        yield
    except (KeyboardInterrupt, EOFError, OSError) as left:  # OSError: the terminal is gone
        raise InterviewStopped(interview.answers) from left


def raise_end_of_input() -> None:
    raise EOFError


@contextmanager
def end_on_signals(received: Callable[[], None] = raise_end_of_input) -> Iterator[None]:
    """Call `received` on a hang-up or a request to end; left out, EOFError is raised where the program waits."""
    if threading.current_thread() is not threading.main_thread():  # Python sets handlers there alone
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda *_: received()) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
