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

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import value_text
from backmice_cli.questionnaire.problem import Path


def check(scope: Scope) -> Iterator[Finding]:
    page = scope.questionnaire.doctor_page
    if page.worry is not None:
        path: Path = ("doctor_page", "worry")
        named = scope.entries.get(page.worry)
        if named is not None and named.question.kind != "text":
            which = f"question '{page.worry}' (line {scope.line(named.path)})"
            message = f"'worry' names {which}, which is not of kind 'text'"
            hint = "Name a question that is answered in the person's own words."
            rests_on = ((*named.path, "kind"),)
            yield Finding(path, "not-text", message, hint, related=(named.path,), rests_on=rests_on, at_value=True)
    first: dict[str, Path] = {}
    for id, part in page.parts.items():
        for question in part.rows:
            path = ("doctor_page", "parts", id, "rows", question)
            if question in first and question in scope.entries:
                line = scope.line(first[question])
                message = f"question {value_text(question)} has a row already on line {line}"
                yield Finding(path, "doubled-row", message, "Keep one of them.", related=(first[question],))
            first.setdefault(question, path)
