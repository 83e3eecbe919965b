"""Every questionnaire that differs from the given one in one rule: what a mutation test tries.

- A red flag: left out, one level calmer, no longer ending the questions, its condition changed.
- A line of the baseline: left out, one level calmer, its condition changed. A sign: its condition changed.
- A question: asked without its `when`, or with the `when` changed; follow-ups of a choice left out.
- A possibility: left out, without its `needs` or with it changed, a feature or a red flag of `shown_if` left out.
- Advice: left out, without its `when` or with it changed, given at a level that it is not for.
- The list of possibilities, shown at a level that has none.

`condition_variants.py` says how a condition changes. Wording, weights and the lengths of lists are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel

from backmice_cli.analysis.condition_variants import variants
from backmice_cli.analysis.conditions import ALWAYS, NEVER, asks_for
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.model import Baseline, Entry, Possibility, Questionnaire, RedFlag
from backmice_cli.questionnaire.nodes import Path

_GONE = None
"""Stands for a part that is left out."""


@dataclass(frozen=True)
class Mutant:
    """One change of one rule."""

    rule: str
    """What kind of rule: `red flag`."""
    id: str
    words: str
    path: Path
    part: Any
    """What stands at `path` now; None when nothing does."""
    before: Condition
    after: Condition
    """Only answers that make one of the two hold and the other not can show the change."""
    asks: bool = False
    """Whether other questions may be asked."""
    shows: Path = ()
    """What else than level, red flags and list of possibilities shows it: `("advice", id)` or `("asked", id)`."""

    @property
    def name(self) -> str:
        return f"{self.rule} '{self.id}': {self.words}"


def applied(mutant: Mutant, questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with this one change."""
    changed: Questionnaire = _replaced(questionnaire, mutant.path, mutant.part)
    for name in _worked_out_once(type(changed)):
        changed.__dict__.pop(name, None)  # the copy has taken over what was worked out before
    if changed.signs is questionnaire.signs:
        changed.__dict__["evaluator"] = questionnaire.evaluator.again()
    return changed


@cache
def _worked_out_once(model: type[Questionnaire]) -> tuple[str, ...]:
    """The names of what a questionnaire works out once about itself."""
    return tuple(
        name for part in model.__mro__ for name, value in vars(part).items() if isinstance(value, cached_property)
    )


def mutants(questionnaire: Questionnaire) -> tuple[Mutant, ...]:
    """Every mutant, in the order of the file's parts."""
    return (
        *_of_red_flags(questionnaire),
        *_of_baseline(questionnaire),
        *_of_signs(questionnaire),
        *_of_questions(questionnaire),
        *_of_possibilities(questionnaire),
        *_of_advice(questionnaire),
        *_of_listing(questionnaire),
    )


