"""The checks of a loaded questionnaire, one module each. The docstring of a module is its page in the manual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from backmice_cli.questionnaire.checks import (
    circular_signs,
    core_after_optional,
    doubled_questions,
    few_choices,
    heavy_conditions,
    later_questions,
    reserved_ids,
    too_many_levels,
    too_many_questions,
    unfit_fields,
    unfit_page,
    unfit_sizes,
    unfit_tests,
    unknown_choices,
    unknown_names,
    unknown_questions,
)
from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.problem import Problem

FileCheck = Callable[[Scope], Iterable[Finding]]

CHECKS: tuple[FileCheck, ...] = (
    too_many_questions.check,
    too_many_levels.check,
    reserved_ids.check,
    doubled_questions.check,
    few_choices.check,
    unfit_fields.check,
    core_after_optional.check,
    unknown_questions.check,
    unknown_choices.check,
    unknown_names.check,
    unfit_tests.check,
    unfit_sizes.check,
    unfit_page.check,
    later_questions.check,
    circular_signs.check,
    heavy_conditions.check,
)


def run_checks(scope: Scope, limit: int, checks: Sequence[FileCheck] = CHECKS) -> list[Problem]:
    """Give what the checks find, in their order, `limit` problems at most."""
    return list(islice(_run_check(scope, checks), limit))


def _run_check(scope: Scope, checks: Sequence[FileCheck]) -> Iterator[Problem]:
    for check in checks:
        for found in check(scope):
            problem = scope.problem(found)
            if problem is not None:
                yield problem
