"""Every place of a questionnaire where a condition stands: the one list of them.

A part of the language that gets a `when` is added here; checks, proofs, exports and explanations then know of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import Formula, formula_of
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Path

PlaceKind = Literal["question", "sign", "red flag", "baseline", "possibility", "advice", "level"]


class ConditionPlace(NamedTuple):
    """A condition that stands in no other, and the part of the questionnaire that it belongs to."""

    kind: PlaceKind
    id: str
    """Of the part; lines of the baseline are numbered from 1."""
    path: Path
    """The keys that lead to the condition itself."""
    condition: Condition

    @property
    def formula(self) -> Formula:
        return formula_of(self.condition)


def condition_places(questionnaire: Questionnaire) -> Iterator[ConditionPlace]:
    """Go through all of them, table by table; questions in the order of asking."""
    for entry in questionnaire.outline:
        if entry.question.when is not None:
            yield ConditionPlace("question", entry.id, (*entry.path, "when"), entry.question.when)
    for id, sign in questionnaire.signs.items():
        yield ConditionPlace("sign", id, ("signs", id), sign)
    for id, flag in questionnaire.red_flags.items():
        yield ConditionPlace("red flag", id, ("red_flags", id, "when"), flag.when)
    for number, line in enumerate(questionnaire.baseline):
        yield ConditionPlace("baseline", str(number + 1), ("baseline", number, "when"), line.when)
    for id, possibility in questionnaire.possibilities.items():
        path: Path = ("possibilities", id)
        if possibility.needs is not None:
            yield ConditionPlace("possibility", id, (*path, "needs"), possibility.needs)
        for key, features in (("fits", possibility.fits), ("against", possibility.against)):
            for number, feature in enumerate(features):
                yield ConditionPlace("possibility", id, (*path, key, number, "when"), feature.when)
    for id, advice in questionnaire.advice.items():
        if advice.when is not None:
            yield ConditionPlace("advice", id, ("advice", id, "when"), advice.when)
    for path, condition in questionnaire.line_conditions():
        yield ConditionPlace("level", str(path[1]), path, condition)
