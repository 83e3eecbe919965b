"""`doubled-question`: two questions have the same id.

The ids of questions are one namespace for the whole file, follow-ups included: an answer belongs to an id, and a
condition that names it must mean one question.

Bad:

    questions:
      pain: {ask: Does it hurt?, choices: {...}}
      lump:
        ask: Is there a lump?
        choices:
          yes:
            label: "Yes"
            then: {pain: {ask: Does the lump hurt?, choices: {...}}}

Good:

    questions:
      pain: {ask: Does it hurt?, choices: {...}}
      lump:
        ask: Is there a lump?
        choices:
          yes:
            label: "Yes"
            then: {lump_pain: {ask: Does the lump hurt?, choices: {...}}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding


def check(scope: Scope) -> Iterator[Finding]:
    for id, later in scope.doubles.items():
        first = scope.entries[id].path
        message = f"question id '{id}' stands twice; first used on line {scope.line(first)}"
        for entry in later:
            hint = "Give one of the two another id."
            yield Finding(entry.path, "doubled-question", message, hint, related=(first,))
