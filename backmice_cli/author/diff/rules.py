"""The rules that can decide a level, in each questionnaire, and which rule of the other each one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from backmice_cli.author.diff.joint_interview import InterviewSide, JointInterview
from backmice_cli.author.diff.matching import Matching
from backmice_cli.author.symbolic.formulas import Literal
from backmice_cli.questionnaire.model import Baseline, Questionnaire, RedFlag

Which = OneOf["old", "new"]


@dataclass(frozen=True)
class LevelRule:
    """A red flag, a line of the baseline counted from 0, or, when neither decides, the last level."""

    kind: OneOf["red_flag", "baseline", "none"]
    id: str = ""
    line: int = 0


DEFAULT = LevelRule("none")


def other_side(which: Which) -> Which:
    return "new" if which == "old" else "old"


def side_of(both: JointInterview, which: Which) -> InterviewSide:
    return both.old if which == "old" else both.new


def part_of(rule: LevelRule, questionnaire: Questionnaire) -> RedFlag | Baseline:
    """What stands in the file for a rule that is not the last level."""
    return questionnaire.red_flags[rule.id] if rule.kind == "red_flag" else questionnaire.baseline[rule.line]


def rules_deciding(side: InterviewSide, level: str) -> Iterator[tuple[LevelRule, Literal]]:
    """Yield each rule that can decide this level, and for whom it does; together they are all who have it."""
    circuit, is_there = side.interviews.circuit, side.outcomes.level_is(level)
    none = [is_there]
    for id, flag in side.questionnaire.red_flags.items():
        if flag.level == level:
            yield LevelRule("red_flag", id), side.outcomes.decides(id)
            none.append(-side.outcomes.raised(id))
    for place, line in enumerate(side.questionnaire.baseline):
        if line.level == level:
            yield LevelRule("baseline", line=place), circuit.every([side.outcomes.decided_by[place], is_there])
            none.append(-side.outcomes.decided_by[place])
    yield DEFAULT, circuit.every(none)


def counterpart_of(rule: LevelRule, which: Which, matching: Matching) -> LevelRule | None:
    """What has become of a rule in the other questionnaire, or what it was there."""
    if rule.kind == "red_flag":
        flags = matching.red_flags if which == "old" else {there: here for here, there in matching.red_flags.items()}
        return LevelRule("red_flag", flags[rule.id]) if rule.id in flags else None
    lines = matching.baseline if which == "old" else {there: here for here, there in matching.baseline.items()}
    return LevelRule("baseline", line=lines[rule.line]) if rule.line in lines else None


def place_of(rule: LevelRule, which: Which, matching: Matching) -> str:
    """Where a rule stands, as `accepted` names it: its place in the new file, or the list that it was taken from."""
    there = rule if which == "new" or rule.kind == "none" else counterpart_of(rule, which, matching)
    if rule.kind == "none":
        return "levels"
    if rule.kind == "baseline":
        return "baseline" if there is None else f"baseline.{there.line + 1}"
    return f"red_flags.{rule.id if there is None else there.id}"
