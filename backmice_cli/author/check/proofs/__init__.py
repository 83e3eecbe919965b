"""The proofs over all interviews, one module each. The docstring of a module is its page in the manual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from backmice_cli.author.check.proofs import (
    always_holds,
    calmer_when_unsure,
    calmer_when_worse,
    holds_only_unasked,
    holds_unasked,
    level_not_reached,
    masked_baseline,
    never_asked,
    never_decides,
    never_holds,
    never_listed,
    off_subject,
    over_budget,
    said_together,
)
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding

Proof = Callable[[Solver], Iterable[Finding]]

PROOFS: tuple[Proof, ...] = (
    never_asked.prove,
    never_holds.prove,
    always_holds.prove,
    level_not_reached.prove,
    masked_baseline.prove,
    never_listed.prove,
    never_decides.prove,
    holds_only_unasked.prove,
    holds_unasked.prove,
    calmer_when_unsure.prove,
    calmer_when_worse.prove,
    off_subject.prove,
    said_together.prove,
    over_budget.prove,
)


def run_proofs(solver: Solver, proofs: Sequence[Proof] = PROOFS) -> Iterator[Finding]:
    """Yield what the proofs find, in their order."""
    for proof in proofs:
        yield from proof(solver)
