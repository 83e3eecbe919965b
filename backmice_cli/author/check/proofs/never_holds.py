"""`never-holds`: a condition that no interview can satisfy, so that what it decides never happens.

A red flag that can never be raised is a danger that nobody is told of. The reason is mostly a pair of answers that
exclude each other, or a question that is not asked on the way to the other.

Bad:

    when: {lump: no, lump_size: large}

Good:

    when: {lump: yes, lump_size: large}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.check.proofs.rules import RuleFormula, rules_of
from backmice_cli.author.symbolic.queries import AdviceGiven
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.problem import Severity

_NEVER = {
    "sign": "never holds",
    "red flag": "is never raised",
    "baseline": "never applies",
    "needs": "never holds",
    "feature": "never counts",
    "advice": "is never given",
    "level": "is never shown",
}


_HIDDEN = "'never_at' names every level that anyone comes to."


def prove(solver: Solver) -> Iterator[Finding]:
    for rule in rules_of(solver):
        if rule.decides in ("question", "advice"):
            continue  # `never-asked` says so of questions; advice is looked at below, with or without a condition
        holds = solver.interviews.holds(rule.formula)
        if solver.prover.is_possible(solver.circuit.every([holds, rule.matters])):
            continue
        if rule.decides != "feature" or solver.prover.is_possible(rule.matters):
            yield _never_finding(rule, solver)
    yield from _of_advice(solver)


def _of_advice(solver: Solver) -> Iterator[Finding]:
    conditions = {rule.path[1]: rule for rule in rules_of(solver) if rule.decides == "advice"}
    for id in solver.questionnaire.advice:
        if not solver.is_possible(AdviceGiven(id)):
            yield _never_finding(conditions[id], solver) if id in conditions else _hidden_sign(id)


def _hidden_sign(id: str) -> Finding:
    message = f"advice '{id}' is never given, whatever is answered"
    return Finding(("advice", id, "never_at"), "never-holds", message, _HIDDEN, Severity.WARNING)


def _never_finding(rule: RuleFormula, solver: Solver) -> Finding:
    message = f"{rule.name} {_NEVER[rule.decides]}, whatever is answered"
    severity = Severity.ERROR if rule.decides == "red flag" else Severity.WARNING
    return Finding(rule.path, "never-holds", message, _hint_for(rule, solver), severity)


def _hint_for(rule: RuleFormula, solver: Solver) -> str:
    reads = solver.interviews.reads(rule.formula)
    for entry in solver.questionnaire.outline:
        if entry.id in reads and not solver.prover.is_possible(solver.interviews.asked(entry.id)):
            return f"It reads question '{entry.id}', which is never asked."
    if solver.prover.is_possible(solver.interviews.holds(rule.formula)):
        return "It holds only where it is not looked at."
    return "No one can give all the answers that it asks for."
