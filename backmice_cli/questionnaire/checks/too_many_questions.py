"""`too-many-questions`: a file has more than 20,000 questions.

Nobody answers so many. A file of that size comes from a slip in a program that writes questionnaires, or is meant to
keep this one busy.
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding

MAX_QUESTIONS = 20_000
"""Twice what the program is measured with."""


def check(scope: Scope) -> Iterator[Finding]:
    outline = scope.questionnaire.outline
    if len(outline) > MAX_QUESTIONS:
        message = f"the file has more than {MAX_QUESTIONS:,} questions"
        entry = outline.entries[MAX_QUESTIONS]
        yield Finding(entry.path, "too-many-questions", message, "Split the questionnaire.")
