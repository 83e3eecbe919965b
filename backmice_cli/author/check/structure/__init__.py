"""The checks of a sound questionnaire that need no proof, one module each. A module's docstring is its manual page.

They look at the file alone, so they are made with and without z3, and in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from backmice_cli.author.check.structure import (
    missing_disclaimer,
    placeholder_source,
    silent_emergency,
    uneven_regions,
    unsure_unread,
    unused_choices,
    unused_signs,
    unused_sources,
)
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire

StructureCheck = Callable[[Questionnaire], Iterable[Finding]]

CHECKS: tuple[StructureCheck, ...] = (
    silent_emergency.check,
    uneven_regions.check,
    missing_disclaimer.check,
    placeholder_source.check,
    unused_signs.check,
    unused_choices.check,
    unsure_unread.check,
    unused_sources.check,
)


def check_structure(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Yield what the checks notice, in their order."""
    for check in CHECKS:
        yield from check(questionnaire)
