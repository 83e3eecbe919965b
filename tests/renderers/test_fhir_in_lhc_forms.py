"""The exported questionnaire in LHC-Forms, a real client in a real browser: it shows what the interview asks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from backmice_cli.interview.interview import (
    Ask,
    Done,
    Offer,
    Review,
    accept,
    answer,
    begin,
    decline,
    finish,
    next_step,
    play,
    skip,
)
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.renderers.fhir.questionnaire import questionnaire_resource
from tests.support.browser import needs_chromium, needs_npm
from tests.support.fhir import (
    HOSTILE,
    SHA256,
    answer_sets,
    answered_in,
    enabled,
    expressions_in,
    hostile_interview,
    interview_of,
    questions_in,
    response_of,
    shipped_resource,
    variables_in,
)
from tests.support.lhc_forms import LhcForms, lhc_forms
from tests.support.shipped import shipped
from tests.support.small import questionnaire

pytestmark = [needs_chromium, needs_npm]

NAMES = list(answer_sets())


@pytest.fixture(scope="module")
def form() -> Iterator[LhcForms]:
    with lhc_forms() as opened:
        yield opened
        assert opened.opened.errors == []
        assert opened.opened.refused == []


def fill(form: LhcForms, of: Questionnaire, response: dict[str, Any], answers: Mapping[str, Answer]) -> None:
    """Answer by hand, from top to bottom, all that a response answers."""
    for id in answered_in(response):
        if id in of.outline:
            form.answer(of, id, answers[id])
        else:
            form.accept(id)


def drawn_reply(question: Question, chance: random.Random) -> Answer:
    if question.kind == "number":
        return chance.choice([question.min or 0, 3, 8])
    choices = [*question.choices]
    if question.kind == "one":
        return chance.choice(choices)
    several = [choice for choice in choices if not question.choices[choice].exclusive]
    return chance.choice([(chance.choice(choices),), tuple(several[: chance.randint(1, 3)])])


@pytest.mark.parametrize("name", NAMES)
def test_loaded_response_shows_the_asked_questions_and_comes_back_whole_where_chromium_and_npm_are_installed(
    form: LhcForms, name: str
) -> None:
    interview = interview_of(name)
    response = response_of(interview)
    form.load(shipped_resource(), response)
    assert questions_in(form.shown(), shipped()) == list(interview.replies)
    assert answered_in(form.response()) == answered_in(response)


@pytest.mark.parametrize("name", ["infected", "nested follow-ups", "details"])
def test_form_filled_by_hand_shows_the_asked_questions_where_chromium_and_npm_are_installed(
    form: LhcForms, name: str
) -> None:
    interview = interview_of(name)
    response = response_of(interview)
    form.load(shipped_resource())
    fill(form, shipped(), response, interview.answers)
    assert questions_in(form.shown(), shipped()) == list(interview.replies)
    assert answered_in(form.response()) == answered_in(response)


def test_changed_answers_show_the_asked_questions_where_chromium_and_npm_are_installed(form: LhcForms) -> None:
    """One answer after the other is changed; old answers of questions that are hidden must count no more."""
    chance = random.Random(1)
    replies = dict(answer_sets()["details"])
    form.load(shipped_resource(), response_of(play(shipped(), replies)))
    for _ in range(25):
        id = chance.choice(
            [id for id in questions_in(form.shown(), shipped()) if shipped().outline[id].question.kind != "text"]
        )
        reply = drawn_reply(shipped().outline[id].question, chance)
        replies[id] = reply
        form.answer(shipped(), id, reply)
        assert questions_in(form.shown(), shipped()) == list(play(shipped(), replies).replies), id


HARD = """
format: 1
title: Hard to say
levels:
  high: {label: High, when_to_act: now, headline: Now}
  low: {label: Low, when_to_act: later, headline: Later}
sections:
  first:
    title: First
    questions:
      some:
        ask: Which of these?
        kind: many
        choices:
          a: {label: A, then: {about_a: {ask: What about A?, choices: {x: X, y: Y}}}}
          b: B
          c: C
          none: {label: None, exclusive: true}
      number: {ask: How many?, kind: number, min: -10, max: 10, optional: true}
      words: {ask: In your words?, kind: text, optional: true}
      two: {ask: Two or more?, when: {some: {count: {at_least: 2}}}, choices: {"yes": "Yes", "no": "No"}}
      both:
        ask: Both?
        when: {some: {all: [a, b]}, number: {above: -3.5, below: 4}}
        choices: {"yes": "Yes", "no": "No"}
      neither: {ask: Neither?, when: {not: {some: [a, b]}}, choices: {"yes": "Yes", "no": "No"}}
      on_two: {ask: On two?, when: {two: "yes"}, choices: {"yes": "Yes", "no": "No"}}
      on_neither: {ask: On neither?, when: {not: {neither: answered}}, choices: {"yes": "Yes", "no": "No"}}
      spoken: {ask: Spoken?, when: {words: answered}, choices: {"yes": "Yes", "no": "No"}}
      silent: {ask: Silent?, when: {not: {words: answered}}, choices: {"yes": "Yes", "no": "No"}}
      most:
        ask: Most of them?
        when: {at_least: 2, of: [{two: "yes"}, {sign: counted}, {not: {number: {at_most: 0}}}]}
        choices: {"yes": "Yes", "no": "No"}
  second:
    title: Second
    questions:
      again: {ask: Again?, choices: {"yes": "Yes", "no": "No"}}
  third:
    title: Third
    questions:
      last: {ask: Last?, choices: {"yes": "Yes", "no": "No"}}
  extra:
    title: Extra
    optional: true
    questions:
      more: {ask: More?, when: {again: "yes"}, choices: {"yes": "Yes", "no": "No"}}
      most_of_all: {ask: Most of all?, when: {more: "yes"}, choices: {"yes": "Yes", "no": "No"}}
