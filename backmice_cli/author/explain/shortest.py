"""The shortest answers that lead to a part of a questionnaire, and how late an emergency is told. Needs z3."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backmice_cli.author.check.emergencies import Emergencies
from backmice_cli.author.symbolic.queries import (
    AdviceGiven,
    ConditionHolds,
    FlagRaised,
    LevelIs,
    PossibilityListed,
    Query,
    QuestionAsked,
)
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire

_GOALS: dict[str, Callable[[str], Query]] = {
    "question": QuestionAsked,
    "red flag": FlagRaised,
    "level": LevelIs,
    "possibility": PossibilityListed,
    "advice": AdviceGiven,
}


class ShortestAnswers:
    """What can be found out about the ways through one questionnaire.

    Importing this module raises MissingExtraError without z3.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._solver = Solver(questionnaire)

    def shortest(self, kind: str, id: str) -> Mapping[str, Answer] | None:
        """Find the fewest answers that lead there; None where none do, or where nothing leads to such a part."""
        goal = self._goal(kind, id)
        return None if goal is None else self._solver.fewest(goal)

    def most_questions_until(self, flag: str) -> int | None:
        """Count the most questions anyone answers until this emergency is told; None for what is no emergency."""
        if not self._questionnaire.levels[self._questionnaire.red_flags[flag].level].interrupt:
            return None
        told = Emergencies(self._solver).longest_until(flag)
        return None if told is None else told.questions

    def _goal(self, kind: str, id: str) -> Query | None:
        if kind == "sign":
            return ConditionHolds(self._questionnaire.signs[id])
        make = _GOALS.get(kind)
        return None if make is None else make(id)
