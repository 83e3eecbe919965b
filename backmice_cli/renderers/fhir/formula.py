"""Formulas as a form needs them: signs written out, constants folded, negations pushed inwards, nothing said twice.

Knows nothing of FHIR's ways to write a condition; `enabling.py` and `fhirpath.py` each write what is built here. In
place of questions these formulas name items by linkId: a question's is its id, an offer has one of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from backmice_cli.questionnaire import formula as plain
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import ALWAYS, NEVER, AnswerIs, AtLeast, Formula, Leaf, Not, tests_in


def is_taken(offer: str) -> Formula:
    """The offer of an optional section is answered with yes."""
    return AnswerIs(offer, ("yes",))


def all_of(parts: Iterable[Formula]) -> Formula:
    """Join parts that must all hold, in as few words as it takes."""
    flat = _flatten_parts(parts, lambda part: part.wants_all)
    return NEVER if NEVER in flat else plain.all_of(flat)


def any_of(parts: Iterable[Formula]) -> Formula:
    """Join parts of which one must hold, in as few words as it takes."""
    flat = _flatten_parts(parts, lambda part: part.wants_any)
    return ALWAYS if ALWAYS in flat else plain.any_of(flat)


def _flatten_parts(parts: Iterable[Formula], is_alike: Callable[[AtLeast], bool]) -> dict[Formula, None]:
    """The parts, each once, with those of a part that joins them in the same way in its place."""
    alike = (part.parts if isinstance(part, AtLeast) and is_alike(part) else (part,) for part in parts)
    return dict.fromkeys(inner for inners in alike for inner in inners)


def negation_of(part: Formula) -> Formula:
    """The opposite, with the negation as far inside as it goes."""
    match part:
        case Not(inner):
            return inner
        case AtLeast(parts=parts) if part.wants_all:
            return any_of(map(negation_of, parts))
        case AtLeast(parts=parts) if part.wants_any:
            return all_of(map(negation_of, parts))
    return Not(part)


def at_least(count: int, parts: Iterable[Formula]) -> Formula:
    """Join parts of which so many must hold. A part that stands there twice counts twice."""
    all_parts = list(parts)
    left = [part for part in all_parts if part not in (ALWAYS, NEVER)]
    needed = count - all_parts.count(ALWAYS)
    if needed <= 0:
        return ALWAYS
    if needed > len(left):
        return NEVER
    if needed == len(left):
        return all_of(left)
    return any_of(left) if needed == 1 else AtLeast(needed, tuple(left))


def formula_for(
    condition: Condition | None, signs: Mapping[str, Condition], unanswered: Collection[str] = frozenset()
) -> Formula:
    """Say when a condition holds, knowing that some questions have no answer yet: every test of them is false."""

    def leaf(part: Leaf) -> Formula:
        if isinstance(part, AnswerIs):
            return NEVER if part.question in unanswered else part
        return formula_for(signs[part.sign], signs, unanswered)

    return plain.fold_formula(plain.formula_of(condition), leaf, negation_of, at_least)


def items_read(formula: Formula) -> frozenset[str]:
    """The linkIds of all items that a formula reads."""
    return frozenset(test.question for test in tests_in(formula))
