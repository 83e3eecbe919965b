"""Formulas: what a condition means, however it is written."""

from __future__ import annotations

from typing import Any

import pytest

from backmice_cli.author.test.mutants import condition_of
from backmice_cli.questionnaire.condition import Bounds, Condition
from backmice_cli.questionnaire.evaluation import Evaluator
from backmice_cli.questionnaire.formula import (
    ALWAYS,
    NEVER,
    AnswerIs,
    Formula,
    Not,
    all_of,
    any_of,
    formula_of,
    helping_leaves,
    signs_in,
    written_out,
)
from tests.support.small import read_as

A, B, C = AnswerIs("a", ("x",)), AnswerIs("b", ("x",)), AnswerIs("c", ("x",))
NEGATED = AnswerIs("negated", ("x",))
"""A question whose id is the name of a field of conditions."""
SIGNS = {"ill": read_as(Condition, {"a": "x", "sign": "weak"}), "weak": read_as(Condition, {"b": "x"})}


def formula(condition: dict[str, Any]) -> Formula:
    return formula_of(read_as(Condition, condition))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "x", "b": "x"}, {"all": [{"a": "x"}, {"b": "x"}]}),
        ({"a": "x", "b": "x"}, {"at_least": 2, "of": [{"a": "x"}, {"b": "x"}]}),
        ({"any": [{"a": "x"}, {"b": "x"}]}, {"at_least": 1, "of": [{"a": "x"}, {"b": "x"}]}),
        ({"a": "x"}, {"any": [{"all": [{"a": ["x"]}]}]}),
    ],
)
def test_conditions_that_say_the_same_are_one_formula(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert formula(one) == formula(other)
    assert hash(formula(one)) == hash(formula(other))


def test_condition_that_is_not_there_always_holds() -> None:
    assert formula_of(None) == ALWAYS


@pytest.mark.parametrize("one", [A, NEGATED, Not(A), all_of([A, B]), any_of([A, B, Not(C)]), ALWAYS, NEVER])
def test_formula_becomes_a_condition_that_means_it(one: Formula) -> None:
    assert formula_of(condition_of(one)) == one


def test_condition_made_of_a_formula_holds_for_the_same_answers() -> None:
    made = condition_of(any_of([all_of([A, B]), Not(C)]))
    assert Evaluator({}).holds(made, {})
    assert not Evaluator({}).holds(made, {"a": "x", "c": "x"})
    assert Evaluator({}).holds(made, {"a": "x", "b": "x", "c": "x"})


def test_leaf_inside_two_nots_helps_again() -> None:
    assert list(helping_leaves(Not(all_of([A, Not(B)])))) == [(A, False), (B, True)]


def test_signs_are_written_out_through_each_other() -> None:
    assert written_out(formula({"sign": "ill", "not": {"sign": "weak"}}), SIGNS) == all_of([A, B, Not(B)])


def test_signs_of_signs_are_read_too() -> None:
    assert signs_in([formula({"not": {"sign": "ill"}})], SIGNS) == {"ill", "weak"}


def test_bounds_are_given_by_key_without_those_that_are_missing() -> None:
    assert Bounds(above=5, at_most=9).given == {"above": 5, "at_most": 9}
