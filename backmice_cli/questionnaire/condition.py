"""`when` and `needs` as data; `evaluation.py` tells what holds.

Nothing here evaluates text from the file: a condition is a mapping of question ids to the answers that satisfy it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

Answer = str | tuple[str, ...] | int | float
"""A choice id (`one`), choice ids in the file's order (`many`), a number, or the text typed."""

Answers = Mapping[str, Answer]
"""Question id to answer. A question that was not asked, or was skipped, is not in it."""

RESERVED = frozenset({"any", "all", "not", "of", "at_least", "sign"})
"""Words of the condition language: no question may have such an id."""

ANSWERED = "answered"
"""`{q: answered}`: no choice may have this id."""


class _Part(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True, allow_inf_nan=False
    )


class Bounds(_Part):
    """Numbers that satisfy: `{at_least: 40}`, `{above: 5, at_most: 9}`."""

    at_least: float | None = None
    """So much, or more."""
    above: float | None = None
    """More than this."""
    at_most: float | None = None
    """So much, or less."""
    below: float | None = None
    """Less than this."""

    @model_validator(mode="after")
    def _not_empty(self) -> Bounds:
        if not self.model_fields_set:
            raise PydanticCustomError("empty-condition", "no bound given")
        return self

    def admit(self, number: float) -> bool:
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.above is None or number > self.above)
            and (self.at_most is None or number <= self.at_most)
            and (self.below is None or number < self.below)
        )


class AllOf(_Part):
    """`{q: {all: [a, b]}}`: every one of these choices of a `many` question was chosen."""

    all: Annotated[tuple[str, ...], Field(min_length=1)]
    """Each of these choices was chosen."""


class Count(_Part):
    """`{q: {count: {at_least: 2}}}`: how many choices of a `many` question were chosen."""

    count: Bounds
    """How many choices were chosen."""


def _kind_of_test(value: Any) -> str:
    if isinstance(value, Mapping):
        return "all" if "all" in value else "count" if "count" in value else "bounds"
    if isinstance(value, AllOf | Count | Bounds):
        return {AllOf: "all", Count: "count", Bounds: "bounds"}[type(value)]
    return "answered" if value == ANSWERED else "choices"


def as_list(value: Any) -> Any:
    """Read one word as a list of it."""
    return (value,) if isinstance(value, str) else value


Choices = Annotated[tuple[str, ...], BeforeValidator(as_list), Field(min_length=1)]

Test = Annotated[
    Annotated[Choices, Tag("choices")]
    | Annotated[Literal["answered"], Tag("answered")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[Count, Tag("count")]
    | Annotated[Bounds, Tag("bounds")],
    Discriminator(_kind_of_test),
]
"""What one question's answer must be. A tuple of choice ids holds when one of them was chosen."""


class Condition(_Part):
    """Holds when all of its parts hold: questions with the answers wanted, and `any`, `all`, `not`, `sign`, `of`."""

    model_config = ConfigDict(extra="allow", populate_by_name=False)  # a question may be called `negated`
    __pydantic_extra__: dict[str, Test]

    any: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = None
    """One of these conditions holds, or more."""
    all: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = None
    """All of these conditions hold."""
    negated: Condition | None = Field(default=None, alias="not")
    """This condition does not hold."""
    at_least: Annotated[int, Field(ge=1)] | None = None
    """So many of the conditions in `of` hold."""
    of: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = None
    """The conditions that `at_least` counts."""
    sign: str | None = None
    """The sign of this name holds."""

    KEYS: ClassVar[frozenset[str]] = RESERVED

    @model_validator(mode="after")
    def _is_whole(self) -> Condition:
        if not self.model_fields_set and not self.tests:
            raise PydanticCustomError("empty-condition", "an empty condition would always hold")
        if (self.at_least is None) != (self.of is None):
            raise PydanticCustomError("half-count", "'at_least' and 'of' belong together")
        if self.at_least is not None and self.of is not None and self.at_least > len(self.of):
            raise PydanticCustomError("impossible-count", "'at_least' is larger than the number of conditions in 'of'")
        return self

    @property
    def tests(self) -> dict[str, Test]:
        """Question id to what its answer must be."""
        return self.__pydantic_extra__

    def parts(self) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
        """The conditions directly inside this one, each with the keys that lead to it."""
        for key, inner in (("any", self.any), ("all", self.all), ("of", self.of)):
            for place, part in enumerate(inner or ()):
                yield (key, place), part
        if self.negated is not None:
            yield ("not",), self.negated
