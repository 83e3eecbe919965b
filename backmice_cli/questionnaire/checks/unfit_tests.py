"""`unfit-test`: a condition tests a question in a way that does not go with its kind.

Choices are named for `one` and `many`; `all` and `count` are for `many`, where several can be chosen; bounds are for
`number`; a `text` can only be tested with `answered`, which fits every kind. Any other test would never hold.

Bad:

    age: {ask: How old are you?, kind: number}
    ...
    when: {age: 40}

Good:

    when: {age: {at_least: 40}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.condition import AllOf, Bounds, Count, Test
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Question
from backmice_cli.questionnaire.naming import owner_name


def check(scope: Scope) -> Iterator[Finding]:
    for condition in scope.conditions:
        for path, id, test in condition.tests:
            entry = scope.entries.get(id)
            if entry is None or id in scope.doubles or _is_plain(test, entry.question):
                continue
            unfit = unfit_test(id, entry.question, test)
            if unfit is not None:
                does, but, hint = unfit
                where = f"question '{id}' (line {scope.line(entry.path)})"
                message = f"{owner_name(path)} {does.format(where)}, {but}"
                rests_on = ((*entry.path, "kind"),)
                yield Finding(
                    (*path, id), "unfit-test", message, hint, related=(entry.path,), rests_on=rests_on, at_value=True
                )


def _is_plain(test: Test, question: Question) -> bool:
    """Tell, fast, whether this is the test that nearly all conditions have: named choices."""
    return isinstance(test, tuple) and question.kind in ("one", "many")


def unfit_test(id: str, question: Question, test: Test) -> tuple[str, str, str] | None:
    """Say what the condition does with the question, why that does not go, and what would."""
    if test == "answered":
        return None
    match question.kind:
        case "number" if not isinstance(test, Bounds):
            hint = f"Use a bound: '{{{id}: {{at_least: 40}}}}'."
            return "asks for a choice of {}", "which is answered with a number", hint
        case "text":
            return "asks what was written for {}", "which nothing can compare", f"Write '{{{id}: answered}}'."
        case "many" if isinstance(test, Bounds):
            hint = f"For how many were chosen, write '{{{id}: {{count: {{at_least: 2}}}}}}'."
            return "compares {} with a number", "but it has choices", hint
        case "one" if isinstance(test, Bounds):
            choices = ", ".join(list(question.choices)[:2])
            return "compares {} with a number", "but it has choices", f"Name some: '{{{id}: [{choices}]}}'."
        case "one" if isinstance(test, AllOf):
            hint = f"For any of them, write '{{{id}: [{', '.join(test.all)}]}}'."
            return "asks for several answers at once to {}", "which takes one", hint
        case "one" if isinstance(test, Count):
            return "counts the answers to {}", "which takes one", f"For any answer, write '{{{id}: answered}}'."
    return None
