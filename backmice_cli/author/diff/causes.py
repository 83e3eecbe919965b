"""Why one person's answer counts in one questionnaire and not in the other: the question it all begins with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal as OneOf

from backmice_cli.author.diff.joint_interview import DifferenceExample, InterviewSide, JointInterview, Key
from backmice_cli.author.diff.rules import Which, other_side, side_of
from backmice_cli.author.symbolic.formulas import Literal
from backmice_cli.interview.answers import answer_text
from backmice_cli.questionnaire.condition import Answer


@dataclass(frozen=True)
class Cause:
    """An answer that one questionnaire does not get."""

    kind: OneOf["no_question", "not_offered", "not_opened", "other_condition", "ended"]
    question: str
    """Its id in the questionnaire that has it, the new one if both do; empty where the interview has ended."""
    lacking: Which
    """The questionnaire that does not get it."""
    detail: str = ""
    """The answer not offered; what opens the question there; the red flag that ends the interview."""
    people: Literal = field(default=0, compare=False)
    """Those for whom it is so."""


def causes_of(keys: Iterable[Key], example: DifferenceExample, both: JointInterview) -> tuple[Cause, ...]:
    """Say why the answers to these questions are not the same in both, each reason once."""
    found: dict[Cause, None] = {}
    for key in keys:
        if both.holds_for(both.differs(key), example.person):
            found[_cause_of(key, example, both)] = None
    return tuple(found)


def _cause_of(key: Key, example: DifferenceExample, both: JointInterview, seen: frozenset[Key] = frozenset()) -> Cause:
    lacking = _side_lacking(key, example, both)
    side = side_of(both, lacking)
    id = both.new.ids.get(key) or both.old.ids[key]
    differs = both.differs(key)
    if key not in side.ids:
        return Cause("no_question", id, lacking, people=differs)
    asked = side.interviews.asked(side.ids[key])
    if both.holds_for(asked, example.person):
        said = _answers_missing(key, example, both, other_side(lacking))
        return Cause("not_offered", id, lacking, said, both.circuit.every([differs, asked]))
    return _not_asked(key, example, both, lacking, seen | {key})


def _side_lacking(key: Key, example: DifferenceExample, both: JointInterview) -> Which:
    """Which of the two got less: of an answer to several choices, fewer of them."""
    old, new = (_answers_got(side, key, example, both) for side in (both.old, both.new))
    return "old" if len(old) < len(new) else "new"


def _answers_got(side: InterviewSide, key: Key, example: DifferenceExample, both: JointInterview) -> list[Answer]:
    return [value for value, literal in side.given(key).items() if both.holds_for(literal, example.person)]


def _answers_missing(key: Key, example: DifferenceExample, both: JointInterview, which: Which) -> str:
    there, here = (
        _answers_got(side_of(both, which), key, example, both),
        _answers_got(side_of(both, other_side(which)), key, example, both),
    )
    return ", ".join(answer_text(value) for value in there if value not in here)


def _not_asked(
    key: Key, example: DifferenceExample, both: JointInterview, lacking: Which, seen: frozenset[Key]
) -> Cause:
    side = side_of(both, lacking)
    interviews, outline = side.interviews, side.questionnaire.outline
    entry = outline[side.ids[key]]
    id = both.new.ids.get(key) or both.old.ids[key]
    answers = example.old if lacking == "old" else example.new
    if both.holds_for(interviews.ended_before(entry.section), example.person):
        ends = [flag for flag, part in side.questionnaire.red_flags.items() if part.ends]
        for flag in ends:
            if both.holds_for(side.outcomes.raised(flag), example.person):
                return Cause("ended", "", lacking, flag, side.outcomes.raised(flag))
        return Cause("ended", id, lacking, people=interviews.ended_before(entry.section))
    if entry.parent is not None and not both.holds_for(
        interviews.given(entry.parent)[str(entry.opened_by)], example.person
    ):
        above = side.key[entry.parent]
        if both.holds_for(both.differs(above), example.person) and _side_lacking(above, example, both) == lacking:
            return _cause_of(above, example, both, seen)
        return Cause("not_opened", id, lacking, f"{entry.parent}: {entry.opened_by}", both.differs(key))
    when, evaluator = entry.question.when, side.questionnaire.evaluator
    if when is not None and not evaluator.holds(when, answers):
        for read in sorted(evaluator.meaning(when).reads, key=lambda read: outline[read].place):
            if side.key[read] not in seen and both.holds_for(both.differs(side.key[read]), example.person):
                return _cause_of(side.key[read], example, both, seen)
    return Cause("other_condition", id, lacking, people=both.differs(key))
