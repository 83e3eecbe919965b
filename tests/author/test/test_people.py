"""People drawn by chance: as often as the file says, along the tree, and the same ones for the same seed."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from backmice_cli.author.test.accuracy import share_of
from backmice_cli.author.test.population import people as module
from backmice_cli.author.test.population.people import (
    Counts,
    Limit,
    Population,
    deciding_flags,
    draw_reply,
    interview_people,
)
from backmice_cli.interview.outcome import assess
from backmice_cli.questionnaire.model import Questionnaire
from tests.author.test.test_population_file import GOOD, population
from tests.support.small import read_as, with_questions
from tests.support.small_lump import small_lump

MANY = 4000


def counts(people: int, seed: int = 1, text: str = GOOD) -> Counts:
    return interview_people(small_lump(), population(text), people, seed, lambda _done: None)


def drawn(question: str, text: str, questionnaire: Questionnaire) -> Counter[str]:
    """What so many people answer; ticks are joined by commas."""
    people = population(text, questionnaire)
    asked, frequencies = questionnaire.outline[question].question, people.answers[question]
    replies = (draw_reply(asked, frequencies, Random(f"{number}")) for number in range(MANY))
    return Counter(reply if isinstance(reply, str) else ",".join(map(str, reply)) for reply in replies)  # type: ignore[arg-type]


def is_about(percent: float, count: int, of: int = MANY) -> bool:
    """Tell whether a count is one that chance gives, by its exact bounds, for a share that is so."""
    found = share_of(count, of)
    return found.low - 0.01 <= percent / 100 <= found.high + 0.01


def test_one_answer_is_drawn_as_often_as_the_file_says() -> None:
    questionnaire = with_questions("size: {ask: How big?, choices: {pea: A, egg: B, fist: C, melon: D}}")
    text = "title: A\nanswers: {size: {shares: {egg: 20, pea: 50, fist: 0}, rest: melon, because: assumed}}\n"
    found = drawn("size", text, questionnaire)
    assert set(found) == {"pea", "egg", "melon"}
    assert is_about(50, found["pea"])
    assert is_about(20, found["egg"])
    assert is_about(30, found["melon"])


def test_shares_that_are_100_but_for_rounding_leave_nobody_without_an_answer() -> None:
    questionnaire = with_questions("size: {ask: How big?, choices: {pea: A, egg: B, fist: C}}")
    text = "title: A\nanswers: {size: {shares: {pea: 33.3, egg: 33.3, fist: 33.4}, because: assumed}}\n"
    found = drawn("size", text, questionnaire)
    assert all(is_about(100 / 3, found[size]) for size in ("pea", "egg", "fist"))


def test_numbers_are_drawn_evenly_from_their_range() -> None:
    questionnaire = with_questions("pain: {ask: How bad?, kind: number, min: 0, max: 10}")
    text = "title: A\nanswers: {pain: {shares: {0: 40, 2.5: 20}, rest: 7 to 10, because: assumed}}\n"
    found = drawn("pain", text, questionnaire)
    assert set(found) == {"0", "2.5", "7", "8", "9", "10"}
    assert is_about(40, found["0"])
    assert is_about(20, found["2.5"])
    assert all(is_about(10, found[str(number)]) for number in range(7, 11))


def test_ticks_are_drawn_each_by_itself_and_none_where_there_is_none() -> None:
    questionnaire = with_questions(
        "signs: {ask: Which?, kind: many, choices:"
        " {red: A, hot: B, none: {label: C, exclusive: true}, unsure: {label: D, exclusive: true}}}"
    )
    text = "title: A\nanswers: {signs: {shares: {red: 40, hot: 50, unsure: 10}, because: assumed}}\n"
    found = drawn("signs", text, questionnaire)
    assert set(found) == {"red", "hot", "red,hot", "none", "unsure"}
    assert is_about(10, found["unsure"])
    assert is_about(0.9 * 30, found["none"])
    assert is_about(0.9 * 20, found["red,hot"])


def test_interviews_follow_the_tree_and_what_stands_in_instead() -> None:
    text = GOOD.replace("small: 90, large: 10", "small: 100").replace("small: 20", "small: 0")
    found = counts(MANY, text=text)
    assert found.people == MANY
    assert is_about(5, found.red_flags["rf_numb"])
    assert is_about(50 * 0.4, found.red_flags["rf_old"])
    # fat needs a small lump that is sore to press, which only the young have; at an emergency nothing is listed
    assert found.possibilities["fat"] <= MANY * 0.5 * 0.6
    assert found.first[None] + found.first["fat"] == MANY


def test_same_seed_draws_the_same_people_and_another_seed_others() -> None:
    assert counts(150) == counts(150)
    assert counts(150) != counts(150, seed=2)


def test_more_people_are_the_same_people_and_some_more() -> None:
    few, more = counts(60), counts(90)
    assert all(few.levels[level] <= more.levels[level] for level in more.levels)


def test_number_of_processes_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    many = module.FEW + 70
    shared_out = counts(many)
    monkeypatch.setattr(module, "FEW", many)
    assert counts(many) == shared_out


def test_progress_is_told_until_all_are_done() -> None:
    told: list[int] = []
    interview_people(small_lump(), population(GOOD), 120, 1, told.append)
    assert told == [50, 100, 120]


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ({"numb": "yes", "lump": "yes", "age": 50}, ["rf_numb"]),
        ({"numb": "yes", "signs": ("fever", "pus")}, ["rf_numb", "rf_sepsis"]),
        ({"numb": "no", "lump": "yes", "age": 50, "size": "small"}, ["rf_old"]),
        ({"numb": "no", "lump": "yes", "age": 50, "size": "large"}, []),
        ({"numb": "no"}, []),
    ],
    ids=["alone", "together", "one level down", "the baseline comes to it too", "none"],
)
def test_flag_decides_where_the_level_would_be_calmer_without(answers: dict[str, str], flags: list[str]) -> None:
    assert deciding_flags(small_lump(), assess(small_lump(), answers)) == flags


def test_flag_that_decides_beside_another_is_not_alone() -> None:
    found = Counts()
    outcome = assess(small_lump(), {"numb": "yes", "signs": ("fever", "pus")})
    found.add(outcome, ["rf_numb", "rf_sepsis"])
    found.add(outcome, ["rf_numb"])
    assert found.deciding == {"rf_numb": 2, "rf_sepsis": 1}
    assert found.alone == {"rf_numb": 1}


@pytest.mark.parametrize(
    ("limit", "count", "kept"),
    [
        ({"at_most": 8}, 160, True),
        ({"at_most": 8}, 161, False),
        ({"at_least": 8}, 160, True),
        ({"at_least": 8}, 159, False),
        ({"at_most": 0}, 0, True),
        ({"at_least": 1, "at_most": 2}, 30, True),
        ({"at_least": 1, "at_most": 2}, 41, False),
    ],
)
def test_limit_is_judged_by_the_share_itself(limit: dict[str, float], count: int, kept: bool) -> None:
    assert Limit(**limit).admits(count, 2000) is kept


def test_question_without_frequencies_is_denied_and_text_left_out() -> None:
    people = read_as(
        Population, {"title": "A", "otherwise": "no", "answers": {"age": {"shares": {"40": 100}, "because": "assumed"}}}
    )
    found = interview_people(small_lump(), people, 20, 1, lambda _done: None)
    assert found.levels == {"calm": 20}
