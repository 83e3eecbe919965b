"""`off-subject`: a line about something that not everyone who reads it has.

`about` names the sign that a step, a sign to come back for or a piece of advice speaks of. Someone without it who
reads the line is told of a lump that is not there.

Bad:

    come_back_sooner:
      soon: [{text: The lump gets bigger., about: has_lump}]

Good:

    come_back_sooner:
      soon:
        - {text: The lump gets bigger., when: {sign: has_lump}, about: has_lump}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.finding import Finding, Witness
from backmice_cli.questionnaire.formula import SignHolds
from backmice_cli.questionnaire.naming import part_name
from backmice_cli.questionnaire.problem import Path, Severity


def prove(solver: Solver) -> Iterator[Finding]:
    questionnaire = solver.questionnaire
    for path, line in questionnaire.lines():
        if line.about is not None:
            levels = {str(path[1])} if path[0] == "levels" else set(questionnaire.levels)
            yield from _of_part(path, line.about, line.when, levels, solver)
    for id, advice in questionnaire.advice.items():
        if advice.about is not None:
            levels = set(questionnaire.levels) - set(advice.never_at)
            yield from _of_part(("advice", id), advice.about, advice.when, levels, solver)


def _of_part(path: Path, about: str, when: Condition | None, levels: set[str], solver: Solver) -> Iterator[Finding]:
    circuit = solver.circuit
    read = solver.interviews.condition_holds(when)
    at_levels = circuit.some(solver.outcomes.level_is(level) for level in levels)
    wrong = circuit.every([read, at_levels, -solver.interviews.holds(SignHolds(about))])
    if not solver.prover.is_possible(wrong):
        return
    answers = solver.fewest_for(wrong)
    shown = () if answers is None else (Witness(answers, solver.level(answers)),)
    message = f"{part_name(path)} is about '{about}', and some read it for whom that does not hold"
    hint = "Let its 'when' ask for it."
    yield Finding((*path, "about"), "off-subject", message, hint, Severity.WARNING, witnesses=shown)
