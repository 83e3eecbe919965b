"""Conditions put together by program, where the author would have written them. Knows nothing of what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from backmice_cli.questionnaire.condition import Condition, Test

ALWAYS = Condition(all=())
"""Holds whatever is answered."""

NEVER = Condition(any=())


def asks_for(question: str, test: Test) -> Condition:
    """`{question: test}`."""
    return Condition(tests={question: test})


def negated(condition: Condition) -> Condition:
    """`{not: condition}`."""
    return Condition(negated=condition)


def all_of(parts: Sequence[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else Condition(all=tuple(parts))


def any_of(parts: Sequence[Condition]) -> Condition:
    return Condition(any=tuple(parts))


def some_of(at_least: int | None, parts: Sequence[Condition]) -> Condition:
    """`{at_least: 2, of: [...]}`."""
    return Condition(at_least=at_least, of=tuple(parts))


def parts_of(condition: Condition) -> list[Condition]:
    """The conditions that must all hold, each with one key; `all` is taken apart."""
    parts = [asks_for(question, test) for question, test in condition.tests.items()]
    if condition.sign is not None:
        parts.append(Condition(sign=condition.sign))
    if condition.any is not None:
        parts.append(any_of(condition.any))
    parts += (part for inner in condition.all or () for part in parts_of(inner))
    if condition.negated is not None:
        parts.append(negated(condition.negated))
    if condition.of is not None:
        parts.append(some_of(condition.at_least, condition.of))
    return parts
