"""Tells which conditions hold for some answers: each is normalised and compiled when it is first asked about.

Every test of an answer that conditions make has a number; what the answers say is the set of those that pass, and that
is all a compiled condition looks at. Nothing is read from text or run as code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import count
from typing import Any, NamedTuple

from backmice_cli.questionnaire.condition import AllOf, Answer, Answers, Bounds, Condition, Count, Test
from backmice_cli.questionnaire.formula import AnswerIs, Leaf, SignHolds, fold_formula, formula_of, leaves_of

Facts = Set[int]
"""What is known of some answers: the numbers of all tests that pass, and `ANY`, which is always among them."""

ANY = 0

CompiledCheck = Callable[[Facts, Facts], bool]
"""Tells whether something may hold, of what may pass and of what must: the same twice where every answer is known."""

CompiledCondition = tuple[frozenset[int], CompiledCheck | None]
"""A condition holds only if one of these tests passes; where that is not enough, the check decides."""

ALWAYS: CompiledCondition = frozenset({ANY}), None


class FlagRule(NamedTuple):
    """A compiled condition, and the rank of the level that it raises to."""

    rank: int
    some: frozenset[int]
    check: CompiledCheck | None
    weight: int


class Evaluator:
    """Evaluates conditions that use these signs, which must be free of circles.

    Every test of a question without an answer is false, so `not` of it is true.
    """

    def __init__(self, signs: Mapping[str, Condition]) -> None:
        self.signs = signs
        self._meanings: dict[int, Meaning] = {}
        self._tables: dict[tuple[int, ...], _Parts] = {}
        self._tests: defaultdict[str, _Tests] = defaultdict(_Tests)
        self._numbers = count(1)

    def __reduce__(self) -> tuple[type[Evaluator], tuple[Mapping[str, Condition]]]:
        return Evaluator, (self.signs,)  # functions cannot be sent to another process

    def again(self) -> Evaluator:
        """An evaluator that knows what this one knows of conditions, for a questionnaire with the same signs."""
        other = Evaluator(self.signs)
        other._meanings, other._tests, other._numbers = self._meanings, self._tests, self._numbers
        return other

    def holds(self, condition: Condition, answers: Answers) -> bool:
        """Tell whether `condition` holds for these answers."""
        meaning = self.meaning(condition)
        compiled, facts = meaning.compiled, self.facts(answers, meaning.reads)
        return may_hold(compiled, facts, facts)

    def holding(self, tables: Sequence[Collection[Any]], answers: Answers) -> list[list[Any]]:
        """Of each table, its parts whose `when` holds, or that have none; of one with ids, their ids."""
        known = self._tables.get(key := tuple(map(id, tables)))
        if known is None:
            known = self._tables[key] = _Parts(self, tables)
        return known.holding(answers)

    def outlook(self, condition: Condition, answers: Answers, unsettled: Collection[str]) -> bool | None:
        """Three-valued `holds`: None while it depends on the answer to an unsettled question."""
        meaning = self.meaning(condition)
        compiled, must = meaning.compiled, self.facts(answers, meaning.reads)
        if meaning.reads.isdisjoint(unsettled):
            return may_hold(compiled, must, must)
        doubtful = self.numbers_of(meaning.reads.intersection(unsettled))
        must, may = must - doubtful, must | doubtful
        return may_hold(compiled, must, may) or (None if may_hold(compiled, may, must) else False)

    def meaning(self, condition: Condition) -> Meaning:
        """What a condition means; known again by being the same object, for they are large to compare."""
        known = self._meanings.get(id(condition))
        if known is None:
            known = self._meanings[id(condition)] = Meaning(condition, self)
        return known

    def test(self, leaf: AnswerIs) -> Callable[[Answers], bool]:
        """The test of one answer."""
        some, _ = self.compiled(leaf)
        return lambda answers: not some.isdisjoint(self.facts(answers, (leaf.question,)))

    def compiled(self, leaf: Leaf) -> CompiledCondition:
        """A leaf as conditions look at it; a test that was not met before gets the next number."""
        if isinstance(leaf, SignHolds):
            return self.meaning(self.signs[leaf.sign]).compiled
        tests = self._tests[leaf.question]
        if leaf.test not in tests.compiled:
            tests.add(leaf.test, next(self._numbers))
        return tests.compiled[leaf.test]

    def facts(self, answers: Answers, questions: Iterable[str] | None = None) -> Facts:
        """What these answers, or those to these questions, say to the conditions compiled so far."""
        facts, tests = {ANY}, self._tests
        for question in answers if questions is None else questions:
            if question in answers and question in tests:
                facts.update(tests[question].passed(answers[question]))
        return facts

    def numbers_of(self, questions: Iterable[str]) -> set[int]:
        """All tests of answers to these questions."""
        return set[int]().union(*(self._tests[question].numbers for question in questions if question in self._tests))


class Meaning:
    """What one condition comes to; each part is worked out when it is first wanted."""

    def __init__(self, condition: Condition, evaluator: Evaluator) -> None:
        self._condition = condition  # kept, for it is known again by being the same object
        self._evaluator = evaluator
        self.formula = formula_of(condition)

    @cached_property
    def compiled(self) -> CompiledCondition:
        return fold_formula(self.formula, self._evaluator.compiled, _compile_not, _compile_count)

    @cached_property
    def tests(self) -> frozenset[int]:
        """The numbers of all tests that it comes to, signs written out."""
        own = (self._evaluator.compiled(leaf)[0] for leaf in leaves_of(self.formula) if isinstance(leaf, AnswerIs))
        return frozenset[int]().union(*own, *(sign.tests for sign in self._signs))

    @cached_property
    def reads(self) -> frozenset[str]:
        """The ids of all questions that it reads, through signs too."""
        tested = {leaf.question for leaf in leaves_of(self.formula) if isinstance(leaf, AnswerIs)}
        return frozenset(tested.union(*(sign.reads for sign in self._signs)))

    @cached_property
    def weight(self) -> int:
        """How many tests it comes to, signs written out."""
        tests = sum(isinstance(leaf, AnswerIs) for leaf in leaves_of(self.formula))
        return tests + sum(sign.weight for sign in self._signs)

    @property
    def _signs(self) -> Iterator[Meaning]:
        signs = self._evaluator.signs
        used = (leaf.sign for leaf in leaves_of(self.formula) if isinstance(leaf, SignHolds))
        return (self._evaluator.meaning(signs[sign]) for sign in used if sign in signs)


class _Parts:
    """The parts of some tables, in their order."""

    def __init__(self, evaluator: Evaluator, tables: Sequence[Collection[Any]]) -> None:
        self._evaluator, self._tables = evaluator, tables
        self._parts = [(number, part) for number, table in enumerate(tables) for part in table]
        values = (part for table in tables for part in (table.values() if isinstance(table, Mapping) else table))
        self._letting_hold: defaultdict[int, list[tuple[int, CompiledCheck | None]]] = defaultdict(list)
        for place, when in enumerate(part.when for part in values):
            some, check = ALWAYS if when is None else evaluator.meaning(when).compiled
            for number in some:
                self._letting_hold[number].append((place, check))

    def holding(self, answers: Answers) -> list[list[Any]]:
        """The parts that hold; only those are looked at that a passed test lets hold."""
        facts = self._evaluator.facts(answers)
        held = {
            place
            for number in facts
            for place, check in self._letting_hold.get(number, ())
            if check is None or check(facts, facts)
        }
        found: list[list[Any]] = [[] for _ in self._tables]
        for number, part in map(self._parts.__getitem__, sorted(held)):
            found[number].append(part)
        return found


class _Tests:
    """The tests that conditions make of the answers to one question."""

    def __init__(self) -> None:
        self.compiled: dict[Test, CompiledCondition] = {}
        self.numbers: set[int] = set()
        self._of_choice: defaultdict[Answer, set[int]] = defaultdict(set)
        self._others: list[tuple[Test, int]] = []
        self._last: tuple[Answer | None, set[int]] = None, set()
        """The answer last asked about, and what it passes: the same answer is mostly asked about again and again."""

    def add(self, test: Test, number: int) -> None:
        self.compiled[test] = frozenset({number}), None
        self.numbers.add(number)
        if type(test) is tuple:
            for choice in test:
                self._of_choice[choice].add(number)
        else:
            self._others.append((test, number))
        given, passed = self._last
        if given is not None and _admits_answer(test, given):
            passed.add(number)

    def passed(self, given: Answer) -> set[int]:
        """The numbers of the tests that an answer passes."""
        if given != self._last[0]:
            passed = {number for test, number in self._others if _admits_answer(test, given)}
            for choice in given if type(given) is tuple else (given,):
                passed.update(self._of_choice.get(choice, ()))
            self._last = given, passed
        return self._last[1]


def _admits_answer(test: Test, given: Answer) -> bool:
    match test:
        case "answered":
            return True
        case tuple():
            return not set(test).isdisjoint(given if isinstance(given, tuple) else (given,))
        case AllOf():
            return isinstance(given, tuple) and set(test.all).issubset(given)
        case Count():
            return isinstance(given, tuple) and test.count.admit(len(given))
        case Bounds():
            return isinstance(given, int | float) and test.admit(given)


def may_hold(compiled: CompiledCondition, may: Facts, must: Facts) -> bool:
    """Tell whether a compiled condition may hold; with the two exchanged, whether it must."""
    some, check = compiled
    return not may.isdisjoint(some) and (check is None or check(may, must))


def _compile_not(part: CompiledCondition) -> CompiledCondition:
    return ALWAYS[0], lambda may, must: not may_hold(part, must, may)


def _compile_count(needed: int, parts: list[CompiledCondition]) -> CompiledCondition:
    """Join compiled parts; what must all hold is looked at only where the part that fewest tests let hold may do so."""

    def all_hold(may: Facts, must: Facts) -> bool:
        for some, check in parts:  # noqa: SIM110 a generator would double the time
            if may.isdisjoint(some) or not (check is None or check(may, must)):
                return False
        return True

    def one_holds(may: Facts, must: Facts) -> bool:
        for some, check in parts:  # noqa: SIM110 as above
            if not may.isdisjoint(some) and (check is None or check(may, must)):
                return True
        return False

    if needed == len(parts):
        narrowest = min(parts, key=lambda part: (ANY in part[0], len(part[0])), default=ALWAYS)
        parts = [part for part in parts if part is not narrowest or part[1] is not None]
        return narrowest[0], all_hold if parts else None
    of_any = frozenset[int]().union(*(some for some, _ in parts))
    if needed > 1:
        return of_any, lambda may, must: sum(may_hold(part, may, must) for part in parts) >= needed
    return of_any, None if all(check is None for _, check in parts) else one_holds
