"""Which answers the advice rests on: every answer is changed, one at a time, and the level assessed again.

A change that opens a follow-up is tried with each reply to it: a sign and its detail count as one answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from backmice_cli.interview.interview import Interview, answer, change
from backmice_cli.interview.outcome import baseline_of, level_of, raised_flags
from backmice_cli.questionnaire.condition import Answer, Bounds, Condition, holds
from backmice_cli.questionnaire.model import Question, Questionnaire

MOST_HINGES = 3
"""In the result; more would hide the ones that matter."""

MOST_READ_BACK = 6
"""On the review, before a result that is calmer than an emergency."""


@dataclass(frozen=True)
class Hinge:
    """One answer, and what the level would be with another in its place."""

    question: str
    would_be: Answer
    level: str
    details: dict[str, Answer] = field(default_factory=dict)
    """Replies to the follow-up that the change opens."""


def hinges(interview: Interview) -> tuple[Hinge, ...]:
    """The answers that keep the level from being more urgent, each with one change that would make it so.

    First those that would make it an emergency because of this person's other answers; then, for each more urgent
    level, the one that most often leads there. Changes that would make it milder are never named: nobody should be
    led to answer calmer. None at a level that interrupts: there the one thing to do is to act.
    """
    questionnaire = interview.questionnaire
    urgency = questionnaire.urgency
    now = level_of(questionnaire, interview.answers)
    if questionnaire.levels[now].interrupt:
        return ()
    raising = _most_urgent_of_each([h for h in _changes(interview) if urgency[h.level] < urgency[now]], urgency)
    found: dict[str, Hinge] = {}
    for hinge in raising:
        if questionnaire.levels[hinge.level].interrupt and _rests_on_others(questionnaire, hinge):
            found.setdefault(hinge.question, hinge)
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


def _rests_on_others(questionnaire: Questionnaire, hinge: Hinge) -> bool:
    """Tell whether the change leads there only together with what else was answered."""
    alone = level_of(questionnaire, {hinge.question: hinge.would_be, **hinge.details})
    return questionnaire.urgency[alone] > questionnaire.urgency[hinge.level]


def emergency_hinges(interview: Interview) -> tuple[Hinge, ...]:
    """For each answer whose change alone would make this an emergency, in the order asked, one such change.

    None when it is an emergency already.
    """
    levels = interview.questionnaire.levels
    if levels[level_of(interview.questionnaire, interview.answers)].interrupt:
        return ()
    found: dict[str, Hinge] = {}
    for hinge in _changes(interview):
        if levels[hinge.level].interrupt:
            found.setdefault(hinge.question, hinge)
    return tuple(found.values())[:MOST_READ_BACK]


def _most_frequent(questionnaire: Questionnaire, candidates: list[Hinge]) -> Hinge:
    """The first hinge of the question most changes of which lead to this level; signs, which may come, before facts."""
    signs = [hinge for hinge in candidates if questionnaire.outline[hinge.question].question.kind == "many"]
    candidates = signs or candidates
    counts: dict[str, int] = {}
    for hinge in candidates:
        counts[hinge.question] = counts.get(hinge.question, 0) + 1
    return next(hinge for hinge in candidates if counts[hinge.question] == max(counts.values()))


def _changes(interview: Interview) -> Iterator[Hinge]:
    """Every other answer to every answered question, with the level that it would lead to."""
    assessor = _Assessor(interview)
    outline = interview.questionnaire.outline
    for id, given in interview.answers.items():
        for other in _other_answers(outline[id].question, given, assessor.bounds.get(id, ())):
            yield from assessor.levels_with(id, other)


def _other_answers(question: Question, given: Answer, bounds: tuple[float, ...]) -> Iterator[Answer]:
    match question.kind:
        case "one":
            yield from (choice for choice in _calmest_first(question) if choice != given)
        case "many" if isinstance(given, tuple):
            yield from _other_selections(question, given)
        case "number":
            near = sorted({_whole(bound + step) for bound in bounds for step in (-1, 0, 1)} - {given})
            low = float("-inf") if question.min is None else question.min
            high = float("inf") if question.max is None else question.max
            yield from (number for number in near if low <= number <= high)


def _whole(number: float) -> int | float:
    return int(number) if number.is_integer() else number


def _calmest_first(question: Question) -> list[str]:
    calmest = question.quiet_choice or next(iter(question.worse), None)
    return sorted(question.choices, key=lambda choice: choice != calmest)


def _other_selections(question: Question, given: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Each choice ticked or unticked, as the person could; the exclusive ones alone."""
    kept = tuple(choice for choice in given if not question.choices[choice].exclusive)
    for id in _calmest_first(question):
        if question.choices[id].exclusive:
            other: tuple[str, ...] = (id,)
        elif id in kept:
            other = tuple(one for one in kept if one != id)
        else:
            other = tuple(one for one in question.choices if one in (*kept, id))
        if other and other != given:
            yield other


class _Assessor:
    """Assesses an interview again and again, looking only at what a change touches."""

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self._questionnaire = interview.questionnaire
        self._answers = interview.answers

    def levels_with(self, id: str, other: Answer) -> Iterator[Hinge]:
        """The level with this answer in place of the one given, or each level that a reply to its follow-up makes."""
        if id not in self._questionnaire.opening:
            yield Hinge(id, other, self.level({**self._answers, id: other}, {id}))
            return
        reply = list(other) if isinstance(other, tuple) else other
        after = answer(change(self._interview, id), reply)
        answers = after.answers
        touched = {id} | (self._answers.keys() - answers.keys())
        waiting = after.waiting
        if waiting is None or waiting.parent != id or not waiting.question.choices:
            yield Hinge(id, other, self.level(answers, touched))
            return
        for choice in waiting.question.choices:
            detail = (choice,) if waiting.question.kind == "many" else choice
            level = self.level({**answers, waiting.id: detail}, touched | {waiting.id})
            yield Hinge(id, other, level, {waiting.id: detail})

    @cached_property
    def bounds(self) -> dict[str, tuple[float, ...]]:
        """Question id to the numbers at which a rule changes its mind."""
        found: dict[str, set[float]] = {}
        for condition in _all_conditions(self._questionnaire):
            for id, number in _bounds_in(condition):
                found.setdefault(id, set()).add(number)
        return {id: tuple(numbers) for id, numbers in found.items()}

    @cached_property
    def _raised(self) -> frozenset[str]:
        return frozenset(raised_flags(self._questionnaire, self._answers))

    def level(self, answers: dict[str, Answer], touched: set[str]) -> str:
        """The level of these answers, which differ from those given in the `touched` questions."""
        questionnaire = self._questionnaire
        affected = {flag for question in touched for flag in questionnaire.flags_reading.get(question, ())}
        flags = questionnaire.red_flags
        raised = self._raised - affected | {
            flag for flag in affected if holds(flags[flag].when, answers, questionnaire.signs)
        }
        levels = [flags[flag].level for flag in raised] + [baseline_of(questionnaire, answers)[1]]
        return min(levels, key=questionnaire.urgency.__getitem__)


def _all_conditions(questionnaire: Questionnaire) -> Iterator[Condition]:
    yield from (flag.when for flag in questionnaire.red_flags.values())
    yield from (line.when for line in questionnaire.baseline)
    yield from questionnaire.signs.values()


def _bounds_in(condition: Condition) -> Iterator[tuple[str, float]]:
    for id, test in condition.tests.items():
        if isinstance(test, Bounds):
            numbers = (test.at_least, test.above, test.at_most, test.below)
            yield from ((id, number) for number in numbers if number is not None)
    for _, part in condition.parts():
        yield from _bounds_in(part)
