"""Answers that make a condition hold, or not hold: few answers first, found by going through its parts.

What comes out is a proposal. Whether the questions are asked, and what follows from the answers, is for the interview
to say; whoever uses a way plays it. A solver finds what this misses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from backmice_cli.author.test.conditions import condition_of
from backmice_cli.interview.changes import calmest_first
from backmice_cli.questionnaire.condition import AllOf, Answer, Bounds, Condition, Test
from backmice_cli.questionnaire.formula import AnswerIs, AtLeast, Formula, Not, SignHolds, formula_of
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.notation import plain_number

Way = Mapping[str, Answer]
"""Question id to answer."""

Goal = tuple[Formula, bool]
"""A condition, and whether it shall hold."""

MOST = 60
"""Ways that are followed for one part of a condition."""

MOST_OF_ONE = 600
"""Ways of one part that are put together with those of others."""

MOST_JOINED = 3_000
"""Pairs of ways that are put together before giving up; conditions that contradict each other would have no end."""

_DEEPEST = 6
"""Questions that open a question that opens a question."""


class Ways:
    """Finds answers for one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._outline = questionnaire.outline
        self._joined = 0

    def start_again(self) -> None:
        """Allow for as many tries as at first."""
        self._joined = 0

    def of(self, formula: Formula, *, wanted: bool = True) -> Iterator[Way]:
        """Answers with which a condition holds, or does not hold."""
        match formula:
            case AnswerIs(question, test):
                yield from self._of_test(question, test, wanted)
            case SignHolds(sign):
                yield from self.of(formula_of(self._questionnaire.signs[sign]), wanted=wanted)
            case Not(part):
                yield from self.of(part, wanted=not wanted)
            case AtLeast(count, parts):
                yield from self._of_count(count, parts, wanted)

    def of_all(self, goals: Sequence[Goal]) -> Iterator[Way]:
        """Answers with which each condition holds that shall hold, and none that shall not."""
        if not goals:
            yield {}
            return
        (formula, wanted), rest = goals[0], goals[1:]
        for way in islice(self.of(formula, wanted=wanted), MOST_OF_ONE):
            if self._joined > MOST_JOINED:
                return
            for more in self.of_all(rest):
                both = self.joined(way, more)
                if both is not None:
                    yield both

    def telling_apart(self, one: Formula, other: Formula, *goals: Goal) -> Iterator[Way]:
        """Answers with which one of the two holds and the other does not, and all goals are met besides."""
        for yes, no in ((one, other), (other, one)):
            wanted, unwanted = condition_of(yes), condition_of(no)
            for together in ([(yes, True), *goals], [(yes, True), (no, False), *goals]):
                self.start_again()
                ways = (way for way in self.of_all(together) if self._holds(wanted, way))
                yield from islice((way for way in ways if not self._holds(unwanted, way)), MOST)

    def _holds(self, condition: Condition, way: Way) -> bool:
        return self._questionnaire.evaluator.holds(condition, way)

    def opened(self, way: Way, depth: int = _DEEPEST) -> Iterator[Way]:
        """The same answers, with others that lead to the questions being asked."""
        unmet = [need for id in way for need in self.needs(id) if not self._holds(need, way)]
        if not unmet:
            yield way
        elif depth:
            for more in islice(self.of_all([(formula_of(need), True) for need in unmet]), 12):
                both = self.joined(way, more)
                if both is not None:
                    yield from self.opened(both, depth - 1)

    def needs(self, id: str) -> Iterator[Condition]:
        """What must hold for a question to be asked."""
        entry = self._outline[id]
        if entry.parent is not None and entry.opened_by is not None:
            yield condition_of(AnswerIs(entry.parent, (entry.opened_by,)))
        if entry.question.when is not None:
            yield entry.question.when

    def joined(self, one: Way, other: Way) -> Way | None:
        """Both; None when they answer a question differently. Choices of a `many` question are put together."""
        self._joined += 1
        result = dict(one)
        for id, answer in other.items():
            both = _both(self._outline[id].question, result.get(id), answer)
            if both is None:
                return None
            result[id] = both
        return result

    def any_answer(self, id: str) -> Answer:
        """The calmest answer to a question, if that can be told, else its first."""
        return next(_answers(self._outline[id].question, lambda _: True))

    def _of_count(self, count: int, parts: Sequence[Formula], wanted: bool) -> Iterator[Way]:
        if not wanted and count == len(parts):
            for part in parts:  # one is enough, whatever becomes of the others
                yield from self.of(part, wanted=False)
            return
        for size in [count] if wanted else range(count):
            for chosen in combinations(parts, size):
                rest = [] if wanted else [(part, False) for part in parts if part not in chosen]
                yield from self.of_all([*((part, True) for part in chosen), *rest])

    def _of_test(self, id: str, test: Test, wanted: bool) -> Iterator[Way]:
        if not wanted:
            yield {}
        named = list(test.given.values()) if isinstance(test, Bounds) else []
        together = test.all if isinstance(test, AllOf) else ()
        passes = self._questionnaire.evaluator.test(AnswerIs(id, test))

        def fits(answer: Answer) -> bool:
            return passes({id: answer}) is wanted

        for answer in _answers(self._outline[id].question, fits, named, together):
            yield {id: answer}


def _both(question: Question, one: Answer | None, other: Answer) -> Answer | None:
    if one is None or one == other:
        return other
    if not (isinstance(one, tuple) and isinstance(other, tuple)):
        return None
    chosen = tuple(choice for choice in question.choices if choice in one or choice in other)
    if len(chosen) > 1 and any(question.choices[choice].exclusive for choice in chosen):
        return None
    return chosen


def _answers(
    question: Question, fits: Callable[[Answer], bool], named: Sequence[float] = (), together: Sequence[str] = ()
) -> Iterator[Answer]:
    """Answers to a question that fit, the calmest first."""
    match question.kind:
        case "one":
            yield from filter(fits, calmest_first(question))
        case "many":
            for choice in calmest_first(question):
                if fits((choice,)):
                    yield (choice,)
            yield from filter(fits, _several(question, together))
        case "number":
            low = 0 if question.min is None else question.min
            near = {plain_number(number + step) for number in named for step in (0, 1, -1)} or {plain_number(low)}
            high = float("inf") if question.max is None else question.max
            yield from (number for number in sorted(near) if low <= number <= high and fits(number))
        case "text":
            yield from filter(fits, ["words"])


def _several(question: Question, together: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Several choices at once: those that a test names together, and as many as can be chosen, one more each time."""
    open_ones = [id for id, choice in question.choices.items() if not choice.exclusive]
    if together:
        yield tuple(choice for choice in question.choices if choice in together)
    for count in range(2, len(open_ones) + 1):
        yield tuple(open_ones[:count])
