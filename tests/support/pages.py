"""Results for the tests of the doctor's page: with every box ticked, and with texts that want to be something else."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Offer,
    Review,
    accept,
    answer,
    begin,
    finish,
    go_on,
    next_step,
    stop,
)
from backmice_cli.questionnaire.model import Entry, Question
from backmice_cli.renderers.result import Result, build_result
from tests.support.shipped import CASES, quiet_answers, read_case, shipped

SHA256 = "0123456789abcdef" * 4
WORRY = "I am afraid that it is something bad, for my mother had one like it at my age."

HOSTILE = {
    "tags": "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover='alert(1)' style=\"background:url(https://example.org/a.png)",
    "entities": "&lt;b&gt; &amp; &#60; &nbsp; &copy A&E",
    "template": "{{ 7 * 7 }} {% raw %} {# no #} ${x} %(x)s {0}",
    "emphasis": "*one* _two_ **three** __four__ ~~five~~ `six` ``seven``",
    "links": "[a](https://example.org) ![b](c.png) <https://example.org> https://example.org www.example.org [x]: /y",
    "table": "a | b || c \\| d \\\\| e |",
    "heading": "# not a heading #",
    "number": "1. not a list",
    "bullet": "- not a list - - -",
    "plus": "+ not a list",
    "underline": "=== --- ***",
    "quote": "> not a quote",
    "fence": "``` not code ~~~",
    "backslash": "ends with a backslash \\",
    "escapes": "[red]a[/red] [31mred \\x1b[0m",
    "mathematics": "$x^2$ and $$y$$ :smile:",
    "right_to_left": "הגוש כואב מאוד (2 cm), abc",
    "emoji": "😟 👩🏽‍⚕️ 🏳️‍🌈 ❤️",
    "accents": "Zäh, größer, ﬁ, e\u0301, 痛い, 가나다",
}
"""What a person may type, and what a page might take for something else."""


Choose = Callable[[Entry], Reply]


@cache
def everything_ticked(text: str = WORRY) -> Result:
    """All choices that can be chosen together, the answer that opens most, and this text wherever one can be typed."""
    return told(lambda entry: _most(entry.question, text))


@cache
def case_with_details(name: str) -> Result:
    """The person of a case, who also answers all that the case says nothing about: most of it with little."""
    answers = read_case(CASES / f"{name}.yaml").answers
    return told(lambda entry: answers[entry.id] if entry.id in answers else _little(entry))


@cache
def chance_person(seed: int, share: float) -> Result:
    """Someone who says yes to this share of things, by chance."""
    chance = random.Random(seed)
    return told(lambda entry: _by_chance(entry.question, chance, share))


def told(choose: Choose) -> Result:
    """The result of an interview to its last question, details and all."""
    interview = begin(shipped())
    while True:
        match next_step(interview):
            case Ask(entry):
                interview = answer(interview, choose(entry))
            case Alert():
                interview = go_on(interview)
            case Offer():
                interview = accept(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return build_result(interview, SHA256)


def _little(entry: Entry) -> Reply:
    question = entry.question
    if entry.id in quiet_answers():
        return quiet_answers()[entry.id]
    match question.kind:
        case "many":
            ticked = [id for id, choice in question.choices.items() if not choice.exclusive]
            return ticked[:2]
        case "one":
            return next(id for id in question.choices if id not in question.unsure_choices)
        case "number":
            return 2
        case "text":
            return WORRY


def _by_chance(question: Question, chance: random.Random, share: float) -> Reply:
    alone = [id for id, choice in question.choices.items() if choice.exclusive]
    match question.kind:
        case "many":
            ticked = [id for id in question.choices if id not in alone and chance.random() < share]
            return ticked or chance.choice(alone or list(question.choices))
        case "one":
            denied = [id for id in question.choices if id == "no"]
            return denied[0] if denied and chance.random() > share else chance.choice(list(question.choices))
        case "number":
            return 3
        case "text":
            return WORRY


def _most(question: Question, text: str) -> Reply:
    match question.kind:
        case "many":
            return [id for id, choice in question.choices.items() if not choice.exclusive]
        case "one":
            said = [id for id in question.choices if id not in question.unsure_choices]
            return max(said, key=lambda id: (len(question.choices[id].then), len(question.choices[id].label)))
        case "number":
            return 10 if question.max is None else question.max
        case "text":
            return text


def stopped_early(*, after: int) -> Result:
    """The quiet interview, left after so many answers."""
    interview = begin(shipped())
    for _ in range(after):
        step = next_step(interview)
        assert isinstance(step, Ask)
        interview = answer(interview, quiet_answers()[step.entry.id])
    return build_result(stop(interview), SHA256)


def typed_texts(result: Result) -> list[str]:
    """What was typed, as it was kept."""
    return [str(given) for id, given in result.answers.items() if shipped().outline[id].question.kind == "text"]


def first_line(result: Result) -> str:
    """The main worry, else the title."""
    worry = result.doctor_page.worry
    return f"Main worry: “{worry}”" if worry else f"For the doctor: {result.questionnaire.title}"
