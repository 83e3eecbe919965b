"""Conditions of two questionnaires brought to one form, so that those which say the same are equal."""

from __future__ import annotations

from collections.abc import Mapping

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


def renamed(
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

    return fold(formula, leaf, Not, at_least)


def in_order(formula: Formula) -> Formula:
    """The same formula with what may stand in any order sorted."""

    def leaf(part: Leaf) -> Formula:
        if isinstance(part, SignHolds):
            return part
        return AnswerIs(part.question, with_choices(part.test, sorted(choices_in(part.test))))

    return fold(formula, leaf, Not, lambda count, parts: at_least(count, sorted(parts, key=formula_text)))
