"""Every proof over one questionnaire: what is not so, what holds for everyone, and the figures. Needs z3."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backmice_cli.author.check.figures import Figures, figures_of
from backmice_cli.author.check.proofs import PROOFS, run_proofs
from backmice_cli.author.check.proofs.calmer_when_unsure import unsure_pairs
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.english import count_text
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Budget, Questionnaire

ProofStep = Callable[[int, int], None]
"""Told before each piece of work: its number, and how many there are."""


@dataclass(frozen=True)
class Proved:
    """What the proofs gave."""

    findings: list[Finding]
    clauses: list[str]
    """What holds for all interviews, in words."""
    figures: Figures


def prove_all(questionnaire: Questionnaire, step: ProofStep, *, of_each_red_flag: bool = False) -> Proved:
    """Make all proofs.

    Args:
        of_each_red_flag: take the measures of each emergency too.
    """
    solver = Solver(questionnaire)
    found: list[Finding] = []
    for number, proof in enumerate(PROOFS, 1):
        step(number, len(PROOFS) + 1)
        found += run_proofs(solver, [proof])
    step(len(PROOFS) + 1, len(PROOFS) + 1)
    clauses = list(_proved_clauses(questionnaire, {(one.code, one.path[0]) for one in found}))
    return Proved(found, clauses, figures_of(solver, of_each_red_flag=of_each_red_flag))


def _proved_clauses(questionnaire: Questionnaire, found: set[tuple[str, str | int]]) -> Iterator[str]:
    """Say what holds, where nothing was found against it and there is anything that it speaks of.

    Args:
        found: the code of each problem, with the part of the file that it stands in.
    """
    codes = {code for code, _ in found}
    questions = [entry.question for entry in questionnaire.outline]
    if not codes & {"never-asked"}:
        yield "every question is asked of someone"
    if questionnaire.red_flags and not found & {("never-holds", "red_flags"), ("always-holds", "red_flags")}:
        yield "every red flag can be raised, and none is raised for everyone"
    if not codes & {"level-not-reached", "masked-baseline"}:
        yield "every level is reached by someone"
    if questionnaire.possibilities and not found & {
        ("never-listed", "possibilities"),
        ("never-holds", "possibilities"),
    }:
        yield "every possibility can be listed"
    doubted = sum(any(unsure_pairs(question)) for question in questions)
    if doubted and not codes & {"calmer-when-unsure"}:
        many = count_text(doubted, "question")
        yield f'answering "I\'m not sure" is never calmer than "no" ({many})'
    ordered = sum(len(question.worse) > 1 for question in questions)
    if ordered and not codes & {"calmer-when-worse", "calmer-when-unsure"}:  # a pair of both kinds is told once
        yield f"an answer that 'worse' calls more worrying is never calmer ({count_text(ordered, 'question')})"
    apart = len(questionnaire.never_together)
    if apart and not codes & {"said-together"}:
        yield f"nobody is told two things that 'never_together' keeps apart ({count_text(apart, 'rule')})"
    if questionnaire.budget != Budget() and not codes & {"over-budget"}:
        yield "nobody is asked more than the budget allows"
