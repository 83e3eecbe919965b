"""`holds-only-unasked`: a condition with a `not` that holds only for people who did not answer the question in it.

`not` holds too when a question was not asked or was skipped. Where nobody who answers it can satisfy the condition,
the `not` says nothing about their answer, which is rarely what its author meant. A `not` of `answered` says it openly
and is left alone; so is a sign that reads a question nobody is asked where the condition holds, for a sign is made for
more than one place.

Bad:

    when: {lump: no, not: {lump_size: large}}

Without a lump its size is not asked.

Good:

    when: {lump: no}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.check.proofs.rules import RuleFormula, rules_of
from backmice_cli.author.symbolic.formulas import Literal
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.condition import ANSWERED
from backmice_cli.questionnaire.finding import Finding, Witness
from backmice_cli.questionnaire.formula import AnswerIs, Formula, helping_leaves, written_out
from backmice_cli.questionnaire.problem import Severity


def prove(solver: Solver) -> Iterator[Finding]:
    for rule in rules_of(solver):
        formula = rule.formula
        openly = denied_questions(formula)
        denied = denied_questions(written_out(formula, solver.questionnaire.signs))
        for id in (entry.id for entry in solver.questionnaire.outline if entry.id in denied):
            if _holds_only_without(id, rule, solver) and (id in openly or _is_asked_where(rule, id, solver)):
                yield _unasked_finding(id, rule, solver)
                break


def _rule_holds(rule: RuleFormula, solver: Solver) -> Literal:
    return solver.circuit.every([rule.matters, solver.interviews.holds(rule.formula)])


def _holds_only_without(id: str, rule: RuleFormula, solver: Solver) -> bool:
    prover, held, answered = solver.prover, _rule_holds(rule, solver), solver.interviews.answered(id)
    with_answer = solver.circuit.every([held, answered])
    return prover.is_possible(held) and prover.is_possible(answered) and not prover.is_possible(with_answer)


def _is_asked_where(rule: RuleFormula, id: str, solver: Solver) -> bool:
    return solver.prover.is_possible(solver.circuit.every([_rule_holds(rule, solver), solver.interviews.asked(id)]))


def _unasked_finding(id: str, rule: RuleFormula, solver: Solver) -> Finding:
    name = rule.name
    message = f"{name} holds only for people who did not answer question '{id}', which it reads under a 'not'"
    hint = "Remove the 'not', or ask for the answer that is meant."
    answers = solver.fewest_for(_rule_holds(rule, solver))
    shown = () if answers is None else (Witness(answers, solver.level(answers)),)
    related = (solver.questionnaire.outline[id].path,)
    return Finding(rule.path, "holds-only-unasked", message, hint, Severity.WARNING, related=related, witnesses=shown)


def denied_questions(formula: Formula) -> frozenset[str]:
    """The questions that are tested for something else than `answered` inside an odd number of `not`s."""
    return frozenset(
        leaf.question
        for leaf, helps in helping_leaves(formula)
        if isinstance(leaf, AnswerIs) and leaf.test != ANSWERED and not helps
    )
