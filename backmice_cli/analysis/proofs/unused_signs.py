"""`unused-sign`: a sign that no condition names, or only signs that nothing names either.

Bad:

    signs: {fever_now: {fever: [measured, shivery]}}
    red_flags: {fever: {when: {fever: [measured, shivery]}, ...}}

Good:

    red_flags: {fever: {when: {sign: fever_now}, ...}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.analysis.proofs.finding import Finding
from backmice_cli.analysis.proofs.rules import rules
from backmice_cli.analysis.solver import Solver
from backmice_cli.questionnaire.condition import Condition


def prove(solver: Solver) -> Iterator[Finding]:
    signs = solver.questionnaire.signs
    waiting = [sign for rule in rules(solver) if rule.decides != "sign" for sign in _named(rule.condition)]
    used: set[str] = set()
    while waiting:
        sign = waiting.pop()
        if sign not in used:
            used.add(sign)
            waiting += _named(signs[sign])
    for sign in signs:
        if sign not in used:
            yield Finding(("signs", sign), "unused-sign", f"no rule uses sign '{sign}'", "Use it, or remove it.")


def _named(condition: Condition) -> list[str]:
    found = [] if condition.sign is None else [condition.sign]
    return found + [sign for _, part in condition.parts() for sign in _named(part)]
