"""Two copies of every interview that differ in one reply, and whether one can come out calmer than the other.

Both are of the same person, who would say the same to every other question, if it is asked, and leaves the same ones
without an answer. What is asked, whether the interview ends early and the level are worked out for each on its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from backmice_cli.author.symbolic.formulas import TRUE, Literal
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.author.symbolic.outcome import OutcomeFormulas
from backmice_cli.author.symbolic.replay_command import replay_answers
from backmice_cli.author.symbolic.solver import FewestAnswers, Solver, WrongWitnessError
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.finding import Witness


@dataclass(frozen=True)
class Calmer:
    """Where the first reply makes it calmer than the second, and the answers of each copy."""

    first: Witness
    second: Witness


def find_calmer(solver: Solver, id: str, first: str, second: str) -> Calmer | None:
    """Find someone for whom choosing `first` alone gives a calmer level than choosing `second` alone."""
    question = solver.questionnaire.outline[id].question
    one: Answer = (first,) if question.kind == "many" else first
    two: Answer = (second,) if question.kind == "many" else second
    here, there = solver.interviews.with_reply(id, one), solver.interviews.with_reply(id, two)
    if not solver.prover.is_possible(_could_be_calmer(here, there)):
        return None
    is_calmer = _is_calmer(here, there)
    if not solver.prover.is_possible(is_calmer):
        return None
    person = FewestAnswers(solver, is_calmer, solver.replies.said).person()
    if person is None:
        return None
    found = Calmer(_witness_of(solver, person, id, one), _witness_of(solver, person, id, two))
    urgency = solver.questionnaire.urgency
    if urgency[found.first.level] <= urgency[found.second.level]:
        raise WrongWitnessError(f"answers that were found for '{id}' are not calmer")
    return found


def _witness_of(solver: Solver, person: frozenset[Literal], id: str, answer: Answer) -> Witness:
    answers = solver.played(person, {id: answer}).answers
    if replay_answers(solver.questionnaire, answers).answers != answers:
        raise WrongWitnessError(f"answers that were found for '{id}' cannot be given")
    return Witness(answers, solver.level(answers))


def _is_calmer(here: InterviewFormulas, there: InterviewFormulas) -> Literal:
    mine, theirs = OutcomeFormulas(here), OutcomeFormulas(there)
    levels = here.questionnaire.levels
    return here.circuit.some(
        here.circuit.every([theirs.level_at_least(level), -mine.level_at_least(level)]) for level in levels
    )


def _could_be_calmer(here: InterviewFormulas, there: InterviewFormulas) -> Literal:
    """The same, looking only at the rules that the reply can touch: weaker, smaller and mostly impossible."""
    questionnaire, circuit = here.questionnaire, here.circuit
    touched = {*here.affected_questions, *there.affected_questions}
    reading = {flag for id in touched for flag in questionnaire.flags_reading.get(id, ())}
    flags = [
        (questionnaire.urgency[flag.level], here.meaning(flag.when))
        for id, flag in questionnaire.red_flags.items()
        if id in reading
    ]
    lines = questionnaire.baseline
    if all(here.reads(here.meaning(line.when)).isdisjoint(touched) for line in lines):
        lines = ()
    mine, theirs = OutcomeFormulas(here).decided_by if lines else [], OutcomeFormulas(there).decided_by if lines else []
    steps = []
    for rank in range(len(questionnaire.levels) - 1):
        raised_here, raised_there = [], []
        for urgency, when in flags:
            if urgency <= rank:
                raised_here.append(here.holds(when))
                raised_there.append(there.holds(when))
        for line, decides_here, decides_there in zip(lines, mine, theirs, strict=True):
            if questionnaire.urgency[line.level] <= rank:
                raised_here.append(decides_here)
                raised_there.append(decides_there)
        steps.append(circuit.every([circuit.some(raised_there), -circuit.some(raised_here)]))
    return circuit.some(steps) if steps else -TRUE
