"""`unknown-question`: a condition asks about a question that the file does not have.

Such a test is always false, so a red flag with a misspelt question would never be raised.

Bad:

    when: {lmup: yes}

Good:

    when: {lump: yes}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Found, Scope
from backmice_cli.questionnaire.condition import RESERVED
from backmice_cli.questionnaire.naming import owner_name


def check(scope: Scope) -> Iterator[Found]:
    if scope.is_wrong_already(("sections",)):
        return
    for condition in scope.conditions:
        for path, question, _ in condition.tests:
            if question not in scope.entries and not scope.may_exist(question):
                message = f"{owner_name(path)} asks about '{question}', which is not a question"
                yield Found((*path, question), "unknown-question", message, _hint(question, scope), at_key=True)


def _hint(name: str, scope: Scope) -> str | None:
    if name in scope.questionnaire.signs:
        return f"'{name}' is a sign: write '{{sign: {name}}}'."
    return scope.hint(name, [*scope.entries, *sorted(RESERVED)])
