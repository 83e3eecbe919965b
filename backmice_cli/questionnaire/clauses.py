"""Conditions in a form that can be read aloud: single tests, signs, and how many of some parts must hold.

Says what a condition asks for, in the ids of the file. Knows nothing of labels, terminals or what the answers are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backmice_cli.questionnaire.condition import AllOf, Bounds, Condition, Count, Test
from backmice_cli.questionnaire.english import joined


@dataclass(frozen=True)
class AnswerIs:
    """The answer to a question must be so."""

    question: str
    test: Test


@dataclass(frozen=True)
class SignHolds:
    sign: str


@dataclass(frozen=True)
class Not:
    part: Clause


@dataclass(frozen=True)
class Several:
    """So many of the parts, which are two or more, must hold."""

    needed: int
    parts: tuple[Clause, ...]

    @property
    def wants_all(self) -> bool:
        return self.needed == len(self.parts)

    @property
    def wants_any(self) -> bool:
        return self.needed == 1


Clause = AnswerIs | SignHolds | Not | Several


def clause_of(condition: Condition) -> Clause:
    """Give the same condition without parts that hold only one other part."""
    parts: list[Clause] = [AnswerIs(question, test) for question, test in condition.tests.items()]
    if condition.sign is not None:
        parts.append(SignHolds(condition.sign))
    if condition.any is not None:
        parts.append(_several(1, condition.any))
    parts += [clause_of(part) for part in condition.all or ()]
    if condition.negated is not None:
        parts.append(Not(clause_of(condition.negated)))
    if condition.of is not None and condition.at_least is not None:
        parts.append(_several(condition.at_least, condition.of))
    flat = tuple(_flat(parts))
    return flat[0] if len(flat) == 1 else Several(len(flat), flat)


def leaves(clause: Clause) -> Iterator[AnswerIs | SignHolds]:
    """The tests and signs in a clause, from left to right."""
    match clause:
        case Not(part):
            yield from leaves(part)
        case Several(_, parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield clause


def in_words(condition: Condition) -> str:
    """Say a condition on one line: `fever is measured or shivery, and not (skin_look is normal)`."""
    return clause_words(clause_of(condition))


def clause_words(clause: Clause) -> str:
    match clause:
        case AnswerIs(question, test):
            return f"{question} {test_words(test)}"
        case SignHolds(sign):
            return f"{sign} holds"
        case Not(AnswerIs(question, "answered")):
            return f"{question} is not answered"
        case Not(part):
            return f"not ({clause_words(part)})"
        case Several(needed, parts):
            inner = [f"({clause_words(part)})" if isinstance(part, Several) else clause_words(part) for part in parts]
            if clause.wants_all:
                return ", and ".join(inner)
            return ", or ".join(inner) if clause.wants_any else f"at least {needed} of: {'; '.join(inner)}"


def test_words(test: Test) -> str:
    """Say what an answer must be, after the name of its question: `is measured or shivery`."""
    match test:
        case "answered":
            return "is answered"
        case tuple():
            return f"is {joined(test, 'or')}"
        case AllOf():
            return f"has {joined(test.all, 'and')}"
        case Count():
            return f"has {count_words(test)}"
        case Bounds():
            return f"is {bounds_words(test)}"


def count_words(test: Count) -> str:
    number = [bound for _, bound in _bounds(test.count)]
    return f"{bounds_words(test.count)} {'answer' if number == [1.0] else 'answers'}"


def bounds_words(bounds: Bounds) -> str:
    return " and ".join(f"{words} {number_words(bound)}" for words, bound in _bounds(bounds))


def number_words(number: float) -> str:
    return str(int(number) if float(number).is_integer() else number)


def _bounds(bounds: Bounds) -> list[tuple[str, float]]:
    said = {
        "at least": bounds.at_least,
        "above": bounds.above,
        "at most": bounds.at_most,
        "below": bounds.below,
    }
    return [(words, bound) for words, bound in said.items() if bound is not None]


def _several(needed: int, conditions: Sequence[Condition]) -> Clause:
    parts = tuple(clause_of(condition) for condition in conditions)
    return parts[0] if len(parts) == 1 else Several(needed, parts)


def _flat(parts: Sequence[Clause]) -> Iterator[Clause]:
    """Put the parts of an inner one that must all hold in its place."""
    for part in parts:
        if isinstance(part, Several) and part.wants_all:
            yield from part.parts
        else:
            yield part
