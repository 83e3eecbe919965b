"""`unknown-picture`: `picture` of a question names a picture that does not exist.

Pictures come with the program. Choices that have no place on a picture are no mistake: they light nothing.

Bad:

    lump_where:
      ask: Where is it?
      picture: lower-back

Good:

    lump_where:
      ask: Where is it?
      picture: lower_back
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import shown
from backmice_cli.questionnaire.pictures import PICTURES


def check(scope: Scope) -> Iterator[Finding]:
    for entry in scope.questionnaire.outline:
        picture = entry.question.picture
        if picture is not None and picture not in PICTURES:
            message = f"question '{entry.id}' names {shown(picture)}, which is not a picture"
            hint = scope.hint(picture, PICTURES, "The pictures are")
            yield Finding((*entry.path, "picture"), "unknown-picture", message, hint, at_value=True)
