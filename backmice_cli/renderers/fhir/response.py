"""A result as a FHIR R4 QuestionnaireResponse: the answers, nested as the Questionnaire is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.fhir import names
from backmice_cli.renderers.fhir.layout import Asked, Inner, ItemGroup, Outer, SectionOffer, items_of
from backmice_cli.renderers.fhir.questionnaire import without_empty
from backmice_cli.renderers.result import Result


class FhirRenderer:
    """Writes a QuestionnaireResponse, indented, in UTF-8; the same result gives the same bytes.

    Args:
        questionnaire: the one that the result is of; the response mirrors its nesting.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire

    def render(self, result: Result) -> str:
        writer = _ResponseWriter(self._questionnaire, result)
        div = f'<div xmlns="http://www.w3.org/1999/xhtml">{escape(result.caution or "")}</div>'
        response = {
            "resourceType": "QuestionnaireResponse",
            "language": self._questionnaire.language,
            # `additional`: a reader must see the caution, and the answers do not say it.
            "text": {"status": "additional", "div": div} if result.caution is not None else None,
            "questionnaire": names.versioned_url(self._questionnaire),
            # `stopped` says that answers are missing and none may follow: the person left, or a script left some out.
            # Not `in-progress`: nothing says that anyone goes on. `completed` means that no required answer is missing.
            "status": "completed" if result.complete else "stopped",
            "item": list(writer.items(items_of(self._questionnaire))),
        }
        return as_text(without_empty(response))


def as_text(resource: dict[str, Any]) -> str:
    """A resource as it is written to a file."""
    return json.dumps(resource, ensure_ascii=False, indent=2) + "\n"


class _ResponseWriter:
    """Writes the items that hold an answer."""

    def __init__(self, questionnaire: Questionnaire, result: Result) -> None:
        self._answers = result.answers
        asked = [*result.answers, *result.unanswered]
        self._sections_asked = {questionnaire.outline[id].section for id in asked}
        self._system = names.code_system(questionnaire)

    def items(self, items: Iterable[Outer | Inner]) -> Iterator[dict[str, Any]]:
        for item in items:
            body: dict[str, Any] = {"linkId": item.link_id, "text": item.text}
            match item:
                case SectionOffer() if item.section in self._sections_asked:
                    yield {**body, "answer": [{"valueBoolean": True}]}
                case ItemGroup() if inner := list(self.items(item.items)):
                    yield without_empty({**body, "item": inner})
                case Asked() if item.entry.id in self._answers:
                    first, *others = self._values(item, self._answers[item.entry.id])
                    yield {**body, "answer": [without_empty({**first, "item": list(self.items(item.items))}), *others]}

    def _values(self, item: Asked, given: Answer) -> list[dict[str, Any]]:
        match item.question.kind:
            case "one" | "many":
                return [self._coded(item, choice) for choice in (given if isinstance(given, tuple) else (str(given),))]
            case "number":
                return [{"valueDecimal": given}]
            case "text":
                return [{"valueString": given}]

    def _coded(self, item: Asked, choice: str) -> dict[str, Any]:
        code, display = names.choice_code(item.entry.id, choice), item.question.choices[choice].label
        return {"valueCoding": {"system": self._system, "code": code, "display": display}}
