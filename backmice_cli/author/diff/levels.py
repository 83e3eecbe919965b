"""Every way in which someone's level differs between two questionnaires, grouped by the rule that is responsible.

Responsible is the rule that decides the more urgent of the two levels: the old one that decided it and does so no
longer, or the new one that decides it now. A group is a pair of levels, such a rule, and what became of the rule in
the other questionnaire. All who decide by a rule are split by formulas of which one always holds, so nobody whose
level differs is outside the groups; someone with two such rules is in two of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal as OneOf

from backmice_cli.author.diff.causes import Cause, causes_of
from backmice_cli.author.diff.joint_interview import AsIfAsked, DifferenceExample, JointInterview, Key
from backmice_cli.author.diff.order import Direction, Order
from backmice_cli.author.diff.rules import (
    LevelRule,
    Which,
    counterpart_of,
    other_side,
    part_of,
    place_of,
    rules_deciding,
    side_of,
)
from backmice_cli.author.symbolic.formulas import FALSE, TRUE, Literal
from backmice_cli.author.symbolic.solver import WrongWitnessError

MOST_GROUPS = 200  # each takes a search for an example; 2026.12 against 2026.11 has 740, which nobody reads one by one

Reason = OneOf["absent", "level", "earlier", "order", "condition", "answers"]
"""What is otherwise where the rule does not decide: it is not there; it gives another level; another line of the
baseline comes first; the order of the levels; its condition does not hold; its condition would hold, but an answer that
it reads is not given."""


@dataclass(frozen=True)
class LevelGroup:
    """People whose level differs for one reason."""

    direction: Direction
    old_level: str
    new_level: str
    rule: LevelRule
    which: Which
    """The questionnaire whose rule it is."""
    reason: Reason
    causes: tuple[Cause, ...]
    """Why answers that the rule reads are not given in both, for the example."""
    at: str
    """Where the rule stands, as `accepted` names it."""
    example: DifferenceExample


@dataclass(frozen=True)
class Groups:
    """All groups, those that became less urgent first."""

    groups: tuple[LevelGroup, ...]
    is_complete: bool
    """False when there are more than can be told."""


def groups_of(both: JointInterview, most: int = MOST_GROUPS) -> Groups:
    """Find all groups, each with an example by the fewest answers."""
    found: list[LevelGroup] = []
    for group in _Levels(both).groups():
        if len(found) == most:
            return Groups(tuple(found), False)
        found.append(group)
    return Groups(tuple(found), True)


def same_level(both: JointInterview) -> Literal:
    """Whether someone has the same level in both."""
    pairs = [
        both.circuit.every([both.old.outcomes.level_is(old), both.new.outcomes.level_is(new)])
        for old, new in both.matching.levels.items()
    ]
    return both.circuit.some(pairs)


def order_of(both: JointInterview) -> Order:
    return Order(list(both.matching.old.levels), list(both.matching.new.levels), both.matching.levels)


class _Levels:
    def __init__(self, both: JointInterview) -> None:
        self._both = both
        self._order = order_of(both)

    def groups(self) -> Iterator[LevelGroup]:
        pairs = [(old, new) for old in self._order.old for new in self._order.new]
        directions: tuple[Direction, ...] = ("less", "unclear", "more")
        for direction in directions:
            for old, new in pairs:
                if self._order.direction(old, new) == direction:
                    yield from self._of_pair(direction, old, new)

    def _of_pair(self, direction: Direction, old: str, new: str) -> Iterator[LevelGroup]:
        both = self._both
        differs = both.circuit.every([both.old.outcomes.level_is(old), both.new.outcomes.level_is(new)])
        if not both.prover.is_possible(differs):
            return
        which: Which = "new" if direction == "more" else "old"
        for rule, decides in rules_deciding(side_of(both, which), new if which == "new" else old):
            people = both.circuit.every([differs, decides])
            for reason, some, keys in self._reasons(rule, which):
                wanted = both.circuit.every([people, some])
                for example, causes in self._examples(wanted, reason, keys):
                    if (example.old_level, example.new_level) != (old, new):
                        raise WrongWitnessError("an example of a difference has other levels")
                    at = place_of(rule, which, both.matching)
                    yield LevelGroup(direction, old, new, rule, which, reason, causes, at, example)

    def _reasons(self, rule: LevelRule, which: Which) -> Iterator[tuple[Reason, Literal, list[Key]]]:
        """Yield what may have become of a rule in the other questionnaire, and for whom; one of them always holds."""
        there = None if rule.kind == "none" else counterpart_of(rule, which, self._both.matching)
        if there is None:
            yield ("order" if rule.kind == "none" else "absent"), TRUE, []
            return
        side, circuit = side_of(self._both, other_side(which)), self._both.circuit
        when = part_of(there, side.questionnaire).when
        holds = side.interviews.condition_holds(when)
        first = TRUE if there.kind == "red_flag" else side.outcomes.decided_by[there.line]
        yield "earlier", circuit.every([holds, -first]), []
        yield ("level" if self._levels_differ(rule, there, which) else "order"), circuit.every([holds, first]), []
        would_hold = self._as_if_asked[other_side(which)].condition_holds(when)
        keys = self._read(rule, there, which)
        yield "condition", circuit.every([-holds, -would_hold]), keys
        yield "answers", circuit.every([-holds, would_hold]), keys

    @cached_property
    def _as_if_asked(self) -> dict[Which, AsIfAsked]:
        both = self._both
        return {"old": AsIfAsked(both.old, both.new), "new": AsIfAsked(both.new, both.old)}

    def _levels_differ(self, rule: LevelRule, there: LevelRule, which: Which) -> bool:
        matching = self._both.matching
        old, new = (rule, there) if which == "old" else (there, rule)
        return matching.levels.get(part_of(old, matching.old).level) != part_of(new, matching.new).level

    def _read(self, rule: LevelRule, there: LevelRule, which: Which) -> list[Key]:
        """The questions that a rule reads in either, in the order of asking."""
        found: set[Key] = set()
        for one, side in ((rule, side_of(self._both, which)), (there, side_of(self._both, other_side(which)))):
            read = side.interviews.reads(side.interviews.meaning(part_of(one, side.questionnaire).when))
            found |= {side.key[id] for id in read}
        return [key for key in self._both.keys if key in found]

    def _examples(
        self, wanted: Literal, reason: Reason, keys: list[Key]
    ) -> Iterator[tuple[DifferenceExample, tuple[Cause, ...]]]:
        """Find one; where answers are the reason, one for each set of causes, until none is left."""
        both = self._both
        while wanted != FALSE:
            example = both.example(wanted)
            if example is None:
                return
            causes = causes_of(keys, example, both)
            yield example, causes
            if reason != "answers":
                return
            wanted = both.circuit.every([wanted, -both.circuit.every(cause.people for cause in causes)])
