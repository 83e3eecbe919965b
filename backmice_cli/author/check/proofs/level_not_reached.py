"""`level-not-reached`: a level that no interview ends with.

Nobody reads its text, and often a rule is missing. Either nothing raises it, or whatever does always comes with
something more urgent; the mildest is not reached when a line of the baseline or a red flag always holds.

Bad:

    levels: {urgent: ..., soon: ..., calm: ...}
    red_flags: {fever: {level: urgent, ...}}

Good:

    red_flags: {fever: {level: urgent, ...}, old_fever: {level: soon, ...}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.problem import Severity


def prove(solver: Solver) -> Iterator[Finding]:
    for level in solver.questionnaire.levels:
        if not solver.prover.is_possible(solver.outcomes.level_is(level)):
            message = f"no interview ends with level '{level}'"
            hint = "Give it a red flag or a line of the baseline that can decide, or remove it."
            yield Finding(("levels", level), "level-not-reached", message, hint, Severity.WARNING)
