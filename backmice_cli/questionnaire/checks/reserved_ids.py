"""`reserved-id`: a question or a choice has an id that is a word of the language.

`any`, `all`, `not`, `of`, `at_least` and `sign` mean something else in a condition, so no condition could ask about a
question of that name; `answered` stands for any answer, so no condition could ask for a choice of that name. `label`,
`tell`, `help`, `exclusive` and `then` are fields of a choice: as ids they are a slip of the indentation, which people
would be offered as an answer.

Bad:

    questions:
      sign: {ask: Do you see any of these?, choices: {...}}

Good:

    questions:
      skin_sign: {ask: Do you see any of these?, choices: {...}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.condition import ANSWERED, RESERVED
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Choice, Entry
from backmice_cli.questionnaire.shapes import misplaced_field


def check(scope: Scope) -> Iterator[Finding]:
    for entry in scope.questionnaire.outline:
        if entry.id in RESERVED:
            message = f"a question cannot have the id '{entry.id}', which has a meaning in conditions"
            yield Finding(entry.path, "reserved-id", message, "Rename the question.")
        if ANSWERED in entry.question.choices:
            message = f"a choice cannot have the id '{ANSWERED}', which stands for any answer in conditions"
            path = (*entry.path, "choices", ANSWERED)
            yield Finding(path, "reserved-id", message, "Rename the choice.")
        for field in Choice.__struct_fields__:
            if field in entry.question.choices:
                yield _reserved_field(field, entry)


def _reserved_field(field: str, entry: Entry) -> Finding:
    path = (*entry.path, "choices", field)
    return Finding(path, *misplaced_field(field, tuple(entry.question.choices)))
