"""`never-listed`: a possibility that is on nobody's list.

Nobody reads what the file says of it. Its fits never come to the score that a place on the list takes, no red flag of
its `shown_if` can be raised with its `needs`, or others always stand before it.

Bad:

    needs: {lump: yes}
    fits: [{when: {lump: no}, say: there is no lump}]

Good:

    needs: {lump: yes}
    fits: [{when: {lump_feel: soft}, say: it is soft}]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from backmice_cli.author.symbolic.queries import PossibilityListed, is_true_of
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.problem import Severity

TRIED = 8
"""People who are looked at."""


def prove(solver: Solver) -> Iterator[Finding]:
    for id, possibility in solver.questionnaire.possibilities.items():
        if not solver.prover.is_possible(solver.interviews.condition_holds(possibility.needs)):
            continue  # `never-holds` says so
        if not _is_listed(id, solver):
            message = f"possibility '{id}' is never listed, whatever is answered"
            hint = "Look at its 'needs', its 'fits' and 'shown_if', and at 'listing'."
            yield Finding(("possibilities", id), "never-listed", message, hint, Severity.WARNING)


def _is_listed(id: str, solver: Solver) -> bool:
    """Look at some for whom it is a candidate first: whether others stand before it takes long to tell."""
    people = islice(solver.prover.samples.people(solver.outcomes.is_candidate(id)), TRIED)
    return any(is_true_of(PossibilityListed(id), solver.played(person)) for person in people) or solver.is_possible(
        PossibilityListed(id)
    )
