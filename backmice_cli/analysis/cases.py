"""Case files: some answers and what must come out of them, and the one function that tells the difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    accept,
    answer,
    begin,
    decline,
    finish,
    go_on,
    next_step,
    skip,
)
from backmice_cli.interview.outcome import Outcome, assess
from backmice_cli.questionnaire.model import Ids, Part, Questionnaire, Words


class Expectation(Part):
    """What must come out. What is not said may be anything."""

    level: str | None = None
    red_flags: Ids = ()
    """Raised, among others."""
    no_red_flags: Ids = ()
    red_flags_exactly: Ids | None = None
    possibilities: Ids = ()
    """Listed, among others."""


class Case(Part):
    """One person's answers, by question id, and what must come out."""

    title: Words
    narrative: Words | None = None
    answers: Annotated[dict[str, str | tuple[str, ...]], Field(min_length=1)]
    expect: Expectation


def play(questionnaire: Questionnaire, replies: Mapping[str, Reply]) -> Interview:
    """Run an interview to its end, going on after every alert and leaving other questions unanswered.

    Raises AnswerError when a reply does not fit.
    """
    interview = begin(questionnaire)
    while True:
        match next_step(interview):
            case Ask(entry) if entry.id in replies:
                interview = answer(interview, replies[entry.id])
            case Ask():
                interview = skip(interview, even_required=True)
            case Alert():
                interview = go_on(interview)
            case Offer(section):
                outline = questionnaire.outline
                wanted = any(id in outline and outline[id].section == section for id in replies)
                interview = accept(interview) if wanted else decline(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return interview


def differences(case: Case, questionnaire: Questionnaire) -> list[str]:
    """Play the case and say in words what came out otherwise than expected; empty when all is as it should be.

    Raises AnswerError when a reply does not fit its question.
    """
    interview = play(questionnaire, case.answers)
    unused = [f"'{id}' is answered, but is not asked" for id in case.answers if id not in interview.replies]
    return unused + _unexpected(case.expect, assess(questionnaire, interview.answers))


def _unexpected(expect: Expectation, outcome: Outcome) -> list[str]:
    listed = {possibility.id for possibility in outcome.possibilities}
    found = [f"red flag '{flag}' is not raised" for flag in expect.red_flags if flag not in outcome.red_flags]
    found += [f"red flag '{flag}' is raised" for flag in expect.no_red_flags if flag in outcome.red_flags]
    if expect.red_flags_exactly is not None and set(expect.red_flags_exactly) != set(outcome.red_flags):
        raised = ", ".join(outcome.red_flags) or "none"
        found.append(f"red flags raised: {raised}; expected: {', '.join(expect.red_flags_exactly) or 'none'}")
    found += [f"possibility '{id}' is not listed" for id in expect.possibilities if id not in listed]
    if expect.level not in (None, outcome.level):
        found.insert(0, f"level is {outcome.level}, expected {expect.level}")
    return found
