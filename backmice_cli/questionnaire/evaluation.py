"""Tells which conditions hold for some answers: each is normalised and compiled when it is first asked about.

Every test of an answer that conditions make has a bit; what the answers say is one number, the bits of the tests that
pass. A compiled condition looks at this number only. Nothing is read from text or run as code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple, TypeVar

from backmice_cli.questionnaire.condition import AllOf, Answer, Answers, Bounds, Condition, Count, Test
from backmice_cli.questionnaire.formula import AnswerIs, Leaf, SignHolds, fold, formula_of, leaves

T = TypeVar("T")

Facts = int
"""What is known of some answers: the bits of all tests that pass, and `ANY`, which is always among them."""

ANY: Facts = 1

Check = Callable[[Facts, Facts], bool]
"""Tells whether something may hold, of what may pass and of what must: the same twice where every answer is known."""

Compiled = tuple[Facts, Check | None]
"""A condition holds only if one of these bits is set; where that is not enough, the check decides."""


class Rule(NamedTuple):
    """A compiled condition, and the rank of the level that it raises to."""

    rank: int
    bits: Facts
    check: Check | None
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
        self._asking: list[str | None] = [None]
        """Place of a bit to the question whose answer it tests; none for `ANY`."""

    def __reduce__(self) -> tuple[type[Evaluator], tuple[Mapping[str, Condition]]]:
        return Evaluator, (self.signs,)  # functions cannot be sent to another process

    def again(self) -> Evaluator:
        """An evaluator that knows what this one knows of conditions, for a questionnaire with the same signs."""
        other = Evaluator(self.signs)
        other._meanings, other._tests, other._asking = self._meanings, self._tests, self._asking
        return other

    def holds(self, condition: Condition, answers: Answers) -> bool:
        """Tell whether `condition` holds for these answers."""
        meaning = self.meaning(condition)
        compiled, facts = meaning.compiled, self.facts(answers, meaning.reads)
        return passes(compiled, facts, facts)

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
            return passes(compiled, must, must)
        open_ = self.bits_of(meaning.reads.intersection(unsettled))
        must, may = must & ~open_, must | open_
        return passes(compiled, must, may) or (None if passes(compiled, may, must) else False)

    def meaning(self, condition: Condition) -> Meaning:
        """What a condition means; known again by being the same object, for they are large to compare."""
        known = self._meanings.get(id(condition))
        if known is None:
            known = self._meanings[id(condition)] = Meaning(condition, self)
        return known

    def test(self, leaf: AnswerIs) -> Callable[[Answers], bool]:
        """The test of one answer."""
        (bit, _) = self.compiled(leaf)
        return lambda answers: self.facts(answers, (leaf.question,)) & bit != 0

    def compiled(self, leaf: Leaf) -> Compiled:
        """A leaf as conditions look at it; a test that was not met before gets the next bit."""
        if isinstance(leaf, SignHolds):
            return self.meaning(self.signs[leaf.sign]).compiled
        tests = self._tests[leaf.question]
        bit = tests.bit_of.get(leaf.test)
        if bit is None:
            bit = 1 << len(self._asking)
            self._asking.append(leaf.question)
            tests.add(leaf.test, bit)
        return bit, None

    def facts(self, answers: Answers, questions: Iterable[str] | None = None) -> Facts:
        """What these answers, or those to these questions, say to the conditions compiled so far."""
        facts, tests = ANY, self._tests
        for question in answers if questions is None else questions:
            if question in answers and question in tests:
                facts |= tests[question].passed(answers[question])
        return facts

    def bits_of(self, questions: Iterable[str]) -> Facts:
        """The bits of all tests of answers to these questions."""
        tests = self._tests
        return reduce(or_, (tests[question].bits for question in questions if question in tests), 0)

    def asking(self, bits: Facts) -> set[str | None]:
        """The questions whose answers these bits test; None for `ANY`."""
        found = set()
        while bits:
            found.add(self._asking[bits.bit_length() - 1])
            bits ^= 1 << (bits.bit_length() - 1)
        return found


class Meaning:
    """What one condition comes to; each part is worked out when it is first wanted."""

    def __init__(self, condition: Condition, evaluator: Evaluator) -> None:
        self._condition = condition  # kept, for it is known again by being the same object
        self._evaluator = evaluator
        self.formula = formula_of(condition)

    @cached_property
    def compiled(self) -> Compiled:
        return fold(self.formula, self._evaluator.compiled, _negated, _counted)

    @cached_property
    def bits(self) -> Facts:
        """Those of all tests that it comes to, signs written out."""
        tests = (self._evaluator.compiled(leaf)[0] for leaf in leaves(self.formula) if isinstance(leaf, AnswerIs))
        return reduce(or_, (*tests, *(sign.bits for sign in self._signs)), 0)

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


class _Parts:
    """The parts of some tables, in their order."""

    def __init__(self, evaluator: Evaluator, tables: Sequence[Collection[Any]]) -> None:
        self._evaluator, self._tables = evaluator, tables
        self._parts = [(number, part) for number, table in enumerate(tables) for part in table]
        values = (part for table in tables for part in (table.values() if isinstance(table, Mapping) else table))
        self._with_bits: dict[Facts, list[tuple[int, Check | None]]] = {}
        for place, when in enumerate(part.when for part in values):
            bits, check = (ANY, None) if when is None else evaluator.meaning(when).compiled
            self._with_bits.setdefault(bits, []).append((place, check))
        self._bits: defaultdict[str | None, list[Facts]] = defaultdict(list)
        for bits in self._with_bits:
            for question in evaluator.asking(bits):
                self._bits[question].append(bits)

    def holding(self, answers: Answers) -> list[list[Any]]:
        """The parts that hold; only those are looked at that may hold because of some answer, or without any."""
        facts = self._evaluator.facts(answers)
        held: set[int] = set()
        for question in (None, *answers):
            for bits in self._bits.get(question, ()):
                if facts & bits:
                    held.update(
                        [place for place, check in self._with_bits[bits] if check is None or check(facts, facts)]
                    )
        found: list[list[Any]] = [[] for _ in self._tables]
        for number, part in map(self._parts.__getitem__, sorted(held)):
            found[number].append(part)
        return found


class _Tests:
    """The tests that conditions make of the answers to one question."""

    def __init__(self) -> None:
        self.bit_of: dict[Test, Facts] = {}
        self.bits = 0
        self._answered = 0
        self._known: dict[Answer, Facts] = {}
        self._by_choice: dict[Answer, Facts] = {}
        self._others: list[tuple[AllOf | Count | Bounds, Facts]] = []

    def add(self, test: Test, bit: Facts) -> None:
        self.bit_of[test] = bit
        self.bits |= bit
        self._known.clear()
        match test:
            case "answered":
                self._answered |= bit
            case tuple():
                for choice in test:
                    self._by_choice[choice] = self._by_choice.get(choice, 0) | bit
            case _:
                self._others.append((test, bit))

    def passed(self, given: Answer) -> Facts:
        """The bits of the tests that an answer passes."""
        if type(given) is not tuple and given in self._known:
            return self._known[given]
        facts = self._answered
        for choice in given if type(given) is tuple else (given,):
            facts |= self._by_choice.get(choice, 0)
        for test, bit in self._others:
            if _admits(test, given):
                facts |= bit
        if type(given) is not tuple:
            self._known[given] = facts
        return facts


def _admits(test: AllOf | Count | Bounds, given: Answer) -> bool:
    match test:
        case AllOf():
            return isinstance(given, tuple) and frozenset(test.all).issubset(given)
        case Count():
            return isinstance(given, tuple) and test.count.admit(len(given))
        case Bounds():
            return isinstance(given, int | float) and test.admit(given)


def passes(compiled: Compiled, may: Facts, must: Facts) -> bool:
    """Tell whether a compiled condition may hold; with the two exchanged, whether it must."""
    bits, check = compiled
    return may & bits != 0 and (check is None or check(may, must))


def _negated(part: Compiled) -> Compiled:
    return ANY, lambda may, must: not passes(part, must, may)


def _counted(needed: int, parts: list[Compiled]) -> Compiled:
    """Join compiled parts; what must all hold is looked at only where the part that fewest tests let hold may do so."""

    def all_hold(may: Facts, must: Facts) -> bool:
        for bits, check in parts:  # noqa: SIM110 a generator would double the time
            if not (may & bits and (check is None or check(may, must))):
                return False
        return True

    def one_holds(may: Facts, must: Facts) -> bool:
        for bits, check in parts:  # noqa: SIM110 as above
            if may & bits and (check is None or check(may, must)):
                return True
        return False

    if needed == len(parts):
        narrowest = min(parts, key=lambda part: (part[0] & ANY, part[0].bit_count()), default=(ANY, None))
        parts = [part for part in parts if part is not narrowest or part[1] is not None]
        return narrowest[0], all_hold if parts else None
    some = reduce(or_, (bits for bits, _ in parts), 0)
    if needed > 1:
        return some, lambda may, must: sum(passes(part, may, must) for part in parts) >= needed
    return some, None if all(check is None for _, check in parts) else one_holds
