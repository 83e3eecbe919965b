"""Who reads what: the questions, rules and texts whose condition reads a question or a sign, and what answers help.

An answer helps a rule when the rule can hold because of it, and not merely in spite of it: a test inside `not` helps
nothing, since there no answer at all does as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from math import inf
from typing import Literal, NamedTuple

from backmice_cli.questionnaire.clauses import AnswerIs, Clause, Not, Several, SignHolds, clause_of, leaves
from backmice_cli.questionnaire.condition import AllOf, Answer, Bounds, Condition, Count, Test
from backmice_cli.questionnaire.model import Question, Questionnaire

Kind = Literal["question", "sign", "red flag", "baseline", "possibility", "advice", "level"]


class Reader(NamedTuple):
    """A part of the questionnaire with a condition; lines of the baseline are numbered from 1."""

    kind: Kind
    id: str


class Rule(NamedTuple):
    """A red flag or a line of the baseline, as an answer helps it."""

    reader: Reader
    level: str
    alone: bool
    """Whether this answer is enough."""


class Readers:
    """The readers in one questionnaire, which must be free of errors."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._in_signs: dict[tuple[str, bool], tuple[AnswerIs, ...]] = {}

    @cached_property
    def conditions(self) -> tuple[tuple[Reader, Condition], ...]:
        """Every condition with the part that it stands in, in the order of the file."""
        return tuple(_conditions(self._questionnaire))

    @cached_property
    def of_questions(self) -> dict[str, tuple[Reader, ...]]:
        """Question to what reads it directly, not through a sign."""
        return self._index(AnswerIs)

    @cached_property
    def of_signs(self) -> dict[str, tuple[Reader, ...]]:
        """Sign to what reads it directly."""
        return self._index(SignHolds)

    @cached_property
    def helping(self) -> dict[str, tuple[tuple[Test, Reader, Condition], ...]]:
        """Question to the tests of it that help a rule, through signs too, the most urgent rules first."""
        found: dict[str, list[tuple[Test, Reader, Condition]]] = {}
        rules = [
            (reader, condition) for reader, condition in self.conditions if reader.kind in ("red flag", "baseline")
        ]
        rules.sort(key=lambda rule: self._questionnaire.urgency[self.level_of(rule[0])])
        for reader, condition in rules:
            for tested in self._helpful(clause_of(condition), True):
                found.setdefault(tested.question, []).append((tested.test, reader, condition))
        return {question: tuple(tests) for question, tests in found.items()}

    def level_of(self, rule: Reader) -> str:
        if rule.kind == "baseline":
            return self._questionnaire.baseline[int(rule.id) - 1].level
        return self._questionnaire.red_flags[rule.id].level

    def rules_for_choice(self, id: str, question: Question, choice: str) -> list[Rule]:
        """The rules that this choice helps, most urgent first."""
        tests = [one for one in self.helping.get(id, ()) if choice in _named(one[0])]
        return self._rules(id, (choice,) if question.kind == "many" else choice, tests)

    def rules_for_test(self, id: str, test: Test) -> list[Rule]:
        """The rules that are helped by this test of a number, of how many were chosen, or of any answer at all."""
        tests = [one for one in self.helping.get(id, ()) if one[0] == test]
        return self._rules(id, _example(test), tests)

    def other_tests(self, id: str) -> list[Test]:
        """The helpful tests of a question that name no choices, low numbers first."""
        return sorted({test for test, _, _ in self.helping.get(id, ()) if not _named(test)}, key=_numbers)

    def _rules(self, id: str, answer: Answer | None, tests: list[tuple[Test, Reader, Condition]]) -> list[Rule]:
        holds = self._questionnaire.evaluator.holds
        rules = {
            reader: Rule(reader, self.level_of(reader), answer is not None and holds(condition, {id: answer}))
            for _, reader, condition in tests
        }
        return list(rules.values())

    def _helpful(self, clause: Clause, wanted: bool) -> tuple[AnswerIs, ...]:
        """The tests that help `clause` to hold, each once; with `wanted` false those that help it not to hold."""
        match clause:
            case AnswerIs():
                return (clause,) if wanted else ()
            case Not(part):
                return self._helpful(part, not wanted)
            case Several(_, parts):
                return tuple(dict.fromkeys(tested for part in parts for tested in self._helpful(part, wanted)))
            case SignHolds(sign):
                if (sign, wanted) not in self._in_signs:
                    condition = self._questionnaire.signs[sign]
                    self._in_signs[sign, wanted] = self._helpful(clause_of(condition), wanted)
                return self._in_signs[sign, wanted]

    def _index(self, kind: type[AnswerIs] | type[SignHolds]) -> dict[str, tuple[Reader, ...]]:
        index: dict[str, dict[Reader, None]] = {}
        for reader, condition in self.conditions:
            for part in leaves(clause_of(condition)):
                if isinstance(part, kind):
                    id = part.question if isinstance(part, AnswerIs) else part.sign
                    index.setdefault(id, {})[reader] = None
        return {id: tuple(readers) for id, readers in index.items()}


def _conditions(questionnaire: Questionnaire) -> Iterator[tuple[Reader, Condition]]:
    for entry in questionnaire.outline:
        if entry.question.when is not None:
            yield Reader("question", entry.id), entry.question.when
    for id, sign in questionnaire.signs.items():
        yield Reader("sign", id), sign
    for id, flag in questionnaire.red_flags.items():
        yield Reader("red flag", id), flag.when
    for number, line in enumerate(questionnaire.baseline, 1):
        yield Reader("baseline", str(number)), line.when
    for id, possibility in questionnaire.possibilities.items():
        for feature in (*possibility.fits, *possibility.against):
            yield Reader("possibility", id), feature.when
        if possibility.needs is not None:
            yield Reader("possibility", id), possibility.needs
    for id, advice in questionnaire.advice.items():
        if advice.when is not None:
            yield Reader("advice", id), advice.when
    for path, condition in questionnaire.line_conditions():
        yield Reader("level", str(path[1])), condition


def _named(test: Test) -> tuple[str, ...]:
    """The choices that a test names."""
    return test if isinstance(test, tuple) else test.all if isinstance(test, AllOf) else ()


def _numbers(test: Test) -> tuple[float, ...]:
    bounds = test.count if isinstance(test, Count) else test
    if not isinstance(bounds, Bounds):
        return ()
    low, high = _ends(bounds)
    return (-inf if low is None else low, inf if high is None else high)


def _ends(bounds: Bounds) -> tuple[float | None, float | None]:
    low = bounds.at_least if bounds.at_least is not None else bounds.above
    return low, bounds.at_most if bounds.at_most is not None else bounds.below


def _example(test: Test) -> Answer | None:
    """Some number that passes a test of numbers."""
    if not isinstance(test, Bounds):
        return None
    low, high = _ends(test)
    middle = (low + high) / 2 if low is not None and high is not None else None
    beside = (low + 1 if low is not None else None, high - 1 if high is not None else None)
    return next((number for number in (test.at_least, test.at_most, middle, *beside) if _passes(test, number)), None)


def _passes(test: Bounds, number: float | None) -> bool:
    return number is not None and test.admit(number)
