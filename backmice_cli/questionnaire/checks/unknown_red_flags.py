"""`unknown-red-flag`: `shown_if` of a possibility names a red flag that is not defined.

Bad:

    abscess: {name: Abscess, shown_if: [pus_], ...}

Good:

    abscess: {name: Abscess, shown_if: [pus], ...}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import shown


def check(scope: Scope) -> Iterator[Finding]:
    flags = scope.questionnaire.red_flags
    for id, possibility in scope.questionnaire.possibilities.items():
        for place, flag in enumerate(possibility.shown_if):
            if flag not in flags and not scope.may_exist(flag):
                path = ("possibilities", id, "shown_if", place)
                message = f"possibility '{id}' names {shown(flag)}, which is not a red flag"
                hint = scope.hint(flag, tuple(flags), "The red flags are")
                yield Finding(path, "unknown-red-flag", message, hint, rests_on=(("red_flags",),), at_value=True)
