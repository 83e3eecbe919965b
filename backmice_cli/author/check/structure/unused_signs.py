"""`unused-sign`: a sign that no condition, `about` or `never_together` names, or only signs that nothing names either.

Most often the rule that should use it writes the same condition out, and the two go apart with the next change.

Bad:

    signs: {fever_now: {fever: [measured, shivery]}}
    red_flags: {fever: {when: {fever: [measured, shivery]}, ...}}

Good:

    red_flags: {fever: {when: {sign: fever_now}, ...}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.formula import SignHolds, signs_in
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.places import condition_places
from backmice_cli.questionnaire.problem import Severity


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    signs = questionnaire.signs
    named = [sign for _, sign in questionnaire.subjects()]
    named += [id for _, id in questionnaire.kept_apart() if id in signs]
    rules = [place.formula for place in condition_places(questionnaire) if place.kind != "sign"]
    used = signs_in([*rules, *map(SignHolds, named)], signs)
    for sign in signs:
        if sign not in used:
            message = f"no rule uses sign '{sign}'"
            yield Finding(("signs", sign), "unused-sign", message, "Use it, or remove it.", Severity.WARNING)
