"""How large a questionnaire is, how long its interviews are, and how soon an emergency is told. Needs z3."""

from __future__ import annotations

from dataclasses import dataclass

from backmice_cli.analysis.emergencies import Emergencies
from backmice_cli.analysis.lengths import core
from backmice_cli.analysis.solver import Solver
from backmice_cli.analysis.told import Told


@dataclass(frozen=True)
class Distance:
    """The most questions until an emergency is told; None where there is none of its kind."""

    quiet: int | None
    """For people who have nothing else to tell."""
    anyone: int | None
    budget: int | None


@dataclass(frozen=True)
class Figures:
    """Numbers of questions in sections that are not optional."""

    shortest: int
    typical: int
    longest: int
    budget: int | None
    single_answer_emergency: Distance
    combined_emergency: Distance


def figures(solver: Solver) -> Figures:
    """Measure a questionnaire."""
    budget, lengths, emergencies = solver.questionnaire.budget, core(solver), Emergencies(solver)
    single = _distance(emergencies.quiet_single(), emergencies.longest_single(), budget.single_answer_emergency)
    combined = _distance(emergencies.quiet_combined(), emergencies.longest_combined(), budget.combined_emergency)
    return Figures(lengths.shortest, lengths.typical, lengths.longest, budget.core, single, combined)


def _distance(quiet: Told | None, anyone: Told | None, budget: int | None) -> Distance:
    return Distance(quiet and quiet.questions, anyone and anyone.questions, budget)
