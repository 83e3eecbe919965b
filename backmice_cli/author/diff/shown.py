"""What people are told otherwise at the same level: red flags and advice that come or go.

Which possibilities are listed is not compared: with scores of both questionnaires in one formula, an exact answer can
take minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from backmice_cli.author.diff.joint_interview import DifferenceExample, InterviewSide, JointInterview
from backmice_cli.author.diff.levels import same_level
from backmice_cli.author.symbolic.formulas import FALSE, Literal

MOST_EXAMPLES = 5  # each is a search of its own, and the first few show what kind of change it is

ShownKind = OneOf["red_flag", "advice"]


@dataclass(frozen=True)
class Shown:
    """Something that one questionnaire tells some people, and the other does not."""

    kind: ShownKind
    id: str
    """In the questionnaire that tells it."""
    comes: bool
    """Whether it is the new one."""
    example: DifferenceExample | None
    """For the first of a kind."""


def shown_differently(both: JointInterview) -> Iterator[Shown]:
    """Yield each that comes or goes for someone of the same level, the first ones with an example."""
    matching, same = both.matching, same_level(both)
    kinds: tuple[tuple[ShownKind, Mapping[str, object], Mapping[str, object], Mapping[str, str]], ...] = (
        ("red_flag", matching.old.red_flags, matching.new.red_flags, matching.red_flags),
        ("advice", matching.old.advice, matching.new.advice, matching.advice),
    )
    for kind, old, new, pairs in kinds:
        back = {there: here for here, there in pairs.items()}
        goes = {id: [_formula_of(kind, both.old)(id), -_formula_if(kind, both.new, pairs.get(id))] for id in old}
        comes = {id: [_formula_of(kind, both.new)(id), -_formula_if(kind, both.old, back.get(id))] for id in new}
        yield from _differences_of(kind, goes, False, both, same)
        yield from _differences_of(kind, comes, True, both, same)


def _differences_of(
    kind: ShownKind, told: Mapping[str, list[Literal]], comes: bool, both: JointInterview, same: Literal
) -> Iterator[Shown]:
    left = MOST_EXAMPLES
    for id, parts in told.items():
        wanted = both.circuit.every([same, *parts])
        if both.prover.is_possible(wanted):
            yield Shown(kind, id, comes, both.example(wanted) if left > 0 else None)
            left -= 1


def _formula_of(kind: ShownKind, side: InterviewSide) -> Callable[[str], Literal]:
    outcomes = side.outcomes
    return outcomes.raised if kind == "red_flag" else outcomes.advised


def _formula_if(kind: ShownKind, side: InterviewSide, id: str | None) -> Literal:
    return FALSE if id is None else _formula_of(kind, side)(id)
