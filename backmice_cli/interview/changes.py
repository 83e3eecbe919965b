"""Every answer changed, one at a time, and the level assessed again.

A change that opens a follow-up is tried with each reply to it: a sign and its detail count as one answer.
Changes are tried in the order asked until the limits below are reached, so that no file can hang an interview; answers
beyond them are not looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from backmice_cli.interview.interview import Interview, answer, change
from backmice_cli.interview.outcome import baseline_of, raised_flags
from backmice_cli.questionnaire.condition import Answer, Answers, Bounds, Condition
from backmice_cli.questionnaire.evaluation import holds, questions_read
from backmice_cli.questionnaire.model import Question, Questionnaire

MOST_TRIED = 2_000
"""Changes, each reply to an opened follow-up counted; the shipped questionnaire comes to some two hundred."""

MOST_TESTED = 500_000
"""Tests of conditions, over all changes."""

MOST_WALKED = 400_000
"""Questions gone through again and tests of their `when`, over all changes to answers that open others."""


@dataclass(frozen=True)
class Hinge:
    """One answer, and what the level would be with another in its place."""

    question: str
    would_be: Answer
    level: str
    details: dict[str, Answer] = field(default_factory=dict)
    """Replies to the follow-up that the change opens."""


def changes(interview: Interview) -> Iterator[Hinge]:
    """Every other answer to every answered question, with the level that it would lead to, as far as the limits go."""
    changer = _Changer(interview)
    outline, opening = interview.questionnaire.outline, interview.questionnaire.opening
    bounds = _bounds(interview.questionnaire)
    found = (
        hinge
        for id, given in interview.answers.items()
        for other in _other_answers(outline[id].question, given, bounds.get(id, ()))
        for hinge in (changer.walked(id, other) if id in opening else changer.in_place(id, other))
    )
    return islice(takewhile(lambda _: not changer.assessor.is_spent, found), MOST_TRIED)


def _other_answers(question: Question, given: Answer, bounds: Iterable[float]) -> Iterator[Answer]:
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
    places = {id: place for place, id in enumerate(question.choices)}
    kept = tuple(choice for choice in given if not question.choices[choice].exclusive)
    kept_places = [places[choice] for choice in kept]
    for id in _calmest_first(question):
        at = bisect_left(kept_places, places[id])
        if question.choices[id].exclusive:
            other: tuple[str, ...] = (id,)
        elif kept[at : at + 1] == (id,):
            other = kept[:at] + kept[at + 1 :]
        else:
            other = (*kept[:at], id, *kept[at:])
        if other and other != given:
            yield other


class _Changer:
    """Puts another answer in the place of one given, within the limits."""

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self._answers = interview.answers
        self._levels = list(interview.questionnaire.levels)
        self._walk = _weight_of_walk(interview.questionnaire)
        self._walked = 0
        self.assessor = Assessor(interview.questionnaire, self._answers)

    def in_place(self, id: str, other: Answer) -> Iterator[Hinge]:
        """The level with this answer to a question that opens no other."""
        yield self._hinge(id, other, ChainMap({id: other}, self._answers), {id})

    def walked(self, id: str, other: Answer) -> Iterator[Hinge]:
        """The level with this answer, or each level that a reply to its follow-up makes; nothing beyond the limit."""
        self._walked += self._walk + len(self._interview.questionnaire.outline[id].question.choices)
        if self._walked > MOST_WALKED:
            return
        after = answer(change(self._interview, id), list(other) if isinstance(other, tuple) else other)
        answers = after.answers
        touched = {id} | (self._answers.keys() - answers.keys())
        waiting = after.waiting
        if waiting is None or waiting.parent != id or not waiting.question.choices:
            yield self._hinge(id, other, answers, touched)
            return
        for choice in waiting.question.choices:
            detail: Answer = (choice,) if waiting.question.kind == "many" else choice
            with_detail = ChainMap({waiting.id: detail}, answers)
            yield self._hinge(id, other, with_detail, touched | {waiting.id}, {waiting.id: detail})

    def _hinge(
        self, id: str, other: Answer, answers: Answers, touched: set[str], details: dict[str, Answer] | None = None
    ) -> Hinge:
        return Hinge(id, other, self._levels[self.assessor.urgency(answers, touched)], details or {})


class Assessor:
    """Assesses the same answers with small changes again and again, looking only at what a change touches."""

    def __init__(self, questionnaire: Questionnaire, answers: Answers) -> None:
        self.questionnaire = questionnaire
        self._raised = raised_flags(questionnaire, answers)
        self._weights = {id: _weight(flag.when, questionnaire) for id, flag in questionnaire.red_flags.items()}
        lines = [line.when for line in questionnaire.baseline]
        self._read_by_baseline = frozenset[str]().union(*(questions_read(when, questionnaire.signs) for when in lines))
        self._weight_of_baseline = sum(_weight(when, questionnaire) for when in lines)
        self._baseline = questionnaire.urgency[baseline_of(questionnaire, answers)[1]]
        self._tested = 0

    @property
    def is_spent(self) -> bool:
        return self._tested > MOST_TESTED

    def urgency(self, answers: Answers, touched: Collection[str]) -> int:
        """The rank of the level of `answers`, which differ from those known in the `touched` questions only."""
        questionnaire, flags = self.questionnaire, self.questionnaire.red_flags
        affected = {flag for question in touched for flag in questionnaire.flags_reading.get(question, ())}
        self._tested += sum(self._weights[flag] for flag in affected)
        now = [flag for flag in affected if holds(flags[flag].when, answers, questionnaire.signs)]
        now += islice((flag for flag in self._raised if flag not in affected), 1)  # they stand most urgent first
        baseline = self._baseline
        if not self._read_by_baseline.isdisjoint(touched):
            self._tested += self._weight_of_baseline
            baseline = questionnaire.urgency[baseline_of(questionnaire, answers)[1]]
        return min([baseline, *(questionnaire.urgency[flags[flag].level] for flag in now)])


def _weight(condition: Condition, questionnaire: Questionnaire) -> int:
    """How many tests a condition comes to, signs written out."""
    tests = len(condition.tests) + sum(_weight(part, questionnaire) for _, part in condition.parts())
    return tests if condition.sign is None else tests + _weight(questionnaire.signs[condition.sign], questionnaire)


def _weight_of_walk(questionnaire: Questionnaire) -> int:
    """How many questions and tests one walk over all questions comes to."""
    ends = sum(_weight(flag.when, questionnaire) for flag in questionnaire.red_flags.values() if flag.ends)
    whens = [entry.question.when for entry in questionnaire.outline if entry.question.when is not None]
    tests = sum(_weight(when, questionnaire) for when in whens) + ends * len(questionnaire.sections)
    return len(questionnaire.outline) + tests


def _bounds(questionnaire: Questionnaire) -> dict[str, set[float]]:
    """Question id to the numbers at which a rule changes its mind."""
    found: dict[str, set[float]] = {}
    for condition in _all_conditions(questionnaire):
        for id, number in _bounds_in(condition):
            found.setdefault(id, set()).add(number)
    return found


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
