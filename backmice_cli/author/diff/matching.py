"""What of two questionnaires is the same thing: by id; where an id is in one alone, by words that nothing else has.

A question that is asked in the same words under a new id was renamed, and so was a choice of the same question with the
same label, a level with the same label, a red flag with the same warning, a possibility with the same name, an advice
with the same text. A question whose answers are of another nature (a number, no longer choices) is another question.
Of the baseline, lines are the same that say the same, then those with the same condition, then with the same words,
then those of the same level in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import (
    AnswerIs,
    Formula,
    Leaf,
    Not,
    SignHolds,
    at_least,
    choices_in,
    fold_formula,
    formula_of,
    with_choices,
)
from backmice_cli.questionnaire.model import Baseline, Question, Questionnaire
from backmice_cli.questionnaire.notation import formula_text

Part = TypeVar("Part")

_NATURE = {"one": "choices", "many": "choices", "number": "number", "text": "text"}


def pair_ids(old: Mapping[str, Part], new: Mapping[str, Part], words: Callable[[Part], Hashable]) -> dict[str, str]:
    """Say which id of the new has which id of the old become, for what is in both."""
    found = {id: id for id in old if id in new}
    gone = _by_words({id: part for id, part in old.items() if id not in new}, words)
    come = _by_words({id: part for id, part in new.items() if id not in old}, words)
    for said, ids in gone.items():
        others = come.get(said, [])
        if len(ids) == len(others) == 1:
            found[ids[0]] = others[0]
    return found


def _by_words(parts: Mapping[str, Part], words: Callable[[Part], Hashable]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    for id, part in parts.items():
        found.setdefault(words(part), []).append(id)
    return found


def plain_text(text: str) -> str:
    """A text without what does not change how it reads: line breaks and capital letters."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class Matching:
    """Old id to new id, for everything that is in both."""

    old: Questionnaire
    new: Questionnaire

    @cached_property
    def levels(self) -> dict[str, str]:
        return pair_ids(self.old.levels, self.new.levels, lambda level: plain_text(level.label))

    @cached_property
    def sections(self) -> dict[str, str]:
        return pair_ids(self.old.sections, self.new.sections, lambda section: plain_text(section.title))

    @cached_property
    def questions(self) -> dict[str, str]:
        old, new = _questions_by_id(self.old), _questions_by_id(self.new)
        found = pair_ids(old, new, lambda question: (plain_text(question.ask), _NATURE[question.kind]))
        return {here: there for here, there in found.items() if _NATURE[old[here].kind] == _NATURE[new[there].kind]}

    @cached_property
    def choices(self) -> dict[str, dict[str, str]]:
        """By the old id of a question that is in both."""
        return {
            here: pair_ids(
                self.old.outline[here].question.choices,
                self.new.outline[there].question.choices,
                lambda choice: plain_text(choice.label),
            )
            for here, there in self.questions.items()
        }

    @cached_property
    def signs(self) -> dict[str, str]:
        return {id: id for id in self.old.signs if id in self.new.signs}

    @cached_property
    def red_flags(self) -> dict[str, str]:
        return pair_ids(self.old.red_flags, self.new.red_flags, lambda flag: plain_text(flag.warn))

    @cached_property
    def possibilities(self) -> dict[str, str]:
        return pair_ids(self.old.possibilities, self.new.possibilities, lambda part: plain_text(part.name))

    @cached_property
    def advice(self) -> dict[str, str]:
        return pair_ids(self.old.advice, self.new.advice, lambda part: (part.kind, plain_text(part.text)))

    @cached_property
    def baseline(self) -> dict[int, int]:
        """Line to line, counted from 0."""
        old = [self._said(line, is_old=True) for line in self.old.baseline]
        new = [self._said(line, is_old=False) for line in self.new.baseline]
        ways: tuple[Callable[[_BaselineWords], Hashable], ...] = (
            lambda line: line,
            lambda line: (line.level, line.form),
            lambda line: line.form,
            lambda line: line.because,
            lambda line: line.level,
        )
        found: dict[int, int] = {}
        for way in ways:
            for here, line in enumerate(old):
                for there, other in enumerate(new):
                    free = here not in found and there not in found.values()
                    if free and way(line) is not None and way(line) == way(other):
                        found[here] = there
        return found

    def _said(self, line: Baseline, *, is_old: bool) -> _BaselineWords:
        level = self.levels.get(line.level, f"{line.level} (old)") if is_old else line.level
        formula = self.in_new_names(line.when) if is_old else formula_of(line.when)
        return _BaselineWords(level, in_order(formula), None if line.because is None else plain_text(line.because))

    def in_new_names(self, old: Condition) -> Formula:
        """What an old condition says, with what it speaks of under its new names."""
        return rename_in_formula(formula_of(old), self.questions, self.choices, self.signs)

    def is_same_condition(self, old: Condition | None, new: Condition | None) -> bool:
        """Whether two conditions say the same, but for order and names; signs may still mean something else."""
        if old is None or new is None:
            return old is new
        return in_order(self.in_new_names(old)) == in_order(formula_of(new))


class _BaselineWords(NamedTuple):
    """What a line of the baseline says, but for the order of its parts and the look of its words."""

    level: str
    form: Formula
    because: str | None


def _questions_by_id(questionnaire: Questionnaire) -> dict[str, Question]:
    return {entry.id: entry.question for entry in questionnaire.outline}


def rename_in_formula(
    formula: Formula,
    questions: Mapping[str, str],
    choices: Mapping[str, Mapping[str, str]],
    signs: Mapping[str, str],
) -> Formula:
    """The same formula with other ids, where there are; choices go by their question's own id."""

    def leaf(part: Leaf) -> Formula:
        match part:
            case AnswerIs(question, test):
                names = choices.get(question, {})
                changed = with_choices(test, (names.get(choice, choice) for choice in choices_in(test)))
                return AnswerIs(questions.get(question, question), changed)
            case SignHolds(sign):
                return SignHolds(signs.get(sign, sign))

    return fold_formula(formula, leaf, Not, at_least)


def in_order(formula: Formula) -> Formula:
    """The same formula with what may stand in any order sorted."""

    def leaf(part: Leaf) -> Formula:
        if isinstance(part, SignHolds):
            return part
        return AnswerIs(part.question, with_choices(part.test, sorted(choices_in(part.test))))

    return fold_formula(formula, leaf, Not, lambda count, parts: at_least(count, sorted(parts, key=formula_text)))
