"""`calmer-when-unsure`: for someone, "I don't know" gives a calmer level than "no" does.

Not knowing is not a denial: it must never be less urgent than the answer that denies. Every question with a choice
such as `unsure` or `not_sure` and a quiet one (`no`, `none`, or the exclusive choice) is looked at, with every way to
answer all other questions, the same in both cases.

Bad:

    red_flags:
      no_check: {level: soon, when: {checked: no}, ...}

Good:

      no_check: {level: soon, when: {checked: [no, unsure]}, ...}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.check.proofs.calmer import find_calmer
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Question
from backmice_cli.questionnaire.problem import Severity


def prove(solver: Solver) -> Iterator[Finding]:
    for entry in solver.questionnaire.outline:
        for unsure, quiet in unsure_pairs(entry.question):
            found = find_calmer(solver, entry.id, unsure, quiet)
            if found is not None:
                levels = f"'{found.first.level}' instead of '{found.second.level}'"
                message = f"answering '{unsure}' to question '{entry.id}' can be calmer than '{quiet}': {levels}"
                hint = f"Let the rules that ask for '{quiet}' ask for '{unsure}' too."
                path = (*entry.path, "choices", unsure)
                shown = (found.first, found.second)
                yield Finding(path, "calmer-when-unsure", message, hint, Severity.ERROR, witnesses=shown)


def unsure_pairs(question: Question) -> Iterator[tuple[str, str]]:
    """Yield each choice that neither says nor denies, with the one that denies."""
    quiet = question.quiet_choice
    if quiet is not None:
        yield from ((unsure, quiet) for unsure in question.unsure_choices if unsure != quiet)
