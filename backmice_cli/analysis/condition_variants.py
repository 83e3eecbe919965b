"""A condition changed in one place, every way an author could slip: what a mutation test tries.

- A choice, an alternative or a part is left out.
- A `not` is left out; the whole is turned round.
- A number moves by one, or its own value changes sides: `at_least` and `above`, `at_most` and `below`.
- One more or one fewer of `at_least ... of` must hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.analysis.conditions import all_of, any_of, asks_for, negated, parts_of, some_of
from backmice_cli.questionnaire.condition import ANSWERED, AllOf, Bounds, Condition, Count, Test

Variant = tuple[str, Condition]
"""What was changed, in a few words, and the condition with the change."""

_LONGEST = 60

_BOUND_WORDS = {"at_least": "at least", "above": "above", "at_most": "at most", "below": "below"}
_OTHER_SIDE = {"at_least": "above", "above": "at_least", "at_most": "below", "below": "at_most"}
_LOOSER = {"at_least": -1, "above": 1, "at_most": 1, "below": -1}
"""How a number moves, so that this and the change of sides go opposite ways."""


def variants(condition: Condition) -> Iterator[Variant]:
    """Every change of one place in `condition`, and the whole turned round."""
    yield f"turned round: not ({written(condition)})", negated(condition)
    yield from _inside(condition)


def _inside(condition: Condition) -> Iterator[Variant]:
    parts = parts_of(condition)
    for place, part in enumerate(parts):
        if len(parts) > 1:
            yield f"without '{written(part)}'", all_of([*parts[:place], *parts[place + 1 :]])
        for words, changed in _of_part(part):
            yield words, all_of([*parts[:place], changed, *parts[place + 1 :]])


def _of_part(part: Condition) -> Iterator[Variant]:
    """Changes inside a condition that has one key."""
    for question, test in part.tests.items():
        for words, changed in _of_test(question, test):
            yield words, asks_for(question, changed)
    if part.negated is not None:
        yield f"'not' left out before '{written(part.negated)}'", part.negated
        for words, inner in _inside(part.negated):
            yield f"inside 'not': {words}", negated(inner)
    inners = part.any or part.of or ()
    for place, inner in enumerate(inners):
        before, after = inners[:place], inners[place + 1 :]
        if len(inners) > (part.at_least or 1):
            yield f"without '{written(inner)}'", _with(part, before + after)
        for words, changed_inner in _inside(inner):
            yield words, _with(part, (*before, changed_inner, *after))
    if part.of is not None and part.at_least is not None:
        for needed in (part.at_least - 1, part.at_least + 1):
            if 1 <= needed <= len(part.of):
                words = f"{needed} instead of {part.at_least} of {len(part.of)} are enough"
                yield words, some_of(needed, part.of)


def _of_test(question: str, test: Test) -> Iterator[tuple[str, Test]]:
    match test:
        case tuple():
            for choice in test if len(test) > 1 else ():
                yield f"without '{question}: {choice}'", tuple(other for other in test if other != choice)
        case AllOf():
            for choice in test.all if len(test.all) > 1 else ():
                rest = tuple(other for other in test.all if other != choice)
                yield f"without '{question}: {choice}'", AllOf(all=rest)
        case Count():
            for words, bounds in _of_bounds(f"{question}, counted,", test.count):
                yield words, Count(count=bounds)
        case Bounds():
            yield from _of_bounds(question, test)


def _of_bounds(name: str, bounds: Bounds) -> Iterator[tuple[str, Bounds]]:
    given = bounds.given
    for key, number in given.items():
        rest = {other: value for other, value in given.items() if other != key}
        was = f"instead of {_BOUND_WORDS[key]} {number:g}"
        other, moved = _OTHER_SIDE[key], number + _LOOSER[key]
        yield f"{name} {_BOUND_WORDS[other]} {number:g} {was}", Bounds(**{**rest, other: number})
        yield f"{name} {_BOUND_WORDS[key]} {moved:g} {was}", Bounds(**{**rest, key: moved})


def _with(part: Condition, inners: tuple[Condition, ...]) -> Condition:
    return any_of(inners) if part.any is not None else some_of(part.at_least, inners)


def written(condition: Condition) -> str:
    """The condition much as the file writes it, cut short when it is long."""
    words = ", ".join(_written_part(part) for part in parts_of(condition))
    return words if len(words) <= _LONGEST else words[: _LONGEST - 3] + "..."


def _written_part(part: Condition) -> str:
    for question, test in part.tests.items():
        return f"{question}: {_written_test(test)}"
    if part.sign is not None:
        return f"sign: {part.sign}"
    if part.negated is not None:
        return f"not: {written(part.negated)}"
    inner = "; ".join(written(each) for _, each in part.parts())
    if part.of is not None:
        return f"{part.at_least} of ({inner})"
    return f"any of ({inner})"


def _written_test(test: Test) -> str:
    match test:
        case tuple():
            return test[0] if len(test) == 1 else f"[{', '.join(test)}]"
        case AllOf():
            return f"all of [{', '.join(test.all)}]"
        case Count():
            return f"count {_written_test(test.count)}"
        case Bounds():
            return " and ".join(f"{_BOUND_WORDS[key]} {number:g}" for key, number in test.given.items())
    return ANSWERED
