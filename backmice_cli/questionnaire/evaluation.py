"""Tells which conditions hold for some answers: each is normalised and compiled when it is first asked about.

A compiled condition is a function of the answers, made of smaller ones; nothing is read from text or run as code.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

from backmice_cli.questionnaire.condition import AllOf, Answers, Bounds, Condition, Count
from backmice_cli.questionnaire.formula import AnswerIs, Formula, Leaf, SignHolds, fold, formula_of, leaves

Holds = Callable[[Answers], bool]
"""Tells whether something holds for these answers."""


class Conditional(Protocol):
    """A part of the file that counts only where its `when` holds, if it has one."""

    @property
    def when(self) -> Condition | None: ...


Part = TypeVar("Part", bound=Conditional)


class Evaluator:
    """Evaluates conditions that use these signs, which must be free of circles.

    Every test of a question without an answer is false, so `not` of it is true.
    """

    def __init__(self, signs: Mapping[str, Condition]) -> None:
        self.signs = signs
        self._meanings: dict[int, _Meaning] = {}
        self._leaves: dict[Leaf, Holds] = {}
        self._wholes: dict[int, list[tuple[Any, Holds]]] = {}
        self._held: list[object] = []
        """What is known by its place in memory: nothing else may come to lie there."""

    def __reduce__(self) -> tuple[type[Evaluator], tuple[Mapping[str, Condition]]]:
        return Evaluator, (self.signs,)  # functions cannot be sent to another process

    def holds(self, condition: Condition, answers: Answers) -> bool:
        """Tell whether `condition` holds for these answers."""
        return self.meaning(condition).holds(answers)

    def ids_holding(self, parts: Mapping[str, Conditional], answers: Answers) -> list[str]:
        """The ids of these parts of the file that count for these answers, in their order."""
        tests = self._wholes.get(id(parts))
        if tests is None:
            tests = self._compiled(parts, parts.items())
        return [id for id, test in tests if test(answers)]

    def those_holding(self, parts: Sequence[Part], answers: Answers) -> list[Part]:
        """Those of these parts of the file that count for these answers, in their order."""
        tests = self._wholes.get(id(parts))
        if tests is None:
            tests = self._compiled(parts, zip(parts, parts, strict=True))
        return [part for part, test in tests if test(answers)]

    def could_hold(self, condition: Condition, answers: Answers, unsettled: Collection[str]) -> bool:
        """Tell whether `condition` may still come to hold, whatever is answered to the `unsettled` questions."""
        return self.outlook(condition, answers, unsettled) is not False

    def outlook(self, condition: Condition, answers: Answers, unsettled: Collection[str]) -> bool | None:
        """Three-valued `holds`: None while it depends on the answer to an unsettled question."""
        meaning = self.meaning(condition)
        if meaning.reads.isdisjoint(unsettled):
            return meaning.holds(answers)

        def outlook_of(leaf: Leaf) -> bool | None:
            if isinstance(leaf, SignHolds):
                return self.outlook(self.signs[leaf.sign], answers, unsettled)
            return None if leaf.question in unsettled else self.test(leaf)(answers)

        return fold(meaning.formula, outlook_of, _denied, _at_least)

    def questions_read(self, condition: Condition) -> frozenset[str]:
        """The ids of all questions that `condition` reads, through its signs too."""
        return self.meaning(condition).reads

    def weight(self, condition: Condition) -> int:
        """How many tests `condition` comes to, with its signs written out."""
        return self.meaning(condition).weight

    def formula(self, condition: Condition) -> Formula:
        """What `condition` means."""
        return self.meaning(condition).formula

    def _compiled(self, whole: object, parts: Iterable[tuple[Any, Conditional]]) -> list[tuple[Any, Holds]]:
        """The compiled `when` of each part of a whole that stands in the file, beside the part or its id."""
        tests = [(name, _always if part.when is None else self.meaning(part.when).holds) for name, part in parts]
        self._wholes[id(whole)] = tests
        self._held.append(whole)
        return tests

    def meaning(self, condition: Condition) -> _Meaning:
        """What a condition means, worked out once; it is told from others by being the same object."""
        known = self._meanings.get(id(condition))
        if known is None:
            known = self._meanings[id(condition)] = _Meaning(condition, self)
            self._held.append(condition)
        return known

    def test(self, leaf: Leaf) -> Holds:
        """The compiled test of a leaf; equal ones share it."""
        known = self._leaves.get(leaf)
        if known is None:
            known = self.meaning(self.signs[leaf.sign]).holds if isinstance(leaf, SignHolds) else _answer_test(leaf)
            self._leaves[leaf] = known
        return known


class _Meaning:
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
        found: set[str] = set()
        for leaf in leaves(self.formula):
            if isinstance(leaf, AnswerIs):
                found.add(leaf.question)
            elif leaf.sign in self._evaluator.signs:
                found |= self._evaluator.meaning(self._evaluator.signs[leaf.sign]).reads
        return frozenset(found)

    @cached_property
    def weight(self) -> int:
        signs = self._evaluator.signs
        found = leaves(self.formula)
        return sum(1 if isinstance(leaf, AnswerIs) else self._evaluator.weight(signs[leaf.sign]) for leaf in found)


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


def _denied(part: bool | None) -> bool | None:
    return None if part is None else not part


def _at_least(needed: int, parts: list[bool | None]) -> bool | None:
    if parts.count(True) >= needed:
        return True
    return False if len(parts) - parts.count(False) < needed else None


def holds(condition: Condition, answers: Answers, signs: Mapping[str, Condition]) -> bool:
    """Tell whether `condition` holds for these answers; who has the questionnaire asks its `evaluator`."""
    return _evaluator(signs).holds(condition, answers)


def questions_read(condition: Condition, signs: Mapping[str, Condition]) -> frozenset[str]:
    """The ids of all questions that `condition` reads, through its signs too."""
    return _evaluator(signs).questions_read(condition)


_latest: dict[int, Evaluator] = {}


def _evaluator(signs: Mapping[str, Condition]) -> Evaluator:
    if id(signs) not in _latest:
        _latest.clear()
        _latest[id(signs)] = Evaluator(signs)
    return _latest[id(signs)]
