"""`holds-unasked`: a red flag that is raised for people who were not asked a question that it reads under a `not`.

`not` is true of a question without an answer. Where the question is asked of some only, a red flag that denies one of
its answers is raised for all the others too, though it was meant for those who could have given that answer and did
not. It is found when somebody who is not asked is warned, and one answer to the question would have kept the warning
away. A `not` of `answered` says it openly and is left alone.

Bad:

    red_flags: {big: {when: {not: {size: small}}, ...}}

Here the size is asked only of people with a lump.

Good:

    red_flags: {big: {when: {lump: yes, not: {size: small}}, ...}}
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from backmice_cli.author.check.proofs.holds_only_unasked import denied_questions
from backmice_cli.author.check.proofs.rules import complete_interview
from backmice_cli.author.symbolic.formulas import TRUE, Literal
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.finding import Finding, Witness
from backmice_cli.questionnaire.formula import Formula, written_out
from backmice_cli.questionnaire.model import Entry
from backmice_cli.questionnaire.problem import Severity


class AsIfAnswered(InterviewFormulas):
    """The same answers of the same people, and one more to a question, whether it was asked or not.

    Unlike in `with_reply` nothing else follows from that answer: no other question is asked because of it.
    """

    def __init__(self, interviews: InterviewFormulas, id: str, answer: Answer) -> None:
        fixed = {id: interviews.replies.fixed(id, answer)}
        super().__init__(interviews.questionnaire, interviews.circuit, interviews.replies, fixed, interviews)

    @property
    def affected_questions(self) -> Collection[str]:
        return self._changed

    def asked(self, id: str) -> Literal:
        return TRUE if id in self._changed else super().asked(id)


def prove(solver: Solver) -> Iterator[Finding]:
    for id, flag in solver.questionnaire.red_flags.items():
        when = solver.interviews.meaning(flag.when)
        denied = denied_questions(written_out(when, solver.questionnaire.signs))
        for entry in solver.questionnaire.outline:
            wanted = _raised_unasked(when, entry, solver) if entry.id in denied else None
            if wanted is not None:
                yield _denied_finding(id, entry, wanted, solver)
                break


def _raised_unasked(when: Formula, entry: Entry, solver: Solver) -> Literal | None:
    """When the flag is raised for someone not asked whom an answer would have spared; None when it never is.

    A flag that only people without an answer raise is `holds-only-unasked`, one that everyone raises `always-holds`.
    """
    circuit, prover, interviews = solver.circuit, solver.prover, solver.interviews
    held = interviews.holds(when)
    if not prover.is_possible(circuit.every([held, interviews.answered(entry.id)])) or not prover.is_possible(-held):
        return None
    not_asked = circuit.every([held, -interviews.shown(entry.id)])
    if not prover.is_possible(not_asked):
        return None
    spared = []
    for value in solver.replies.said[entry.id]:
        answer: Answer = (str(value),) if entry.question.kind == "many" else value
        spared.append(-AsIfAnswered(interviews, entry.id, answer).holds(when))
    wanted = circuit.every([not_asked, circuit.some(spared)])
    return wanted if prover.is_possible(wanted) else None


def _denied_finding(flag: str, entry: Entry, wanted: Literal, solver: Solver) -> Finding:
    message = f"red flag '{flag}' is raised for people who are not asked '{entry.id}', which it reads under a 'not'"
    hint = f"{_asked_of(entry, solver)} Ask for that answer too, beside the 'not'."
    whole = solver.circuit.every([wanted, complete_interview(solver)])  # shows more than an interview left empty
    answers = solver.fewest_for(whole if solver.prover.is_possible(whole) else wanted)
    shown = () if answers is None else (Witness(answers, solver.level(answers)),)
    path = ("red_flags", flag, "when")
    return Finding(path, "holds-unasked", message, hint, Severity.WARNING, related=(entry.path,), witnesses=shown)


def _asked_of(entry: Entry, solver: Solver) -> str:
    """Say of whom the question is asked."""
    if entry.parent is not None:
        return f"It is asked only after '{entry.opened_by}' to '{entry.parent}'."
    if entry.question.when is not None:
        return "It is asked only where its own 'when' holds."
    if solver.questionnaire.sections[entry.section].optional:
        return f"It is asked only of people who take section '{entry.section}'."
    return "It is asked only while no red flag has ended the interview."
