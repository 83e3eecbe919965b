"""How far the interview has come: a bound on what is still to come that is true and, going forward, never grows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from backmice_cli.interview.interview import Interview, is_opened, is_over
from backmice_cli.questionnaire.model import Entry, Question


@dataclass(frozen=True)
class Progress:
    number: int
    """Of the question that is shown, counted from 1."""
    at_most: int
    """Questions in all, this one and optional sections that were taken included."""


def count_progress(interview: Interview) -> Progress:
    """Count the questions answered and bound those still to come."""
    outline = interview.questionnaire.outline
    shown = outline[interview.returned_to].place if interview.returned_to is not None else interview.frontier
    number = 1 + sum(outline[id].place < shown for id in interview.replies)
    return Progress(number, max(number, len(interview.replies) + _still_to_come(interview)))


def most_in_section(interview: Interview, section: str) -> int:
    """A bound on the questions of a section that is offered, with what is known so far."""
    unsettled = _open_questions(interview)
    return sum(
        _bound_of_entry(interview, entry, unsettled) for entry in _entries_ahead(interview) if entry.section == section
    )


def _still_to_come(interview: Interview) -> int:
    questionnaire = interview.questionnaire
    unsettled = _open_questions(interview)
    waiting = interview.waiting
    over = is_over(questionnaire, interview.answers)
    total = 0
    for entry in _entries_ahead(interview):
        section = questionnaire.sections[entry.section]
        if section.optional and not interview.accepted.get(entry.section, False):
            continue
        if over and waiting is not None and entry.section != waiting.section:
            break
        total += _bound_of_entry(interview, entry, unsettled)
    return total


def _entries_ahead(interview: Interview) -> list[Entry]:
    """The entries from the frontier on whose parent's answer opens them, without those below an unanswered one."""
    entries = interview.questionnaire.outline.entries
    ahead: list[Entry] = []
    place = interview.frontier
    while place < len(entries):
        entry = entries[place]
        if is_opened(entry, interview.replies):
            ahead.append(entry)
        place = place + 1 if entry.id in interview.replies else entry.end
    return ahead


def _bound_of_entry(interview: Interview, entry: Entry, unsettled: Collection[str]) -> int:
    if entry.id in interview.replies:
        return 0
    when, evaluator = entry.question.when, interview.questionnaire.evaluator
    if when is not None and evaluator.outlook(when, interview.answers, unsettled) is False:
        return 0
    return _most_below(entry.question)


def _open_questions(interview: Interview) -> set[str]:
    """The questions whose answer is not known yet."""
    return {entry.id for entry in interview.questionnaire.outline.entries[interview.frontier :]}


def _most_below(question: Question) -> int:
    """The most questions that this one and its follow-ups can become."""
    below = [sum(map(_most_below, choice.then.values())) for choice in question.choices.values()]
    if question.kind != "many":
        return 1 + max(below, default=0)
    exclusive = [choice.exclusive for choice in question.choices.values()]
    together = sum(count for count, alone in zip(below, exclusive, strict=True) if not alone)
    apart = max((count for count, alone in zip(below, exclusive, strict=True) if alone), default=0)
    return 1 + max(together, apart)
