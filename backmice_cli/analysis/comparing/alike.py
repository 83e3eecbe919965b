"""Conditions of two questionnaires brought to one form, so that those which say the same are equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from backmice_cli.questionnaire.formula import (
    AnswerIs,
    Formula,
    Leaf,
    Not,
    SignHolds,
    at_least,
    choices_in,
    fold,
    with_choices,
)
from backmice_cli.questionnaire.notation import formula_text


@dataclass(frozen=True)
class Names:
    """What to write instead of an id."""

    questions: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the question's own id."""
    signs: Mapping[str, str] = field(default_factory=dict)


AS_WRITTEN = Names()


def renamed(formula: Formula, names: Names) -> Formula:
    """The same formula with other ids."""

    def leaf(part: Leaf) -> Formula:
        match part:
            case AnswerIs(question, test):
                choices = names.choices.get(question, {})
                changed = with_choices(test, (choices.get(choice, choice) for choice in choices_in(test)))
                return AnswerIs(names.questions.get(question, question), changed)
            case SignHolds(sign):
                return SignHolds(names.signs.get(sign, sign))

    return fold(formula, leaf, Not, at_least)


def in_order(formula: Formula) -> Formula:
    """The same formula with what may stand in any order sorted."""

    def leaf(part: Leaf) -> Formula:
        if isinstance(part, SignHolds):
            return part
        return AnswerIs(part.question, with_choices(part.test, sorted(choices_in(part.test))))

    return fold(formula, leaf, Not, lambda count, parts: at_least(count, sorted(parts, key=formula_text)))
