"""Conditions as formulas: one small algebra that every reader of a condition folds.

A condition is what the author wrote; its formula is what that means, without the several ways there are to write it.
Evaluating, proving, exporting and wording a condition are each one fold over its formula: a new word of the language is
added in `formula_of` alone, and a reader that does not know a new kind of formula fails the type check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from backmice_cli.questionnaire.condition import AllOf, Condition, Test

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AnswerIs:
    """The answer to a question passes a test; false without an answer."""

    question: str
    test: Test


@dataclass(frozen=True, slots=True)
class SignHolds:
    """A sign of the questionnaire holds."""

    sign: str


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Formula


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many of the parts hold: all, one, or some number between. A part that stands there twice counts twice."""

    count: int
    parts: tuple[Formula, ...]

    @property
    def wants_all(self) -> bool:
        return self.count == len(self.parts)

    @property
    def wants_any(self) -> bool:
        return self.count == 1


Leaf = AnswerIs | SignHolds
Formula = AnswerIs | SignHolds | Not | AtLeast

ALWAYS, NEVER = AtLeast(0, ()), AtLeast(1, ())


def all_of(parts: Iterable[Formula]) -> Formula:
    """Join parts that must all hold; what must all hold inside one of them moves up beside the others."""
    flat = [inner for part in parts for inner in _all_in(part)]
    return flat[0] if len(flat) == 1 else AtLeast(len(flat), tuple(flat))


def at_least(count: int, parts: Iterable[Formula]) -> Formula:
    """Join parts of which `count`, from 1 up, must hold."""
    given = tuple(parts)
    if given and count == len(given):
        return all_of(given)
    return AtLeast(count, given)


def any_of(parts: Iterable[Formula]) -> Formula:
    """Join parts of which one must hold."""
    return at_least(1, parts)


def formula_of(condition: Condition | None) -> Formula:
    """Give what a condition means; parts stand in the order in which the language names them. None asks for nothing."""
    if condition is None:
        return ALWAYS
    parts: list[Formula] = [AnswerIs(question, test) for question, test in condition.tests.items()]
    if condition.sign is not None:
        parts.append(SignHolds(condition.sign))
    if condition.any is not None:
        parts.append(any_of(map(formula_of, condition.any)))
    if condition.all is not None:
        parts.extend(map(formula_of, condition.all))
    if condition.negated is not None:
        parts.append(Not(formula_of(condition.negated)))
    if condition.of is not None and condition.at_least is not None:
        parts.append(at_least(condition.at_least, map(formula_of, condition.of)))
    return all_of(parts)


def _all_in(formula: Formula) -> tuple[Formula, ...]:
    """The parts that must all hold for `formula` to hold."""
    return formula.parts if isinstance(formula, AtLeast) and formula.wants_all else (formula,)


def fold_formula(
    formula: Formula,
    leaf: Callable[[Leaf], T],
    negation: Callable[[T], T],
    counting: Callable[[int, list[T]], T],
) -> T:
    """Work something out from the leaves up; `counting` is told how many parts must hold, and what each came to."""
    match formula:
        case AnswerIs() | SignHolds():
            return leaf(formula)
        case Not(part):
            return negation(fold_formula(part, leaf, negation, counting))
        case AtLeast(count, parts):
            return counting(count, [fold_formula(part, leaf, negation, counting) for part in parts])


def leaves_of(formula: Formula) -> Iterator[Leaf]:
    """The tests and signs in a formula, from left to right, each as often as it stands there."""
    return (leaf for leaf, _ in helping_leaves(formula))


def helping_leaves(formula: Formula, helps: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """The same leaves, each with whether it helps the formula to hold; it hinders inside an odd number of `not`s."""
    match formula:
        case AnswerIs() | SignHolds():
            yield formula, helps
        case Not(part):
            yield from helping_leaves(part, not helps)
        case AtLeast(_, parts):
            for part in parts:
                yield from helping_leaves(part, helps)


def tests_in(formula: Formula) -> Iterator[AnswerIs]:
    """The tests in a formula; not those of its signs."""
    return (leaf for leaf in leaves_of(formula) if isinstance(leaf, AnswerIs))


def signs_in(formulas: Iterable[Formula], signs: Mapping[str, Condition]) -> set[str]:
    """The signs that formulas name, and those that the signs name."""
    found: set[str] = set()
    waiting = list(formulas)
    while waiting:
        for leaf in leaves_of(waiting.pop()):
            if isinstance(leaf, SignHolds) and leaf.sign not in found:
                found.add(leaf.sign)
                waiting.append(formula_of(signs[leaf.sign]))
    return found


def written_out(formula: Formula, signs: Mapping[str, Condition]) -> Formula:
    """The same formula with what each sign stands for in its place."""

    def leaf(part: Leaf) -> Formula:
        return part if isinstance(part, AnswerIs) else written_out(formula_of(signs[part.sign]), signs)

    return fold_formula(formula, leaf, Not, at_least)


def choices_in(test: Test) -> tuple[str, ...]:
    """The choices that a test names; none where it asks for a number, or for any answer."""
    return test if isinstance(test, tuple) else test.all if isinstance(test, AllOf) else ()


def with_choices(test: Test, choices: Iterable[str]) -> Test:
    """The same test of other choices; a test that names none stays as it is."""
    if isinstance(test, tuple):
        return tuple(choices)
    return AllOf(all=tuple(choices)) if isinstance(test, AllOf) else test
