"""One case: what is told of what came out otherwise."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from backmice_cli.author.test.cases import Case, case_differences
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
    decline,
    finish,
    go_on,
    next_step,
    play,
    skip,
)
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.shipped import CASES, read_case, shipped
from tests.support.small_lump import small_lump


def told(answers: dict[str, Any], **expect: Any) -> list[str]:
    return case_differences(msgspec.convert({"title": "A", "answers": answers, "expect": expect}, Case), small_lump())


def test_case_that_comes_out_as_expected_has_no_difference() -> None:
    assert told({"numb": "yes"}, level="emergency", red_flags_exactly=["rf_numb"], not_asked=["size"]) == []


def test_level_is_told_first() -> None:
    assert told({"numb": "yes"}, level="calm", no_red_flags=["rf_numb"]) == [
        "level is emergency, expected calm",
        "red flag 'rf_numb' is raised",
    ]


@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ({"red_flags": ["rf_old"]}, "red flag 'rf_old' is not raised"),
        ({"red_flags_exactly": ["rf_old"]}, "red flags raised: none; expected: rf_old"),
        ({"possibilities": ["fat"]}, "possibility 'fat' is not listed"),
        ({"possibilities_exactly": ["fat"]}, "possibilities listed: none; expected: fat"),
        ({"no_advice": ["no_press"]}, "advice 'no_press' is given"),
        ({"not_asked": ["notes", "numb"]}, "'numb' is asked"),
    ],
)
def test_each_expectation_is_told_in_words(expect: dict[str, Any], difference: str) -> None:
    assert told({"signs": "pus"}, **expect) == [difference]


def test_answer_to_a_question_that_is_not_asked_is_a_difference() -> None:
    assert told({"lump": "no", "size": "large"}, level="calm") == ["'size' is answered, but is not asked"]


def test_possibility_that_must_not_be_listed_is_told() -> None:
    answers = {"lump": "yes", "press": "yes"}
    assert told(answers, no_possibilities=["fat"]) == ["possibility 'fat' is listed"]


def stepped(questionnaire: Questionnaire, replies: dict[str, Any]) -> Interview:
    """The same as `play`, one step at a time."""
    interview = begin(questionnaire)
    while True:
        match next_step(interview):
            case Ask(entry) if entry.id in replies:
                interview = answer(interview, replies[entry.id])
            case Ask():
                interview = skip(interview, even_required=True)
            case Alert():
                interview = go_on(interview)
            case Offer(section):
                wanted = any(questionnaire.outline[id].section == section for id in replies)
                interview = accept(interview) if wanted else decline(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return interview


@pytest.mark.parametrize("path", sorted(CASES.glob("e*.yaml")), ids=lambda path: path.stem)
def test_playing_at_once_is_playing_step_by_step(path: Any) -> None:
    answers = dict(read_case(path).answers)
    for replies in (answers, {**answers, "notes": "words"}, dict(list(answers.items())[::2])):
        at_once, by_steps = play(shipped(), replies), stepped(shipped(), replies)
        assert at_once.replies == by_steps.replies
        assert list(at_once.replies) == list(by_steps.replies)
        assert (at_once.raised, at_once.shown, at_once.frontier) == (by_steps.raised, by_steps.shown, by_steps.frontier)
