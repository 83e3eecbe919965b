"""One case: some answers and what must come out of them, and the one function that tells the difference.

Knows nothing of files; `case_files.py` reads cases, `case_runs.py` goes through many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

from msgspec import Meta

from backmice_cli.interview.interview import Interview, play
from backmice_cli.interview.outcome import Outcome, assess
from backmice_cli.questionnaire.condition import Part
from backmice_cli.questionnaire.model import Ids, Questionnaire, Words


class Expectation(Part, frozen=True):
    """What must come out. What is not said may be anything."""

    level: Annotated[str, Meta(extra={"needs": "the id of one level"})] | None = None
    red_flags: Ids = ()
    """Raised, among others."""
    no_red_flags: Ids = ()
    red_flags_exactly: Ids | None = None
    """All that are raised, in any order."""
    possibilities: Ids = ()
    """Listed, among others."""
    no_possibilities: Ids = ()
    possibilities_exactly: Ids | None = None
    """The whole list, in its order."""
    advice: Ids = ()
    """Given, among others."""
    no_advice: Ids = ()
    not_asked: Ids = ()
    """Questions that these answers must not lead to."""


class Case(Part, frozen=True, kw_only=True):
    """One person's answers, by question id, and what must come out."""

    title: Words
    narrative: Words | None = None
    generated: bool = False
    """Made from the questionnaire itself: it guards against changes, and cannot say whether levels are right."""
    answers: Annotated[dict[str, str | tuple[str, ...]], Meta(min_length=1)]
    expect: Expectation


def case_differences(case: Case, questionnaire: Questionnaire) -> list[str]:
    """Play the case and say in words what came out otherwise than expected; empty when all is as it should be.

    Raises AnswerError when a reply does not fit its question.
    """
    interview = play(questionnaire, case.answers)
    return compare_outcome(case, interview, assess(questionnaire, interview.answers))


def compare_outcome(case: Case, interview: Interview, outcome: Outcome) -> list[str]:
    """Say in words what of this interview and its outcome is otherwise than the case expects, the level first."""
    expect = case.expect
    found = [f"level is {outcome.level}, expected {expect.level}"] if expect.level not in (None, outcome.level) else []
    found += [f"'{id}' is answered, but is not asked" for id in case.answers if id not in interview.replies]
    found += [f"'{id}' is asked" for id in expect.not_asked if id in interview.replies]
    return [*found, *_unexpected_outcome(expect, outcome)]


def _unexpected_outcome(expect: Expectation, outcome: Outcome) -> Iterator[str]:
    listed = [possibility.id for possibility in outcome.possibilities]
    yield from _lacking_ids("red flag", "raised", expect.red_flags, expect.no_red_flags, outcome.red_flags)
    if expect.red_flags_exactly is not None and set(expect.red_flags_exactly) != set(outcome.red_flags):
        yield f"red flags raised: {_join_ids(outcome.red_flags)}; expected: {_join_ids(expect.red_flags_exactly)}"
    yield from _lacking_ids("possibility", "listed", expect.possibilities, expect.no_possibilities, listed)
    if expect.possibilities_exactly is not None and list(expect.possibilities_exactly) != listed:
        yield f"possibilities listed: {_join_ids(listed)}; expected: {_join_ids(expect.possibilities_exactly)}"
    yield from _lacking_ids("advice", "given", expect.advice, expect.no_advice, outcome.advice)


def _lacking_ids(
    what: str, done: str, wanted: Collection[str], unwanted: Collection[str], found: Collection[str]
) -> Iterator[str]:
    yield from (f"{what} '{id}' is not {done}" for id in wanted if id not in found)
    yield from (f"{what} '{id}' is {done}" for id in unwanted if id in found)


def _join_ids(ids: Collection[str]) -> str:
    return ", ".join(ids) or "none"
