"""Every error raised on purpose, and the exit codes.

Imports nothing of the package. Answers are health data: no message here carries one that the person typed,
except back to that same person on their own screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, ClassVar


class ExitCode(IntEnum):
    """What the exit status tells a script."""

    DONE = 0
    FOUND = 1
    """`check`, `test` or `diff` found what it looks for."""
    USAGE = 2
    """Wrong options or answers, or answers missing."""
    QUESTIONNAIRE = 3
    FILE = 4
    STOPPED = 130
    """The person left: Ctrl-C, hang-up, end of input."""


FIRST_LEVEL_EXIT_CODE = 10
"""With `--exit-code` the mildest level is 0, the next 10, then 11, 12, ..."""


class BackmiceError(Exception):
    """Something that stops the program and that the person can act on."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class AnswerError(BackmiceError):
    """A reply does not fit its question; whatever state there was is unchanged."""


class MissingAnswersError(BackmiceError):
    """Answers are missing and nobody can be asked."""


class FileError(BackmiceError):
    """A file cannot be read or written."""

    exit_code = ExitCode.FILE

    def __init__(self, path: str, reason: str, hint: str | None = None) -> None:
        super().__init__(f"{path}: {reason}", hint)
        self.path = path


class DamagedFileError(FileError):
    """What the program itself has written can no longer be read."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "it is damaged", "The next interview offers to set it aside: backmice triage")


class MissingExtraError(BackmiceError):
    """An optional library is needed and is not installed."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(
            f"{purpose} needs the extra '{extra}', which is not installed",
            f'Install it with: python -m pip install "backmice[{extra}]"',
        )
        self.extra = extra


class InterviewStopped(BackmiceError):
    """The person leaves before the end; carries what was said so far."""

    exit_code = ExitCode.STOPPED

    def __init__(self, answers: Mapping[str, Any], hint: str | None = None) -> None:
        super().__init__("Stopped. If you feel worse than before, do not wait: get help.", hint)
        self.answers = answers
