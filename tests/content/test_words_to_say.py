"""What the shipped questionnaire has people say on the phone, whatever they answered."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

import pytest

from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.interview.interview import Interview, begin
from backmice_cli.interview.outcome import raised_flags
from backmice_cli.interview.words import words_to_say
from backmice_cli.questionnaire.condition import AllOf, Answers, Condition
from backmice_cli.renderers.phrases import words_for_phone as words_of_card
from backmice_cli.renderers.result import build_result
from tests.content.test_safety import finished
from tests.support.raising import answers_raising
from tests.support.shipped import shipped

SEEDS = range(300)
URGENT = ("emergency", "same_day")

STILL_OR = {
    "I passed out, nearly passed out or had a fit.",
    "My skin is turning dark or going numb.",
    "The sore place leaks or smells.",
}
"""One choice takes these signs together, so nobody knows which was meant; and no plain word covers them all."""


def sentences(words: str) -> list[str]:
    return re.split(r"(?<=[.?!]) ", words)


def ticked(answers: Answers) -> set[str]:
    """The words of every choice that was taken."""
    outline = shipped().outline
    said = set()
    for id, given in answers.items():
        for choice in given if isinstance(given, tuple) else (given,):
            part = outline[id].question.choices.get(str(choice))
            if part is not None and part.say is not None:
                said.add(part.say)
    return said


@cache
def some_interview(seed: int) -> Interview:
    return finished(begin(shipped()), random.Random(seed))


@cache
def solver() -> Solver:
    return Solver(shipped())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sentence_is_of_a_ticked_choice_or_a_raised_flag(seed: int) -> None:
    answers = some_interview(seed).answers
    raised = raised_flags(shipped(), answers)
    own = {sentence for id in raised for sentence in sentences(shipped().red_flags[id].say or "")}
    words = words_to_say(shipped(), raised, answers)
    said = [sentence for text in words.values() if text for sentence in sentences(text)]
    assert set(said) <= ticked(answers) | own
    assert len(said) == len(set(said))


@pytest.mark.parametrize("seed", SEEDS)
def test_urgent_words_leave_nothing_open(seed: int) -> None:
    answers = some_interview(seed).answers
    words = words_to_say(shipped(), raised_flags(shipped(), answers), answers)
    urgent = [text for id, text in words.items() if text and shipped().red_flags[id].level in URGENT]
    said = {sentence for text in urgent for sentence in sentences(text)}
    assert {sentence for sentence in said if " or " in sentence} <= STILL_OR


@pytest.mark.parametrize("id", [id for id, flag in shipped().red_flags.items() if flag.level in URGENT])
def test_urgent_red_flag_has_words_however_it_is_raised(id: str) -> None:
    found = [(way, words_to_say(shipped(), [id], way)[id]) for way in answers_raising(solver(), id)]
    assert found
    assert [way for way, words in found if words is None] == []
    said = {sentence for _, words in found for sentence in sentences(str(words))}
    assert {sentence for sentence in said if " or " in sentence} <= STILL_OR


def test_every_open_sentence_is_still_said() -> None:
    said = {choice.say for entry in shipped().outline for choice in entry.question.choices.values()}
    assert said >= STILL_OR


def asked_for(condition: Condition) -> Iterator[tuple[str, str]]:
    """The choices that a condition names, but for what it denies."""
    for question, test in condition.tests.items():
        named = test if isinstance(test, tuple) else test.all if isinstance(test, AllOf) else ()
        yield from ((question, choice) for choice in named)
    for path, part in condition.parts():
        if path[0] != "not":
            yield from asked_for(part)
    if condition.sign is not None:
        yield from asked_for(shipped().signs[condition.sign])


def test_choice_with_words_is_read_by_a_red_flag() -> None:
    read = {choice for flag in shipped().red_flags.values() for choice in asked_for(flag.when)}
    said = [(e.id, id) for e in shipped().outline for id, choice in e.question.choices.items() if choice.say]
    assert [choice for choice in said if choice not in read] == []


@pytest.mark.parametrize("seed", range(50))
def test_card_and_result_say_the_same(seed: int) -> None:
    interview = some_interview(seed)
    result = build_result(interview, "0" * 64)
    raised = [flag.id for flag in result.red_flags]
    words = words_to_say(shipped(), raised, interview.answers)
    assert {flag.id: flag.say for flag in result.red_flags} == words
    first = [flag.say for flag in result.red_flags if flag.level == result.level.id and flag.say]
    assert words_of_card(result) == first[:5]


@pytest.mark.parametrize("key", [(entry.id, id) for entry in shipped().outline for id in entry.question.choices])
def test_words_of_a_choice_are_short_and_in_the_first_person(key: tuple[str, str]) -> None:
    say = shipped().outline[key[0]].question.choices[key[1]].say
    if say is not None:
        assert len(say.split()) <= 14
        assert say.endswith(".")
        assert not re.search(r"\b(you|your)\b", say, re.IGNORECASE)
