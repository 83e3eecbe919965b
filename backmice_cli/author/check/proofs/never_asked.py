"""`never-asked`: a question that nobody is ever asked, whatever they answer.

What it would find out never counts, and every rule that waits for its answer is dead. Most often its `when` names an
answer that cannot be given together with the answer that opens the question.

Bad:

    lump:
      ask: Can you feel a lump?
      choices:
        yes:
          label: "Yes"
          then:
            growing: {ask: Is it growing?, when: {lump: no}, choices: {...}}

Good:

            growing: {ask: Is it growing?, choices: {...}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.problem import Severity


def prove(solver: Solver) -> Iterator[Finding]:
    silent: set[str] = set()
    for entry in solver.questionnaire.outline:
        if solver.prover.is_possible(solver.interviews.asked(entry.id)):
            continue
        if entry.parent not in silent:
            if solver.prover.is_possible(solver.interviews.reached(entry)):
                path, reason = (*entry.path, "when"), "its 'when' never holds where it stands"
                hint = "Change the condition, or remove the question."
            else:
                path, reason = entry.path, "the interview always ends before it"
                hint = "Look at the red flags that have 'ends'."
            message = f"question '{entry.id}' is never asked: {reason}"
            yield Finding(path, "never-asked", message, hint, Severity.ERROR)
        silent.add(entry.id)
