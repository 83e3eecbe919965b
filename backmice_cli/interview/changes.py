"""Every answer changed, one at a time, and the level assessed again.

A change that opens a follow-up is tried with each reply to it: a sign and its detail count as one answer.
Changes are tried in the order asked as long as there is work left for them, so that no file can hang an interview;
those that come to more are not looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field

from backmice_cli.interview.interview import Interview, answers_after, is_opened
from backmice_cli.interview.outcome import Assessor
from backmice_cli.questionnaire.condition import Answer, Bounds
from backmice_cli.questionnaire.evaluation import Facts
from backmice_cli.questionnaire.formula import AnswerIs, leaves_of
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


def possible_changes(interview: Interview) -> Iterator[Hinge]:
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
                {_whole_number(bound + step) for bound in _rule_thresholds(questionnaire, id) for step in (-1, 0, 1)}
                - {given}
            )
            low = float("-inf") if question.min is None else question.min
            high = float("inf") if question.max is None else question.max
            yield from (number for number in near if low <= number <= high)


def _rule_thresholds(questionnaire: Questionnaire, id: str) -> Iterator[float]:
    """The numbers at which a rule changes its mind about a question."""
    flags = (questionnaire.red_flags[flag].when for flag in questionnaire.flags_reading.get(id, ()))
    rules = (*flags, *(line.when for line in questionnaire.baseline), *questionnaire.signs.values())
    for meaning in map(questionnaire.evaluator.meaning, rules):
        for leaf in leaves_of(meaning.formula) if id in meaning.reads else ():
            if isinstance(leaf, AnswerIs) and leaf.question == id and isinstance(leaf.test, Bounds):
                yield from leaf.test.given.values()


def _whole_number(number: float) -> int | float:
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


_OtherAnswers = tuple[list[dict[str, Answer]], int, Callable[[Facts], int]]
"""What changes with the same consequence share: each reply to what they open, the work of one, and its urgency."""


class _Changer:
    """Puts another answer in the place of one given, as long as there is work left."""

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self._questionnaire = questionnaire = interview.questionnaire
        self._answers = interview.answers
        self._levels = list(questionnaire.levels)
        self._assessor = Assessor(questionnaire, self._answers)
        whens = [*(entry.question.when for entry in questionnaire.outline), questionnaire.ends]
        path = [questionnaire.evaluator.meaning(when) for when in whens if when is not None]
        self._path = frozenset[int]().union(*(meaning.tests for meaning in path))
        ends = questionnaire.ends
        self._read_by_ends = frozenset[str]() if ends is None else questionnaire.evaluator.meaning(ends).reads
        self._walk = len(questionnaire.outline) + sum(meaning.weight for meaning in path) * len(questionnaire.sections)
        self._each = 1 + sum(questionnaire.rule(line).weight for line in questionnaire.baseline)
        self._left = MOST_WORK

    def changed(self, id: str, others: Iterable[Answer]) -> Iterator[Hinge]:
        """The level with each of these other answers to a question, or each level that a reply to its follow-up makes.

        Answers between which nothing that decides on questions tells a difference leave the same questions.
        """
        facts_of = self._questionnaire.evaluator.facts
        given = self._answers[id]
        rests = {self._told(id, given, facts_of({id: given})): self._rest(id, (), self._interview.waiting)}
        known: dict[str, bool] = {}
        each = _EACH + self._questionnaire.weights.get(id, 0)
        for other in others:
            if not self._affords(each + (len(other) if isinstance(other, tuple) else 0)):
                return
            facts = facts_of({id: other})
            told = self._told(id, other, facts)
            if told not in rests:
                if not self._affords(self._walk, kept=MOST_WORK // 5):  # those that ask nothing else are still tried
                    continue
                known = known or self._known(id)
                answers, waiting = answers_after(self._interview, id, other, known)
                rests[told] = self._rest(id, self._answers.keys() - answers.keys(), waiting)
            details, weight, urgency = rests[told]
            for detail in details:
                if self._affords(weight):
                    changed = facts | facts_of(detail) if detail else facts
                    yield Hinge(id, other, self._levels[urgency(changed)], detail)

    def _told(self, id: str, answer: Answer, facts: Facts) -> tuple[Set[int], tuple[str, ...]]:
        """What decides on other questions sees of an answer: the tests that it passes, and what it opens."""
        below = self._questionnaire.depending.get(id, ())
        opened = tuple(entry.id for entry in below if entry.parent == id and is_opened(entry, {id: answer}))
        return self._path & facts, opened

    def _rest(self, id: str, dropped: Collection[str], waiting: Entry | None) -> _OtherAnswers:
        details: list[dict[str, Answer]] = [{}]
        if waiting is not None and waiting.parent == id and waiting.question.choices:
            is_many = waiting.question.kind == "many"
            details = [{waiting.id: (choice,) if is_many else choice} for choice in waiting.question.choices]
        touched = {id, *dropped, *details[0]}
        weight = sum(self._questionnaire.weights.get(question, 0) + self._each for question in touched)
        if weight > self._left:  # none of them will be tried
            details, touched = [], set()
        return details, weight, self._assessor.differing_in(touched)

    def _known(self, id: str) -> dict[str, bool]:
        """Which questions are asked whatever the answer to this one is; none, while one waits or it may end them."""
        doubtful, waiting = {id}, [id]
        while waiting:
            below = {entry.id for entry in self._questionnaire.depending.get(waiting.pop(), ())} - doubtful
            doubtful |= below
            waiting += below
        settled = self._interview.waiting is None and self._read_by_ends.isdisjoint(doubtful)
        outline = self._questionnaire.outline if settled else ()
        return {entry.id: entry.id in self._interview.replies for entry in outline if entry.id not in doubtful}

    def _affords(self, work: int, kept: int = 0) -> bool:
        """Take this much from the work that is left, if there is so much beside what is kept."""
        if work > self._left - kept:
            return False
        self._left -= work
        return True
