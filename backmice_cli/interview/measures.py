"""Compares the answers of two interviews: what changed, and what has grown. Reads no clock and changes no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backmice_cli.interview.answers import read_if_fits
from backmice_cli.interview.interview import Interview
from backmice_cli.questionnaire.condition import Answer, Answers
from backmice_cli.questionnaire.model import Question, Questionnaire


@dataclass(frozen=True)
class GrowthDoubt:
    """The last interview speaks against an answer of this one."""

    question: str
    """Whose answer says that nothing has grown."""
    sizes: tuple[str, ...]
    """The questions whose answers are more than last time."""


def growth_doubts(interview: Interview, earlier: Answers) -> tuple[GrowthDoubt, ...]:
    """The answers that deny a growth which these earlier answers show, in the order of asking."""
    doubts = []
    for id, given in interview.answers.items():
        grown = interview.questionnaire.outline[id].question.grown
        if grown is not None and given not in grown.said_by:
            sizes = tuple(size for size in grown.sizes if _has_grown(interview, earlier, size))
            if sizes:
                doubts.append(GrowthDoubt(id, sizes))
    return tuple(doubts)


def measure(question: Question, given: Answer | None) -> float | None:
    """How much an answer is, on its question's own scale; None when it measures nothing."""
    if question.kind == "number" and isinstance(given, int | float):
        return float(given)
    return float(question.scale.index(given)) if given in question.scale else None


def answers_that_fit(questionnaire: Questionnaire, replies: Mapping[str, Any]) -> dict[str, Answer]:
    """Earlier answers as this questionnaire reads them, without those it does not know."""
    outline = questionnaire.outline
    read = {id: read_if_fits(outline[id].question, reply) for id, reply in replies.items() if id in outline}
    return {id: answer for id, answer in read.items() if answer is not None}


def _has_grown(interview: Interview, earlier: Answers, size: str) -> bool:
    question = interview.questionnaire.outline[size].question
    before, now = measure(question, earlier.get(size)), measure(question, interview.answers.get(size))
    return before is not None and now is not None and now > before