def _of_red_flags(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for id, flag in questionnaire.red_flags.items():
        path: Path = ("red_flags", id)

        def changed(words: str, after: Condition, part: RedFlag | None) -> Mutant:
            return Mutant("red flag", id, words, path, part, flag.when, after, flag.ends)  # noqa: B023 used at once

        yield changed("left out", NEVER, _GONE)
        calmer = _calmer(questionnaire, flag.level)
        if calmer is not None:
            yield changed(f"{calmer} instead of {flag.level}", NEVER, flag.model_copy(update={"level": calmer}))
        if flag.ends:
            yield changed("does not end the questions", NEVER, flag.model_copy(update={"ends": False}))
        for words, when in variants(flag.when):
            yield changed(words, when, flag.model_copy(update={"when": when}))


def _of_baseline(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for place, line in enumerate(questionnaire.baseline):
        path: Path = ("baseline", place)

        def changed(words: str, after: Condition, part: Baseline | None) -> Mutant:
            return Mutant("baseline line", str(place + 1), words, path, part, line.when, after)  # noqa: B023 as above

        yield changed("left out", NEVER, _GONE)
        calmer = _calmer(questionnaire, line.level)
        if calmer is not None:
            yield changed(f"{calmer} instead of {line.level}", NEVER, line.model_copy(update={"level": calmer}))
        for words, when in variants(line.when):
            yield changed(words, when, line.model_copy(update={"when": when}))


def _of_signs(questionnaire: Questionnaire) -> Iterator[Mutant]:
    asking = _signs_that_ask(questionnaire)
    for id, sign in questionnaire.signs.items():
        for words, when in variants(sign):
            yield Mutant("sign", id, words, ("signs", id), when, sign, when, id in asking)


def _of_questions(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for entry in questionnaire.outline:
        when = entry.question.when
        if when is not None:
            for words, other in (("asked whatever was answered", ALWAYS), *variants(when)):
                part = None if other is ALWAYS else other
                path = (*entry.path, "when")
                shows = ("asked", entry.id)
                yield Mutant("question", entry.id, words, path, part, when, other, asks=True, shows=shows)
        yield from _of_follow_ups(entry)


def _of_follow_ups(entry: Entry) -> Iterator[Mutant]:
    for id, choice in entry.question.choices.items():
        if choice.then:
            words = f"'{id}' opens no follow-up"
            chosen = asks_for(entry.id, (id,))
            yield Mutant(
                "question", entry.id, words, (*entry.path, "choices", id, "then"), {}, chosen, NEVER, asks=True
            )


def _of_possibilities(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for id, possibility in questionnaire.possibilities.items():
        path: Path = ("possibilities", id)
        needs = possibility.needs or ALWAYS
        yield Mutant("possibility", id, "left out", path, _GONE, needs, NEVER)
        if possibility.needs is not None:
            for words, other in (("without its 'needs'", ALWAYS), *variants(possibility.needs)):
                part = possibility.model_copy(update={"needs": None if other is ALWAYS else other})
                yield Mutant("possibility", id, words, path, part, needs, other)
        for flag in possibility.shown_if:
            rest = tuple(other for other in possibility.shown_if if other != flag)
            part = possibility.model_copy(update={"shown_if": rest})
            raised = questionnaire.red_flags[flag].when
            yield Mutant("possibility", id, f"not shown for red flag '{flag}'", path, part, raised, NEVER)
        yield from _of_features(id, possibility)


def _of_features(id: str, possibility: Possibility) -> Iterator[Mutant]:
    for key, features in (("fits", possibility.fits), ("against", possibility.against)):
        for place, feature in enumerate(features if possibility.ranked else ()):
            part = possibility.model_copy(update={key: features[:place] + features[place + 1 :]})
            words = f"without what {key}: '{feature.say}'"
            yield Mutant("possibility", id, words, ("possibilities", id), part, feature.when, NEVER)


def _of_advice(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for id, advice in questionnaire.advice.items():
        path: Path = ("advice", id)
        when = advice.when or ALWAYS
        yield Mutant("advice", id, "left out", path, _GONE, when, NEVER, shows=path)
        if advice.when is not None:
            for words, other in (("given whatever was answered", ALWAYS), *variants(advice.when)):
                part = advice.model_copy(update={"when": None if other is ALWAYS else other})
                yield Mutant("advice", id, words, path, part, when, other, shows=path)
        for level in advice.never_at:
            rest = tuple(other for other in advice.never_at if other != level)
            part = advice.model_copy(update={"never_at": rest})
            yield Mutant("advice", id, f"given at level '{level}' too", path, part, when, NEVER, shows=path)


def _of_listing(questionnaire: Questionnaire) -> Iterator[Mutant]:
    listing = questionnaire.listing
    for level in listing.never_at:
        rest = tuple(other for other in listing.never_at if other != level)
        part = listing.model_copy(update={"never_at": rest})
        yield Mutant("listing", level, "possibilities are listed at this level", ("listing",), part, ALWAYS, NEVER)


def _calmer(questionnaire: Questionnaire, level: str) -> str | None:
    levels = list(questionnaire.levels)
    place = levels.index(level) + 1
    return levels[place] if place < len(levels) else None


def _signs_that_ask(questionnaire: Questionnaire) -> frozenset[str]:
    """The signs on which it depends what is asked."""
    whens = [entry.question.when for entry in questionnaire.outline if entry.question.when is not None]
    whens += [flag.when for flag in questionnaire.red_flags.values() if flag.ends]
    return frozenset(sign for when in whens for sign in signs_in(when, questionnaire))


def signs_in(condition: Condition, questionnaire: Questionnaire) -> Iterator[str]:
    """The signs that a condition reads, those of signs too."""
    if condition.sign is not None:
        yield condition.sign
        yield from signs_in(questionnaire.signs[condition.sign], questionnaire)
    for _, part in condition.parts():
        yield from signs_in(part, questionnaire)


def _replaced(whole: Any, path: Path, part: Any) -> Any:
    """`whole` with something else at `path`, sharing what did not change; None takes an entry out."""
    if not path:
        return part
    step, rest = path[0], path[1:]
    if isinstance(whole, BaseModel):
        return whole.model_copy(update={str(step): _replaced(getattr(whole, str(step)), rest, part)})
    if isinstance(whole, tuple):
        place = int(step)
        new = _replaced(whole[place], rest, part)
        return whole[:place] + (() if new is None else (new,)) + whole[place + 1 :]
    new = _replaced(whole[step], rest, part)
    return {key: new if key == step else value for key, value in whole.items() if key != step or new is not None}
