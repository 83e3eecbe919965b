"""`unknown-id`: `never_together` names something that no result can say.

Bad:

    never_together: [{these: do_massage, with: rf_bigg, because: A big lump is scanned first.}]

Good:

    never_together: [{these: do_massage, with: rf_big, because: A big lump is scanned first.}]
    ...
    advice: {do_massage: {...}}
    red_flags: {rf_big: {...}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import owner_name, shown

_TABLES = (("advice",), ("red_flags",), ("possibilities",), ("signs",))


def check(scope: Scope) -> Iterator[Finding]:
    file = scope.questionnaire
    known = dict.fromkeys((*file.advice, *file.red_flags, *file.possibilities, *file.signs))
    for path, id in file.kept_apart():
        if id not in known and not scope.may_exist(id):
            message = f"{owner_name(path)} names {shown(id)}, which is no advice, red flag, possibility or sign"
            hint = scope.hint(id, tuple(known), "It can name")
            yield Finding(path, "unknown-id", message, hint, rests_on=_TABLES, at_value=True)
