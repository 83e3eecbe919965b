"""When an item shows: as `enableWhen` where that says exactly what the file says, all else as an expression."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backmice_cli.questionnaire.condition import Answers, Condition
from backmice_cli.questionnaire.evaluation import Evaluator
from backmice_cli.renderers.fhir.enabling import ENABLE_WHEN_EXPRESSION
from backmice_cli.renderers.fhir.fhirpath import quote_string
from backmice_cli.renderers.fhir.questionnaire import questionnaire_resource
from tests.support.fhir import SHA256, enabled, expressions_in, items_in, variables_in
from tests.support.small import questionnaire, read_as, with_questions

QUESTIONS = """
one: {{ask: One?, choices: {{a: A, b: B, c: C}}}}
many: {{ask: Many?, kind: many, choices: {{a: A, b: B, c: C}}}}
number: {{ask: Number?, kind: number}}
words: {{ask: Words?, kind: text}}
target: {{ask: Target?, when: {when}, choices: {{a: A, b: B}}}}
"""


def target(when: str) -> dict[str, Any]:
    """The item of a question with this condition."""
    resource = questionnaire_resource(with_questions(QUESTIONS.format(when=when)), SHA256)
    return next(item for item in items_in(resource) if item["linkId"] == "target")


def said(item: dict[str, Any]) -> str:
    """The tests of an item in few words."""
    tests = []
    for test in item["enableWhen"]:
        wanted = next(value for key, value in test.items() if key.startswith("answer"))
        tests.append(f"{test['question']} {test['operator']} {wanted['code'] if isinstance(wanted, dict) else wanted}")
    return f" {item.get('enableBehavior', '?')} ".join(tests)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{one: a}", "one = one.a"),
        ("{one: [a, b]}", "one = one.a any one = one.b"),
        ("{one: a, many: b}", "one = one.a all many = many.b"),
        ("{any: [{one: a}, {many: [b, c]}]}", "one = one.a any many = many.b any many = many.c"),
        ("{all: [{one: a}, {all: [{many: b}, {number: {above: 3}}]}]}", "one = one.a all many = many.b all number > 3"),
        ("{many: {all: [a, b]}}", "many = many.a all many = many.b"),
        ("{number: {at_least: 1.5, below: 4}}", "number >= 1.5 all number < 4"),
        ("{number: answered}", "number exists True"),
        ("{not: {words: answered}}", "words exists False"),
        ("{many: answered}", "many = many.a any many = many.b any many = many.c"),
        ("{not: {one: a}}", "one != one.a"),
        ("{not: {one: [a, b]}}", "one != one.a all one != one.b"),
        ("{not: {not: {one: a}}}", "one = one.a"),
        ("{not: {any: [{one: a}, {words: answered}]}}", "one != one.a all words exists False"),
        ("{at_least: 2, of: [{one: a}, {many: b}]}", "one = one.a all many = many.b"),
        ("{at_least: 1, of: [{one: a}, {many: b}]}", "one = one.a any many = many.b"),
    ],
)
def test_condition_of_one_level_is_said_with_enable_when(when: str, expected: str) -> None:
    item = target(when)
    assert said(item) == expected
    assert not [extension for extension in item["extension"] if extension["url"] == ENABLE_WHEN_EXPRESSION]


ANSWER = "%resource.item.where(linkId = 'section.only').item.where(linkId = '{}').answer"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{not: {many: a}}", f"{ANSWER.format('many')}.value.where(code = 'many.a').exists().not()"),
        ("{many: {count: {at_most: 2}}}", f"{ANSWER.format('many')}.exists() and {ANSWER.format('many')}.count() <= 2"),
        ("{not: {number: {below: -3}}}", f"{ANSWER.format('number')}.value.where($this < -3).exists().not()"),
        (
            "{one: [a, b], words: answered}",
            f"{ANSWER.format('one')}.value.where(code = 'one.a' or code = 'one.b').exists()"
            f" and {ANSWER.format('words')}.exists()",
        ),
        (
            "{at_least: 2, of: [{one: a}, {many: b}, {words: answered}]}",
            f"(iif({ANSWER.format('one')}.value.where(code = 'one.a').exists(), 1, 0)"
            f" + iif({ANSWER.format('many')}.value.where(code = 'many.b').exists(), 1, 0)"
            f" + iif({ANSWER.format('words')}.exists(), 1, 0)) >= 2",
        ),
    ],
)
def test_condition_that_enable_when_cannot_say_is_an_expression(when: str, expected: str) -> None:
    item = target(when)
    assert "enableWhen" not in item
    assert expressions_in({"item": [item]}) == [expected]


def test_follow_up_with_a_condition_of_its_own_needs_both() -> None:
    of = with_questions("""
        before: {ask: Before?, choices: {a: A, b: B}}
        q: {ask: Q?, choices: {a: {label: A, then: {more: {ask: More?, when: {before: b}, kind: text}}}, b: B}}
        """)
    items = {item["linkId"]: item for item in items_in(questionnaire_resource(of, SHA256))}
    assert said(items["more"]) == "q = q.a all before = before.b"
    assert items["more"] in items["q"]["item"]


def test_follow_up_of_many_answers_stands_beside_its_question() -> None:
    of = with_questions("q: {ask: Q?, kind: many, choices: {a: {label: A, then: {more: {ask: M?, kind: text}}}, b: B}}")
    items = {item["linkId"]: item for item in items_in(questionnaire_resource(of, SHA256))}
    assert [item["linkId"] for item in items["q.group"]["item"]] == ["q", "more"]
    assert said(items["more"]) == "q = q.a"


SECTIONS = """
format: 1
title: Small
levels: {{low: {{label: Low, when_to_act: later, headline: Later}}}}
sections:
  first: {{title: First, questions: {{age: {{ask: Age?, choices: {{young: Young, old: Old}}}}}}}}
  second: {{title: Second, questions: {{pain: {{ask: Pain?, choices: {{"yes": "Yes", "no": "No"}}}}}}}}
  extra: {{title: Extra, optional: true, questions: {{more: {{ask: More?, {when}kind: text}}}}}}
