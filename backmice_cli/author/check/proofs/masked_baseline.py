"""`masked-baseline`: a line of the baseline that is never the first to hold, so that it decides nothing.

The first line that holds decides. Whenever this one holds, one before it does too.

Bad:

    baseline:
      - {level: routine, when: {pain: [mild, severe]}}
      - {level: soon, when: {pain: severe}}

Good:

    baseline:
      - {level: soon, when: {pain: severe}}
      - {level: routine, when: {pain: [mild, severe]}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.symbolic.formulas import Literal
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.problem import Path, Severity


def prove(solver: Solver) -> Iterator[Finding]:
    holding = [solver.interviews.condition_holds(line.when) for line in solver.questionnaire.baseline]
    for place, (holds, decides) in enumerate(zip(holding, solver.outcomes.decided_by, strict=True)):
        if solver.prover.is_possible(decides) or not solver.prover.is_possible(holds):
            continue
        masks = _masking_line(place, holding, solver)
        before = f"entry {masks + 1}" if masks is not None else "one before it"
        message = f"entry {place + 1} of 'baseline' is never used: whenever it holds, {before} holds too"
        related: tuple[Path, ...] = () if masks is None else (("baseline", masks),)
        hint = "Move it up, or remove it."
        yield Finding(("baseline", place), "masked-baseline", message, hint, Severity.WARNING, related=related)


def _masking_line(place: int, holding: list[Literal], solver: Solver) -> int | None:
    """Find one earlier line that always holds with this one; there may only be several that do so together."""
    for earlier in range(place):
        alone = solver.circuit.every([holding[place], -holding[earlier]])
        if not solver.prover.is_possible(alone):
            return earlier
    return None
