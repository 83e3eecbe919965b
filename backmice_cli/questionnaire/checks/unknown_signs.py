"""`unknown-sign`: a condition, or the `about` of a line, uses a sign that is not defined under `signs`.

Bad:

    when: {sign: skin_infecton}

Good:

    signs:
      skin_infection: {skin_look: [red_darker, hot, pus]}
    ...
    when: {sign: skin_infection}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import owner_name, shown


def check(scope: Scope) -> Iterator[Finding]:
    signs = scope.questionnaire.signs
    for condition in scope.conditions:
        for path, sign in condition.signs:
            if sign not in signs and not scope.may_exist(sign):
                message = f"{owner_name(path)} uses {shown(sign)}, which is not a sign"
                hint = scope.hint(sign, tuple(signs), "The signs are")
                yield Finding((*path, "sign"), "unknown-sign", message, hint, rests_on=(("signs",),), at_value=True)
    for path, sign in scope.questionnaire.subjects():
        if sign not in signs and not scope.may_exist(sign):
            message = f"{owner_name(path)} is about {shown(sign)}, which is not a sign"
            hint = scope.hint(sign, tuple(signs), "The signs are")
            yield Finding(path, "unknown-sign", message, hint, rests_on=(("signs",),), at_value=True)
