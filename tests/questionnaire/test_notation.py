"""Conditions in words."""

from __future__ import annotations

from typing import Any

import pytest

from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import AnswerIs, SignHolds, formula_of, leaves_of
from backmice_cli.questionnaire.notation import in_words
from tests.support.shipped import shipped
from tests.support.small import read_as


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"q": "a"}, "q is a"),
        ({"q": ["a", "b", "c"]}, "q is a, b or c"),
        ({"q": {"all": ["a", "b"]}}, "q has a and b"),
        ({"q": {"count": {"at_least": "2"}}}, "q has at least 2 answers"),
        ({"q": {"count": {"at_least": "1"}}}, "q has at least 1 answer"),
        ({"q": {"at_least": "40", "below": "90"}}, "q is at least 40 and below 90"),
        ({"q": {"above": "0.5", "at_most": "3"}}, "q is above 0.5 and at most 3"),
        ({"q": "answered"}, "q is answered"),
        ({"not": {"q": "answered"}}, "q is not answered"),
        ({"sign": "ill"}, "ill holds"),
        ({"not": {"sign": "ill"}}, "not (ill holds)"),
        ({"p": "a", "q": ["b", "c"]}, "p is a, and q is b or c"),
        ({"any": [{"p": "a"}, {"q": "b"}]}, "p is a, or q is b"),
        ({"any": [{"p": "a", "r": "c"}, {"q": "b"}]}, "(p is a, and r is c), or q is b"),
        ({"r": "c", "any": [{"p": "a"}, {"q": "b"}]}, "r is c, and (p is a, or q is b)"),
        ({"not": {"any": [{"p": "a"}, {"q": "b"}]}}, "not (p is a, or q is b)"),
        ({"at_least": "2", "of": [{"p": "a"}, {"q": "b"}, {"r": "c"}]}, "at least 2 of: p is a; q is b; r is c"),
        ({"at_least": "2", "of": [{"p": "a"}, {"q": "b"}]}, "p is a, and q is b"),
        ({"at_least": "1", "of": [{"p": "a"}, {"q": "b"}]}, "p is a, or q is b"),
        ({"all": [{"p": "a"}, {"all": [{"q": "b"}, {"any": [{"r": "c"}]}]}]}, "p is a, and q is b, and r is c"),
    ],
)
def test_condition_is_said_in_words(condition: dict[str, Any], words: str) -> None:
    assert in_words(read_as(Condition, condition)) == words


def test_question_of_any_name_is_said_with_its_own() -> None:
    assert in_words(read_as(Condition, {"negated": "a"})) == "negated is a"


def test_leaves_of_a_condition_are_all_its_tests_and_signs() -> None:
    for flag in shipped().red_flags.values():
        found = list(leaves_of(formula_of(flag.when)))
        read = {leaf.question for leaf in found if isinstance(leaf, AnswerIs)}
        for leaf in found:
            if isinstance(leaf, SignHolds):
                read |= shipped().evaluator.meaning(shipped().signs[leaf.sign]).reads
        assert read == shipped().evaluator.meaning(flag.when).reads
