"""Every condition of a questionnaire with the name of what it decides, and when it is looked at with any effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from backmice_cli.analysis.circuit import TRUE, Literal
from backmice_cli.analysis.solver import Solver
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.model import Possibility
from backmice_cli.questionnaire.naming import part_name
from backmice_cli.questionnaire.problem import Path

Decided = OneOf["question", "sign", "red flag", "baseline", "needs", "feature", "advice", "line"]


@dataclass(frozen=True)
class Rule:
    """One condition of the file."""

    decides: Decided
    path: Path
    """To the condition."""
    condition: Condition
    matters: Literal
    """When it makes any difference whether the condition holds."""

    @property
    def name(self) -> str:
        """In the author's words: `red flag 'fever'`."""
        if self.decides == "question":
            return part_name(self.path)
        return part_name(self.path[:-1] if self.path[-1] == "when" else self.path)


def rules(solver: Solver) -> Iterator[Rule]:
    questionnaire, world = solver.questionnaire, solver.world
    for entry in questionnaire.outline:
        if entry.question.when is not None:
            yield Rule("question", (*entry.path, "when"), entry.question.when, world.reached(entry))
    for id, condition in questionnaire.signs.items():
        yield Rule("sign", ("signs", id), condition, TRUE)
    for id, flag in questionnaire.red_flags.items():
        yield Rule("red flag", ("red_flags", id, "when"), flag.when, TRUE)
    for place, line in enumerate(questionnaire.baseline):
        yield Rule("baseline", ("baseline", place, "when"), line.when, TRUE)
    for id, possibility in questionnaire.possibilities.items():
        yield from _of_possibility(id, possibility, solver)
    for id, advice in questionnaire.advice.items():
        if advice.when is not None:
            matters = [-solver.outcomes.level_is(level) for level in advice.never_at]
            yield Rule("advice", ("advice", id, "when"), advice.when, solver.circuit.every(matters))
    for path, condition in questionnaire.line_conditions():
        matters = [solver.outcomes.level_is(str(path[1]))] if path[0] == "levels" else []
        yield Rule("line", path, condition, solver.circuit.every(matters))


def _of_possibility(id: str, possibility: Possibility, solver: Solver) -> Iterator[Rule]:
    needed = TRUE
    if possibility.needs is not None:
        yield Rule("needs", ("possibilities", id, "needs"), possibility.needs, TRUE)
        needed = solver.world.holds(possibility.needs)
    for key, features in (("fits", possibility.fits), ("against", possibility.against)):
        for place, feature in enumerate(features):
            yield Rule("feature", ("possibilities", id, key, place, "when"), feature.when, needed)


def complete_interview(solver: Solver) -> Literal:
    """Whether every required question that is asked has an answer."""
    questionnaire, world = solver.questionnaire, solver.world
    required = [
        entry.id
        for entry in questionnaire.outline
        if not (entry.question.optional or questionnaire.sections[entry.section].optional)
    ]
    return solver.circuit.every(solver.circuit.some([-world.asked(id), world.answered(id)]) for id in required)
