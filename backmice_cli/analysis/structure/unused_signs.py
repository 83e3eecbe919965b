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

from backmice_cli.analysis.replies import outermost
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Severity


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    signs = questionnaire.signs
    theirs = set(map(id, signs.values()))
    waiting = [sign for rule in outermost(questionnaire) if id(rule) not in theirs for sign in _named(rule)]
    waiting += [sign for _, sign in questionnaire.subjects()]
    waiting += [id for _, id in questionnaire.kept_apart() if id in signs]
    used: set[str] = set()
    while waiting:
        sign = waiting.pop()
        if sign not in used:
            used.add(sign)
            waiting += _named(signs[sign])
    for sign in signs:
        if sign not in used:
            message = f"no rule uses sign '{sign}'"
            yield Finding(("signs", sign), "unused-sign", message, "Use it, or remove it.", Severity.WARNING)


def _named(condition: Condition) -> list[str]:
    found = [] if condition.sign is None else [condition.sign]
    return found + [sign for _, part in condition.parts() for sign in _named(part)]
