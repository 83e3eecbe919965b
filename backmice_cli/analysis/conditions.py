"""Formulas put back as conditions, for a questionnaire that is changed by program."""

from __future__ import annotations

from typing import Any

from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import AnswerIs, AtLeast, Formula, Not, SignHolds


def condition_of(formula: Formula) -> Condition:
    """Write a formula as an author could, but for the two that a file cannot hold: what always and never holds."""
    fields: dict[str, Any]
    match formula:
        case AnswerIs(question, test):
            asked = Condition.model_construct()
            asked.tests[question] = test  # not by keyword: the question may be called as a field is
            return asked
        case SignHolds(sign):
            fields = {"sign": sign}
        case Not(part):
            fields = {"not": condition_of(part)}
        case AtLeast(count, parts):
            inner = tuple(map(condition_of, parts))
            if formula.wants_all:
                fields = {"all": inner}
            else:
                fields = {"any": inner} if formula.wants_any else {"at_least": count, "of": inner}
    return Condition.model_construct(**fields)
