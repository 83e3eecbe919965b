"""Conditions of the questionnaire as formulas: signs written out, constants folded, negations pushed inwards.

Knows nothing of FHIR's ways to write a condition; `enabling.py` and `fhirpath.py` each write what is built here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from backmice_cli.questionnaire.condition import Condition, Test


@dataclass(frozen=True)
class Is:
    """A test of one item's answer; False without an answer."""

    source: str
    """The item's linkId."""
    test: Test | Literal[True]
    """True: the answer yes to the offer of an optional section."""


@dataclass(frozen=True)
class Not:
    part: Formula


@dataclass(frozen=True)
class Every:
    """Holds when all parts hold; without parts, always."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True)
class Some:
    """Holds when a part holds; without parts, never."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True)
class AtLeast:
    count: int
    parts: tuple[Formula, ...]


Formula = Is | Not | Every | Some | AtLeast

ALWAYS, NEVER = Every(), Some()


def every(parts: Iterable[Formula]) -> Formula:
    """Join parts that must all hold, in as few words as it takes."""
    flat = list(dict.fromkeys(inner for part in parts for inner in (part.parts if isinstance(part, Every) else [part])))
    if NEVER in flat:
        return NEVER
    return flat[0] if len(flat) == 1 else Every(tuple(flat))


def some(parts: Iterable[Formula]) -> Formula:
    """Join parts of which one must hold, in as few words as it takes."""
    flat = list(dict.fromkeys(inner for part in parts for inner in (part.parts if isinstance(part, Some) else [part])))
    if ALWAYS in flat:
        return ALWAYS
    return flat[0] if len(flat) == 1 else Some(tuple(flat))


def negated(part: Formula) -> Formula:
    """The opposite, with the negation as far inside as it goes."""
    match part:
        case Not():
            return part.part
        case Every():
            return some(negated(inner) for inner in part.parts)
        case Some():
            return every(negated(inner) for inner in part.parts)
        case Is() | AtLeast():
            return Not(part)


def at_least(count: int, parts: Iterable[Formula]) -> Formula:
    """Join parts of which so many must hold. A part that stands there twice counts twice."""
    all_parts = list(parts)
    left = [part for part in all_parts if part not in (ALWAYS, NEVER)]
    needed = count - all_parts.count(ALWAYS)
    if needed <= 0:
        return ALWAYS
    if needed > len(left):
        return NEVER
    if needed == len(left):
        return every(left)
    return some(left) if needed == 1 else AtLeast(needed, tuple(left))


def formula_of(
    condition: Condition, signs: Mapping[str, Condition], unanswered: Collection[str] = frozenset()
) -> Formula:
    """Write a condition as a formula, knowing that some questions have no answer yet: every test of them is false."""

    def inner(part: Condition) -> Formula:
        return formula_of(part, signs, unanswered)

    parts: list[Formula] = [
        NEVER if question in unanswered else Is(question, test) for question, test in condition.tests.items()
    ]
    if condition.sign is not None:
        parts.append(inner(signs[condition.sign]))
    if condition.any is not None:
        parts.append(some(inner(part) for part in condition.any))
    if condition.all is not None:
        parts.extend(inner(part) for part in condition.all)
    if condition.negated is not None:
        parts.append(negated(inner(condition.negated)))
    if condition.of is not None and condition.at_least is not None:
        parts.append(at_least(condition.at_least, [inner(part) for part in condition.of]))
    return every(parts)


def sources(formula: Formula) -> frozenset[str]:
    """The linkIds of all items that a formula reads."""
    match formula:
        case Is():
            return frozenset({formula.source})
        case Not():
            return sources(formula.part)
        case Every() | Some() | AtLeast():
            return frozenset[str]().union(*(sources(part) for part in formula.parts))
