"""`always-holds`: a condition that holds whatever is answered, even when nothing is.

A red flag that is always raised warns everyone of what they do not have. Elsewhere the condition can be left out. As
anyone may leave any question without an answer, it is always a `not` that does this, or a follow-up that asks again
for the answer that opened it. The last line of the baseline may hold always: it is for all who are left.

The same is said of a red flag, or of one arm of an `any` in it, that holds in every complete interview: one in which
each required question that is asked gets an answer. `{numb: answered}` is such an arm where `numb` is asked of all.

Bad:

    when: {not: {lump: no, lump_size: large}}

Without a lump its size is not asked, so the two never meet.

Good:

    when: {lump_size: large}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.check.proofs.rules import RuleFormula, complete_interview, rules_of
from backmice_cli.author.symbolic.formulas import Literal
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import part_name
from backmice_cli.questionnaire.problem import Path, Severity

_HINTS = {
    "red flag": "It would be raised for everyone. Say what it looks for.",
    "baseline": "No line after it is ever used. Move it to the end, or say what it looks for.",
    "sign": "It says nothing. Say what it stands for.",
}


def prove(solver: Solver) -> Iterator[Finding]:
    always = list(_conditions_that_hold(solver))
    yield from always
    paths = {one.path for one in always}
    yield from (one for one in _in_complete_interviews(solver) if not any(_is_in(one.path, path) for path in paths))


def _conditions_that_hold(solver: Solver) -> Iterator[Finding]:
    last = ("baseline", len(solver.questionnaire.baseline) - 1, "when")
    for rule in rules_of(solver):
        if rule.path != last and _always_holds(rule, solver):
            where = " where it stands" if rule.decides in ("question", "feature") else ""
            message = f"{rule.name} always holds{where}, whatever is answered"
            hint = _HINTS.get(rule.decides, "Remove the condition, or say what it looks for.")
            severity = Severity.ERROR if rule.decides == "red flag" else Severity.WARNING
            yield Finding(rule.path, "always-holds", message, hint, severity)


def _in_complete_interviews(solver: Solver) -> Iterator[Finding]:
    complete = complete_interview(solver)
    for id, flag in solver.questionnaire.red_flags.items():
        path: Path = ("red_flags", id, "when")
        arms = [place for place, arm in _arms_of(flag.when, path) if _holds_when(complete, arm, solver)]
        for place in arms:
            message = f"{part_name(place)} always holds in a complete interview"
            hint = "Everyone who answers all questions would be warned. Say which answer is meant."
            yield Finding(place, "always-holds", message, hint, Severity.WARNING)
        if not arms and _holds_when(complete, flag.when, solver):
            message = f"red flag '{id}' always holds in a complete interview"
            yield Finding(path, "always-holds", message, _HINTS["red flag"], Severity.ERROR)


def _arms_of(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
    """Each arm of an `any` that stands in no `not`, with its path."""
    for keys, part in condition.parts():
        if keys == ("not",):
            continue
        if keys[0] == "any":
            yield (*path, *keys), part
        yield from _arms_of(part, (*path, *keys))


def _holds_when(complete: Literal, condition: Condition, solver: Solver) -> bool:
    fails = solver.circuit.every([complete, -solver.interviews.condition_holds(condition)])
    return solver.prover.is_possible(complete) and not solver.prover.is_possible(fails)


def _is_in(path: Path, part: Path) -> bool:
    return path[: len(part)] == part


def _always_holds(rule: RuleFormula, solver: Solver) -> bool:
    fails = solver.circuit.every([rule.matters, -solver.interviews.holds(rule.formula)])
    return not solver.prover.is_possible(fails) and solver.prover.is_possible(rule.matters)
