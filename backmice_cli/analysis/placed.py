"""What is found in a sound questionnaire, by path, and the same with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from backmice_cli.questionnaire.load import Loaded
from backmice_cli.questionnaire.problem import Path, Problem, Severity


class Noticed(NamedTuple):
    """Something to look at, at a path; it keeps nobody from running the questionnaire."""

    path: Path
    code: str
    message: str
    hint: str | None = None
    words: str | None = None
    """The words inside the text at `path` that it is about."""
    severity: Severity = Severity.WARNING
    at_key: bool = False
    """Whether the key is the wrong thing, and not its value."""


class Placed(NamedTuple):
    """A problem with the path of the part that it is about."""

    path: Path
    problem: Problem


def placed(noticed: Iterable[Noticed], loaded: Loaded) -> list[Placed]:
    """Put the place in the file to each."""
    return [Placed(one.path, _problem(one, loaded)) for one in noticed]


def _problem(one: Noticed, loaded: Loaded) -> Problem:
    if one.words is not None:
        position = loaded.words_position(one.path, one.words)
    else:
        position = loaded.key_position(one.path) if one.at_key else loaded.position(one.path)
    return Problem(position, one.code, one.message, one.hint, one.severity)
