"""How the tree of questions differs: questions and choices that came, went, have another id or place, or are asked of
others. Whose level that changes is not looked at here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from backmice_cli.analysis.comparing.both import Both, Example
from backmice_cli.analysis.comparing.matching import Matching
from backmice_cli.questionnaire.model import Entry

MOST_EXAMPLES = 5
"""Of each kind."""

What = OneOf[
    "added",
    "removed",
    "renamed",
    "moved",
    "choice_added",
    "choice_removed",
    "choice_renamed",
    "asked_of_fewer",
    "asked_of_more",
]


@dataclass(frozen=True)
class QuestionChange:
    """One change of the tree."""

    what: What
    question: str
    """Its id in the new, or in the old if it is gone."""
    detail: str = ""
    """The choice, the id before, or where it was and is."""
    example: Example | None = None


def question_changes(matching: Matching) -> Iterator[QuestionChange]:
    """Yield what can be seen in the files alone."""
    old, new = matching.old.outline, matching.new.outline
    kept = set(matching.questions.values())
    yield from (QuestionChange("added", entry.id) for entry in new if entry.id not in kept)
    yield from (QuestionChange("removed", entry.id) for entry in old if entry.id not in matching.questions)
    for here, there in matching.questions.items():
        if here != there:
            yield QuestionChange("renamed", there, here)
    yield from _moved(matching)
    for here, there in matching.questions.items():
        yield from _choices(here, there, matching)


def _choices(here: str, there: str, matching: Matching) -> Iterator[QuestionChange]:
    old, new = matching.old.outline[here].question, matching.new.outline[there].question
    names = matching.choices[here]
    for choice in new.choices:
        if choice not in names.values():
            yield QuestionChange("choice_added", there, choice)
    for choice in old.choices:
        if choice not in names:
            yield QuestionChange("choice_removed", there, choice)
        elif names[choice] != choice:
            yield QuestionChange("choice_renamed", there, f"{choice} -> {names[choice]}")


def _moved(matching: Matching) -> Iterator[QuestionChange]:
    """Yield the questions that stand elsewhere: under another answer or section, or behind one they stood before."""
    old, new = matching.old.outline, matching.new.outline
    order = sorted(matching.questions, key=lambda here: old[here].place)
    places = [new[matching.questions[here]].place for here in order]
    still = {order[place] for place in longest_rise(places)}
    for here in order:
        there = matching.questions[here]
        was, now = _spot(old[here], matching, old=True), _spot(new[there], matching, old=False)
        if was != now:
            yield QuestionChange("moved", there, f"{_words(old[here])} -> {_words(new[there])}")
        elif here not in still and old[here].parent is None:
            yield QuestionChange("moved", there)


def _spot(entry: Entry, matching: Matching, *, old: bool) -> tuple[str, str, str]:
    """What a question stands under, by new ids."""
    names: Mapping[str, str] = matching.questions if old else {}
    choices: Mapping[str, str] = matching.choices.get(entry.parent or "", {}) if old else {}
    section = matching.sections.get(entry.section, f"{entry.section} (old)") if old else entry.section
    parent, opened_by = entry.parent or "", entry.opened_by or ""
    return section, names.get(parent, parent), choices.get(opened_by, opened_by)


def _words(entry: Entry) -> str:
    return f"section '{entry.section}'" if entry.parent is None else f"'{entry.parent}: {entry.opened_by}'"


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """Give the places of a longest series of numbers that only rise: the fewest are outside it."""
    best: list[list[int]] = []
    for place, number in enumerate(numbers):
        length = sum(numbers[rise[-1]] < number for rise in best)
        rise = [*(best[length - 1] if length else []), place]
        best[length : length + 1] = [rise]
    return best[-1] if best else []


def asked_differently(both: Both) -> Iterator[QuestionChange]:
    """Yield the questions in both that are asked of fewer or more people, each with an example.

    Those below a question of which the same is true follow from it and are left out.
    """
    told: set[tuple[str, str]] = set()
    for here, there in both.matching.questions.items():
        was, now = both.old.world.asked(here), both.new.world.asked(there)
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
