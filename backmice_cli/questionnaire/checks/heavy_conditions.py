"""`heavy-condition`: a condition, with its signs written out, has too many tests, or signs inside signs too deep.

Signs that use a sign twice, which uses another twice, and so on, double the work with each step; forty such lines would
keep the program busy for years. No condition that a person can follow comes near these limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from backmice_cli.questionnaire.checks.circular_signs import inside_out
from backmice_cli.questionnaire.checks.scope import ConditionReading, Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import part_name

MAX_TESTS = 10_000
"""In one condition."""

MAX_ALL_TESTS = 1_000_000
"""In all conditions together."""

MAX_SIGNS_DEEP = 50  # signs in signs are evaluated and explained by recursion


class _Weight(NamedTuple):
    tests: int
    depth: int

    @property
    def is_too_much(self) -> bool:
        return self.tests > MAX_TESTS or self.depth > MAX_SIGNS_DEEP


def check(scope: Scope) -> Iterator[Finding]:
    order, circles = inside_out(scope.sign_conditions)
    if circles:
        return
    signs: dict[str, _Weight] = {}
    for sign in order:
        signs[sign] = _weight_of(scope.sign_conditions[sign], signs)
    total = 0
    for condition in scope.conditions:
        weight = _weight_of(condition, signs)
        total += weight.tests
        if weight.is_too_much and not any(signs[sign].is_too_much for _, sign in condition.signs if sign in signs):
            what = f"more than {MAX_TESTS:,} tests" if weight.tests > MAX_TESTS else f"{MAX_SIGNS_DEEP} signs in a row"
            message = f"{part_name(condition.path)} comes to {what} with its signs written out"
            yield Finding(condition.path, "heavy-condition", message, "Use fewer signs inside signs.")
        elif total > MAX_ALL_TESTS >= total - weight.tests:
            message = f"with {part_name(condition.path)}, all conditions come to more than {MAX_ALL_TESTS:,} tests"
            hint = "Use fewer signs inside signs."
            yield Finding(condition.path, "heavy-condition", message, hint)


def _weight_of(condition: ConditionReading, signs: dict[str, _Weight]) -> _Weight:
    inner = [signs[sign] for _, sign in condition.signs if sign in signs]
    tests = len(condition.tests) + sum(weight.tests for weight in inner)
    return _Weight(tests, 1 + max((weight.depth for weight in inner), default=0))
