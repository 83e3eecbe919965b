"""FHIR for tests: ten people's answers, resources as they are exported, and two validators that know nothing of us."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fhir.resources.R4B.questionnaire import Questionnaire as QuestionnaireModel
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse as ResponseModel

from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import Interview, play
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.fhir.questionnaire import questionnaire_resource
from backmice_cli.renderers.fhir.response import FhirRenderer
from backmice_cli.renderers.result import build_result
from tests.support.browser import NODE
from tests.support.npm_packages import npm_package
from tests.support.shipped import CASES, read_case, shipped
from tests.support.small import questionnaire

SHA256 = "0" * 64

Replies = dict[str, Reply]


def _case(name: str, **changed: Reply) -> Replies:
    return {**read_case(CASES / f"{name}.yaml").answers, **changed}


def _unsure(questionnaire: Questionnaire) -> Replies:
    """Someone who knows nothing for sure, wherever that can be said."""
    replies: Replies = {}
    for entry in questionnaire.outline:
        question = entry.question
        if question.choices:
            replies[entry.id] = next(iter(question.unsure_choices), next(reversed(question.choices)))
        else:
            replies[entry.id] = 5 if question.kind == "number" else "I do not know."
    return replies


@cache
def answer_sets() -> dict[str, Replies]:
    """Ten ways through the questionnaire that ships, each without replies to what is not asked on it."""
    sets = {
        "quiet": _case("e01_quiet_lump"),
        "infected": _case("e06_red_hot_lump_with_fever"),
        "emergency": _case("e08_two_nerve_signs_unsure"),
        "child": _case("e19_child"),
        "pregnant": _case("e12_pregnant"),
        "nested follow-ups": _case(
            "e01_quiet_lump",
            em_now=["cant_go_on", "faint"],
            in_danger="no",
            nerve_signs=["bladder", "legs", "weak_leg"],
            ces_bladder="old_explained",
            ces_legs="new_or_worse",
            leg_weak="same_weak",
            pain_spread=["buttock", "tummy_groin"],
            tummy_other="none",
            lump_where=["dimple", "elsewhere"],
            lump_where_text="A hand's breadth above it",
        ),
        "no pain": _case("e01_quiet_lump", pain_now=0),
        "details": _case(
            "e10_blood_thinner_bleed",
            lump_side="left",
            lump_size_cm=2.5,
            lump_checked="waiting",
            lump_told="A <b>cyst</b>, 'surely'",
            tried=["heat_ice", "physio"],
            tried_effect="no_help",
            tests=["xray", "blood"],
            tests_result="waiting",
            life_impact=["sleep"],
            notes="Nothing \\ else",
        ),
        "details without pain or lump": _case(
            "e01_quiet_lump",
            pain_now=0,
            lump_present="pain_only",
            lump_side="middle",
            tried="nothing",
            tests="none",
            life_impact="none",
        ),
        "never sure": _unsure(shipped()),
    }
    return {name: _asked_only(replies) for name, replies in sets.items()}


def _asked_only(replies: Replies) -> Replies:
    asked = play(shipped(), replies).replies
    return {id: reply for id, reply in replies.items() if id in asked}


def interview_of(name: str) -> Interview:
    return play(shipped(), answer_sets()[name])


@cache
def shipped_resource() -> dict[str, Any]:
    return questionnaire_resource(shipped(), SHA256)


def response_of(interview: Interview) -> dict[str, Any]:
    response: dict[str, Any] = json.loads(FhirRenderer(interview.questionnaire).render(build_result(interview, SHA256)))
    return response


def items_in(resource: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every item, from top to bottom."""
    for item in resource.get("item", ()):
        yield item
        yield from items_in(item)
        for answer in item.get("answer", ()):
            yield from items_in(answer)


def questions_in(link_ids: list[str], questionnaire: Questionnaire) -> list[str]:
    """Those linkIds that are questions of the file: no groups, texts and offers."""
    return [id for id in link_ids if id in questionnaire.outline]


def complaints_of_models(resource: Mapping[str, Any]) -> str:
    """What `fhir.resources` finds wrong; empty when nothing is."""
    models: dict[str, Any] = {"Questionnaire": QuestionnaireModel, "QuestionnaireResponse": ResponseModel}
    try:
        models[resource["resourceType"]].model_validate_json(json.dumps(resource))
    except ValueError as error:
        return str(error)
    return ""


VALIDATE = """
const {Fhir} = require(process.argv[1])
const resources = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const said = resources.map(resource => new Fhir().validate(resource, {errorOnUnexpected: true}).messages)
process.stdout.write(JSON.stringify(said))
"""


