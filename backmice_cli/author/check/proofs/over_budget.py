"""`over-budget`: someone is asked more questions than the `budget` of the file allows.

Someone in danger may give up before the danger is told. `single_answer_emergency` and `combined_emergency` are the most
questions before an emergency is told that one answer makes, or several, for someone who has nothing else to tell;
`core` is the most questions without optional sections. Everyone who ticks other signs first gets follow-ups for them,
and is told later: that is a note, with the longest way.

Bad:

    budget: {single_answer_emergency: 1}
    sections: {start: {questions: {age: {...}, numb: {...}}, ...}}

Good:

    sections: {start: {questions: {numb: {...}, age: {...}}, ...}}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from backmice_cli.author.check.emergencies import Emergencies
from backmice_cli.author.check.figures import measures_of
from backmice_cli.author.check.until_alert import FirstAlert
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding, Witness
from backmice_cli.questionnaire.problem import Severity

BudgetMeasure = Callable[[], FirstAlert | None]


def prove(solver: Solver) -> Iterator[Finding]:
    found, budget = measures_of(solver), solver.questionnaire.budget
    one, several = budget.single_answer_emergency, budget.combined_emergency
    if one is not None:
        measures: tuple[BudgetMeasure, BudgetMeasure] = (lambda: found.quiet_single, lambda: found.longest_single)
        yield from _over_budget("single_answer_emergency", one, measures, found.emergencies, solver)
    if several is not None:
        measures = (lambda: found.quiet_combined, lambda: found.longest_combined)
        yield from _over_budget("combined_emergency", several, measures, found.emergencies, solver)
    if budget.core is not None:
        longest = found.core
        if longest.longest > budget.core:
            message = f"someone is asked {longest.longest} questions without optional sections; 'core' is {budget.core}"
            shown = (Witness(longest.longest_answers, solver.level(longest.longest_answers)),)
            yield Finding(("budget", "core"), "over-budget", message, None, Severity.ERROR, witnesses=shown)


def _over_budget(
    key: str, allowed: int, measures: tuple[BudgetMeasure, BudgetMeasure], emergencies: Emergencies, solver: Solver
) -> Iterator[Finding]:
    """Look at quiet people first; over the budget there, nobody else is looked at."""
    for measure, severity, who in zip(
        measures, (Severity.ERROR, Severity.NOTE), ("", ", to someone with much else to tell,"), strict=True
    ):
        longest = measure()
        if longest is not None and longest.questions > allowed:
            found = emergencies.plainest(longest)
            flag, count = found.red_flags[0], found.questions
            message = f"red flag '{flag}' is told{who} only after {count} questions; '{key}' is {allowed}"
            hint = "Ask for it earlier, or allow more." if severity is Severity.ERROR else None
            related = tuple(("red_flags", id, "when") for id in found.red_flags)
            shown = (Witness(found.answers, solver.level(found.answers)),)
            yield Finding(("budget", key), "over-budget", message, hint, severity, related=related, witnesses=shown)
            return
