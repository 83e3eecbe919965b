"""`never-decides`: a red flag, or a line of the baseline, that comes only with something more urgent (a note).

It never sets the level. Of a red flag that may be as it should, for its warning is shown all the same; where it is not,
another red flag asks for less than its author thought. A line of the baseline that never decides is of no use.

Example:

    red_flags:
      fever: {level: urgent, when: {fever: yes}, ...}
      fever_and_pus: {level: soon, when: {fever: yes, pus: yes}, ...}

Whoever has fever and pus has fever too, which is more urgent.
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.problem import Path, Severity


def prove(solver: Solver) -> Iterator[Finding]:
    yield from _of_red_flags(solver)
    yield from _of_baseline(solver)


def _of_baseline(solver: Solver) -> Iterator[Finding]:
    prover, outcomes = solver.prover, solver.outcomes
    for place, line in enumerate(solver.questionnaire.baseline):
        first = outcomes.decided_by[place]
        deciding = solver.circuit.every([first, outcomes.level_is(line.level)])
        if prover.is_possible(first) and not prover.is_possible(deciding):
            message = (
                f"entry {place + 1} of 'baseline' never decides the level: whenever it is the first to hold, a red flag"
                " is more urgent"
            )
            yield Finding(("baseline", place), "never-decides", message, "Remove it.", Severity.NOTE)


def _of_red_flags(solver: Solver) -> Iterator[Finding]:
    prover, outcomes = solver.prover, solver.outcomes
    for id in solver.questionnaire.red_flags:
        if prover.is_possible(outcomes.raised(id)) and not prover.is_possible(outcomes.decides(id)):
            other = _outranking_flag(id, solver)
            what = f"'{other}' is" if other is not None else "something more urgent is"
            related: tuple[Path, ...] = () if other is None else (("red_flags", other),)
            message = f"red flag '{id}' never decides the level: whenever it is raised, {what} too"
            yield Finding(("red_flags", id), "never-decides", message, None, Severity.NOTE, related=related)


def _outranking_flag(id: str, solver: Solver) -> str | None:
    """Find one more urgent red flag that is always raised with this one."""
    flags, urgency = solver.questionnaire.red_flags, solver.questionnaire.urgency
    for other, flag in flags.items():
        if urgency[flag.level] < urgency[flags[id].level]:
            alone = solver.circuit.every([solver.outcomes.raised(id), -solver.outcomes.raised(other)])
            if not solver.prover.is_possible(alone):
                return other
    return None
