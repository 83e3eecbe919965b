"""People who raise a red flag in as many ways as it has."""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.symbolic.queries import FlagRaised
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.condition import Answers
from backmice_cli.questionnaire.formula import AnswerIs, formula_of, helping_leaves, written_out


def answers_raising(solver: Solver, flag: str) -> Iterator[Answers]:
    """Yield for each single answer that helps to raise it the answers of somebody who gives that one and raises it."""
    questionnaire = solver.questionnaire
    raised = solver.formula(FlagRaised(flag))
    for leaf, _ in helping_leaves(written_out(formula_of(questionnaire.red_flags[flag].when), questionnaire.signs)):
        if isinstance(leaf, AnswerIs):
            for answer, literal in solver.interviews.given(leaf.question).items():
                if not isinstance(leaf.test, tuple) or answer in leaf.test:
                    person = solver.prover.person(raised, literal)
                    if person is not None:
                        yield solver.played(person).answers
