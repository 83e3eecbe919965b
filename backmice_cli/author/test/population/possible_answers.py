"""What people of one kind may say: which questions they may be asked, and which answers are ever drawn.

Errs on one side only: a question that is not in here is never asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from backmice_cli.author.test.population.people import Population, rest_of
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import AnswerIs, Formula, Leaf, SignHolds, choices_in, fold_formula, formula_of
from backmice_cli.questionnaire.model import Entry, Questionnaire

PossibleReplies = dict[str, frozenset[str]]
"""Question to the answers that may be given, as they are written in the population."""


def may_be_said(questionnaire: Questionnaire, population: Population) -> PossibleReplies:
    """Give, for each question that may be asked and must be answered, its answers; none where nobody says what."""
    said: PossibleReplies = {}
    for entry in questionnaire.outline:
        section = questionnaire.sections[entry.section]
        if entry.question.kind != "text" and not section.optional and _may_be_asked(entry, said, questionnaire):
            given = _choices_given(entry, population)
            if given or not (entry.question.optional and population.otherwise):
                said[entry.id] = given
    return said


def _choices_given(entry: Entry, population: Population) -> frozenset[str]:
    question, answered = entry.question, population.answers.get(entry.id)
    if answered is None:
        quiet = question.quiet_choice if population.otherwise else None
        return frozenset([quiet] if quiet else ())
    found: set[str] = set()
    for frequencies in (answered, *answered.instead):
        found |= {written for written, share in frequencies.shares.items() if share > 0}
        found |= {rest_of(question, frequencies) if question.kind == "many" else frequencies.rest or ""}
    return frozenset(found - {""})


def _may_be_asked(entry: Entry, said: PossibleReplies, questionnaire: Questionnaire) -> bool:
    if entry.parent is not None and entry.opened_by not in said.get(entry.parent, ()):
        return False
    return _may_hold(formula_of(entry.question.when), said, questionnaire.signs)[0]


def _may_hold(formula: Formula, said: PossibleReplies, signs: Mapping[str, Condition]) -> tuple[bool, bool]:
    """Tell whether a condition may hold, and whether it may not."""

    def leaf(part: Leaf) -> tuple[bool, bool]:
        match part:
            case SignHolds(sign):
                return _may_hold(formula_of(signs[sign]), said, signs)
            case AnswerIs(question, test):
                choices = choices_in(test)
                return question in said and (not choices or not said[question].isdisjoint(choices)), True

    def counting(count: int, parts: list[tuple[bool, bool]]) -> tuple[bool, bool]:
        may, may_not = sum(one for one, _ in parts), sum(one for _, one in parts)
        return may >= count, may_not > len(parts) - count

    return fold_formula(formula, leaf, lambda may: (may[1], may[0]), counting)
