"""The schema of results against results: every one that comes out fits, and a broken one does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from math import ceil
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from backmice_cli.author.export.schema.result import result_schema
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import answer, begin, play, stop
from backmice_cli.questionnaire.load import load_questionnaire, sound_questionnaire
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.renderers.published import JsonRenderer
from backmice_cli.renderers.result import Result, build_result
from tests.renderers import test_text
from tests.support.paths import DATA
from tests.support.shipped import CASES, read_case, shipped

CONTRACT = [
    *("schema", "questionnaire", "complete", "answers", "unanswered", "level", "red_flags", "hinges", "possibilities"),
    *("advice", "summary", "come_back_sooner", "see_a_doctor", "disclaimer"),
]
"""The keys that scripts were promised."""


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(result_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@cache
def small() -> Questionnaire:
    """A questionnaire with every key of the language, review date and all."""
    return sound_questionnaire(load_questionnaire((DATA / "ok" / "everything.yaml").read_bytes(), "everything.yaml"))


def written(result: Result) -> Any:
    return json.loads(JsonRenderer().render(result))


def any_replies(questionnaire: Questionnaire, chance: Random) -> dict[str, Reply]:
    """Any answer to each question, but for a few that are left out."""
    questions = {entry.id: entry.question for entry in questionnaire.outline}
    return {id: any_reply(question, chance) for id, question in questions.items() if chance.random() < 0.95}


def any_reply(question: Question, chance: Random) -> Reply:
    match question.kind:
        case "one":
            return chance.choice(list(question.choices))
        case "many":
            quiet = question.quiet_choice
            others = [id for id in question.choices if not question.choices[id].exclusive]
            chosen = chance.sample(others, chance.randrange(len(others) + 1))
            return chosen or [quiet or others[0]]
        case "number":
            return str(chance.randint(ceil(question.min or 0), int(question.max or 100)))
        case "text":
            return chance.choice(["worried", "\u00dc \U0001f600 \"'\\ {}", "1"])


def test_schema_is_sound_in_its_draft() -> None:
    Draft202012Validator.check_schema(result_schema())


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_result_of_every_case_fits(path: Any) -> None:
    validator().validate(written(build_result(play(shipped(), read_case(path).answers), "0" * 64)))


@pytest.mark.parametrize("name", test_text.REPLIES)
def test_result_behind_every_golden_text_fits(name: str) -> None:
    validator().validate(written(test_text.made(name)))


@pytest.mark.parametrize("questionnaire", [shipped, small], ids=["shipped", "small"])
def test_result_of_any_interview_fits(questionnaire: Callable[[], Questionnaire]) -> None:
    for seed in range(60):
        interview = play(questionnaire(), any_replies(questionnaire(), Random(seed)))
        validator().validate(written(build_result(interview, "0" * 64)))


def test_result_of_an_interview_that_was_stopped_fits() -> None:
    interview = begin(small())
    for reply in (None, "no", "yes", "dimples"):
        interview = interview if reply is None else answer(interview, reply)
        found = written(build_result(stop(interview), "0" * 64))
        assert found["complete"] is False
        validator().validate(found)


def test_every_key_that_scripts_were_promised_is_asked_for() -> None:
    schema = result_schema()
    assert set(CONTRACT) - set(schema["required"]) == set()
    assert schema["required"] == list(schema["properties"])


def test_every_part_asks_for_all_its_keys_and_no_others() -> None:
    parts = [result_schema(), *result_schema()["$defs"].values()]
    objects = [part for part in parts if part["type"] == "object"]
    assert objects
    for part in objects:
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False


def test_what_stands_under_a_field_is_its_description() -> None:
    assert result_schema()["$defs"]["LevelResult"]["properties"]["interrupt"]["description"].startswith("An emergency:")
    assert (
        result_schema()["properties"]["complete"]["description"]
        == "Whether the person came to the end and every required question that was asked has an answer."
    )


def without(key: str) -> Callable[[Any], object]:
    return lambda result: result.pop(key)


@pytest.mark.parametrize(
    "break_it",
    [
        *(pytest.param(without(key), id=f"without_{key}") for key in CONTRACT),
        pytest.param(lambda result: result.update(mood="good"), id="a key too many"),
        pytest.param(lambda result: result.update(schema="backmice.result/2"), id="another version"),
        pytest.param(lambda result: result.update(complete="yes"), id="text for true"),
        pytest.param(lambda result: result["level"].pop("headline"), id="a level without its headline"),
        pytest.param(lambda result: result["level"].update(steps="Call."), id="text for a list"),
        pytest.param(lambda result: result["questionnaire"]["review"].update(date="soon"), id="no date"),
        pytest.param(lambda result: result["answers"].update(numb=None), id="no answer"),
    ],
)
def test_broken_result_is_refused(break_it: Callable[[Any], object]) -> None:
    result = written(build_result(play(small(), {"numb": "yes"}), "0" * 64))
    validator().validate(result)
    break_it(result)
    assert not validator().is_valid(result)
