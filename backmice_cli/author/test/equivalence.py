"""Answers that tell a change of a rule from the rule as it was, or the proof that there are none. Needs z3."""

from __future__ import annotations

from collections.abc import Collection

from backmice_cli.author.symbolic.queries import Both, Goal, Holds, Missed
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.author.test.mutants import Mutant
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire


class TellingApart:
    """Looks at changes of one questionnaire. Importing this module raises MissingExtraError without z3."""

    def __init__(self, questionnaire: Questionnaire, mutants: Collection[Mutant]) -> None:
        self._solver = Solver(
            questionnaire, others=[condition for mutant in mutants for condition in (mutant.before, mutant.after)]
        )

    def answers(self, mutant: Mutant) -> dict[str, Answer] | None:
        """Find the fewest answers for which the old condition and the new one differ; None when they never do."""
        return self._solver.fewest(_differ(mutant))

    def is_equivalent(self, mutant: Mutant) -> bool:
        """Tell whether no answers at all can show the change: then it is no change.

        What ends the questions looks at the answers so far, not at all of them: of that nothing is said.
        """
        if mutant.rule == "red flag" and mutant.asks:
            return False
        return not self._solver.is_possible(_differ(mutant))


def _differ(mutant: Mutant) -> Goal:
    before, after = Holds(mutant.before), Holds(mutant.after)
    only_before, only_after = Both((before, Missed(after))), Both((Missed(before), after))
    return Missed(Both((Missed(only_before), Missed(only_after))))
