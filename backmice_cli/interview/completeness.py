"""What was left out of an interview: whether it is complete, and which questions about danger have no answer.

A result without them says less than it seems to: an answer that is missing cannot raise a warning.
"""

from __future__ import annotations

from backmice_cli.interview.answers import SKIPPED
from backmice_cli.interview.interview import Interview
from backmice_cli.questionnaire.model import Questionnaire


def is_complete(interview: Interview) -> bool:
    """Whether the person came to the end and every required question that was asked has an answer."""
    return not interview.stopped and not any(_is_required(id, interview) for id in _left_out(interview))


def danger_questions(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions that tell an emergency: those that a red flag of an interrupting level reads.

    Where no level interrupts, those that a red flag of the most urgent one reads.
    """
    levels = questionnaire.levels
    urgent = {id for id, level in levels.items() if level.interrupt} or {next(iter(levels))}
    flags = (flag.when for flag in questionnaire.red_flags.values() if flag.level in urgent)
    return frozenset[str]().union(*(questionnaire.evaluator.meaning(when).reads for when in flags))


def danger_not_asked(interview: Interview) -> tuple[str, ...]:
    """The required questions about danger that are on this person's path and have no answer, in their order."""
    danger = danger_questions(interview.questionnaire)
    return tuple(id for id in _left_out(interview) if id in danger and _is_required(id, interview))


def is_danger_asked(interview: Interview) -> bool:
    """Whether at least one question about danger was answered."""
    return not danger_questions(interview.questionnaire).isdisjoint(interview.answers)


def _left_out(interview: Interview) -> list[str]:
    return [id for id, reply in interview.replies.items() if reply is SKIPPED]


def _is_required(id: str, interview: Interview) -> bool:
    entry = interview.questionnaire.outline[id]
    return not (entry.question.optional or interview.questionnaire.sections[entry.section].optional)