red_flags:
  child: {{level: low, when: {ends}, warn: A child, because: It is., ends: true}}
"""


def section_items(ends: str = "{age: young}", when: str = "") -> dict[str, dict[str, Any]]:
    of = questionnaire(SECTIONS.format(ends=ends, when=when))
    return {item["linkId"]: item for item in items_in(questionnaire_resource(of, SHA256))}


def test_red_flag_that_ends_hides_the_sections_after_it() -> None:
    items = section_items()
    assert "enableWhen" not in items["section.first"]
    assert said(items["section.second"]) == "age != age.young"
    assert said(items["section.extra.offer"]) == "age != age.young"


def test_red_flag_that_reads_what_comes_later_takes_it_for_unanswered() -> None:
    items = section_items(ends="{age: young, not: {pain: 'yes'}}")
    assert said(items["section.second"]) == "age != age.young"
    assert said(items["section.extra.offer"]) == "age != age.young any pain = pain.yes"


def test_optional_section_shows_once_it_is_wanted() -> None:
    items = section_items()
    assert items["section.extra.offer"]["type"] == "boolean"
    assert said(items["section.extra"]) == "section.extra.offer = True"


def test_optional_section_without_questions_to_ask_is_not_offered() -> None:
    assert said(section_items(when='when: {pain: "no"}, ')["section.extra.offer"]) == (
        "age != age.young all pain = pain.no"
    )


def test_question_that_reads_one_hidden_by_an_expression_asks_whether_that_shows() -> None:
    of = with_questions("""
        many: {ask: Many?, kind: many, choices: {a: A, b: B}}
        between: {ask: Between?, when: {not: {many: a}}, choices: {a: A, b: B}}
        last: {ask: Last?, when: {between: a}, choices: {a: A, b: B}}
        """)
    resource = questionnaire_resource(of, SHA256)
    assert [(variable["name"], variable["expression"]) for variable in variables_in(resource)] == [
        ("shows_between", f"{ANSWER.format('many')}.value.where(code = 'many.a').exists().not()")
    ]
    assert expressions_in(resource)[1:] == [
        f"%shows_between and {ANSWER.format('between')}.value.where(code = 'between.a').exists()"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("plain", "'plain'"), ("it's", r"'it\'s'"), ("a\\", r"'a\\'"), ("\\'", r"'\\\''"), ("a\nb", r"'a\nb'")],
)
def test_text_cannot_leave_its_quotes(text: str, expected: str) -> None:
    assert quote_string(text) == expected


ONE = st.sampled_from(["a", "b", "c"])
LEAVES = st.one_of(
    st.fixed_dictionaries({"one": st.lists(ONE, min_size=1, max_size=2, unique=True)}),
    st.fixed_dictionaries({"many": st.lists(ONE, min_size=1, max_size=2, unique=True)}),
    st.fixed_dictionaries({"many": st.fixed_dictionaries({"all": st.just(["a", "b"])})}),
    st.fixed_dictionaries({"many": st.fixed_dictionaries({"count": st.just({"at_least": 2})})}),
    st.fixed_dictionaries({"number": st.sampled_from([{"at_least": 2}, {"above": 1, "at_most": 3}, {"below": 0}])}),
    st.sampled_from([{"one": "answered"}, {"many": "answered"}, {"number": "answered"}, {"words": "answered"}]),
)


def nested(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda parts: {"any": parts}, several),
        st.builds(lambda parts: {"all": parts}, several),
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda parts: {"at_least": max(1, len(parts) - 1), "of": parts}, several),
    )


CONDITIONS = st.recursive(LEAVES, nested, max_leaves=4)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "one": ONE,
        "many": st.lists(ONE, min_size=1, unique=True).map(tuple),
        "number": st.sampled_from([-1, 0, 1, 1.5, 2, 3, 4]),
        "words": st.just("Words"),
    },
)


@given(when=CONDITIONS, answers=ANSWERS)
def test_enable_when_means_what_the_condition_means(when: dict[str, Any], answers: Answers) -> None:
    """Holds for those that `enableWhen` says; of the expressions, only that they are there."""
    resource = questionnaire_resource(with_questions(QUESTIONS.format(when=flow(when))), SHA256)
    coded: dict[str, list[Any]] = {id: coded_values(id, given) for id, given in answers.items()}
    expected = Evaluator({}).holds(read_as(Condition, when), answers)
    held = {expression for expression in expressions_in(resource) if expected}
    assert ("target" in enabled(resource, coded, held)) is expected


def coded_values(id: str, answer: Any) -> list[Any]:
    if isinstance(answer, tuple):
        return [f"{id}.{choice}" for choice in answer]
    return [f"{id}.{answer}" if id == "one" else answer]


def flow(condition: Any) -> str:
    """A condition as YAML in one line."""
    if isinstance(condition, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in condition.items()) + "}"
    return "[" + ", ".join(map(flow, condition)) + "]" if isinstance(condition, list) else str(condition)
