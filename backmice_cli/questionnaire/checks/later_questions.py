"""`later-question`: whether a question is asked depends on one that is asked later, or on itself.

Questions are asked from top to bottom, follow-ups right after the answer that opens them. A later question has no
answer yet, so the condition could not hold at that point. Signs count with everything they read.

Bad:

    questions:
      weight_loss: {ask: Less weight?, when: {age: {at_least: 40}}, ...}
      age: {ask: How old are you?, kind: number}

Good:

    questions:
      age: {ask: How old are you?, kind: number}
      weight_loss: {ask: Less weight?, when: {age: {at_least: 40}}, ...}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.circular_signs import inside_out
from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Entry
from backmice_cli.questionnaire.problem import Path

_HINT = "Move the other question up, or this one down."


def check(scope: Scope) -> Iterator[Finding]:
    last = _last_questions(scope)
    for entry, condition in scope.question_conditions:
        for path, id, _ in condition.tests:
            other = scope.entries.get(id)
            if other is not None and other.place >= entry.place and id not in scope.doubles:
                yield _later_question((*path, id), entry, other, scope)
        for path, sign in condition.signs:
            read = last.get(sign)
            if read is not None and read.place >= entry.place:
                yield _later_question((*path, "sign"), entry, read, scope, f" through sign '{sign}'")


def _later_question(path: Path, entry: Entry, other: Entry, scope: Scope, through: str = "") -> Finding:
    at_value = bool(through)  # the sign, and not the word `sign` before it
    if other.id == entry.id:
        message = f"'when' of question '{entry.id}' asks about the question itself{through}"
        return Finding(path, "later-question", message, "Remove this part of the condition.", at_value=at_value)
    where = f"'{other.id}' (line {scope.line(other.path)})"
    message = f"'when' of question '{entry.id}' asks about {where}{through}, which is asked later"
    return Finding(path, "later-question", message, _HINT, at_value=at_value, related=(other.path,))


def _last_questions(scope: Scope) -> dict[str, Entry]:
    """Find, for each sign, the question that is asked last of all it reads."""
    found: dict[str, Entry] = {}
    order, circles = inside_out(scope.sign_conditions)
    for sign in () if circles else order:
        condition = scope.sign_conditions[sign]
        read = [scope.entries[id] for _, id, _ in condition.tests if id in scope.entries and id not in scope.doubles]
        read += [found[inner] for _, inner in condition.signs if inner in found]
        if read:
            found[sign] = max(read, key=lambda entry: entry.place)
    return found
