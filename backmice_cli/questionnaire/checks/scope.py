"""What every check gets to see: the questionnaire, its questions and conditions by place, and what not to talk about.

A check says what is wrong and at which path; where that stands in the file is worked out only for what was found.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from functools import cached_property
from typing import NamedTuple

from backmice_cli.questionnaire.condition import Condition, Test
from backmice_cli.questionnaire.finding import Finding, locate_finding
from backmice_cli.questionnaire.model import Entry, Questionnaire
from backmice_cli.questionnaire.nodes import Places
from backmice_cli.questionnaire.places import condition_places
from backmice_cli.questionnaire.problem import Path, Problem
from backmice_cli.questionnaire.reader import Gaps
from backmice_cli.questionnaire.suggest import did_you_mean, hint_for, nearest_name

MAX_COMPARED = 1_000_000
"""Names compared for 'did you mean', in all: a hundred hints in a file with 10,000 questions."""


QUESTIONS: Path = ("sections",)
"""What a question's id rests on: they stand anywhere below."""


class TestedQuestion(NamedTuple):
    """One test of a question; `path` leads to the condition it stands in."""

    path: Path
    question: str
    test: Test


class UsedSign(NamedTuple):
    """One use of a sign; `path` leads to the condition it stands in."""

    path: Path
    sign: str


class ConditionReading(NamedTuple):
    """A whole condition and everything it reads, however deep inside."""

    path: Path
    tests: list[TestedQuestion]
    signs: list[UsedSign]


class Scope:
    """A questionnaire under check."""

    def __init__(self, questionnaire: Questionnaire, places: Places, gaps: Gaps) -> None:
        self.questionnaire = questionnaire
        self._places = places
        self._gaps = gaps
        self._compared = 0

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Question id to its place in the tree; the first, where an id is doubled."""
        found: dict[str, Entry] = {}
        for entry in self.questionnaire.outline:
            found.setdefault(entry.id, entry)
        return found

    @cached_property
    def doubles(self) -> dict[str, list[Entry]]:
        """Question id to all its places after the first, for ids that have some."""
        found: dict[str, list[Entry]] = {}
        if len(self.entries) < len(self.questionnaire.outline):
            for entry in self.questionnaire.outline:
                if entry is not self.entries[entry.id]:
                    found.setdefault(entry.id, []).append(entry)
        return found

    @cached_property
    def _readings(self) -> dict[Path, ConditionReading]:
        return {
            place.path: read_condition(place.condition, place.path) for place in condition_places(self.questionnaire)
        }

    @property
    def conditions(self) -> Collection[ConditionReading]:
        """Every condition in the file."""
        return self._readings.values()

    @cached_property
    def question_conditions(self) -> list[tuple[Entry, ConditionReading]]:
        """The `when` of each question that has one."""
        return [
            (entry, self._readings[(*entry.path, "when")])
            for entry in self.questionnaire.outline
            if entry.question.when is not None
        ]

    @cached_property
    def sign_conditions(self) -> dict[str, ConditionReading]:
        """Sign to what it reads, without going into its signs."""
        return {sign: self._readings["signs", sign] for sign in self.questionnaire.signs}

    def line(self, path: Path) -> int:
        """Give the line on which a key stands."""
        return self._places.of_key(path).line

    def hint(self, name: str, known: Sequence[str], otherwise: str | None = None) -> str | None:
        """Say what was probably meant, or list the known names after `otherwise`; nothing once that took too long."""
        self._compared += len(known)
        if self._compared > MAX_COMPARED:
            return None
        return did_you_mean(name, known) if otherwise is None else hint_for(name, known, otherwise)

    def misspelt(self, name: str, known: Sequence[str], read: Container[str]) -> str | None:
        """Give the definition that is itself the slip, when `name` is near one of the `known` that nothing has read."""
        self._compared += len(known)
        nearest = nearest_name(name, known) if self._compared <= MAX_COMPARED else None
        return None if nearest is None or nearest in read else nearest

    def is_wrong_already(self, path: Path) -> bool:
        """Tell whether something was said about this part, or a part around it."""
        return self._gaps.covers(path)

    def may_exist(self, name: str) -> bool:
        """Tell whether a name may be defined in a part that could not be read."""
        return name in self._gaps.lost

    def problem(self, found: Finding) -> Problem | None:
        """Put a place to what a check found; None when it only follows from another mistake."""
        if any(self.is_wrong_already(path) for path in (found.path, *found.rests_on)):
            return None
        return locate_finding(found, self._places) if self._gaps.short.isdisjoint(found.rests_on) else None


def read_condition(condition: Condition, path: Path) -> ConditionReading:
    """Find everything that a condition reads, with the paths to it."""
    reading = ConditionReading(path, [], [])
    _collect_tests(condition, path, reading)
    return reading


def _collect_tests(condition: Condition, path: Path, reading: ConditionReading) -> None:
    tests = condition.tests
    if tests:
        reading.tests.extend([TestedQuestion(path, question, test) for question, test in tests.items()])
    if condition.sign is not None:
        reading.signs.append(UsedSign(path, condition.sign))
    for keys, part in condition.parts():
        _collect_tests(part, path + keys, reading)
