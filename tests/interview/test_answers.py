"""One reply read into an answer, or refused with what to give instead."""

from __future__ import annotations

import pytest

from backmice_cli.errors import AnswerError
from backmice_cli.interview.answers import Reply, read_reply
from backmice_cli.questionnaire.model import Question
from tests.support.small import read_as

NUMBER = Question(ask="How much?", kind="number")
SMALL = Question(ask="How much?", kind="number", min=0, max=10)
TEXT = Question(ask="Anything else?", kind="text")


def refusal(question: Question, reply: Reply) -> tuple[str, str | None]:
    with pytest.raises(AnswerError) as caught:
        read_reply(question, reply)
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("reply", "number"),
    [(".5", 0.5), ("-.5", -0.5), (",5", 0.5), ("5,5", 5.5), ("5,00", 5), ("0,125", 0.125), ("5000", 5000), ("5.", 5),
     ("9" * 15, 999999999999999), (0.1 + 0.2, 0.1 + 0.2)],
)  # fmt: skip
def test_number_is_read(reply: Reply, number: float) -> None:
    assert read_reply(NUMBER, reply) == number


@pytest.mark.parametrize(
    ("reply", "ways"),
    [("5,000", "Write 5000, or 5.0."), ("-12,250", "Write -12250, or -12.25."), ("1,000,000", "Write 1000000.")],
)
def test_comma_before_three_digits_is_not_guessed_at(reply: str, ways: str) -> None:
    assert refusal(NUMBER, reply) == (f"{reply} has a comma that is not clear", ways)


@pytest.mark.parametrize("reply", [".", "-", "1e3", "5 000", "\uff15", "\u0665", "5..0", "1,2,3", "inf", "nan"])
def test_other_words_are_no_number(reply: str) -> None:
    assert refusal(NUMBER, reply) == ("that is not a number", "Type a number.")


def test_number_with_very_many_digits_is_out_of_range() -> None:
    assert refusal(SMALL, "9" * 5000) == ("that is out of range", "Type a number from 0 to 10.")
    assert refusal(NUMBER, "1" * 16) == ("that is out of range", "Type a number.")
    assert refusal(SMALL, "11") == ("11 is out of range", "Type a number from 0 to 10.")


@pytest.mark.parametrize(
    "reply", ["", " ", "\u200b", "\U000e0041", "\u200d \u2060", "\u00a0\u3000", "\ufeff\ufe0f", "\u00ad\x07"], ids=ascii
)
def test_text_that_nobody_can_see_counts_as_nothing(reply: str) -> None:
    assert refusal(TEXT, reply) == ("nothing was typed", None)


@pytest.mark.parametrize("reply", ["\U0001f469\u200d\u2695\ufe0f", "\u0646\u0645\u06cc\u200c\u062e", "?"], ids=ascii)
def test_text_with_joiners_is_kept(reply: str) -> None:
    assert read_reply(TEXT, reply) == reply


def test_choice_in_capital_letters_is_understood() -> None:
    question = read_as(Question, {"ask": "Fever?", "choices": {"no": "No", "yes": "Yes"}})
    assert refusal(question, "YES") == ("there is no choice 'YES'", "Did you mean 'yes'? It takes: no, yes.")
