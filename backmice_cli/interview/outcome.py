"""What follows from the answers: level, red flags, possibilities with reasons, advice. Pure; nothing lowers a level."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from backmice_cli.interview.regions import in_region, is_for_region
from backmice_cli.questionnaire.condition import Answers
from backmice_cli.questionnaire.evaluation import Facts, may_hold
from backmice_cli.questionnaire.model import Baseline, Feature, Line, Questionnaire

Fit = Literal["flagged", "many", "some"]
"""Why a possibility is listed: a red flag puts it there, or it fits many or some of the answers."""


@dataclass(frozen=True)
class ListedPossibility:
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
    possibilities: tuple[ListedPossibility, ...]
    advice: tuple[str, ...]


def assess(questionnaire: Questionnaire, answers: Answers, region: str | None = None) -> Outcome:
    """Work out the outcome of these answers, as the format's section 'Outcome' says.

    The region decides nothing but which advice a person is given; without it they are given that of all regions.
    """
    advice, things = questionnaire.advice, questionnaire.possibilities.values()
    features = [table for thing in things for table in (thing.fits, thing.against)]
    tables = (questionnaire.red_flags, questionnaire.baseline, advice, *features)
    flags, lines, given, *reasons = questionnaire.evaluator.holding(tables, answers)
    raised = _most_urgent_first(questionnaire, flags)
    level = _most_urgent_level(questionnaire, raised, lines)
    return Outcome(
        level=level,
        red_flags=raised,
        baseline=questionnaire.baseline.index(lines[0]) if lines else None,
        possibilities=_listed_possibilities(questionnaire, answers, raised, level, reasons),
        advice=tuple(
            id for id in given if level not in advice[id].never_at and is_for_region(advice[id].regions, region)
        ),
    )


def level_of(questionnaire: Questionnaire, answers: Answers) -> str:
    """Only the level of `assess`; who asks about answers that differ little has an `Assessor`."""
    flags, lines = questionnaire.evaluator.holding((questionnaire.red_flags, questionnaire.baseline), answers)
    return _most_urgent_level(questionnaire, _most_urgent_first(questionnaire, flags), lines)


def _most_urgent_level(questionnaire: Questionnaire, raised: tuple[str, ...], lines: list[Baseline]) -> str:
    """The more urgent of the first red flag's and the first line's of the baseline."""
    levels = [*(questionnaire.red_flags[flag].level for flag in raised[:1]), *(line.level for line in lines[:1])]
    return min(levels, key=questionnaire.urgency.__getitem__, default=questionnaire.mildest)


def raised_flags(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The red flags that hold, most urgent first, then as in the file."""
    return _most_urgent_first(questionnaire, questionnaire.evaluator.holding((questionnaire.red_flags,), answers)[0])


def _most_urgent_first(questionnaire: Questionnaire, flags: Iterable[str]) -> tuple[str, ...]:
    urgency, red_flags = questionnaire.urgency, questionnaire.red_flags
    return tuple(sorted(flags, key=lambda flag: urgency[red_flags[flag].level]))


class Assessor:
    """The level of answers that differ from some others in a few questions: `level_of`, without testing every rule."""

    def __init__(self, questionnaire: Questionnaire, answers: Answers) -> None:
        self._questionnaire, self._evaluator = questionnaire, questionnaire.evaluator
        raised = (questionnaire.red_flags[flag] for flag in raised_flags(questionnaire, answers))
        self._raised = list(map(questionnaire.rule, raised))
        self._baseline = list(map(questionnaire.rule, questionnaire.baseline))
        self._mildest = len(questionnaire.levels) - 1
        self._facts = self._evaluator.facts(answers)

    def differing_in(self, touched: Collection[str]) -> Callable[[Facts], int]:
        """Give the rank of the level with what is known of other answers to the touched questions."""
        reading, letting_hold = self._questionnaire.rules_reading, self._questionnaire.rules_by_test
        rest = self._facts - self._evaluator.numbers_of(touched)
        rules = (*self._raised, *(rule for question in touched for rule in reading.get(question, ())))
        standing = [rule for rule in rules if not rest.isdisjoint(rule.some)]

        def urgency(changed: Facts) -> int:
            facts = rest | changed
            most = next((line.rank for line in self._baseline if may_hold(line[1:3], facts, facts)), self._mildest)
            for rules in (standing, *(letting_hold.get(number, ()) for number in changed)):
                for rank, _, check, _ in rules:
                    if rank < most and (check is None or check(facts, facts)):
                        most = rank
            return most

        return urgency

    def urgency(self, changed: Answers) -> int:
        """The rank of the level with these answers in the place of others, or beside them."""
        return self.differing_in(changed)(self._evaluator.facts(changed))


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


def _listed_possibilities(
    questionnaire: Questionnaire, answers: Answers, raised: tuple[str, ...], level: str, features: list[list[Feature]]
) -> tuple[ListedPossibility, ...]:
    """List at most `listing.most`, but never cut off what a red flag put there: safety texts must be seen."""
    listing = questionnaire.listing
    if level in listing.never_at:
        return ()
    flags, scored = frozenset(raised), list[tuple[int, ListedPossibility]]()
    things = questionnaire.possibilities.items()
    for (id, possibility), fits, against in zip(things, features[::2], features[1::2], strict=True):
        is_flagged = not flags.isdisjoint(possibility.shown_if)
        score = _total_weight(fits) - _total_weight(against) if possibility.ranked else 0
        if not (is_flagged or (possibility.ranked and score >= listing.some)):
            continue
        if possibility.needs is None or questionnaire.evaluator.holds(possibility.needs, answers):
            fit: Fit = "flagged" if is_flagged else "many" if score >= listing.many else "some"
            scored.append((score, ListedPossibility(id, fit, _feature_sentences(fits), _feature_sentences(against))))
    scored.sort(key=lambda pair: (pair[1].fit != "flagged", -pair[0]))
    flagged = sum(listed.fit == "flagged" for _, listed in scored)
    return tuple(listed for _, listed in scored[: max(listing.most, flagged)])


def _total_weight(features: list[Feature]) -> int:
    return sum([feature.weight for feature in features])


def _feature_sentences(features: list[Feature]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(feature.say for feature in features))
