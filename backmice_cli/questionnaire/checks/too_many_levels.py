"""`too-many-levels`: a file has more than 20 levels.

Nobody can tell so many degrees of urgency apart, and `--exit-code` has to fit each into an exit status.
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding

MAX_LEVELS = 20


def check(scope: Scope) -> Iterator[Finding]:
    levels = tuple(scope.questionnaire.levels)
    if len(levels) > MAX_LEVELS:
        message = f"the file has more than {MAX_LEVELS} levels"
        yield Finding(("levels", levels[MAX_LEVELS]), "too-many-levels", message, "Put levels together.")
