"""What a check, a proof or a look at the words found: what is wrong, and at which path.

One record for all of them; where the path stands in the file is worked out only for what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.nodes import Places
from backmice_cli.questionnaire.problem import Path, Problem, Severity


@dataclass(frozen=True)
class Witness:
    """Answers that show what was found, and what they lead to."""

    answers: Mapping[str, Answer]
    level: str


@dataclass(frozen=True)
class Finding:
    """One thing found."""

    path: Path
    code: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    at_value: bool = False
    """Whether the value is the wrong thing, and not its key."""
    words: str | None = None
    """The words inside the text at `path` that it is about."""
    related: tuple[Path, ...] = ()
    """Other places that belong to it, by key."""
    rests_on: tuple[Path, ...] = ()
    """Parts that, where they were wrong themselves, make this no mistake."""
    witnesses: tuple[Witness, ...] = ()
    """One interview; or two that differ in one answer."""
    because: str | None = None
    """Why the author keeps it, where `accepted` says so."""


def locate_finding(finding: Finding, places: Places) -> Problem:
    """Put the place in the file to what was found."""
    if finding.words is not None:
        position = places.of_words(finding.path, finding.words)
    else:
        position = places.of(finding.path) if finding.at_value else places.of_key(finding.path)
    related = tuple(places.of_key(path) for path in finding.related)
    return Problem(position, finding.code, finding.message, finding.hint, finding.severity, related)