signs:
  counted: {number: {at_least: 1}}
red_flags:
  ended:
    level: high
    when: {any: [{two: "no", not: {again: "yes"}}, {again: "no", some: c}]}
    warn: Ended
    because: It ends.
    ends: true
"""


def test_conditions_hard_to_say_show_the_asked_questions_where_chromium_and_npm_are_installed(form: LhcForms) -> None:
    hard = questionnaire(HARD)
    resource = questionnaire_resource(hard, SHA256)
    chance = random.Random(3)
    form.load(resource)
    replies: dict[str, Any] = {}
    for _ in range(60):
        shown = form.shown()
        offer = [id for id in shown if id.endswith(".offer")]
        if offer and "extra" not in replies:
            replies["extra"] = True
            form.accept(offer[0])
        id = chance.choice(questions_in(form.shown(), hard))
        question = hard.outline[id].question
        reply = "Some words" if question.kind == "text" else drawn_reply(question, chance)
        reply = chance.choice([-8, -3.5, -3, 0, 1, 2, 4, 9]) if question.kind == "number" else reply
        replies[id] = reply
        form.answer(hard, id, reply)
        assert questions_in(form.shown(), hard) == asked(hard, replies, is_extra_wanted="extra" in replies), replies


def asked(of: Questionnaire, replies: Mapping[str, Any], is_extra_wanted: bool) -> list[str]:
    """The questions that the interview asks, the optional section with what is known of it."""
    known = {id: reply for id, reply in replies.items() if id in of.outline}
    interview = begin(of)
    while not isinstance(step := next_step(interview), Done):
        match step:
            case Ask(entry):
                interview = (
                    answer(interview, known[entry.id]) if entry.id in known else skip(interview, even_required=True)
                )
            case Offer():
                interview = accept(interview) if is_extra_wanted else decline(interview)
            case Review():
                interview = finish(interview)
            case _:
                raise AssertionError(step)
    return list(interview.replies)


def test_hostile_text_is_shown_as_text_where_chromium_and_npm_are_installed(form: LhcForms) -> None:
    interview = hostile_interview()
    response = response_of(interview)
    form.load(questionnaire_resource(interview.questionnaire, SHA256), response)
    assert questions_in(form.shown(), interview.questionnaire) == list(interview.replies)
    assert answered_in(form.response()) == answered_in(response)
    assert form.page.evaluate("window.attacked") is None
    assert HOSTILE in form.page.locator("[id='item-one/1/1']").inner_text()


def test_random_answers_show_the_asked_questions_where_chromium_and_npm_are_installed(form: LhcForms) -> None:
    """The own reader of `enableWhen` below, with the expressions worked out by fhirpath.js."""
    chance = random.Random(7)
    interviews = [play(shipped(), drawn_replies(chance)) for _ in range(120)]
    responses = [response_of(interview) for interview in interviews]
    resource = shipped_resource()
    expressions = expressions_in(resource)
    assert expressions
    worked_out = form.evaluate(responses, variables_in(resource), expressions)
    assert len({len(interview.replies) for interview in interviews}) > 10
    for interview, response, values in zip(interviews, responses, worked_out, strict=True):
        assert all(value in ([True], [False]) for value in values)
        held = {expression for expression, value in zip(expressions, values, strict=True) if value == [True]}
        shown = enabled(resource, answered_in(response), held)
        assert questions_in(shown, shipped()) == list(interview.replies)


def drawn_replies(chance: random.Random) -> dict[str, Any]:
    section = next(reversed(shipped().sections))
    with_details = chance.random() < 0.5
    return {
        entry.id: "Words" if entry.question.kind == "text" else drawn_reply(entry.question, chance)
        for entry in shipped().outline
        if (with_details or entry.section != section) and chance.random() < 0.9 and not is_child(entry.id, chance)
    }


def is_child(id: str, chance: random.Random) -> bool:
    """Leave the age out now and then, so that not every sixth interview ends early."""
    return id == "age_group" and chance.random() < 0.3
