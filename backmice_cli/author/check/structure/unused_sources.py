"""`unused-source`: a source that nothing in the file refers to (a note).

The list of sources is shown to doctors, who take each for a reason of what they read.

Bad:

    sources: {old_guideline: {title: Old guideline}}

Good:

    red_flags: {fever: {sources: [old_guideline], ...}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Advice, Possibility, Question, Questionnaire, RedFlag
from backmice_cli.questionnaire.problem import Severity


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    parts: list[Question | RedFlag | Possibility | Advice] = [
        *(entry.question for entry in questionnaire.outline),
        *questionnaire.red_flags.values(),
        *questionnaire.possibilities.values(),
        *questionnaire.advice.values(),
    ]
    used = {source for part in parts for source in part.sources}
    for id in questionnaire.sources:
        if id not in used:
            message = f"nothing refers to source '{id}'"
            yield Finding(("sources", id), "unused-source", message, "Name it where it is used.", Severity.NOTE)
