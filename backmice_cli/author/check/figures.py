"""How large a questionnaire is, how long its interviews are, and how soon an emergency is told. Needs z3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from backmice_cli.author.check.emergencies import Emergencies
from backmice_cli.author.check.question_counts import Core, core_lengths
from backmice_cli.author.check.until_alert import FirstAlert
from backmice_cli.author.symbolic.solver import Solver


class Measured:
    """The measures of a questionnaire, each taken once and only when somebody asks."""

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self.emergencies = Emergencies(solver)

    @cached_property
    def core(self) -> Core:
        return core_lengths(self._solver)

    @cached_property
    def quiet_single(self) -> FirstAlert | None:
        return self.emergencies.quiet_single()

    @cached_property
    def longest_single(self) -> FirstAlert | None:
        return self.emergencies.longest_single()

    @cached_property
    def quiet_combined(self) -> FirstAlert | None:
        return self.emergencies.quiet_combined()

    @cached_property
    def longest_combined(self) -> FirstAlert | None:
        return self.emergencies.longest_combined()


@lru_cache(maxsize=1)
def measures_of(solver: Solver) -> Measured:
    """Give the measures of the solver at hand; the proofs and the figures ask for the same ones."""
    return Measured(solver)


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
    told_after: dict[str, int] | None = None
    """For each red flag that is an emergency: the most questions anyone answers until it is told."""


def figures_of(solver: Solver, *, of_each_red_flag: bool = False) -> Figures:
    """Give all figures; those of each red flag only if they are wanted, for they take a while."""
    budget, found = solver.questionnaire.budget, measures_of(solver)
    single = _distance_of(found.quiet_single, found.longest_single, budget.single_answer_emergency)
    combined = _distance_of(found.quiet_combined, found.longest_combined, budget.combined_emergency)
    told_after = dict(_told_after(found.emergencies)) if of_each_red_flag else None
    core = found.core
    return Figures(core.shortest, core.typical, core.longest, budget.core, single, combined, told_after)


def _told_after(emergencies: Emergencies) -> Iterator[tuple[str, int]]:
    for flag in emergencies.flags:
        told = emergencies.longest_until(flag)
        if told is not None:
            yield flag, told.questions


def _distance_of(quiet: FirstAlert | None, anyone: FirstAlert | None, budget: int | None) -> Distance:
    return Distance(_question_count(quiet), _question_count(anyone), budget)


def _question_count(found: FirstAlert | None) -> int | None:
    return None if found is None else found.questions
