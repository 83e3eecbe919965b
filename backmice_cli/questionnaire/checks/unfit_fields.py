"""`unfit-field`, `min-above-max`: a field does not go with the kind of its question, or two fields contradict.

`choices`, `worse` and `picture` belong to the kinds `one` and `many`; `unit`, `min` and `max` to `number`; `exclusive`
to a choice of `many`. In another place such a field would silently do nothing.

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

from backmice_cli.questionnaire.checks.scope import Found, Scope
from backmice_cli.questionnaire.model import Entry

_KINDS = {
    "choices": ("one", "many"),
    "worse": ("one", "many"),
    "picture": ("one", "many"),
    "unit": ("number",),
    "min": ("number",),
    "max": ("number",),
}


def check(scope: Scope) -> Iterator[Found]:
    for entry in scope.questionnaire.outline:
        yield from _unfit_fields(entry)
        if entry.question.kind != "many":
            yield from _unfit_exclusive(entry)
        lowest, highest = entry.question.min, entry.question.max
        if lowest is not None and highest is not None and lowest > highest:
            message = f"question '{entry.id}' has a 'min' above its 'max'"
            yield Found((*entry.path, "min"), "min-above-max", message, "Exchange the two.")


def _unfit_fields(entry: Entry) -> Iterator[Found]:
    kind = entry.question.kind
    for key in entry.question.model_fields_set:
        kinds = _KINDS.get(key)
        if kinds is not None and kind not in kinds:
            message = f"question '{entry.id}' is of kind '{kind}' and cannot have '{key}'"
            hint = f"Remove it, or write 'kind: {kinds[0]}'."
            rests_on = ((*entry.path, "kind"),)
            yield Found((*entry.path, key), "unfit-field", message, hint, at_key=True, rests_on=rests_on)


def _unfit_exclusive(entry: Entry) -> Iterator[Found]:
    for id, choice in entry.question.choices.items():
        if choice.exclusive and entry.question.kind == "one":
            path = (*entry.path, "choices", id, "exclusive")
            message = f"choice '{id}' of question '{entry.id}' is always the only one, for its kind is 'one'"
            hint = "Remove 'exclusive', or write 'kind: many'."
            yield Found(path, "unfit-field", message, hint, at_key=True, rests_on=((*entry.path, "kind"),))
