"""`when` and `needs` as data; `evaluation.py` tells what holds.

Nothing here evaluates text from the file: a condition is a mapping of question ids to the answers that satisfy it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
