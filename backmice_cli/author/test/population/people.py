"""People of one kind, drawn by chance and interviewed, and how often each thing came out of it.

Knows nothing of files; `population_file.py` reads and checks what is played here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from backmice_cli.author.parallel import map_in_processes
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    answer,
    begin,
    decline,
    finish,
    go_on,
    next_step,
    skip,
)
from backmice_cli.interview.outcome import Outcome
from backmice_cli.questionnaire.condition import Answers, Condition, Part
from backmice_cli.questionnaire.model import Question, Questionnaire, Words
from backmice_cli.questionnaire.notation import number_text

FEW = 200
"""People who are through before another process would be ready."""
_PORTION = 50  # as in case_runs.py
_RANGE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?: to (-?[0-9]+(?:\.[0-9]+)?))?")

Percent = Annotated[float, Meta(ge=0, le=100)]


class Frequencies(Part, frozen=True):
    """How often each answer to a question is given, in per cent, and where the numbers come from."""

    shares: Annotated[dict[str, Percent], Meta(min_length=1)]
    """Answer to the share that gives it: a choice, a number such as `4`, or numbers such as `1 to 3`."""
    rest: str | None = None
    """The answer that all others give; for `many`, those who give none of the answers above."""
    source: Words | None = None
    """Where all of these numbers can be looked up. Without it they count as assumed."""
    because: Words | None = None
    """Why these numbers are assumed: a reason, or just `assumed`."""


class Instead(Frequencies, frozen=True, kw_only=True):
    """Other frequencies, for people whose earlier answers fit."""

    when: Condition
    """What must hold."""


class Answered(Frequencies, frozen=True):
    """How often each answer to a question is given: by everyone, unless something stands in `instead`."""

    instead: tuple[Instead, ...] = ()
    """Other frequencies for some people: the first whose `when` holds counts."""


class Limit(Part, frozen=True):
    """Between which shares something has to stay, in per cent."""

    at_least: Percent | None = None
    """So many, or more."""
    at_most: Percent | None = None
    """So many, or fewer."""

    def admits(self, count: int, of: int) -> bool:
        """Judge the share itself, not what it could be by chance."""
        low, high = self.at_least or 0, 100 if self.at_most is None else self.at_most
        return low * of <= count * 100 <= high * of


class Limits(Part, frozen=True):
    """Shares that must hold."""

    levels: dict[str, Limit] = {}
    """Level to the share of people who reach it."""
    possibilities: dict[str, Limit] = {}
    """Possibility to the share of people who are shown it."""
    red_flags: dict[str, Limit] = {}
    """Red flag to the share of people for whom it is raised."""


class Population(Part, frozen=True, kw_only=True):
    """People of one kind: how often they give each answer, and what must come of it."""

    title: Words
    """Who they are."""
    about: Words | None = None
    """What else to know about them, and about the numbers."""
    otherwise: Literal["no"] | None = None
    """With `no`, a question without frequencies gets the choice that denies, such as `none`."""
    answers: Annotated[dict[str, Answered], Meta(min_length=1)]
    """Question to how often each answer is given."""
    limits: Limits = Limits()
    """Shares that must hold."""


@dataclass
class Counts:
    """Of how many people each thing is so."""

    people: int = 0
    levels: Counter[str] = field(default_factory=Counter)
    """Reached at the end."""
    deciding: Counter[str] = field(default_factory=Counter)
    """Red flags without which, and others like them, the level would have been calmer."""
    alone: Counter[str] = field(default_factory=Counter)
    """Of these, the ones with no other beside them."""
    first: Counter[str | None] = field(default_factory=Counter)
    """Possibilities that stand first; None where nothing is listed."""
    possibilities: Counter[str] = field(default_factory=Counter)
    """Shown at all."""
    red_flags: Counter[str] = field(default_factory=Counter)
    """Raised at all."""

    def add(self, outcome: Outcome, deciding: list[str]) -> None:
        listed = [possibility.id for possibility in outcome.possibilities]
        self.people += 1
        self.levels[outcome.level] += 1
        self.deciding.update(deciding)
        self.alone.update(deciding if len(deciding) == 1 else ())
        self.first[listed[0] if listed else None] += 1
        self.possibilities.update(listed)
        self.red_flags.update(outcome.red_flags)

    def join(self, other: Counts) -> None:
        self.people += other.people
        for counter in fields(self)[1:]:
            getattr(self, counter.name).update(getattr(other, counter.name))


@dataclass(frozen=True)
class JudgedLimit:
    """A limit, and whether it is kept."""

    what: str
    """Such as `red flag`."""
    id: str
    limit: Limit
    count: int
    kept: bool


def judge_limits(limits: Limits, counts: Counts) -> Iterator[JudgedLimit]:
    """Hold what came out against the limits."""
    for what, some, found in (
        ("level", limits.levels, counts.levels),
        ("possibility", limits.possibilities, counts.possibilities),
        ("red flag", limits.red_flags, counts.red_flags),
    ):
        for id, limit in some.items():
            yield JudgedLimit(what, id, limit, found[id], limit.admits(found[id], counts.people))


@dataclass(frozen=True)
class _Drawing:
    """Who is drawn."""

    questionnaire: Questionnaire
    population: Population
    seed: int


def interview_people(
    questionnaire: Questionnaire, population: Population, people: int, seed: int, tell: Callable[[int], None]
) -> Counts:
    """Draw people and interview each; the same seed gives the same people, on however many cores.

    `tell` is called with the number of people done, now and then.
    """
    counts = Counts()
    portions = [range(start, min(start + _PORTION, people)) for start in range(0, people, _PORTION)]
    drawing = _Drawing(questionnaire, population, seed)
    for portion in map_in_processes(_interview_some, drawing, portions, alone=people <= FEW):
        counts.join(portion)
        tell(counts.people)
    return counts


def _interview_some(drawing: _Drawing, numbers: range) -> Counts:
    counts = Counts()
    for number in numbers:
        outcome = interview_person(drawing.questionnaire, drawing.population, f"{drawing.seed} {number}")
        counts.add(outcome, deciding_flags(drawing.questionnaire, outcome))
    return counts


def interview_person(questionnaire: Questionnaire, population: Population, person: str) -> Outcome:
    """Interview one person through all sections that are not optional, going on after every alert.

    Who they are is drawn from `person` alone.
    """
    interview = begin(questionnaire)
    while True:
        match next_step(interview):
            case Ask(entry):
                interview = _answer_as_drawn(interview, entry.id, population, person)
            case Alert():
                interview = go_on(interview)
            case Offer():
                interview = decline(interview)
            case Review():
                interview = finish(interview)
            case Done(outcome):
                return outcome


def deciding_flags(questionnaire: Questionnaire, outcome: Outcome) -> list[str]:
    """The red flags at the level reached, unless the baseline alone comes to it."""
    line = outcome.baseline
    calmest = questionnaire.mildest if line is None else questionnaire.baseline[line].level
    flags = [flag for flag in outcome.red_flags if questionnaire.red_flags[flag].level == outcome.level]
    return [] if calmest == outcome.level else flags


def _answer_as_drawn(interview: Interview, id: str, population: Population, person: str) -> Interview:
    """Answer as drawn, or as with `triage --rest no`; each question has its own chance, whatever else was asked."""
    question = interview.questionnaire.outline[id].question
    if id in population.answers:
        frequencies = frequencies_for(population.answers[id], interview.answers, interview.questionnaire)
        return answer(interview, draw_reply(question, frequencies, Random(f"{person} {id}")))
    quiet = question.quiet_choice
    return answer(interview, quiet) if quiet else skip(interview, even_required=True)


def frequencies_for(answered: Answered, answers: Answers, questionnaire: Questionnaire) -> Frequencies:
    """The frequencies for someone who gave these answers before."""
    others = (one for one in answered.instead if questionnaire.evaluator.holds(one.when, answers))
    return next(others, answered)


def draw_reply(question: Question, frequencies: Frequencies, chance: Random) -> Reply:
    """Draw an answer: of `many`, each choice by itself; one that excludes all others wins."""
    if question.kind != "many":
        drawn = _drawn_one(frequencies, chance)
        return _drawn_number(drawn, chance) if question.kind == "number" else drawn
    chosen = [choice for choice, share in frequencies.shares.items() if chance.random() * 100 < share]
    alone = [choice for choice in chosen if question.choices[choice].exclusive]
    return alone[:1] or chosen or [rest_of(question, frequencies)]


def rest_of(question: Question, frequencies: Frequencies) -> str:
    """The choice of a `many` question for those who give none of the others; empty where there is none."""
    return frequencies.rest or question.quiet_choice or ""


def _drawn_one(frequencies: Frequencies, chance: Random) -> str:
    """Draw one answer; without a rest the shares are 100 together, but for what is lost in adding."""
    shares, rest = frequencies.shares, frequencies.rest
    point = chance.random() * (sum(shares.values()) if rest is None else 100)
    for drawn, share in shares.items():
        if point < share:
            return drawn
        point -= share
    return rest or next(drawn for drawn in reversed(shares) if shares[drawn])


def _drawn_number(written: str, chance: Random) -> str:
    low, high = number_bounds(written) or (0, 0)
    return number_text(low) if low == high else str(chance.randint(int(low), int(high)))


def number_bounds(written: str) -> tuple[float, float] | None:
    """Read `4` or `1 to 3`, from the lower end to the upper one; None when it is something else."""
    found = _RANGE.fullmatch(written)
    if found is None:
        return None
    low = float(found[1])
    high = low if found[2] is None else float(found[2])
    whole = low.is_integer() and high.is_integer()
    return (low, high) if low == high or (low < high and whole) else None
