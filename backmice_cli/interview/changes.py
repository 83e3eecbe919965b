"""Every answer changed, one at a time, and the level assessed again.

A change that opens a follow-up is tried with each reply to it: a sign and its detail count as one answer.
Changes are tried in the order asked as long as there is work left for them, so that no file can hang an interview;
those that come to more are not looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from backmice_cli.interview.interview import Interview, answers_after, is_opened
from backmice_cli.interview.outcome import Assessor
from backmice_cli.questionnaire.condition import Answer, Bounds
from backmice_cli.questionnaire.formula import AnswerIs, leaves
from backmice_cli.questionnaire.model import Entry, Question, Questionnaire

MOST_WORK = 1_000_000
"""Tests of conditions and questions gone through again, over all changes; the shipped questionnaire takes an eighth."""

_EACH = 20
"""What a change takes beside its tests."""


@dataclass(frozen=True)
class Hinge:
    """One answer, and what the level would be with another in its place."""

    question: str
    would_be: Answer
    level: str
    details: dict[str, Answer] = field(default_factory=dict)
    """Replies to the follow-up that the change opens."""


def changes(interview: Interview) -> Iterator[Hinge]:
    """Every other answer to every answered question, with the level that it would lead to, as far as the work goes."""
    changer = _Changer(interview)
    for id, given in interview.answers.items():
        yield from changer.changed(id, _other_answers(interview.questionnaire, id, given))


def _other_answers(questionnaire: Questionnaire, id: str, given: Answer) -> Iterator[Answer]:
    question = questionnaire.outline[id].question
    match question.kind:
        case "one":
            yield from (choice for choice in calmest_first(question) if choice != given)
        case "many" if isinstance(given, tuple):
            yield from _other_selections(question, given)
        case "number":
            near = sorted(
                {_whole(bound + step) for bound in _bounds(questionnaire, id) for step in (-1, 0, 1)} - {given}
            )
            low = float("-inf") if question.min is None else question.min
            high = float("inf") if question.max is None else question.max
            yield from (number for number in near if low <= number <= high)


def _bounds(questionnaire: Questionnaire, id: str) -> Iterator[float]:
    """The numbers at which a rule changes its mind about a question."""
    evaluator = questionnaire.evaluator
    flags, lines = questionnaire.red_flags.values(), questionnaire.baseline
    rules = (*(flag.when for flag in flags), *(line.when for line in lines), *questionnaire.signs.values())
    for condition in rules:
        meaning = evaluator.meaning(condition)
        if id in meaning.reads:
            for leaf in leaves(meaning.formula):
                if isinstance(leaf, AnswerIs) and leaf.question == id and isinstance(leaf.test, Bounds):
                    numbers = (leaf.test.at_least, leaf.test.above, leaf.test.at_most, leaf.test.below)
                    yield from (number for number in numbers if number is not None)


def _whole(number: float) -> int | float:
    return int(number) if number.is_integer() else number


def calmest_first(question: Question) -> list[str]:
    """The choices, the one that worries least before all others."""
    calmest = question.quiet_choice or next(iter(question.worse), None)
    return sorted(question.choices, key=lambda choice: choice != calmest)


def _other_selections(question: Question, given: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Each choice ticked or unticked, as the person could; the exclusive ones alone."""
    places = {id: place for place, id in enumerate(question.choices)}
    kept = tuple(choice for choice in given if not question.choices[choice].exclusive)
    kept_places = [places[choice] for choice in kept]
    for id in calmest_first(question):
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
    """Puts another answer in the place of one given, as long as there is work left."""

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self._questionnaire = questionnaire = interview.questionnaire
        self._answers = interview.answers
        ends = [questionnaire.evaluator.meaning(flag.when) for flag in questionnaire.ends]
        self._read_by_ends = frozenset[str]().union(*(end.reads for end in ends))
        self._levels = list(questionnaire.levels)
        self._assessor = Assessor(questionnaire, self._answers)
        self._weights = _weights(questionnaire)
        self._walk = _weight_of(questionnaire, questionnaire.outline)
        self._walk += sum(end.weight for end in ends) * len(questionnaire.sections)
        self._left = MOST_WORK

    def changed(self, id: str, others: Iterable[Answer]) -> Iterator[Hinge]:
        """The level with each of these other answers to a question, or each level that a reply to its follow-up makes.

        As long as it does not change what depends on the question, nothing else changes what is asked.
        """
        given = self._answers[id]
        settled = self._interview.waiting is None and id not in self._read_by_ends
        asked = self._depending_asked(id)
        for other in others:
            if not self._affords(_EACH + self._weights[id] + (len(other) if isinstance(other, tuple) else 0)):
                return
            self._answers[id] = other
            urgency = None
            if settled and self._depending_asked(id) == asked:
                urgency = self._assessor.urgency(self._answers, (id,))
            self._answers[id] = given
            if urgency is not None:
                yield Hinge(id, other, self._levels[urgency])
            else:
                yield from self._walked(id, other)

    def _depending_asked(self, id: str) -> list[bool]:
        """Which of the questions that depend on this one directly are asked."""
        answers, holds = self._answers, self._questionnaire.evaluator.holds
        return [
            is_opened(entry, answers) and (entry.question.when is None or holds(entry.question.when, answers))
            for entry in self._questionnaire.depending.get(id, ())
        ]

    def _walked(self, id: str, other: Answer) -> Iterator[Hinge]:
        if not self._affords(self._walk, kept=MOST_WORK // 5):  # changes that ask nothing else are still to be tried
            return
        answers, waiting = answers_after(self._interview, id, other)
        touched = {id, *(self._answers.keys() - answers.keys())}
        details: list[dict[str, Answer]] = [{}]
        if waiting is not None and waiting.parent == id and waiting.question.choices:
            touched.add(waiting.id)
            is_many = waiting.question.kind == "many"
            details = [{waiting.id: (choice,) if is_many else choice} for choice in waiting.question.choices]
        weight = sum(self._weights[question] for question in touched) + len(touched)
        for detail in details:
            if self._affords(weight):
                answers.update(detail)
                yield Hinge(id, other, self._levels[self._assessor.urgency(answers, touched)], detail)

    def _affords(self, work: int, kept: int = 0) -> bool:
        """Take this much from the work that is left, if there is so much beside what is kept."""
        if work > self._left - kept:
            return False
        self._left -= work
        return True


def _weights(questionnaire: Questionnaire) -> Counter[str]:
    """Question id to the tests that another answer to it takes: of rules, and of what depends on it."""
    meaning, weights = questionnaire.evaluator.meaning, Counter[str]()
    tested_together = [[flag.when] for flag in questionnaire.red_flags.values()]
    tested_together.append([line.when for line in questionnaire.baseline])
    for group in tested_together:
        weight = sum(meaning(when).weight for when in group)
        for question in frozenset[str]().union(*(meaning(when).reads for when in group)):
            weights[question] += weight
    for question, entries in questionnaire.depending.items():
        weights[question] += _weight_of(questionnaire, entries)
    return weights


def _weight_of(questionnaire: Questionnaire, entries: Iterable[Entry]) -> int:
    """How many questions and tests it comes to, to see which of these are asked."""
    whens = [entry.question.when for entry in entries]
    return len(whens) + sum(questionnaire.evaluator.meaning(when).weight for when in whens if when is not None)
