"""FHIR R4 letter for letter, and before two validators that others wrote: `fhir.resources` and npm's `fhir`.

The files `tests/data/golden/*.fhir.json` are written anew by

    python -m tests.renderers.test_fhir

and what `git diff` then shows is read by a person before it is kept.
"""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from backmice_cli.interview.interview import answer, begin, play, stop
from backmice_cli.questionnaire.load import read_questionnaire, sound_questionnaire
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.fhir.questionnaire import questionnaire_resource
from backmice_cli.renderers.fhir.response import FhirRenderer, as_text
from backmice_cli.renderers.result import build_result
from tests.content.test_results import GOLDEN, RESULTS
from tests.support.browser import needs_npm
from tests.support.fhir import (
    HOSTILE,
    SHA256,
    answer_sets,
    answered_in,
    complaints_of_models,
    complaints_of_npm,
    hostile_interview,
    interview_of,
    items_in,
    response_of,
    shipped_resource,
)
from tests.support.shipped import CASES, read_case, shipped
from tests.support.small import questionnaire, with_questions

URL = "urn:uuid:"


@cache
def lump() -> Questionnaire:
    return sound_questionnaire(read_questionnaire(GOLDEN / "lump.yaml"))


def golden_texts() -> dict[str, str]:
    """File name to what must stand in it."""
    results = {name: play(shipped(), read_case(CASES / f"{case}.yaml").answers) for name, case in RESULTS.items()}
    texts = {f"shipped_{name}.fhir.json": as_text(response_of(interview)) for name, interview in results.items()}
    return {**texts, "lump.fhir.json": as_text(questionnaire_resource(lump(), SHA256))}


def every_resource() -> list[dict[str, Any]]:
    hostile = hostile_interview()
    return [
        shipped_resource(),
        *(response_of(interview_of(name)) for name in answer_sets()),
        questionnaire_resource(lump(), SHA256),
        questionnaire_resource(hostile.questionnaire, SHA256),
        response_of(hostile),
    ]


@pytest.mark.parametrize("name", [*(f"shipped_{name}.fhir.json" for name in RESULTS), "lump.fhir.json"])
def test_resource_is_as_in_golden_file(name: str) -> None:
    assert golden_texts()[name] == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_golden_resource_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*.fhir.json")} == set(golden_texts())


@pytest.mark.parametrize("resource", every_resource(), ids=lambda resource: str(resource["resourceType"]))
def test_resource_pleases_the_models_of_fhir_resources(resource: dict[str, Any]) -> None:
    assert complaints_of_models(resource) == ""


@needs_npm
def test_every_resource_pleases_the_validator_where_npm_is_installed() -> None:
    resources = every_resource()
    assert complaints_of_npm(*resources) == [[] for _ in resources]


def broken() -> dict[str, dict[str, Any]]:
    """What is wrong, and a questionnaire in which it is."""
    item = {"linkId": "a", "type": "choice", "text": "A?"}
    sound = {"resourceType": "Questionnaire", "status": "draft", "item": [item]}
    return {
        "no status": {key: value for key, value in sound.items() if key != "status"},
        "unknown status": {**sound, "status": "nearly"},
        "unknown type": {**sound, "item": [{**item, "type": "chioce"}]},
        "no linkId": {**sound, "item": [{"type": "choice"}]},
        "unknown key": {**sound, "questions": 3},
        "text as truth": {**sound, "item": [{**item, "required": "maybe"}]},
    }


@pytest.mark.parametrize("name", [name for name in broken() if name not in ("unknown status", "unknown type")])
def test_broken_resource_displeases_the_models_of_fhir_resources(name: str) -> None:
    assert complaints_of_models(broken()[name]) != ""


@needs_npm
def test_broken_resource_displeases_the_validator_where_npm_is_installed() -> None:
    found = dict(zip(broken(), complaints_of_npm(*broken().values()), strict=True))
    assert [name for name, complaints in found.items() if not complaints] == []


def test_link_ids_differ_even_where_section_and_question_share_an_id() -> None:
    for resource in (shipped_resource(), questionnaire_resource(lump(), SHA256)):
        ids = [item["linkId"] for item in items_in(resource)]
        assert len(ids) == len(set(ids))


def test_every_question_and_choice_of_the_file_is_exported() -> None:
    items = {item["linkId"]: item for item in items_in(shipped_resource())}
    for entry in shipped().outline:
        item = items[entry.id]
        assert item["text"] == entry.question.ask
        told = [option["valueCoding"] for option in item.get("answerOption", ())]
        assert [(coding["code"], coding["display"]) for coding in told] == [
            (f"{entry.id}.{id}", choice.label) for id, choice in entry.question.choices.items()
        ]


def test_form_says_first_what_to_do_in_an_emergency() -> None:
    texts = [item["text"] for item in shipped_resource()["item"] if item["type"] == "display"]
    assert texts[-1].startswith(
        "In an emergency, do not go on. Get emergency help now. UK: Call 999 now. US: Call 911 now."
    )


