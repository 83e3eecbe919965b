"""Every proof over one questionnaire, its problems with their place and with commands that show them. Needs z3."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from backmice_cli.analysis.placed import Placed
from backmice_cli.analysis.proofs import PROOFS, findings
from backmice_cli.analysis.proofs.finding import Finding
from backmice_cli.analysis.solver import Solver
from backmice_cli.analysis.witness import command_for
from backmice_cli.questionnaire.load import Loaded, sound
from backmice_cli.questionnaire.problem import Example

Step = Callable[[int, int], None]
"""Told before each proof: its number, and how many there are."""


def proved(loaded: Loaded, file: str | None, step: Step) -> list[Placed]:
    """Give what the proofs find.

    Args:
        file: the questionnaire, as on the command line; None for the one that ships.
    """
    solver = Solver(sound(loaded))
    found: list[Placed] = []
    for number, proof in enumerate(PROOFS, 1):
        step(number, len(PROOFS))
        found += [_placed(one, loaded, file) for one in findings(solver, [proof])]
    return found


def _placed(one: Finding, loaded: Loaded, file: str | None) -> Placed:
    examples = tuple(Example(command_for(shown.answers, file), shown.level) for shown in one.witnesses)
    return Placed(one.path, replace(one.problem(loaded), examples=examples))
