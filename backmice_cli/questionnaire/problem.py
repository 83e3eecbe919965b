"""A mistake in a questionnaire, as a value: where it is, what is wrong, what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from backmice_cli.errors import BackmiceError, ExitCode
from backmice_cli.questionnaire.english import count_text

Path = tuple[str | int, ...]
"""Keys and list indexes that lead from the top of a file to a part of it."""


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Example:
    """An interview that shows a problem."""

    command: str
    """Plays it; ready to be pasted."""
    level: str
    """What it ends with."""


@dataclass(frozen=True)
class Problem:
    """One mistake. Sorts by file, line, column and message; compared whole."""

    position: Position
    code: str
    """Kebab-case; names the bad thing: `unknown-choice`."""
    message: str
    """Lower case, no final stop; the author's words in quotes."""
    hint: str | None = None
    """What would be right, as a sentence of its own: `Did you mean 'large'?`"""
    severity: Severity = Severity.ERROR
    related: tuple[Position, ...] = field(default=())
    examples: tuple[Example, ...] = field(default=())
    """One interview, or two that differ in one answer."""

    def __lt__(self, other: Problem) -> bool:
        return (self.position, self.message) < (other.position, other.message)

    def __str__(self) -> str:
        sentence = f"{self.position}: {self.message}"
        return f"{sentence}. {self.hint}" if self.hint else sentence


class QuestionnaireError(BackmiceError):
    """A command needs a sound questionnaire and this one is broken."""

    exit_code = ExitCode.QUESTIONNAIRE

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"the questionnaire has {count_text(len(problems), 'problem')}")
        self.problems = tuple(problems)
