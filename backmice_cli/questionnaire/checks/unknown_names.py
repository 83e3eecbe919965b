"""Names that must be defined somewhere: each kind of name with its table, and where it is used.

What conditions ask for, questions and choices, has checks of its own, which also look for a slip in the definition.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import PICTURES, Questionnaire
from backmice_cli.questionnaire.naming import owner_name, part_name, value_text
from backmice_cli.questionnaire.problem import Path


class Use(NamedTuple):
    """A name where it is used."""

    path: Path
    name: str
    does: str = "names"
    at_value: bool = True
    by: str | None = None
    """The part that names it, where it is smaller than what has an id."""


class NameKind(NamedTuple):
    """What such names stand for."""

    code: str
    is_not: str
    """What is said of a name that is none of them."""
    otherwise: str | None
    """What stands before a list of those that are known; None where there may be too many to list."""
    known: Callable[[Questionnaire], Collection[str]]
    uses: Callable[[Scope], Iterable[Use]]
    tables: tuple[str, ...]
    """The keys of the file below which they are defined; none for what comes with the program."""


def check(scope: Scope) -> Iterator[Finding]:
    for kind in KINDS:
        known = dict.fromkeys(kind.known(scope.questionnaire))
        for use in kind.uses(scope):
            if use.name not in known and not (kind.tables and scope.may_exist(use.name)):
                message = f"{use.by or owner_name(use.path)} {use.does} {value_text(use.name)}, which is {kind.is_not}"
                hint = scope.hint(use.name, tuple(known), kind.otherwise)
                rests_on = tuple((table,) for table in kind.tables)
                yield Finding(use.path, kind.code, message, hint, at_value=use.at_value, rests_on=rests_on)


def _question_uses(scope: Scope) -> Iterator[Use]:
    page = scope.questionnaire.doctor_page
    if page.worry is not None:
        yield Use(("doctor_page", "worry"), page.worry)
    for id, part in page.parts.items():
        for question in part.rows:
            yield Use(("doctor_page", "parts", id, "rows", question), question, at_value=False)
    for entry in scope.questionnaire.outline:
        path = (*entry.path, "grown")
        for place, size in enumerate(entry.question.grown.sizes if entry.question.grown is not None else ()):
            yield Use((*path, "sizes", place), size, by=part_name(path))


def _sign_uses(scope: Scope) -> Iterator[Use]:
    for condition in scope.conditions:
        for path, sign in condition.signs:
            yield Use((*path, "sign"), sign, "uses")
    for path, sign in scope.questionnaire.subjects():
        yield Use(path, sign, "is about")


def _level_uses(scope: Scope) -> Iterator[Use]:
    file = scope.questionnaire
    for id, flag in file.red_flags.items():
        yield Use(("red_flags", id, "level"), flag.level)
    for place, line in enumerate(file.baseline):
        yield Use(("baseline", place, "level"), line.level)
    yield from _uses_in_list(("listing", "never_at"), file.listing.never_at)
    for id, advice in file.advice.items():
        yield from _uses_in_list(("advice", id, "never_at"), advice.never_at)
    for level in file.come_back_sooner:
        yield Use(("come_back_sooner", level), level, at_value=False)


def _red_flags(scope: Scope) -> Iterator[Use]:
    for id, possibility in scope.questionnaire.possibilities.items():
        yield from _uses_in_list(("possibilities", id, "shown_if"), possibility.shown_if)


def _saying_uses(scope: Scope) -> Iterator[Use]:
    for path, id in scope.questionnaire.kept_apart():
        yield Use(path, id)


def _source_uses(scope: Scope) -> Iterator[Use]:
    file = scope.questionnaire
    for entry in file.outline:
        yield from _uses_in_list((*entry.path, "sources"), entry.question.sources)
    for table, parts in (("red_flags", file.red_flags), ("possibilities", file.possibilities), ("advice", file.advice)):
        for id, part in parts.items():
            yield from _uses_in_list((table, id, "sources"), part.sources)


def _region_uses(scope: Scope) -> Iterator[Use]:
    for path, regions in scope.questionnaire.regional():
        yield from _uses_in_list(path, regions)


def _picture_uses(scope: Scope) -> Iterator[Use]:
    for entry in scope.questionnaire.outline:
        if entry.question.picture is not None:
            yield Use((*entry.path, "picture"), entry.question.picture)


def _uses_in_list(path: Path, names: Iterable[str]) -> Iterator[Use]:
    for place, name in enumerate(names):
        yield Use((*path, place), name)


KINDS = (
    NameKind(
        *("unknown-question", "not a question", None),
        lambda file: [entry.id for entry in file.outline],
        _question_uses,
        ("sections",),
    ),
    NameKind("unknown-sign", "not a sign", "The signs are", lambda file: file.signs, _sign_uses, ("signs",)),
    NameKind("unknown-level", "not a level", "The levels are", lambda file: file.levels, _level_uses, ("levels",)),
    NameKind(
        *("unknown-red-flag", "not a red flag", "The red flags are"),
        lambda file: file.red_flags,
        _red_flags,
        ("red_flags",),
    ),
    NameKind(
        *("unknown-id", "no advice, red flag, possibility or sign", "It can name"),
        lambda file: (*file.advice, *file.red_flags, *file.possibilities, *file.signs),
        _saying_uses,
        ("advice", "red_flags", "possibilities", "signs"),
    ),
    NameKind(
        "unknown-source", "not a source", "The sources are", lambda file: file.sources, _source_uses, ("sources",)
    ),
    NameKind(
        "unknown-region", "not a region", "The regions are", lambda file: file.regions, _region_uses, ("regions",)
    ),
    NameKind("unknown-picture", "not a picture", "The pictures are", lambda _file: PICTURES, _picture_uses, ()),
)
