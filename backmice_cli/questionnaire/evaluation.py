"""Tells which conditions hold for some answers: each is normalised and compiled when it is first asked about.

A compiled condition is a function of the answers, made of smaller ones; nothing is read from text or run as code.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from backmice_cli.questionnaire.condition import AllOf, Answers, Bounds, Condition, Count
from backmice_cli.questionnaire.formula import AnswerIs, Formula, Leaf, SignHolds, fold, formula_of, leaves

T = TypeVar("T")

Holds = Callable[[Answers], bool]
"""Tells whether something holds for these answers."""


class Evaluator:
    """Evaluates conditions that use these signs, which must be free of circles.

    Every test of a question without an answer is false, so `not` of it is true.
    """

    def __init__(self, signs: Mapping[str, Condition]) -> None:
        self.signs = signs
        self._meanings: dict[int, Meaning] = {}
        self._tables: dict[int, tuple[object, list[tuple[Any, Holds]]]] = {}
        self._tests: dict[Leaf, Holds] = {}

    def __reduce__(self) -> tuple[type[Evaluator], tuple[Mapping[str, Condition]]]:
        return Evaluator, (self.signs,)  # functions cannot be sent to another process

    def again(self) -> Evaluator:
        """An evaluator that knows what this one knows of conditions, for a questionnaire with the same signs."""
        other = Evaluator(self.signs)
        other._meanings, other._tests = self._meanings, self._tests
        return other

    def holds(self, condition: Condition, answers: Answers) -> bool:
        """Tell whether `condition` holds for these answers."""
        return self.meaning(condition).holds(answers)

    def holding(self, parts: Collection[T], answers: Answers) -> list[T]:
        """Those of these parts of the file whose `when` holds, or that have none: of a table, their ids."""
        known = self._tables.get(id(parts))
        if known is None:
            whens = [part.when for part in _values(parts)]
            tests = [_always if when is None else self.meaning(when).holds for when in whens]
            known = self._tables[id(parts)] = parts, list(zip(parts, tests, strict=True))
        return [part for part, test in known[1] if test(answers)]

    def outlook(self, condition: Condition, answers: Answers, unsettled: Collection[str]) -> bool | None:
        """Three-valued `holds`: None while it depends on the answer to an unsettled question."""
        meaning = self.meaning(condition)
        if meaning.reads.isdisjoint(unsettled):
            return meaning.holds(answers)

        def outlook_of(leaf: Leaf) -> bool | None:
            if isinstance(leaf, SignHolds):
                return self.outlook(self.signs[leaf.sign], answers, unsettled)
            return None if leaf.question in unsettled else self.test(leaf)(answers)

        return fold(meaning.formula, outlook_of, lambda part: None if part is None else not part, _at_least)

    def meaning(self, condition: Condition) -> Meaning:
        """What a condition means; known again by being the same object, for they are large to compare."""
        known = self._meanings.get(id(condition))
        if known is None:
            known = self._meanings[id(condition)] = Meaning(condition, self)
        return known

    def test(self, leaf: Leaf) -> Holds:
        """The compiled test of a leaf; equal ones share it."""
        known = self._tests.get(leaf)
        if known is None:
            known = self.meaning(self.signs[leaf.sign]).holds if isinstance(leaf, SignHolds) else _answer_test(leaf)
            self._tests[leaf] = known
        return known


class Meaning:
    """What one condition comes to; each part is worked out when it is first wanted."""

    def __init__(self, condition: Condition, evaluator: Evaluator) -> None:
        self._condition = condition
        self._evaluator = evaluator

    @cached_property
    def formula(self) -> Formula:
        return formula_of(self._condition)

    @cached_property
    def holds(self) -> Holds:
        return fold(self.formula, self._evaluator.test, _negated, _counted)

    @cached_property
    def reads(self) -> frozenset[str]:
        """The ids of all questions that it reads, through signs too."""
        tested = {leaf.question for leaf in leaves(self.formula) if isinstance(leaf, AnswerIs)}
        return frozenset(tested.union(*(sign.reads for sign in self._signs)))

    @cached_property
    def weight(self) -> int:
        """How many tests it comes to, signs written out."""
        tests = sum(isinstance(leaf, AnswerIs) for leaf in leaves(self.formula))
        return tests + sum(sign.weight for sign in self._signs)

    @property
    def _signs(self) -> Iterator[Meaning]:
        signs = self._evaluator.signs
        used = (leaf.sign for leaf in leaves(self.formula) if isinstance(leaf, SignHolds))
        return (self._evaluator.meaning(signs[sign]) for sign in used if sign in signs)


def _values(parts: Collection[Any]) -> Collection[Any]:
    return parts.values() if isinstance(parts, Mapping) else parts


def _always(_answers: Answers) -> bool:
    return True


def _answer_test(leaf: AnswerIs) -> Holds:
    question, test = leaf.question, leaf.test
    match test:
        case "answered":
            return lambda answers: question in answers
        case tuple():
            wanted = frozenset(test)
            is_apart = wanted.isdisjoint

            def is_one_of(answers: Answers) -> bool:
                given = answers.get(question)
                return not is_apart(given) if type(given) is tuple else given in wanted

            return is_one_of
        case AllOf():
            chosen = frozenset(test.all)
            return lambda answers: isinstance(given := answers.get(question), tuple) and chosen.issubset(given)
        case Count():
            admits = test.count.admit
            return lambda answers: isinstance(given := answers.get(question), tuple) and admits(len(given))
        case Bounds():
            return lambda answers: isinstance(given := answers.get(question), int | float) and test.admit(given)


def _negated(part: Holds) -> Holds:
    return lambda answers: not part(answers)


def _counted(needed: int, parts: list[Holds]) -> Holds:
    """Join compiled parts; what must all hold, and what needs one to hold, stops at the first part that decides."""

    def all_hold(answers: Answers) -> bool:
        for part in parts:  # noqa: SIM110 a generator would double the time
            if not part(answers):
                return False
        return True

    def one_holds(answers: Answers) -> bool:
        for part in parts:  # noqa: SIM110 as above
            if part(answers):
                return True
        return False

    if len(parts) == 2 and needed == 2:
        one, other = parts
        return lambda answers: one(answers) and other(answers)
    if needed == len(parts):
        return all_hold
    if needed == 1:
        return one_holds
    return lambda answers: sum(part(answers) for part in parts) >= needed


def _at_least(needed: int, parts: list[bool | None]) -> bool | None:
    if parts.count(True) >= needed:
        return True
    return False if len(parts) - parts.count(False) < needed else None
