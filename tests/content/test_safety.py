"""What must hold of the shipped questionnaire whatever anyone answers, tried on random interviews."""

from __future__ import annotations

import random

import pytest

from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    accept,
    answer,
    begin,
    change,
    decline,
    finish,
    go_on,
    next_step,
)
from backmice_cli.interview.outcome import level_of
from backmice_cli.questionnaire.model import Question
from tests.support.shipped import shipped

UNSURE = ("not_sure", "prefer_not", "cant_tell", "checked_unsure", "back_not_sure")
SEEDS = range(100)


def some_reply(question: Question, chance: random.Random) -> Reply:
    """Mostly the quiet answer, else any."""
    if question.kind == "text":
        return "words"
    if question.kind == "number":
        return chance.randint(int(question.min or 0) + 1, int(question.max or 10))
    if question.quiet_choice and chance.random() < 0.6:
        return question.quiet_choice
    if question.kind == "one":
        return chance.choice(list(question.choices))
    others = [id for id, choice in question.choices.items() if not choice.exclusive]
    return chance.sample(others, chance.randint(1, min(2, len(others))))


def some_interview(seed: int) -> Interview:
    return finished(begin(shipped()), random.Random(seed))


def finished(interview: Interview, chance: random.Random) -> Interview:
    while True:
        match next_step(interview):
            case Ask(entry):
                interview = answer(interview, some_reply(entry.question, chance))
            case Alert():
                interview = go_on(interview)
            case Offer():
                interview = accept(interview) if chance.random() < 0.5 else decline(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return interview


def rank(interview: Interview) -> int:
    """0 for the most urgent level."""
    return shipped().urgency[level_of(shipped(), interview.answers)]


@pytest.mark.parametrize("seed", SEEDS)
def test_not_knowing_is_never_calmer_than_no(seed: int) -> None:
    interview = some_interview(seed)
    for id in interview.answers:
        question = shipped().outline[id].question
        if question.quiet_choice is None:
            continue
        calm = rank(finished(answer(change(interview, id), question.quiet_choice), random.Random(seed)))
        for unsure in UNSURE:
            if unsure in question.choices:
                reply: Reply = [unsure] if question.kind == "many" else unsure
                not_known = rank(finished(answer(change(interview, id), reply), random.Random(seed)))
                assert not_known <= calm, (id, unsure, dict(interview.answers))


@pytest.mark.parametrize("seed", SEEDS)
def test_another_tick_never_makes_it_calmer(seed: int) -> None:
    interview = some_interview(seed)
    before = rank(interview)
    for id, given in interview.answers.items():
        question = shipped().outline[id].question
        if question.kind == "many" and isinstance(given, tuple):
            kept = [choice for choice in given if not question.choices[choice].exclusive]
            for choice in question.choices:
                if choice not in given and not question.choices[choice].exclusive:
                    more = finished(answer(change(interview, id), [*kept, choice]), random.Random(seed))
                    assert rank(more) <= before, (id, choice, dict(interview.answers))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_result_prompts_to_see_a_doctor_and_says_what_comes_sooner(seed: int) -> None:
    from backmice_cli.renderers.result import build_result

    result = build_result(some_interview(seed), "")
    assert result.see_a_doctor
    assert bool(result.come_back_sooner) is not result.level.interrupt
    assert result.level.headline
