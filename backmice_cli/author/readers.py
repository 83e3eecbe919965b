"""Who reads what: the questions, rules and texts whose condition reads a question or a sign, and what answers help.

An answer helps a rule when the rule can hold because of it, and not merely in spite of it: a test inside `not` helps
nothing, since there no answer at all does as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from math import inf
from typing import NamedTuple

from msgspec import Struct

from backmice_cli.questionnaire.condition import Answer, Bounds, Condition, Count, Test
from backmice_cli.questionnaire.formula import (
    AnswerIs,
    Leaf,
    choices_in,
    helping_leaves,
    leaves_of,
    written_out,
)
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.places import ConditionPlace, PlaceKind, condition_places


class ReadingPart(NamedTuple):
    """A part of the questionnaire with a condition; lines of the baseline are numbered from 1."""

    kind: PlaceKind
    id: str


class HelpedRule(Struct, frozen=True):
    """A red flag or a line of the baseline, as an answer helps it."""

    kind: PlaceKind
    id: str
    level: str
    alone: bool
    """Whether this answer is enough."""

    @property
    def name(self) -> str:
        return f"baseline {self.id}" if self.kind == "baseline" else self.id


class ReadingParts:
    """The readers in one questionnaire, which must be free of errors."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire

    @cached_property
    def of_questions(self) -> dict[str, tuple[ReadingPart, ...]]:
        """Question to what reads it directly, not through a sign."""
        return self._index(lambda leaf: leaf.question if isinstance(leaf, AnswerIs) else None)

    @cached_property
    def of_signs(self) -> dict[str, tuple[ReadingPart, ...]]:
        """Sign to what reads it directly."""
        return self._index(lambda leaf: None if isinstance(leaf, AnswerIs) else leaf.sign)

    @cached_property
    def helping(self) -> dict[str, tuple[tuple[Test, ReadingPart, Condition], ...]]:
        """Question to the tests of it that help a rule, through signs too, the most urgent rules first."""
        found: dict[str, list[tuple[Test, ReadingPart, Condition]]] = {}
        signs, urgency = self._questionnaire.signs, self._questionnaire.urgency
        rules = [
            (_reader_at(one), one)
            for one in condition_places(self._questionnaire)
            if one.kind in ("red flag", "baseline")
        ]
        for reader, place in sorted(rules, key=lambda rule: urgency[self.level_of(rule[0])]):
            for leaf in dict.fromkeys(helping_leaves(written_out(place.formula, signs))):
                match leaf:
                    case AnswerIs(question, test), True:
                        found.setdefault(question, []).append((test, reader, place.condition))
        return {question: tuple(tests) for question, tests in found.items()}

    def level_of(self, rule: ReadingPart) -> str:
        if rule.kind == "baseline":
            return self._questionnaire.baseline[int(rule.id) - 1].level
        return self._questionnaire.red_flags[rule.id].level

    def rules_for_choice(self, id: str, question: Question, choice: str) -> list[HelpedRule]:
        """The rules that this choice helps, most urgent first."""
        tests = [one for one in self.helping.get(id, ()) if choice in choices_in(one[0])]
        return self._rules(id, (choice,) if question.kind == "many" else choice, tests)

    def rules_for_test(self, id: str, test: Test) -> list[HelpedRule]:
        """The rules that are helped by this test of a number, of how many were chosen, or of any answer at all."""
        tests = [one for one in self.helping.get(id, ()) if one[0] == test]
        return self._rules(id, _example_answer(test), tests)

    def other_tests(self, id: str) -> list[Test]:
        """The helpful tests of a question that name no choices, low numbers first."""
        return sorted({test for test, _, _ in self.helping.get(id, ()) if not choices_in(test)}, key=_numbers_named)

    def _rules(
        self, id: str, answer: Answer | None, tests: list[tuple[Test, ReadingPart, Condition]]
    ) -> list[HelpedRule]:
        holds = self._questionnaire.evaluator.holds
        rules = {
            reader: HelpedRule(*reader, self.level_of(reader), answer is not None and holds(condition, {id: answer}))
            for _, reader, condition in tests
        }
        return list(rules.values())

    def _index(self, name: Callable[[Leaf], str | None]) -> dict[str, tuple[ReadingPart, ...]]:
        index: dict[str, dict[ReadingPart, None]] = {}
        for place in condition_places(self._questionnaire):
            for id in map(name, leaves_of(place.formula)):
                if id is not None:
                    index.setdefault(id, {})[_reader_at(place)] = None
        return {id: tuple(readers) for id, readers in index.items()}


def _reader_at(place: ConditionPlace) -> ReadingPart:
    return ReadingPart(place.kind, place.id)


def _numbers_named(test: Test) -> tuple[float, float]:
    """The lowest and the highest number that a test names."""
    bounds = test.count.given if isinstance(test, Count) else test.given if isinstance(test, Bounds) else {}
    low, high = _ends_of(bounds)
    return (-inf if low is None else low, inf if high is None else high)


def _ends_of(bounds: Mapping[str, float]) -> tuple[float | None, float | None]:
    return bounds.get("at_least", bounds.get("above")), bounds.get("at_most", bounds.get("below"))


def _example_answer(test: Test) -> Answer | None:
    """Some number that passes a test of numbers."""
    if not isinstance(test, Bounds):
        return None
    low, high = _ends_of(test.given)
    middle = (low + high) / 2 if low is not None and high is not None else None
    beside = (low + 1 if low is not None else None, high - 1 if high is not None else None)
    numbers = (test.at_least, test.at_most, middle, *beside)
    return next((number for number in numbers if number is not None and test.admit(number)), None)
