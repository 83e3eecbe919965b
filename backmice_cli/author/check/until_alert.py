"""Interviews of people who leave out what they were not told to say, played until an emergency is told.

Until the first alert nobody has told this person anything; what comes after it is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backmice_cli.author.symbolic.answers import SOME_TEXT
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Offer,
    Review,
    accept,
    answer,
    begin,
    decline,
    finish,
    next_step,
    skip,
)
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Question, Questionnaire


@dataclass(frozen=True)
class FirstAlert:
    """An interview up to the first emergency that is told."""

    questions: int
    red_flags: tuple[str, ...]
    """What is told then, in the file's order."""
    answers: Mapping[str, Answer]
    """What was answered up to then."""


def play_until_alert(questionnaire: Questionnaire, replies: Mapping[str, Reply]) -> FirstAlert | None:
    """Play these replies, leaving the rest unanswered, until an emergency is told, if one is."""
    interview = begin(questionnaire)
    while True:
        match next_step(interview):
            case Alert():
                flags = tuple(id for id in questionnaire.red_flags if id in interview.raised)
                return FirstAlert(len(interview.replies), flags, interview.answers)
            case Ask(entry):
                reply = replies.get(entry.id)
                interview = skip(interview, even_required=True) if reply is None else answer(interview, reply)
            case Offer(section):
                wanted = any(questionnaire.outline[id].section == section for id in replies)
                interview = accept(interview) if wanted else decline(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return None


def typical_answer(question: Question, values: Sequence[Answer]) -> Answer | None:
    """What someone says who has nothing to tell: the quiet choice, else the least worrying, else the first."""
    if question.kind == "text":
        return None if question.optional else SOME_TEXT
    calm = question.quiet_choice or next(iter(question.worse), None) or next(iter(values), None)
    return (calm,) if question.kind == "many" and isinstance(calm, str) else calm