def complaints_of_npm(*resources: Mapping[str, Any]) -> list[list[str]]:
    """What the npm package `fhir` finds wrong with each, apart from value sets that stand in no file of its own."""
    assert NODE is not None, "Node.js is missing: mark the test with needs_npm"
    run = subprocess.run(
        [NODE, "-e", VALIDATE, str(npm_package("fhir") / "fhir.js")],
        input=json.dumps(resources),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [
        [
            f"{told['severity']}: {told['location']}: {told['message']}"
            for told in messages
            if told["severity"] != "info"
        ]
        for messages in json.loads(run.stdout)
    ]


def expressions_in(resource: Mapping[str, Any]) -> list[str]:
    """Every distinct `enableWhenExpression`."""
    found = [expression for item in items_in(resource) if (expression := _expression(item)) is not None]
    return list(dict.fromkeys(found))


def variables_in(resource: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [extension["valueExpression"] for extension in resource.get("extension", ())]


def answered_in(response: Mapping[str, Any]) -> dict[str, list[Any]]:
    """LinkId to values, for every answered item; a choice by its code."""
    return {
        item["linkId"]: [
            value["code"] if isinstance(value, dict) else value
            for answer in item["answer"]
            for key, value in answer.items()
            if key.startswith("value")
        ]
        for item in items_in(response)
        if "answer" in item
    }


def enabled(resource: Mapping[str, Any], answered: Mapping[str, list[Any]], held: set[str]) -> list[str]:
    """The linkIds of the items that show, as R4 reads `enableWhen`; `held` are the expressions that are true."""
    shown: list[str] = []
    _enable(resource["item"], answered, held, shown)
    return shown


def _enable(items: list[dict[str, Any]], answered: Mapping[str, list[Any]], held: set[str], shown: list[str]) -> None:
    for item in items:
        current = {id: values for id, values in answered.items() if id in shown}
        tests = [_passes(test, current.get(test["question"], [])) for test in item.get("enableWhen", ())]
        expression = _expression(item)
        assert not (tests and expression), f"{item['linkId']} says twice when it shows"
        assert len(tests) < 2 or item["enableBehavior"] in ("all", "any")
        holds = any(tests) if item.get("enableBehavior") == "any" else all(tests)
        if holds and (expression is None or expression in held):
            shown.append(item["linkId"])
            _enable(item.get("item", []), answered, held, shown)


def _passes(test: Mapping[str, Any], values: list[Any]) -> bool:
    """One test by the text of R4's value set questionnaire-enable-operator."""
    wanted = next(value for key, value in test.items() if key.startswith("answer"))
    wanted = wanted["code"] if isinstance(wanted, dict) else wanted
    match test["operator"]:
        case "exists":
            return bool(values) is wanted
        case "=":
            return any(value == wanted for value in values)
        case "!=":
            return not any(value == wanted for value in values)
        case ">":
            return any(value > wanted for value in values)
        case "<":
            return any(value < wanted for value in values)
        case ">=":
            return any(value >= wanted for value in values)
        case "<=":
            return any(value <= wanted for value in values)
    raise AssertionError(test)


def _expression(item: Mapping[str, Any]) -> str | None:
    for extension in item.get("extension", ()):
        if extension["url"].endswith("enableWhenExpression"):
            return str(extension["valueExpression"]["expression"])
    return None


HOSTILE = (
    "<img src=x onerror='window.attacked=1'> & \"quotes\" 'quotes' \\ back\\'slash ` * _under_ ${x} {{y}} %resource"
    " \N{PILE OF POO}\N{FAMILY} שלום مرحبا end"
)


def hostile_interview() -> Interview:
    """An interview in which everything that an author or a person writes tries to be more than text."""
    text = json.dumps(HOSTILE)
    of = questionnaire(f"""
        format: 1
        title: {text}
        version: "1 <b>'x'"
        about: {text}
        disclaimer: {text}
        levels: {{low: {{label: Low, when_to_act: later, headline: Later}}}}
        sections:
          only:
            title: {text}
            questions:
              one:
                ask: {text}
                help: {text}
                why: {text}
                choices: {{a: {{label: {text}, help: {text}}}, b: B}}
              many: {{ask: {text}, kind: many, choices: {{a: {text}, b: B}}}}
              number: {{ask: {text}, kind: number, unit: {text}}}
              words: {{ask: {text}, kind: text}}
              long: {{ask: Long?, kind: text, when: {{words: answered}}}}
        """)
    return play(of, {"one": "a", "many": ["a", "b"], "number": "2.5", "words": HOSTILE, "long": "x" * 10_000})
