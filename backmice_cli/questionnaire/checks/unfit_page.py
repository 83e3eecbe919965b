"""`doubled-row`, `not-text`: the page for the doctor names a question twice, or one that holds no words.

The rows of `doctor_page` name questions, each once, so that every answer has one place where the doctor looks for it.
Its `worry` is shown in the person's own words, so it names a question of kind `text`.

Bad:

    doctor_page:
      worry: lump_size
      parts:
        lump: {title: The lump, rows: {lump_size: Size}}
        more: {title: More, rows: {lump_size: How big}}

Good:

    doctor_page:
      worry: main_worry
      parts:
        lump: {title: The lump, rows: {lump_size: Size}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import QUESTIONS, Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import shown
from backmice_cli.questionnaire.nodes import Path


def check(scope: Scope) -> Iterator[Finding]:
    page = scope.questionnaire.doctor_page
    if page.worry is not None:
        path: Path = ("doctor_page", "worry")
        named = scope.entries.get(page.worry)
        if named is None:
            yield from _unknown(scope, path, page.worry, at_value=True)
        elif named.question.kind != "text":
            message = (
                f"'worry' names question '{page.worry}' (line {scope.line(named.path)}), which is not of kind 'text'"
            )
            hint = "Name a question that is answered in the person's own words."
            rests_on = ((*named.path, "kind"),)
            yield Finding(path, "not-text", message, hint, related=(named.path,), rests_on=rests_on, at_value=True)
    first: dict[str, Path] = {}
    for id, part in page.parts.items():
        for question in part.rows:
            path = ("doctor_page", "parts", id, "rows", question)
            if question not in scope.entries:
                yield from _unknown(scope, path, question, at_value=False)
            elif question in first:
                line = scope.line(first[question])
                message = f"question {shown(question)} has a row already on line {line}"
                yield Finding(path, "doubled-row", message, "Keep one of them.", related=(first[question],))
            first.setdefault(question, path)


def _unknown(scope: Scope, path: Path, question: str, *, at_value: bool) -> Iterator[Finding]:
    if not scope.may_exist(question):
        message = f"'doctor_page' names {shown(question)}, which is not a question"
        hint = scope.hint(question, list(scope.entries))
        yield Finding(path, "unknown-question", message, hint, at_value=at_value, rests_on=(QUESTIONS,))
