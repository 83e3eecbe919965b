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
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

import msgspec
from msgspec import Struct

from backmice_cli.author.test.condition_variants import condition_variants
from backmice_cli.questionnaire import formula
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import AnswerIs, AtLeast, Formula, Not, SignHolds, formula_of, signs_in
from backmice_cli.questionnaire.model import Entry, Questionnaire
from backmice_cli.questionnaire.problem import Path


def condition_of(formula: Formula) -> Condition:
    """Write a formula as an author could, but for the two that a file cannot hold: what always and never holds."""
    match formula:
        case AnswerIs(question, test):
            return Condition(tests={question: test})
        case SignHolds(sign):
            return Condition(sign=sign)
        case Not(part):
            return Condition(negated=condition_of(part))
        case AtLeast(count, parts):
            inner = tuple(map(condition_of, parts))
            if formula.wants_all:
                return Condition(all=inner)
            return Condition(any=inner) if formula.wants_any else Condition(at_least=count, of=inner)


ALWAYS, NEVER = condition_of(formula.ALWAYS), condition_of(formula.NEVER)

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


def apply_mutant(mutant: Mutant, questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with this one change."""
    changed: Questionnaire = _replace_at(questionnaire, mutant.path, mutant.part)
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


def mutants_of(questionnaire: Questionnaire) -> tuple[Mutant, ...]:
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
        rule = _MutatedRule("red flag", id, ("red_flags", id), flag.when, asks=flag.ends)
        yield rule.changed("left out", _GONE)
        calmer = _calmer_level(questionnaire, flag.level)
        if calmer is not None:
            yield rule.changed(f"{calmer} instead of {flag.level}", calmer, "level")
        if flag.ends:
            yield rule.changed("does not end the questions", False, "ends")
        yield from rule.variants("when")


def _of_baseline(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for place, line in enumerate(questionnaire.baseline):
        rule = _MutatedRule("baseline line", str(place + 1), ("baseline", place), line.when)
        yield rule.changed("left out", _GONE)
        calmer = _calmer_level(questionnaire, line.level)
        if calmer is not None:
            yield rule.changed(f"{calmer} instead of {line.level}", calmer, "level")
        yield from rule.variants("when")


def _of_signs(questionnaire: Questionnaire) -> Iterator[Mutant]:
    asking = _signs_that_ask(questionnaire)
    for id, sign in questionnaire.signs.items():
        yield from _MutatedRule("sign", id, ("signs", id), sign, asks=id in asking).variants()


def _of_questions(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for entry in questionnaire.outline:
        if entry.question.when is not None:
            rule = _MutatedRule("question", entry.id, entry.path, entry.question.when, True, ("asked", entry.id))
            yield from rule.variants("when", without="asked whatever was answered")
        yield from _of_follow_ups(entry)


def _of_follow_ups(entry: Entry) -> Iterator[Mutant]:
    for id, choice in entry.question.choices.items():
        if choice.then:
            chosen = condition_of(AnswerIs(entry.id, (id,)))
            rule = _MutatedRule("question", entry.id, (*entry.path, "choices", id), chosen, asks=True)
            yield rule.changed(f"'{id}' opens no follow-up", {}, "then")


def _of_possibilities(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for id, possibility in questionnaire.possibilities.items():
        rule = _MutatedRule("possibility", id, ("possibilities", id), possibility.needs or ALWAYS)
        yield rule.changed("left out", _GONE)
        if possibility.needs is not None:
            yield from rule.variants("needs", without="without its 'needs'")
        for flag in possibility.shown_if:
            raised = replace(rule, when=questionnaire.red_flags[flag].when)
            rest = tuple(other for other in possibility.shown_if if other != flag)
            yield raised.changed(f"not shown for red flag '{flag}'", rest, "shown_if")
        for key, features in (("fits", possibility.fits), ("against", possibility.against)):
            for place, feature in enumerate(features if possibility.ranked else ()):
                words = f"without what {key}: '{feature.say}'"
                yield replace(rule, when=feature.when).changed(words, _GONE, key, place)


def _of_advice(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for id, advice in questionnaire.advice.items():
        rule = _MutatedRule("advice", id, ("advice", id), advice.when or ALWAYS, shows=("advice", id))
        yield rule.changed("left out", _GONE)
        if advice.when is not None:
            yield from rule.variants("when", without="given whatever was answered")
        for level in advice.never_at:
            rest = tuple(other for other in advice.never_at if other != level)
            yield rule.changed(f"given at level '{level}' too", rest, "never_at")


def _of_listing(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for level in questionnaire.listing.never_at:
        rule = _MutatedRule("listing", level, ("listing",), ALWAYS)
        rest = tuple(other for other in questionnaire.listing.never_at if other != level)
        yield rule.changed("possibilities are listed at this level", rest, "never_at")


def _calmer_level(questionnaire: Questionnaire, level: str) -> str | None:
    levels = list(questionnaire.levels)
    place = levels.index(level) + 1
    return levels[place] if place < len(levels) else None


def _signs_that_ask(questionnaire: Questionnaire) -> frozenset[str]:
    """The signs on which it depends what is asked."""
    whens = [entry.question.when for entry in questionnaire.outline if entry.question.when is not None]
    whens += [flag.when for flag in questionnaire.red_flags.values() if flag.ends]
    return frozenset(signs_in(map(formula_of, whens), questionnaire.signs))


@dataclass(frozen=True)
class _MutatedRule:
    """A rule to be changed."""

    kind: str
    id: str
    path: Path
    when: Condition
    asks: bool = False
    shows: Path = ()

    def changed(self, words: str, part: Any, *keys: str | int, after: Condition = NEVER) -> Mutant:
        """Put something else below the rule; what it decides is decided as if its condition were `after`."""
        path = (*self.path, *keys)
        return Mutant(self.kind, self.id, words, path, part, self.when, after, self.asks, self.shows)

    def variants(self, *keys: str, without: str | None = None) -> Iterator[Mutant]:
        """Change its condition, which stands below these keys, or leave it out, said in the words `without`."""
        if without is not None:
            yield self.changed(without, None, *keys, after=ALWAYS)
        for words, changed in condition_variants(formula_of(self.when)):
            after = condition_of(changed)
            yield self.changed(words, after, *keys, after=after)


def _replace_at(whole: Any, path: Path, part: Any) -> Any:
    """`whole` with something else at `path`, sharing what did not change; None takes an entry out."""
    if not path:
        return part
    step, rest = path[0], path[1:]
    if isinstance(whole, Struct):
        return msgspec.structs.replace(whole, **{str(step): _replace_at(getattr(whole, str(step)), rest, part)})
    if isinstance(whole, tuple):
        place = int(step)
        new = _replace_at(whole[place], rest, part)
        return whole[:place] + (() if new is None else (new,)) + whole[place + 1 :]
    new = _replace_at(whole[step], rest, part)
    return {key: new if key == step else value for key, value in whole.items() if key != step or new is not None}
