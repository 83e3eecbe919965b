"""Every condition of a questionnaire with the name of what it decides, and when it is looked at with any effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from backmice_cli.author.symbolic.formulas import Literal
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.formula import Formula
from backmice_cli.questionnaire.naming import part_name
from backmice_cli.questionnaire.places import ConditionPlace, PlaceKind, condition_places
from backmice_cli.questionnaire.problem import Path


@dataclass(frozen=True)
class RuleFormula:
    """One condition of the file."""

    place: ConditionPlace
    formula: Formula
    matters: Literal
    """When it makes any difference whether the condition holds."""

    @property
    def path(self) -> Path:
        return self.place.path

    @property
    def decides(self) -> PlaceKind | OneOf["needs", "feature"]:
        match self.path:
            case ("possibilities", _, key, *_):
                return "needs" if key == "needs" else "feature"
        return self.place.kind

    @property
    def name(self) -> str:
        """In the author's words: `red flag 'fever'`."""
        if self.decides == "question":
            return part_name(self.path)
        return part_name(self.path[:-1] if self.path[-1] == "when" else self.path)


def rules_of(solver: Solver) -> Iterator[RuleFormula]:
    for place in condition_places(solver.questionnaire):
        yield RuleFormula(
            place, solver.interviews.meaning(place.condition), solver.circuit.every(_looked_at(place, solver))
        )


def _looked_at(place: ConditionPlace, solver: Solver) -> Iterator[Literal]:
    """What must hold for anyone to look at a condition."""
    questionnaire, outcomes = solver.questionnaire, solver.outcomes
    match place.path:
        case ("sections", *_):
            yield solver.interviews.reached(questionnaire.outline[place.id])
        case ("possibilities", id, "fits" | "against", *_):
            yield solver.interviews.condition_holds(questionnaire.possibilities[str(id)].needs)
        case ("advice", id, *_):
            yield from (-outcomes.level_is(level) for level in questionnaire.advice[str(id)].never_at)
        case ("levels", level, *_):
            yield outcomes.level_is(str(level))


def complete_interview(solver: Solver) -> Literal:
    """Whether every required question that is asked has an answer."""
    questionnaire, interviews = solver.questionnaire, solver.interviews
    required = [
        entry.id
        for entry in questionnaire.outline
        if not (entry.question.optional or questionnaire.sections[entry.section].optional)
    ]
    return solver.circuit.every(
        solver.circuit.some([-interviews.asked(id), interviews.answered(id)]) for id in required
    )
