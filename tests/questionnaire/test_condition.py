"""The table of conditions in the contract, line by line."""

from __future__ import annotations

from typing import Any

import pytest

from backmice_cli.questionnaire.condition import Answers, Condition
from backmice_cli.questionnaire.evaluation import Evaluator
from tests.support.small import read_as

SIGNS = {
    "infected": read_as(Condition, {"any": [{"skin": ["hot", "pus"]}, {"sign": "ill"}]}),
    "ill": read_as(Condition, {"symptoms": "fever"}),
}


def met(condition: dict[str, Any], answers: Answers) -> bool:
    return Evaluator(SIGNS).holds(read_as(Condition, condition), answers)


@pytest.mark.parametrize(
    ("condition", "answer", "expected"),
    [
        ({"q": "a"}, "a", True),
        ({"q": "a"}, "b", False),
        ({"q": ["a", "b"]}, "b", True),
        ({"q": ["a", "b"]}, "c", False),
        ({"q": "a"}, ("a", "b"), True),
        ({"q": "c"}, ("a", "b"), False),
        ({"q": {"all": ["a", "b"]}}, ("a", "b", "c"), True),
        ({"q": {"all": ["a", "b"]}}, ("a", "c"), False),
        ({"q": {"count": {"at_least": "2"}}}, ("a", "b"), True),
        ({"q": {"count": {"at_least": "2"}}}, ("a",), False),
        ({"q": {"count": {"below": "1"}}}, (), True),
        ({"q": {"at_least": "40"}}, 40, True),
        ({"q": {"at_least": "40"}}, 39.9, False),
        ({"q": {"above": "5"}}, 5, False),
        ({"q": {"above": "5"}}, 5.1, True),
        ({"q": {"at_most": "3"}}, 3, True),
        ({"q": {"at_most": "3"}}, 4, False),
        ({"q": {"below": "16"}}, 16, False),
        ({"q": {"at_least": "3", "below": "5"}}, 4, True),
        ({"q": {"at_least": "3", "below": "5"}}, 5, False),
        ({"q": "answered"}, "anything", True),
        ({"q": "answered"}, 0, True),
        ({"q": "answered"}, (), True),
    ],
)
def test_test_of_one_question(condition: dict[str, Any], answer: Any, expected: bool) -> None:
    assert met(condition, {"q": answer}) is expected


@pytest.mark.parametrize(
    "test", ["a", ["a", "b"], {"all": ["a"]}, {"count": {"at_most": "5"}}, {"at_most": "5"}, {"below": "0"}, "answered"]
)
def test_skipped_question_makes_every_test_false(test: Any) -> None:
    assert not met({"q": test}, {})
    assert met({"not": {"q": test}}, {})


def test_all_keys_must_hold() -> None:
    condition = {"a": "yes", "b": "no", "any": [{"c": "x"}, {"d": "x"}]}
    assert met(condition, {"a": "yes", "b": "no", "d": "x"})
    assert not met(condition, {"a": "yes", "b": "no"})
    assert not met(condition, {"a": "yes", "c": "x"})


def test_any_all_and_not_nest_at_will() -> None:
    condition = {"any": [{"all": [{"a": "x"}, {"not": {"b": "x"}}]}, {"not": {"any": [{"a": "x"}, {"b": "x"}]}}]}
    assert [met(condition, answers) for answers in ({}, {"a": "x"}, {"b": "x"}, {"a": "x", "b": "x"})] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(("holding", "expected"), [("", False), ("a", False), ("ac", True), ("abc", True)])
def test_at_least_two_of_three(holding: str, expected: bool) -> None:
    condition = {"at_least": "2", "of": [{"a": "x"}, {"b": "x"}, {"c": "x"}]}
    assert met(condition, dict.fromkeys(holding, "x")) is expected


def test_sign_stands_for_its_condition() -> None:
    assert met({"sign": "infected"}, {"skin": "pus"})
    assert met({"sign": "infected"}, {"symptoms": ("fever", "sweats")})
    assert not met({"sign": "infected"}, {"skin": "pale"})


def test_bound_is_false_for_an_answer_that_is_no_number() -> None:
    assert not met({"q": {"at_least": "0"}}, {"q": "a"})


@pytest.mark.parametrize(
    "condition",
    [{}, {"q": {}}, {"at_least": "2"}, {"of": [{"a": "x"}]}, {"at_least": "3", "of": [{"a": "x"}]}, {"any": []}],
)
def test_condition_that_says_nothing_is_refused(condition: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        read_as(Condition, condition)


def test_field_names_of_the_model_are_free_for_questions() -> None:
    assert met({"negated": "yes", "tests": "no"}, {"negated": "yes", "tests": "no"})


def test_questions_read_goes_through_signs() -> None:
    condition = read_as(Condition, {"a": "x", "not": {"b": "x"}, "any": [{"sign": "infected"}]})
    assert Evaluator(SIGNS).meaning(condition).reads == {"a", "b", "skin", "symptoms"}
