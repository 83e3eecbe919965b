"""`bad-id`: an id has other signs than small letters, digits and `_`, or does not start with a letter.

An id is typed after `--answer`, stands in results and is read by other programs. The id of a choice may start with a
digit. The same goes for the ids of levels, sections, signs, red flags, possibilities, advice and sources.

Bad:

    questions:
      Lump-Size: {ask: How big is it?, choices: {...}}

Good:

    questions:
      lump_size: {ask: How big is it?, choices: {...}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.complaints import bad_id
from backmice_cli.questionnaire.finding import Finding

_GOOD = re.compile(r"[a-z][a-z0-9_]*")


def check(scope: Scope) -> Iterator[Finding]:
    """Look at the ids of questions; the model looks at the others."""
    for entry in scope.questionnaire.outline:
        if not _GOOD.fullmatch(entry.id):
            yield Finding(entry.path, *bad_id(entry.id))
