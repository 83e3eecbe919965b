"""`when` and `needs` as data, and the one function that tests them against a mapping of answers.

Nothing here evaluates text from the file: a condition is a mapping of question ids to the answers that satisfy it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import asdict

Answer = str | tuple[str, ...] | int | float
"""A choice id (`one`), choice ids in the file's order (`many`), a number, or the text typed."""

Answers = Mapping[str, Answer]
"""Question id to answer. A question that was not asked, or was skipped, is not in it."""

RESERVED = frozenset({"any", "all", "not", "of", "at_least", "sign"})
"""Words of the condition language: no question may have such an id."""

ANSWERED = "answered"
"""`{q: answered}`: no choice may have this id."""

OR_ONE = Meta(extra={"or_one": True})
"""Marks a list that may be written as its only entry: `hot` for `[hot]`."""


class Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything in a file: unknown keys are refused, values never change.

    The string under a field is what an author's editor shows for its key.
    """

    ALONE: ClassVar[str | None] = None
    """The field whose text may stand for the whole part."""


class Bounds(Part, frozen=True, tag="bounds"):
    """Numbers that satisfy: `{at_least: 40}`, `{above: 5, at_most: 9}`."""

    at_least: float | None = None
    """So much, or more."""
    above: float | None = None
    """More than this."""
    at_most: float | None = None
    """So much, or less."""
    below: float | None = None
    """Less than this."""

    @property
    def given(self) -> dict[str, float]:
        """The bounds that are set, by their keys."""
        return {key: number for key, number in asdict(self).items() if number is not None}

    def admit(self, number: float) -> bool:
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.above is None or number > self.above)
            and (self.at_most is None or number <= self.at_most)
            and (self.below is None or number < self.below)
        )


class AllOf(Part, frozen=True, tag="all"):
    """`{q: {all: [a, b]}}`: every one of these choices of a `many` question was chosen."""

    all: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Each of these choices was chosen."""


class Count(Part, frozen=True, tag="count"):
    """`{q: {count: {at_least: 2}}}`: how many choices of a `many` question were chosen."""

    count: Bounds
    """How many choices were chosen."""


Choices = Annotated[tuple[str, ...], Meta(min_length=1), OR_ONE]

Test = Choices | Literal["answered"] | AllOf | Count | Bounds
"""What one question's answer must be. A tuple of choice ids holds when one of them was chosen."""


class Condition(Part, frozen=True):
    """Holds when all of its parts hold: questions with the answers wanted, and `any`, `all`, `not`, `sign`, `of`."""

    tests: dict[str, Test] = {}
    """Question id to what its answer must be; in the file these stand beside the words below."""
    any: Annotated[tuple[Condition, ...], Meta(min_length=1)] | None = None
    """One of these conditions holds, or more."""
    all: Annotated[tuple[Condition, ...], Meta(min_length=1)] | None = None
    """All of these conditions hold."""
    negated: Condition | None = field(default=None, name="not")
    """This condition does not hold."""
    at_least: Annotated[int, Meta(ge=1)] | None = None
    """So many of the conditions in `of` hold."""
    of: Annotated[tuple[Condition, ...], Meta(min_length=1)] | None = None
    """The conditions that `at_least` counts."""
    sign: str | None = None
    """The sign of this name holds."""

    def parts(self) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
        """The conditions directly inside this one, each with the keys that lead to it."""
        for key, inner in (("any", self.any), ("all", self.all), ("of", self.of)):
            for place, part in enumerate(inner or ()):
                yield (key, place), part
        if self.negated is not None:
            yield ("not",), self.negated


def holds(condition: Condition, answers: Answers, signs: Mapping[str, Condition]) -> bool:
    """Tell whether `condition` holds for these answers.

    Every test of a question without an answer is false, so `not` of it is true. `signs` must be free of circles.
    """
    for question, test in condition.tests.items():
        if not _passes(test, answers.get(question)):
            return False
    if condition.sign is not None and not holds(signs[condition.sign], answers, signs):
        return False
    if condition.any is not None and not any(holds(part, answers, signs) for part in condition.any):
        return False
    if condition.all is not None and not all(holds(part, answers, signs) for part in condition.all):
        return False
    if condition.negated is not None and holds(condition.negated, answers, signs):
        return False
    if condition.of is not None and condition.at_least is not None:
        return sum(holds(part, answers, signs) for part in condition.of) >= condition.at_least
    return True


def could_hold(
    condition: Condition, answers: Answers, unsettled: Container[str], signs: Mapping[str, Condition]
) -> bool:
    """Tell whether `condition` may still come to hold, whatever is answered to the `unsettled` questions."""
    return outlook(condition, answers, unsettled, signs) is not False


def outlook(
    condition: Condition, answers: Answers, unsettled: Container[str], signs: Mapping[str, Condition]
) -> bool | None:
    """Three-valued `holds`: None while it depends on the answer to an unsettled question."""
    parts: list[bool | None] = [
        None if question in unsettled else _passes(test, answers.get(question))
        for question, test in condition.tests.items()
    ]
    if condition.sign is not None:
        parts.append(outlook(signs[condition.sign], answers, unsettled, signs))
    if condition.any is not None:
        parts.append(_at_least(1, [outlook(part, answers, unsettled, signs) for part in condition.any]))
    if condition.all is not None:
        parts.extend(outlook(part, answers, unsettled, signs) for part in condition.all)
    if condition.negated is not None:
        inner = outlook(condition.negated, answers, unsettled, signs)
        parts.append(None if inner is None else not inner)
    if condition.of is not None and condition.at_least is not None:
        parts.append(_at_least(condition.at_least, [outlook(part, answers, unsettled, signs) for part in condition.of]))
    return _at_least(len(parts), parts)


def _at_least(needed: int, parts: list[bool | None]) -> bool | None:
    if parts.count(True) >= needed:
        return True
    return False if len(parts) - parts.count(False) < needed else None


def questions_read(condition: Condition, signs: Mapping[str, Condition]) -> frozenset[str]:
    """The ids of all questions that `condition` reads, through its signs too."""
    found = set(condition.tests)
    for _, part in condition.parts():
        found |= questions_read(part, signs)
    if condition.sign is not None and condition.sign in signs:
        found |= questions_read(signs[condition.sign], signs)
    return frozenset(found)


def _passes(test: Test, answer: Answer | None) -> bool:
    if answer is None:
        return False
    match test:
        case "answered":
            return True
        case tuple():
            return not set(answer).isdisjoint(test) if isinstance(answer, tuple) else answer in test
        case AllOf():
            return isinstance(answer, tuple) and set(answer).issuperset(test.all)
        case Count():
            return isinstance(answer, tuple) and test.count.admit(len(answer))
        case Bounds():
            return isinstance(answer, int | float) and test.admit(answer)
