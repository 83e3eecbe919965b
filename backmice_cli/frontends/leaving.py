"""Every way of leaving an interview, turned into one error that carries the answers. Knows no front end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from backmice_cli.errors import InterviewStopped
from backmice_cli.interview.interview import Interview


@contextmanager
def leaving(interview: Interview) -> Iterator[None]:
    """Turn every way of leaving into InterviewStopped, with the answers so far."""
    try:
        yield
    except (KeyboardInterrupt, EOFError, OSError) as left:  # OSError: the terminal is gone
        raise InterviewStopped(interview.answers) from left
