"""`always-holds`: a condition that holds whatever is answered, even when nothing is.

A red flag that is always raised warns everyone of what they do not have. Elsewhere the condition can be left out. As
anyone may leave any question without an answer, it is always a `not` that does this, or a follow-up that asks again
for the answer that opened it. The last line of the baseline may hold always: it is for all who are left.

Bad:

    when: {not: {fever: measured, lump: never_said}}

Good:

    when: {fever: measured}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.analysis.proofs.finding import Finding
from backmice_cli.analysis.proofs.rules import Rule, rules
from backmice_cli.analysis.solver import Solver
from backmice_cli.questionnaire.problem import Severity

_HINTS = {
    "red flag": "It would be raised for everyone. Say what it looks for.",
    "baseline": "No line after it is ever used. Move it to the end, or say what it looks for.",
    "sign": "It says nothing. Say what it stands for.",
}


def prove(solver: Solver) -> Iterator[Finding]:
    last = ("baseline", len(solver.questionnaire.baseline) - 1, "when")
    for rule in rules(solver):
        if rule.path != last and _always_holds(rule, solver):
            where = " where it stands" if rule.decides in ("question", "feature") else ""
            message = f"{rule.name} always holds{where}, whatever is answered"
            hint = _HINTS.get(rule.decides, "Remove the condition, or say what it looks for.")
            severity = Severity.ERROR if rule.decides == "red flag" else Severity.WARNING
            yield Finding(rule.path, "always-holds", message, hint, severity)


def _always_holds(rule: Rule, solver: Solver) -> bool:
    fails = solver.circuit.every([rule.matters, -solver.world.holds(rule.condition)])
    return not solver.prover.is_possible(fails) and solver.prover.is_possible(rule.matters)
