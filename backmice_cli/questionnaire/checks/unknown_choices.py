"""`unknown-choice`: a condition asks for a choice that its question does not have.

Nobody can give that answer, so the condition would not hold when it should. The same goes for `worse`, for
`scale` and for the `said_by` of `grown`. When several conditions agree on a choice, and one of nearly that name is
read by nothing, the id of that one is taken for the slip.

Bad:

    size: {ask: How big?, choices: {small: Like a pea, large: Like an egg}}
    ...
    when: {size: huge}

Good:

    when: {size: large}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope, TestedQuestion
from backmice_cli.questionnaire.condition import AllOf, Test
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Entry
from backmice_cli.questionnaire.naming import owner_name, value_text
from backmice_cli.questionnaire.problem import Path


def check(scope: Scope) -> Iterator[Finding]:
    unknown: dict[tuple[str, str], list[TestedQuestion]] = {}
    read: dict[str, set[str]] = {}
    for condition in scope.conditions:
        for tested in condition.tests:
            entry = scope.entries.get(tested.question)
            if entry is not None:
                for choice in _choices_wanted(tested.test):
                    if choice in entry.question.choices:
                        read.setdefault(entry.id, set()).add(choice)
                    elif not _is_elsewhere(choice, entry, scope):
                        unknown.setdefault((entry.id, choice), []).append(tested)
    for (id, choice), asking in unknown.items():
        entry = scope.entries[id]
        listed = {named for _, named in _choices_in_fields(entry)}
        used = read.get(id, set()) | listed
        defined = scope.misspelt(choice, tuple(entry.question.choices), used) if len(asking) > 1 else None
        if defined is not None:
            yield _misspelt_definition(defined, choice, asking, entry)
        else:
            yield from (_unknown_choice(choice, tested, entry, scope) for tested in asking)
    for entry in scope.questionnaire.outline:
        for path, choice in _choices_in_fields(entry):
            if choice not in entry.question.choices and entry.question.choices:
                message = f"question '{entry.id}' has no choice {value_text(choice)}"
                yield _choice_finding((*entry.path, *path), message, choice, entry, scope)


def _choices_in_fields(entry: Entry) -> Iterator[tuple[Path, str]]:
    """Yield the choices that a question's own fields name, each with the path to it."""
    question = entry.question
    said_by = question.grown.said_by if question.grown is not None else ()
    named = {("worse",): question.worse, ("scale",): question.scale, ("grown", "said_by"): said_by}
    for path, choices in named.items():
        for place, choice in enumerate(choices):
            yield (*path, place), choice


def _choices_wanted(test: Test) -> tuple[str, ...]:
    if isinstance(test, tuple):
        return test
    return test.all if isinstance(test, AllOf) else ()


def _unknown_choice(choice: str, tested: TestedQuestion, entry: Entry, scope: Scope) -> Finding:
    path, id, test = tested
    inner = ("all",) if isinstance(test, AllOf) else ()
    asks = f"{owner_name(path)} asks for {value_text(f'{id}: {choice}')}"
    message = f"{asks}; question '{id}' (line {scope.line(entry.path)}) has no choice {value_text(choice)}"
    return _choice_finding((*path, id, *inner, _choices_wanted(test).index(choice)), message, choice, entry, scope)


def _misspelt_definition(defined: str, choice: str, asking: list[TestedQuestion], entry: Entry) -> Finding:
    """Several conditions agree on a name that only the definition writes otherwise."""
    asks = f"but {len(asking)} conditions ask for {value_text(choice)}"
    message = f"choice '{defined}' of question '{entry.id}' is read by nothing, {asks}"
    path = (*entry.path, "choices", defined)
    related = tuple((*tested.path, tested.question) for tested in asking)
    return Finding(path, "unknown-choice", message, "Is the id misspelt?", related=related)


def _is_elsewhere(choice: str, entry: Entry, scope: Scope) -> bool:
    """Tell whether there is nothing to say: no choices at all, or the choice is in a part with a mistake of its own."""
    doubles = scope.doubles.get(entry.id, ())
    known = any(choice in other.question.choices for other in doubles)
    return known or not entry.question.choices or scope.may_exist(choice)


def _choice_finding(path: Path, message: str, choice: str, entry: Entry, scope: Scope) -> Finding:
    hint = scope.hint(choice, tuple(entry.question.choices), "It has")
    rests_on = ((*entry.path, "choices"),)
    return Finding(path, "unknown-choice", message, hint, related=(entry.path,), rests_on=rests_on, at_value=True)