def test_codes_differ_within_their_system() -> None:
    codings = [
        (option["valueCoding"]["system"], option["valueCoding"]["code"])
        for item in items_in(shipped_resource())
        for option in item.get("answerOption", ())
    ]
    assert len(codings) == len(set(codings))


def test_address_stays_the_same_from_version_to_version() -> None:
    later = replace(shipped(), version="2027.01")
    before, after = shipped_resource(), questionnaire_resource(later, SHA256)
    assert before["url"] == after["url"]
    assert before["url"].startswith(URL)
    assert (before["version"], after["version"]) == (shipped().version, "2027.01")


def test_response_names_the_version_that_was_answered() -> None:
    response = response_of(interview_of("quiet"))
    assert response["questionnaire"] == f"{shipped_resource()['url']}|{shipped().version}"


def test_version_that_no_address_can_carry_is_left_out_of_it() -> None:
    of = questionnaire("""
        format: 1
        title: Any
        version: 1 | beta
        levels: {low: {label: Low, when_to_act: later, headline: Later}}
        sections: {only: {title: Only, questions: {q: {ask: Q?, choices: {a: A, b: B}}}}}
        """)
    assert "|" not in response_of(play(of, {"q": "a"}))["questionnaire"]
    assert questionnaire_resource(of, SHA256)["version"] == "1 | beta"


def test_reviewed_questionnaire_is_active_and_any_other_a_draft() -> None:
    reviewed = replace(shipped(), review=replace(shipped().review, status="reviewed", date=datetime.date(2026, 11, 1)))
    resource = questionnaire_resource(reviewed, SHA256)
    assert (shipped_resource()["status"], resource["status"]) == ("draft", "active")
    assert resource["lastReviewDate"] == "2026-11-01"
    assert complaints_of_models(resource) == ""


def test_finished_interview_is_a_completed_response() -> None:
    assert response_of(interview_of("quiet"))["status"] == "completed"


def test_response_with_optional_questions_left_out_is_completed() -> None:
    of = with_questions("""
        q: {ask: Q?, choices: {a: A, b: B}}
        words: {ask: Words?, kind: text, optional: true}
        """)
    assert response_of(play(of, {"q": "a"}))["status"] == "completed"


def test_response_that_lacks_a_required_answer_is_stopped() -> None:
    assert response_of(play(shipped(), {"fever": "no"}))["status"] == "stopped"


def test_interview_left_early_is_a_stopped_response() -> None:
    interview = stop(answer(begin(shipped()), "breathing"))
    response = response_of(interview)
    assert response["status"] == "stopped"
    assert answered_in(response) == {"em_now": ["em_now.breathing"]}
    assert complaints_of_models(response) == ""


def test_interview_left_at_once_is_a_response_without_items() -> None:
    response = response_of(stop(begin(shipped())))
    assert "item" not in response
    assert complaints_of_models(response) == ""


def test_response_knows_no_time() -> None:
    assert "authored" not in response_of(interview_of("quiet"))


def test_answers_stand_where_their_questions_stand() -> None:
    def tree(resource: dict[str, Any]) -> dict[str, Any]:
        inner = [*resource.get("item", ())]
        inner += [item for answer in resource.get("answer", ()) for item in answer.get("item", ())]
        return {item["linkId"]: tree(item) for item in inner if item.get("type") != "display"}

    def is_part(small: dict[str, Any], large: dict[str, Any]) -> bool:
        return all(id in large and is_part(inner, large[id]) for id, inner in small.items())

    for name in answer_sets():
        assert is_part(tree(response_of(interview_of(name))), tree(shipped_resource())), name


def test_follow_up_of_one_answer_stands_inside_that_answer() -> None:
    of = with_questions("q: {ask: Q?, choices: {a: {label: A, then: {more: {ask: More?, kind: number}}}, b: B}}")
    (section,) = response_of(play(of, {"q": "a", "more": "-0.5"}))["item"]
    (question,) = section["item"]
    (given,) = question["answer"]
    assert given["item"] == [{"linkId": "more", "text": "More?", "answer": [{"valueDecimal": -0.5}]}]


def test_hostile_text_comes_through_literally() -> None:
    interview = hostile_interview()
    read_back = json.loads(FhirRenderer(interview.questionnaire).render(build_result(interview, SHA256)))
    answered = answered_in(read_back)
    assert answered["words"] == [HOSTILE]
    assert answered["long"] == ["x" * 10_000]
    resource = json.loads(as_text(questionnaire_resource(interview.questionnaire, SHA256)))
    assert resource["title"] == HOSTILE
    texts = [item["text"] for item in items_in(resource)]
    assert texts.count(HOSTILE) == len(["about", "section", "one", "help", "why", "many", "number", "words"])


def test_text_in_markdown_is_escaped() -> None:
    resource = questionnaire_resource(hostile_interview().questionnaire, SHA256)
    assert r"\<img src=x onerror='window.attacked=1'\> \& " in resource["description"]
    assert r"\` \* \_under\_" in resource["description"]


if __name__ == "__main__":
    for name, text in golden_texts().items():
        Path(GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
