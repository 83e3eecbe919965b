"""A condition as an author could write it on one line. Knows nothing of what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from backmice_cli.questionnaire.condition import AllOf, Bounds, Condition, Count, Test


@dataclass(frozen=True)
class Names:
    """What to write instead of an id."""

    questions: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the question's own id."""
    signs: Mapping[str, str] = field(default_factory=dict)


AS_WRITTEN = Names()


def condition_text(condition: Condition, names: Names = AS_WRITTEN, *, in_order: bool = False) -> str:
    """Write a condition on one line; `in_order` sorts what stands in any order, so that texts can be compared."""
    pairs = [
        (names.questions.get(id, id), _test(test, names.choices.get(id, {}), in_order))
        for id, test in condition.tests.items()
    ]
    if condition.sign is not None:
        pairs.append(("sign", names.signs.get(condition.sign, condition.sign)))
    for key, parts in (("any", condition.any), ("all", condition.all)):
        if parts is not None:
            pairs.append((key, _listed([condition_text(part, names, in_order=in_order) for part in parts], in_order)))
    if condition.negated is not None:
        pairs.append(("not", condition_text(condition.negated, names, in_order=in_order)))
    if condition.of is not None:
        of = [condition_text(part, names, in_order=in_order) for part in condition.of]
        pairs += [("at_least", str(condition.at_least)), ("of", _listed(of, in_order))]
    return _mapped(sorted(pairs) if in_order else pairs)


def _test(test: Test, choices: Mapping[str, str], in_order: bool) -> str:
    match test:
        case "answered":
            return test
        case tuple():
            named = [choices.get(choice, choice) for choice in test]
            return named[0] if len(named) == 1 else _listed(named, in_order)
        case AllOf():
            return _mapped([("all", _listed([choices.get(choice, choice) for choice in test.all], in_order))])
        case Count():
            return _mapped([("count", _bounds(test.count))])
        case Bounds():
            return _bounds(test)


def _bounds(bounds: Bounds) -> str:
    given = [(key, getattr(bounds, key)) for key in ("at_least", "above", "at_most", "below")]
    return _mapped([(key, f"{bound:g}") for key, bound in given if bound is not None])


def _listed(parts: list[str], in_order: bool) -> str:
    return f"[{', '.join(sorted(parts) if in_order else parts)}]"


def _mapped(pairs: list[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
