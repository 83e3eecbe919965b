"""How many questions the core comes to, and how to find the longest of many interviews.

The sum is over what is asked. A bound from the tree's shape, and a search between it and what was found, keep the
number of proofs small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backmice_cli.author.check.until_alert import typical_answer
from backmice_cli.author.symbolic.formulas import FALSE, TRUE, Literal
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.author.symbolic.solver import Solver, WrongWitnessError
from backmice_cli.interview.interview import Interview, play
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Entry, Question


@dataclass(frozen=True)
class Core:
    """How many questions the sections that are not optional come to."""

    shortest: int
    """When every question that is asked is answered."""
    typical: int
    """With the quiet reply everywhere; where there is none, the least worrying or else the first."""
    longest: int
    longest_answers: dict[str, Answer]


def core_lengths(solver: Solver) -> Core:
    """Measure the interviews without optional sections."""
    sections, interviews = solver.questionnaire.sections, solver.interviews
    entries = [entry for entry in solver.questionnaire.outline if not sections[entry.section].optional]
    asked = [interviews.asked(entry.id) for entry in entries]
    answered = [interviews.answered(entry.id) for entry in entries]
    complete = solver.circuit.every(
        solver.circuit.some(pair) for pair in zip((-a for a in asked), answered, strict=True)
    )
    longest = most_holding(solver, TRUE, asked, most_by_tree(interviews, entries))
    left_out = most_holding(solver, complete, [-literal for literal in asked], len(asked))
    typical = play(solver.questionnaire, typical_replies(solver))
    answers = solver.played(find_person(solver, solver.circuit.at_least(longest, asked))).answers
    return Core(len(asked) - left_out, _core_questions(typical), longest, answers)


def typical_replies(solver: Solver) -> dict[str, Answer]:
    """What someone would say who has nothing to tell."""
    outline, said = solver.questionnaire.outline, solver.replies.said
    replies = {entry.id: typical_answer(entry.question, [*said[entry.id]]) for entry in outline}
    return {id: reply for id, reply in replies.items() if reply is not None}


def most_holding(solver: Solver, way: Literal, counted: Sequence[Literal], limit: int, least: int = 0) -> int:
    """Tell how many of the counted can hold for anyone for whom `way` does; `least` must be possible for someone."""
    low, high = least, limit
    while low < high:
        middle = (low + high + 1) // 2
        many = solver.circuit.every([way, solver.circuit.at_least(middle, counted)])
        low, high = (middle, high) if solver.prover.is_possible(many) else (low, middle - 1)
    return low


def find_person(solver: Solver, wanted: Literal) -> frozenset[Literal]:
    """Find a person for whom a formula holds that is known to be possible."""
    person = solver.prover.person(wanted)
    if person is None:
        raise WrongWitnessError("what was found possible is not")
    return person


def most_by_tree(interviews: InterviewFormulas, entries: Sequence[Entry]) -> int:
    """Bound the questions by the tree alone: of the follow-ups of choices that exclude each other, the most."""
    below: dict[str, dict[str, int]] = {}
    total = 0
    for entry in reversed(entries):
        count = 1 + _most_of(entry.question, below.get(entry.id, {}))
        if interviews.asked(entry.id) == FALSE:
            count = 0
        if entry.parent is None:
            total += count
        else:
            opened = below.setdefault(entry.parent, {})
            opened[str(entry.opened_by)] = opened.get(str(entry.opened_by), 0) + count
    return total


def _most_of(question: Question, below: dict[str, int]) -> int:
    if question.kind != "many":
        return max(below.values(), default=0)
    alone = [count for choice, count in below.items() if question.choices[choice].exclusive]
    return max(sum(below.values()) - sum(alone), *alone, 0)


def _core_questions(interview: Interview) -> int:
    outline, sections = interview.questionnaire.outline, interview.questionnaire.sections
    return sum(not sections[outline[id].section].optional for id in interview.replies)
