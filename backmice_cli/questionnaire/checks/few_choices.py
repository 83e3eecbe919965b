"""`few-choices`: a question has no choices, or only one to pick from.

A question of kind `one` with a single choice has only one possible answer, so it asks nothing.

Bad:

    lump:
      ask: Can you feel a lump?
      choices:
        yes: "Yes"

Good:

    lump:
      ask: Can you feel a lump?
      choices:
        yes: "Yes"
        no: "No"
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding


def check(scope: Scope) -> Iterator[Finding]:
    for entry in scope.questionnaire.outline:
        question = entry.question
        if len(question.choices) < 2 and question.kind in ("one", "many"):
            path = (*entry.path, "choices")
            rests_on = (path, (*entry.path, "kind"))
            if not question.choices:
                message = f"question '{entry.id}' has no choices"
                hint = "Add 'choices: ...', or another kind: 'kind: number' or 'kind: text'."
                yield Finding(path, "few-choices", message, hint, rests_on=rests_on, at_value=True)
            elif question.kind == "one":
                message = f"question '{entry.id}' has one choice only"
                yield Finding(path, "few-choices", message, "Add a second choice.", rests_on=rests_on, at_value=True)
