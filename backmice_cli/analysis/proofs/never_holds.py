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

from backmice_cli.analysis.proofs.finding import Finding
from backmice_cli.analysis.proofs.rules import Rule, rules
from backmice_cli.analysis.solver import Solver
from backmice_cli.questionnaire.problem import Severity

_FOLLOWS = {
    "sign": "holds",
    "red flag": "is raised",
    "baseline": "applies",
    "needs": "holds",
    "feature": "counts",
    "advice": "is given",
}


def prove(solver: Solver) -> Iterator[Finding]:
    for rule in rules(solver):
        if rule.decides == "question":
            continue  # `never-asked` says so
        holds = solver.world.holds(rule.condition)
        if solver.prover.is_possible(solver.circuit.every([holds, rule.matters])):
            continue
        if rule.decides != "feature" or solver.prover.is_possible(rule.matters):
            yield _found(rule, solver)


def _found(rule: Rule, solver: Solver) -> Finding:
    message = f"{rule.name} never {_FOLLOWS[rule.decides]}, whatever is answered"
    severity = Severity.ERROR if rule.decides == "red flag" else Severity.WARNING
    return Finding(rule.path, "never-holds", message, _hint(rule, solver), severity)


def _hint(rule: Rule, solver: Solver) -> str:
    reads = solver.world.reads(rule.condition)
    for entry in solver.questionnaire.outline:
        if entry.id in reads and not solver.prover.is_possible(solver.world.asked(entry.id)):
            return f"It reads question '{entry.id}', which is never asked."
    if solver.prover.is_possible(solver.world.holds(rule.condition)):
        return "It holds only where it is not looked at."
    return "No one can give all the answers that it asks for."
