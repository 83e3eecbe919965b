"""A questionnaire as a FHIR R4 Questionnaire: what is asked, when, and what may be answered.

Levels, red flags and advice stay behind: a form collects answers, and this says so. Pictures stay behind too.
"""

from __future__ import annotations

import re
from typing import Any

from backmice_cli.interview.answers import LONGEST_TEXT
from backmice_cli.interview.outcome import lines_for
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.notation import plain_number
from backmice_cli.renderers.fhir import names
from backmice_cli.renderers.fhir.enabling import Enabling
from backmice_cli.renderers.fhir.layout import Asked, Inner, Outer, SectionOffer, items_of
from backmice_cli.renderers.result import NOT_A_DIAGNOSIS

EXTENSIONS = "http://hl7.org/fhir/StructureDefinition"

ONLY_ANSWERS = "This form collects answers. It does not work out how soon to get help."

KINDS = {"one": "choice", "many": "choice", "number": "decimal", "text": "text"}
"""Numbers are decimals all: in the interview 3.5 is an answer wherever 3 is."""


def questionnaire_resource(questionnaire: Questionnaire, sha256: str) -> dict[str, Any]:
    """Build the Questionnaire of a file whose bytes hash to `sha256`."""
    items = items_of(questionnaire)
    enabling = Enabling(questionnaire, items)
    review = questionnaire.review
    about = [questionnaire.about, questionnaire.disclaimer or NOT_A_DIAGNOSIS, review.note]
    writer = _QuestionnaireWriter(questionnaire, enabling)
    resource = {
        "resourceType": "Questionnaire",
        "language": questionnaire.language,
        "extension": enabling.variables(),
        "url": names.questionnaire_url(questionnaire),
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"nih:sha-256;{sha256}"}],
        "version": questionnaire.version,
        "title": questionnaire.title,
        "status": "active" if review.status == "reviewed" else "draft",
        "subjectType": ["Patient"],
        "description": "\n\n".join(as_markdown(text) for text in about if text),
        "purpose": ONLY_ANSWERS,
        # As text: not every validator knows the codes of countries.
        "jurisdiction": [{"text": region.label} for region in questionnaire.regions.values() if region.countries],
        "lastReviewDate": review.date.isoformat() if review.status == "reviewed" and review.date else None,
        "item": [*writer.head(), *map(writer.item, items)],
    }
    return without_empty(resource)


def as_markdown(text: str) -> str:
    """Text as markdown that shows it literally."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&!])", r"\\\1", text)


class _QuestionnaireWriter:
    """Writes the items, given when each shows."""

    def __init__(self, questionnaire: Questionnaire, enabling: Enabling) -> None:
        self._questionnaire = questionnaire
        self._enabling = enabling
        self._system = names.code_system(questionnaire)

    def head(self) -> list[dict[str, Any]]:
        """What a person must have read first."""
        told = {
            "questionnaire.about": self._questionnaire.about,
            "questionnaire.disclaimer": f"{self._questionnaire.disclaimer or NOT_A_DIAGNOSIS}\n{ONLY_ANSWERS}",
            "questionnaire.emergency": _emergency_text(self._questionnaire),
        }
        return [_display_item(link_id, text) for link_id, text in told.items() if text]

    def item(self, item: Outer | Inner) -> dict[str, Any]:
        if isinstance(item, Asked):
            return self._asked(item)
        type = "boolean" if isinstance(item, SectionOffer) else "group"
        inner = [] if isinstance(item, SectionOffer) else [self.item(inner) for inner in item.items]
        body = {"linkId": item.link_id, "text": item.text, "type": type}
        return without_empty({**body, **self._enabling.of(item), "item": inner})

    def _asked(self, item: Asked) -> dict[str, Any]:
        question, enabled = item.question, self._enabling.of(item)
        extensions = enabled.pop("extension", []) + _question_extensions(question)
        return without_empty(
            {
                "extension": extensions,
                "linkId": item.link_id,
                "text": item.text,
                "type": KINDS[question.kind],
                **enabled,
                "required": not question.optional,
                "repeats": True if question.kind == "many" else None,
                "maxLength": LONGEST_TEXT if question.kind == "text" else None,
                "answerOption": [self._option(item.entry.id, question, choice) for choice in question.choices],
                "item": [*_note_items(item.entry.id, question), *map(self.item, item.items)],
            }
        )

    def _option(self, id: str, question: Question, choice: str) -> dict[str, Any]:
        given = question.choices[choice]
        exclusive = [{"url": f"{EXTENSIONS}/questionnaire-optionExclusive", "valueBoolean": True}]
        coding = {"system": self._system, "code": names.choice_code(id, choice), "display": given.label}
        return without_empty({"extension": exclusive if given.exclusive else [], "valueCoding": coding})


def _emergency_text(questionnaire: Questionnaire) -> str | None:
    """What the interview says on its first screen: a form cannot stop at an emergency."""
    level = next((level for level in questionnaire.levels.values() if level.interrupt), None)
    if level is None:
        return None
    return " ".join(
        [
            "In an emergency, do not go on.",
            f"{level.headline.rstrip('.')}.",
            *lines_for(questionnaire, [line for line in level.steps if line.when is None], {}, None),
        ]
    )


def _question_extensions(question: Question) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if question.choices:
        found.append(_control_extension("check-box" if question.kind == "many" else "radio-button"))
        found.append({"url": f"{EXTENSIONS}/questionnaire-choiceOrientation", "valueCode": "vertical"})
    for name, bound in (("minValue", question.min), ("maxValue", question.max)):
        if bound is not None:
            found.append({"url": f"{EXTENSIONS}/{name}", "valueDecimal": plain_number(bound)})
    if question.unit is not None:
        found.append({"url": f"{EXTENSIONS}/questionnaire-unit", "valueCoding": {"display": question.unit}})
    return found


def _control_extension(code: str) -> dict[str, Any]:
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return {"url": f"{EXTENSIONS}/questionnaire-itemControl", "valueCodeableConcept": {"coding": [coding]}}


def _note_items(id: str, question: Question) -> list[dict[str, Any]]:
    """What is shown under the question, always; and why it is asked, on request."""
    shown = [(f"{id}.help", question.help)]
    shown += [
        (f"{id}.{choice}.help", f"{given.label}: {given.help}")
        for choice, given in question.choices.items()
        if given.help
    ]
    notes = [_display_item(link_id, text) for link_id, text in shown if text]
    if question.why:
        notes.append({"extension": [_control_extension("help")], **_display_item(f"{id}.why", question.why)})
    return notes


def _display_item(link_id: str, text: str) -> dict[str, Any]:
    return {"linkId": link_id, "text": text, "type": "display"}


def without_empty(resource: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: FHIR has no null and no empty list."""
    return {key: value for key, value in resource.items() if value not in (None, [], "")}
