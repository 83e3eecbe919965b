"""A condition changed in one place, every way an author could slip: what a mutation test tries.

- A choice, an alternative or a part is left out.
- A `not` is left out; the whole is turned round.
- A number moves by one, or its own value changes sides: `at_least` and `above`, `at_most` and `below`.
- One more or one fewer of `at_least ... of` must hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.condition import Bounds, Count, Test
from backmice_cli.questionnaire.formula import (
    AnswerIs,
    AtLeast,
    Formula,
    Not,
    SignHolds,
    at_least,
    choices_in,
    with_choices,
)
from backmice_cli.questionnaire.notation import bounds_text, formula_text, test_text

Variant = tuple[str, Formula]
"""What was changed, in a few words, and the condition with the change."""

_LONGEST = 60

_OTHER_SIDE = {"at_least": "above", "above": "at_least", "at_most": "below", "below": "at_most"}
_LOOSER = {"at_least": -1, "above": 1, "at_most": 1, "below": -1}
"""How a number moves, so that this and the change of sides go opposite ways."""


def condition_variants(formula: Formula) -> Iterator[Variant]:
    """Every change of one place in a condition, and the whole turned round."""
    yield f"turned round: {short_condition(Not(formula))}", Not(formula)
    yield from _variants_inside(formula)


def _variants_inside(formula: Formula) -> Iterator[Variant]:
    match formula:
        case AnswerIs(question, test):
            for words, changed_test in _of_test(question, test):
                yield words, AnswerIs(question, changed_test)
        case Not(part):
            yield f"'not' left out before '{short_condition(part)}'", part
            for words, changed in _variants_inside(part):
                yield f"inside 'not': {words}", Not(changed)
        case AtLeast():
            yield from _of_several(formula)
        case SignHolds():
            pass


def _of_several(formula: AtLeast) -> Iterator[Variant]:
    count, parts = formula.count, formula.parts
    for place, part in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        yield f"without '{short_condition(part)}'", at_least(min(count, len(parts) - 1), before + after)
        for words, changed in _variants_inside(part):
            yield words, at_least(count, (*before, changed, *after))
    for needed in () if formula.wants_all or formula.wants_any else (count - 1, count + 1):
        yield f"{needed} instead of {count} of {len(parts)} are enough", at_least(needed, parts)


def _of_test(question: str, test: Test) -> Iterator[tuple[str, Test]]:
    choices = choices_in(test)
    for choice in choices if len(choices) > 1 else ():
        rest = with_choices(test, (other for other in choices if other != choice))
        yield f"without '{question} {test_text(with_choices(test, [choice]))}'", rest
    match test:
        case Count():
            for words, bounds in _of_bounds(f"{question}, counted,", test.count):
                yield words, Count(count=bounds)
        case Bounds():
            yield from _of_bounds(question, test)


def _of_bounds(name: str, bounds: Bounds) -> Iterator[tuple[str, Bounds]]:
    given = bounds.given
    for key, number in given.items():
        rest = {other: value for other, value in given.items() if other != key}
        for changed in ({_OTHER_SIDE[key]: number}, {key: number + _LOOSER[key]}):
            words = f"{name} {bounds_text(Bounds(**changed))} instead of {bounds_text(Bounds(**{key: number}))}"
            yield words, Bounds(**{**rest, **changed})


def short_condition(formula: Formula) -> str:
    """A condition on one line, cut short when it is long."""
    words = formula_text(formula)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 3] + "..."
