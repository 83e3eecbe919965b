"""`calmer-when-worse`: for someone, an answer that is more worrying gives a calmer level than one that is less so.

`worse` lists the choices of a question from least to most worrying. Someone whose answer is worse must not be told to
wait longer. Each choice is held against the one before it, with every way to answer all other questions, the same in
both cases.

Bad:

    size: {ask: How big is it?, worse: [pea, grape, egg], choices: {...}}
    ...
    red_flags: {big: {level: soon, when: {size: grape}, ...}}

Good:

    red_flags: {big: {level: soon, when: {size: [grape, egg]}, ...}}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from backmice_cli.author.check.proofs.calmer import find_calmer
from backmice_cli.author.check.proofs.calmer_when_unsure import unsure_pairs
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.problem import Severity


def prove(solver: Solver) -> Iterator[Finding]:
    for entry in solver.questionnaire.outline:
        said_already = set(unsure_pairs(entry.question))
        for place, (less, more) in enumerate(pairwise(entry.question.worse), 1):
            found = None if (more, less) in said_already else find_calmer(solver, entry.id, more, less)
            if found is not None:
                levels = f"'{found.first.level}' instead of '{found.second.level}'"
                message = f"answering '{more}' to question '{entry.id}' can be calmer than '{less}': {levels}"
                hint = f"Let the rules that ask for '{less}' ask for '{more}' too, or change 'worse'."
                path = (*entry.path, "worse", place)
                shown = (found.first, found.second)
                yield Finding(path, "calmer-when-worse", message, hint, Severity.ERROR, witnesses=shown)
