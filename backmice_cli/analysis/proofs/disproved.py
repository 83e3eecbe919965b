"""What a proof found: a problem at a path, with the answers that show it where there are some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.load import Loaded
from backmice_cli.questionnaire.problem import Path, Problem, Severity


@dataclass(frozen=True)
class Witness:
    """Answers that show what was found, and what they lead to."""

    answers: Mapping[str, Answer]
    level: str


@dataclass(frozen=True)
class Disproved:
    """One thing found."""

    path: Path
    code: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.WARNING
    at_key: bool = True
    """Whether the key is the wrong thing, and not its value."""
    related: tuple[Path, ...] = ()
    """Other places that belong to it, by key."""
    witnesses: tuple[Witness, ...] = ()
    """One interview; or two that differ in one answer."""

    def problem(self, loaded: Loaded) -> Problem:
        """Put the place in the file to it."""
        position = loaded.key_position(self.path) if self.at_key else loaded.position(self.path)
        related = tuple(loaded.key_position(path) for path in self.related)
        return Problem(position, self.code, self.message, self.hint, self.severity, related)
