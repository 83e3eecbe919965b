"""What people are asked otherwise: questions and choices that came or went, or are asked of others.

Whose level that changes is not looked at here; nor are other ids and places, which change nothing that a person reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from backmice_cli.author.diff.joint_interview import DifferenceExample, JointInterview
from backmice_cli.author.diff.matching import Matching

MOST_EXAMPLES = 5
"""Of each kind."""

What = OneOf["added", "removed", "choice_added", "choice_removed", "asked_of_fewer", "asked_of_more"]


@dataclass(frozen=True)
class QuestionChange:
    """One change of what is asked."""

    what: What
    question: str
    """Its id in the new, or in the old if it is gone."""
    choice: str = ""
    example: DifferenceExample | None = None


def question_changes(matching: Matching) -> Iterator[QuestionChange]:
    """Yield what can be seen in the files alone."""
    old, new = matching.old.outline, matching.new.outline
    kept = set(matching.questions.values())
    yield from (QuestionChange("added", entry.id) for entry in new if entry.id not in kept)
    yield from (QuestionChange("removed", entry.id) for entry in old if entry.id not in matching.questions)
    for here, there in matching.questions.items():
        yield from _choice_changes(here, there, matching)


def _choice_changes(here: str, there: str, matching: Matching) -> Iterator[QuestionChange]:
    old, new = matching.old.outline[here].question, matching.new.outline[there].question
    names = matching.choices[here]
    for choice in new.choices:
        if choice not in names.values():
            yield QuestionChange("choice_added", there, choice)
    for choice in old.choices:
        if choice not in names:
            yield QuestionChange("choice_removed", there, choice)


def asked_differently(both: JointInterview) -> Iterator[QuestionChange]:
    """Yield the questions in both that are asked of fewer or more people, each with an example.

    Those below a question of which the same is true follow from it and are left out.
    """
    told: set[tuple[str, str]] = set()
    for here, there in both.matching.questions.items():
        was, now = both.old.interviews.asked(here), both.new.interviews.asked(there)
        entry = both.matching.new.outline[there]
        ways: tuple[tuple[What, list[int]], ...] = (("asked_of_fewer", [was, -now]), ("asked_of_more", [-was, now]))
        for what, parts in ways:
            wanted = both.circuit.every(parts)
            if not both.prover.is_possible(wanted):
                continue
            if entry.parent is None or (what, entry.parent) not in told:
                first = sum(one == what for one, _ in told) < MOST_EXAMPLES
                yield QuestionChange(what, there, example=both.example(wanted) if first else None)
            told.add((what, there))
