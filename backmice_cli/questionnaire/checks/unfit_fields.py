"""`unfit-field`, `min-above-max`: a field does not go with the kind of its question, or two fields contradict.

`choices`, `worse` and `picture` belong to the kinds `one` and `many`; `scale` and `grown` to `one`; `unit`, `min` and
`max` to `number`; `exclusive` to a choice of `many`. In another place such a field would silently do nothing.

Bad:

    age:
      ask: How old are you?
      kind: text
      min: 0

Good:

    age:
      ask: How old are you?
      kind: number
      min: 0
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Entry

_NUMBER_ONLY = ("unit", "min", "max")
_ONE_ONLY = ("scale", "grown")
_CHOICES_ONLY = ("choices", "worse", "picture")
UNFIT = {
    "one": _NUMBER_ONLY,
    "many": (*_ONE_ONLY, *_NUMBER_ONLY),
    "number": (*_CHOICES_ONLY, *_ONE_ONLY),
    "text": (*_CHOICES_ONLY, *_ONE_ONLY, *_NUMBER_ONLY),
}


def check(scope: Scope) -> Iterator[Finding]:
    for entry in scope.questionnaire.outline:
        question = entry.question
        for key in UNFIT[question.kind]:
            if getattr(question, key) not in (None, (), {}):
                yield _unfit_field(entry, key)
        if question.kind == "one":
            for id, choice in question.choices.items():
                if choice.exclusive:
                    yield _unfit_exclusive(entry, id)
        if question.min is not None and question.max is not None and question.min > question.max:
            message = f"question '{entry.id}' has a 'min' above its 'max'"
            yield Finding((*entry.path, "min"), "min-above-max", message, "Exchange the two.", at_value=True)


def _unfit_field(entry: Entry, key: str) -> Finding:
    message = f"question '{entry.id}' is of kind '{entry.question.kind}' and cannot have '{key}'"
    hint = f"Remove it, or write 'kind: {'number' if key in _NUMBER_ONLY else 'one'}'."
    rests_on = ((*entry.path, "kind"),)
    return Finding((*entry.path, key), "unfit-field", message, hint, rests_on=rests_on)


def _unfit_exclusive(entry: Entry, choice: str) -> Finding:
    path = (*entry.path, "choices", choice, "exclusive")
    message = f"choice '{choice}' of question '{entry.id}' is always the only one, for its kind is 'one'"
    hint = "Remove 'exclusive', or write 'kind: many'."
    return Finding(path, "unfit-field", message, hint, rests_on=((*entry.path, "kind"),))
