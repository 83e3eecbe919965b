"""`unknown-level`: something names a level that is not defined under `levels`.

Levels are named by red flags and `baseline` (`level`), by `listing` and advice (`never_at`) and as keys of
`come_back_sooner`.

Bad:

    levels: {emergency: {...}, routine: {...}}
    red_flags:
      numb: {level: emergancy, ...}

Good:

    red_flags:
      numb: {level: emergency, ...}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.naming import owner_name, shown
from backmice_cli.questionnaire.nodes import Path


def check(scope: Scope) -> Iterator[Finding]:
    levels = scope.questionnaire.levels
    for path, level in _named(scope.questionnaire):
        if level not in levels and not scope.may_exist(level):
            message = f"{owner_name(path)} names {shown(level)}, which is not a level"
            hint = scope.hint(level, tuple(levels), "The levels are")
            at_key = path[0] == "come_back_sooner"
            yield Finding(path, "unknown-level", message, hint, at_value=not at_key, rests_on=(("levels",),))


def _named(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    for id, flag in questionnaire.red_flags.items():
        yield ("red_flags", id, "level"), flag.level
    for place, line in enumerate(questionnaire.baseline):
        yield ("baseline", place, "level"), line.level
    for place, level in enumerate(questionnaire.listing.never_at):
        yield ("listing", "never_at", place), level
    for id, advice in questionnaire.advice.items():
        for place, level in enumerate(advice.never_at):
            yield ("advice", id, "never_at", place), level
    for level in questionnaire.come_back_sooner:
        yield ("come_back_sooner", level), level
