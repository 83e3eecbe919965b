"""`unknown-question`: something asks about a question that the file does not have.

A test of it is always false, so a red flag with a misspelt question would never be raised. The rows of `doctor_page`,
its `worry` and the `sizes` of `grown` name questions too: a misspelt row would stay empty on the sheet. When several
conditions agree on a name, and a question of nearly that name is read by nothing, the id of that question is taken for
the slip.

Bad:

    when: {lmup: yes}

Good:

    when: {lump: yes}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import QUESTIONS, Scope
from backmice_cli.questionnaire.condition import RESERVED
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import owner_name
from backmice_cli.questionnaire.problem import Path


def check(scope: Scope) -> Iterator[Finding]:
    if scope.is_wrong_already(("sections",)):
        return
    unknown: dict[str, list[Path]] = {}
    read: set[str] = set()
    for condition in scope.conditions:
        for path, question, _ in condition.tests:
            if question in scope.entries:
                read.add(question)
            elif not scope.may_exist(question):
                unknown.setdefault(question, []).append((*path, question))
    for question, asking in unknown.items():
        may_be_slip = len(asking) > 1 and question not in scope.questionnaire.signs
        defined = scope.misspelt(question, tuple(scope.entries), read) if may_be_slip else None
        if defined is not None:
            message = f"question '{defined}' is read by nothing, but {len(asking)} conditions ask about '{question}'"
            path, hint = scope.entries[defined].path, "Is the id misspelt?"
            related = tuple(asking)
            yield Finding(path, "unknown-question", message, hint, related=related, rests_on=(QUESTIONS,))
        else:
            yield from (_unknown_question(question, path, scope) for path in asking)


def _unknown_question(question: str, path: Path, scope: Scope) -> Finding:
    message = f"{owner_name(path)} asks about '{question}', which is not a question"
    return Finding(path, "unknown-question", message, _question_hint(question, scope), rests_on=(QUESTIONS,))


def _question_hint(name: str, scope: Scope) -> str | None:
    if name in scope.questionnaire.signs:
        return f"'{name}' is a sign: write '{{sign: {name}}}'."
    return scope.hint(name, [*scope.entries, *sorted(RESERVED)])
