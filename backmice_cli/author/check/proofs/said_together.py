"""`said-together`: one person can be told two things that `never_together` keeps apart.

Advice that contradicts a warning makes people doubt the warning.

Advice counts for those who are given it, a red flag for those who are warned by it, a possibility for those on whose
list it stands, and a sign for those for whom it holds. An id that several of them have stands for all of these.

Bad:

    advice: {massage: {kind: do, text: Massage it gently.}}
    never_together:
      - {these: massage, with: growing, because: A scan comes first.}

Good:

    advice:
      massage: {kind: do, text: Massage it gently., when: {growth: "no"}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backmice_cli.author.symbolic.formulas import Literal
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding, Witness
from backmice_cli.questionnaire.formula import SignHolds
from backmice_cli.questionnaire.model import NeverTogether
from backmice_cli.questionnaire.naming import owner_name
from backmice_cli.questionnaire.problem import Path, Severity
from backmice_cli.questionnaire.suggest import join_quoted


def prove(solver: Solver) -> Iterator[Finding]:
    for place, rule in enumerate(solver.questionnaire.never_together):
        if solver.prover.is_possible(_both_there(rule.these, rule.others, solver)):
            yield from _of_rule(("never_together", place), rule, solver)


def _of_rule(path: Path, rule: NeverTogether, solver: Solver) -> Iterator[Finding]:
    for number, id in enumerate(rule.these):
        beside = [other for other in rule.others if solver.prover.is_possible(_both_there([id], [other], solver))]
        if not beside:
            continue
        answers = solver.fewest_for(_both_there([id], beside, solver))
        shown = () if answers is None else (Witness(answers, solver.level(answers)),)
        together = f"{_part_name(id, solver)} can come together with {join_quoted(beside, 'or')}"
        message = f"{together}, which {owner_name(path)} forbids"
        hint = "Let the 'when' of one leave out the people of the other."
        yield Finding((*path, "these", number), "said-together", message, hint, Severity.WARNING, witnesses=shown)


def _both_there(these: Iterable[str], others: Iterable[str], solver: Solver) -> Literal:
    """Whether one of these and one of the others are there for the same person."""
    return solver.circuit.every(solver.circuit.some(_is_there(id, solver) for id in ids) for ids in (these, others))


def _is_there(id: str, solver: Solver) -> Literal:
    questionnaire, outcomes = solver.questionnaire, solver.outcomes
    meanings: list[Literal] = []
    if id in questionnaire.advice:
        meanings.append(outcomes.advised(id))
    if id in questionnaire.red_flags:
        meanings.append(outcomes.raised(id))
    if id in questionnaire.possibilities:
        meanings.append(outcomes.listed(id))
    if id in questionnaire.signs:
        meanings.append(solver.interviews.holds(SignHolds(id)))
    return solver.circuit.some(meanings)


def _part_name(id: str, solver: Solver) -> str:
    tables = ("advice", "red_flags", "possibilities", "signs")
    return owner_name((next(table for table in tables if id in getattr(solver.questionnaire, table)), id))
