"""What follows from the answers: level, red flags, possibilities with reasons, advice. Pure; nothing lowers a level."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from backmice_cli.interview.regions import in_region, is_for_region
from backmice_cli.questionnaire.condition import Answers
from backmice_cli.questionnaire.model import Feature, Line, Possibility, Questionnaire

Fit = Literal["flagged", "many", "some"]
"""Why a possibility is listed: a red flag puts it there, or it fits many or some of the answers."""


@dataclass(frozen=True)
class Listed:
    """A possibility on the list, with the reasons that the person's own answers give."""

    id: str
    fit: Fit
    fits: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What the answers lead to, as ids into the questionnaire."""

    level: str
    red_flags: tuple[str, ...]
    """Most urgent first, then as in the file."""
    baseline: int | None
    """Which line of the baseline holds, if one does."""
    possibilities: tuple[Listed, ...]
    advice: tuple[str, ...]


def assess(questionnaire: Questionnaire, answers: Answers, region: str | None = None) -> Outcome:
    """Work out the outcome of these answers, as the format's section 'Outcome' says.

    The region decides nothing but which advice a person is given; without it they are given that of all regions.
    """
    raised = raised_flags(questionnaire, answers)
    baseline, without_flags = baseline_of(questionnaire, answers)
    level = _level(questionnaire, raised, without_flags)
    return Outcome(
        level=level,
        red_flags=raised,
        baseline=baseline,
        possibilities=_possibilities(questionnaire, answers, raised, level),
        advice=_advice(questionnaire, answers, level, region),
    )


def level_of(questionnaire: Questionnaire, answers: Answers) -> str:
    """Only the level of `assess`; who asks about answers that differ little has an `Assessor`."""
    return _level(questionnaire, raised_flags(questionnaire, answers), baseline_of(questionnaire, answers)[1])


def _level(questionnaire: Questionnaire, raised: tuple[str, ...], without_flags: str) -> str:
    levels = (without_flags, *(questionnaire.red_flags[flag].level for flag in raised[:1]))
    return min(levels, key=questionnaire.urgency.__getitem__)


def raised_flags(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The red flags that hold, most urgent first, then as in the file."""
    flags = questionnaire.evaluator.holding(questionnaire.red_flags, answers)
    return tuple(sorted(flags, key=lambda flag: questionnaire.urgency[questionnaire.red_flags[flag].level]))


def baseline_of(questionnaire: Questionnaire, answers: Answers) -> tuple[int | None, str]:
    """The first line of the baseline that holds, if one does, and the level without any red flag."""
    for place, line in enumerate(questionnaire.baseline):
        if questionnaire.evaluator.holds(line.when, answers):
            return place, line.level
    return None, questionnaire.mildest


class Assessor:
    """The level of answers that differ from some others in a few questions: `level_of`, without testing every rule."""

    def __init__(self, questionnaire: Questionnaire, answers: Answers) -> None:
        self._questionnaire = questionnaire
        urgency, evaluator = questionnaire.urgency, questionnaire.evaluator
        self._tests = {
            id: (urgency[flag.level], evaluator.meaning(flag.when).holds)
            for id, flag in questionnaire.red_flags.items()
        }
        self._raised = raised_flags(questionnaire, answers)
        self._baseline = urgency[baseline_of(questionnaire, answers)[1]]
        lines = [evaluator.meaning(line.when).reads for line in questionnaire.baseline]
        self._read_by_baseline = frozenset[str]().union(*lines)

    def urgency(self, answers: Answers, touched: Collection[str]) -> int:
        """The rank of the level of `answers`, which differ from those known in the `touched` questions only."""
        questionnaire, tests = self._questionnaire, self._tests
        most = self._baseline
        if not self._read_by_baseline.isdisjoint(touched):
            most = questionnaire.urgency[baseline_of(questionnaire, answers)[1]]
        affected = frozenset[str]().union(*(questionnaire.flags_reading.get(question, ()) for question in touched))
        standing = next((flag for flag in self._raised if flag not in affected), None)  # they stand most urgent first
        if standing is not None:
            most = min(most, tests[standing][0])
        for flag in affected:
            rank, holds = tests[flag]
            if rank < most and holds(answers):
                most = rank
        return most


def lines_for(
    questionnaire: Questionnaire, lines: Iterable[Line], answers: Answers, region: str | None
) -> tuple[str, ...]:
    """The sentences that these answers call for in this region, in the order of the file.

    Where the region is not known, those of all regions, each with the names of its own.
    """
    holds = questionnaire.evaluator.holds
    return tuple(
        in_region(questionnaire, line.text, line.regions, region)
        for line in lines
        if is_for_region(line.regions, region) and (line.when is None or holds(line.when, answers))
    )


def _advice(questionnaire: Questionnaire, answers: Answers, level: str, region: str | None) -> tuple[str, ...]:
    table = questionnaire.advice
    return tuple(
        id
        for id in questionnaire.evaluator.holding(table, answers)
        if level not in table[id].never_at and is_for_region(table[id].regions, region)
    )


def _possibilities(
    questionnaire: Questionnaire, answers: Answers, raised: tuple[str, ...], level: str
) -> tuple[Listed, ...]:
    """List at most `listing.most`, but never cut off what a red flag put there: safety texts must be seen."""
    listing = questionnaire.listing
    if level in listing.never_at:
        return ()
    scored = [
        (score, listed)
        for id, possibility in questionnaire.possibilities.items()
        for score, listed in _listed(questionnaire, id, possibility, answers, raised)
    ]
    scored.sort(key=lambda pair: (pair[1].fit != "flagged", -pair[0]))
    flagged = sum(listed.fit == "flagged" for _, listed in scored)
    return tuple(listed for _, listed in scored[: max(listing.most, flagged)])


def _listed(
    questionnaire: Questionnaire, id: str, possibility: Possibility, answers: Answers, raised: tuple[str, ...]
) -> Iterator[tuple[int, Listed]]:
    """Yield the possibility with its score, unless it stays off the list."""
    evaluator, listing = questionnaire.evaluator, questionnaire.listing
    is_flagged = not frozenset(possibility.shown_if).isdisjoint(raised)
    if not (is_flagged or possibility.ranked):
        return
    if possibility.needs is not None and not evaluator.holds(possibility.needs, answers):
        return
    fits = evaluator.holding(possibility.fits, answers)
    against = evaluator.holding(possibility.against, answers)
    score = _weight(fits) - _weight(against) if possibility.ranked else 0
    if is_flagged or score >= listing.some:
        fit: Fit = "flagged" if is_flagged else "many" if score >= listing.many else "some"
        yield score, Listed(id, fit, _reasons(fits), _reasons(against))


def _weight(features: list[Feature]) -> int:
    return sum([feature.weight for feature in features])


def _reasons(features: list[Feature]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(feature.say for feature in features))
