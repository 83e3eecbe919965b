"""Formulas put back as conditions, for a questionnaire that is changed by program."""

from __future__ import annotations

from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import AnswerIs, AtLeast, Formula, Not, SignHolds


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
