"""A result as a FHIR R4 QuestionnaireResponse: the answers, nested as the Questionnaire is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.fhir import names
from backmice_cli.renderers.fhir.layout import Asked, Inner, ItemGroup, Outer, SectionOffer, items_of
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
        # `stopped` says that answers are missing and none may follow: the person left, or a script left some out. Not
        # `in-progress`: nothing says that anyone goes on. A completed response must answer all that is required.
        return as_text(
            {
                "resourceType": "QuestionnaireResponse",
                "language": self._questionnaire.language,
                **_caution_text(result.caution),
                "questionnaire": names.versioned_url(self._questionnaire),
                "status": "completed" if result.complete else "stopped",
                **_with_items(writer.items(items_of(self._questionnaire))),
            }
        )


def _caution_text(caution: str | None) -> dict[str, Any]:
    """What a reader must see before the answers; nothing where danger was asked about."""
    if caution is None:
        return {}
    div = f'<div xmlns="http://www.w3.org/1999/xhtml">{escape(caution)}</div>'
    return {"text": {"status": "additional", "div": div}}


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

    def items(self, items: Iterable[Outer | Inner]) -> list[dict[str, Any]]:
        return [written for item in items for written in self._item(item)]

    def _item(self, item: Outer | Inner) -> list[dict[str, Any]]:
        match item:
            case SectionOffer():
                accepted = {"linkId": item.link_id, "text": item.text, "answer": [{"valueBoolean": True}]}
                return [accepted] if item.section in self._sections_asked else []
            case ItemGroup():
                inner = self.items(item.items)
                text = {"text": item.text} if item.text is not None else {}
                return [{"linkId": item.link_id, **text, "item": inner}] if inner else []
            case Asked():
                return [self._answered(item)] if item.entry.id in self._answers else []

    def _answered(self, item: Asked) -> dict[str, Any]:
        answers = self._values(item, self._answers[item.entry.id])
        answers[0] |= _with_items(self.items(item.items))
        return {"linkId": item.link_id, "text": item.text, "answer": answers}

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


def _with_items(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"item": items} if items else {}
