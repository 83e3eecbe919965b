"""Which answers the advice rests on: of all changes to one answer, those that a person should know of."""

from __future__ import annotations

from collections import Counter

from backmice_cli.interview.changes import Hinge, possible_changes
from backmice_cli.interview.interview import Interview
from backmice_cli.interview.outcome import Assessor, level_of
from backmice_cli.questionnaire.model import Questionnaire

MOST_HINGES = 3
"""In the result; more would hide the ones that matter."""

MOST_READ_BACK = 6
"""On the review, before a result that is calmer than an emergency."""


def hinges(interview: Interview) -> tuple[Hinge, ...]:
    """The answers that keep the level from being more urgent, each with one change that would make it so.

    First those that would make it an emergency because of this person's other answers; then, for each more urgent
    level, the one that most often leads there. Changes that would make it milder are never named: nobody should be
    led to answer calmer. Nor are changes to what lasts, for a person is to know what may still come. None at a level
    that interrupts: there the one thing to do is to act.
    """
    questionnaire = interview.questionnaire
    urgency = questionnaire.urgency
    now = level_of(questionnaire, interview.answers)
    if questionnaire.levels[now].interrupt:
        return ()
    may_come = (
        hinge for hinge in possible_changes(interview) if not questionnaire.outline[hinge.question].question.lasting
    )
    raising = _most_urgent_of_each([hinge for hinge in may_come if urgency[hinge.level] < urgency[now]], urgency)
    found: dict[str, Hinge] = {}
    alone = Assessor(questionnaire, {})
    for hinge in raising:
        is_new = questionnaire.levels[hinge.level].interrupt and hinge.question not in found
        if is_new and _rests_on_others(alone, hinge, urgency[hinge.level]):
            found[hinge.question] = hinge
    for level in list(questionnaire.levels)[: urgency[now]]:
        candidates = [hinge for hinge in raising if hinge.level == level and hinge.question not in found]
        if candidates:
            frequent = _most_frequent(questionnaire, candidates)
            found[frequent.question] = frequent
    return tuple(found.values())[:MOST_HINGES]


def _most_urgent_of_each(raising: list[Hinge], urgency: dict[str, int]) -> list[Hinge]:
    """Of the changes to each question, those that lead to the most urgent level."""
    ranks: dict[str, int] = {}
    for hinge in raising:
        ranks[hinge.question] = min(urgency[hinge.level], ranks.get(hinge.question, urgency[hinge.level]))
    return [hinge for hinge in raising if urgency[hinge.level] == ranks[hinge.question]]


def _rests_on_others(alone: Assessor, hinge: Hinge, urgency: int) -> bool:
    """Tell whether the change leads there only together with what else was answered."""
    answers = {hinge.question: hinge.would_be, **hinge.details}
    return alone.urgency(answers) > urgency


def emergency_hinges(interview: Interview) -> tuple[Hinge, ...]:
    """For each answer whose change alone would make this an emergency, in the order asked, one such change.

    What lasts is among them: here the person looks for a slip, not for what may come. None when it is an emergency
    already.
    """
    levels = interview.questionnaire.levels
    if levels[level_of(interview.questionnaire, interview.answers)].interrupt:
        return ()
    found: dict[str, Hinge] = {}
    for hinge in possible_changes(interview):
        if levels[hinge.level].interrupt:
            found.setdefault(hinge.question, hinge)
            if len(found) == MOST_READ_BACK:
                break
    return tuple(found.values())


def _most_frequent(questionnaire: Questionnaire, candidates: list[Hinge]) -> Hinge:
    """The first hinge of the question most changes of which lead to this level; signs, which may come, before facts."""
    signs = [hinge for hinge in candidates if questionnaire.outline[hinge.question].question.kind == "many"]
    candidates = signs or candidates
    counts = Counter(hinge.question for hinge in candidates)
    most = max(counts.values())
    return next(hinge for hinge in candidates if counts[hinge.question] == most)
