"""The short answer of the questionnaire that ships: how long it is, what it says once, and what it never says."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from rich.console import Console

from backmice_cli.author.test.case_files import case_files, read_case_file
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    answer,
    begin,
    decline,
    finish,
    go_on,
    next_step,
    play,
    stop,
)
from backmice_cli.questionnaire.model import Question
from backmice_cli.renderers.answer import parts_of, short_answer
from backmice_cli.renderers.blocks import TextBlock, print_blocks
from backmice_cli.renderers.brief import MOST_ADVICE, MOST_REASONS, MOST_SIGNS
from backmice_cli.renderers.result import Result, build_result
from tests.support.shipped import CASES, read_case, shipped

RANDOM = 300
REGIONS = (None, *shipped().regions)
MOST_ROWS_OF_A_PART = 90
"""Two screens of 45 rows."""


def limits(result: Result) -> tuple[int, int]:
    """The most lines of 80 columns, and words."""
    if not result.level.interrupt:
        return 46, 330
    return (24, 150) if result.stopped else (32, 220)


def some_reply(question: Question, chance: random.Random) -> Reply:
    """Nine times in ten what denies, so that people at every level are drawn."""
    if question.kind == "text":
        return "words"
    if question.kind == "number":
        return chance.randint(int(question.min or 0), int(question.max or 10))
    if question.quiet_choice and chance.random() < 0.9:
        return question.quiet_choice
    if question.kind == "one":
        return chance.choice(list(question.choices))
    return chance.choice([id for id, choice in question.choices.items() if not choice.exclusive])


def some_interview(seed: int) -> Interview:
    """Of every other person whom an alert stops, all; of the rest, to the end."""
    chance = random.Random(seed)
    interview = begin(shipped())
    while True:
        match next_step(interview):
            case Ask(entry):
                interview = answer(interview, some_reply(entry.question, chance))
            case Alert():
                interview = stop(interview) if seed % 2 else go_on(interview)
            case Offer():
                interview = decline(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return interview


@cache
def results() -> list[Result]:
    """Of the examples, the patients and random people, each in another region or where it is not known."""
    files = case_files([CASES / "patients", *sorted(CASES.glob("e*.yaml"))])
    cases = [placed.case for path in files for placed in read_case_file(path, shipped()).cases]
    interviews = [*(play(shipped(), case.answers) for case in cases), *map(some_interview, range(RANDOM))]
    return [
        build_result(replace(interview, region=REGIONS[number % len(REGIONS)]), "0" * 64)
        for number, interview in enumerate(interviews)
    ]


@cache
def told() -> list[tuple[Result, str]]:
    """Each result, and its short answer as it is drawn."""
    return [(result, drawn(short_answer(result))) for result in results()]


def drawn(blocks: Iterable[TextBlock]) -> str:
    file = io.StringIO()
    print_blocks(blocks, Console(file=file, width=80, legacy_windows=False))
    return file.getvalue()


def words(text: str) -> list[str]:
    return [word for word in re.sub(r"[┏┓┗┛━┃]", " ", text).split() if any(map(str.isalnum, word))]


def sentences(text: str) -> list[str]:
    """Of three words and more: two may be alike."""
    line = " ".join(re.sub(r"[┏┓┗┛━┃]", " ", text).split())
    found = [part.strip('-" ') for part in re.split(r"(?<=[.!?:;])\s+| - ", line)]
    return [sentence for sentence in found if len(sentence.split()) > 2]


def test_people_at_every_level_are_drawn() -> None:
    assert {(result.level.id, result.stopped) for result in results()} == {
        *((level, False) for level in shipped().levels),
        ("emergency", True),
    }


def test_short_answer_fits_one_screen() -> None:
    sizes = [(len(text.splitlines()), len(words(text)), *limits(result)) for result, text in told()]
    assert [size for size in sizes if size[0] > size[2] or size[1] > size[3]] == []


def test_no_sentence_stands_twice() -> None:
    counts = (Counter(sentences(text)) for _, text in told())
    assert {sentence for count in counts for sentence, times in count.items() if times > 1} == set()


def test_nothing_calls_for_help_sooner_than_now() -> None:
    for result in results():
        levels = list(shipped().levels)
        sooner = levels[: levels.index(result.level.id)]
        assert [one.level for one in result.come_back_sooner if one.level not in sooner] == []
        assert bool(result.brief.sooner) is (not result.level.interrupt)


def test_five_questions_are_answered() -> None:
    """What do I do, how soon, why, what would make me go sooner, what do I say?"""
    for result, drawing in told():
        text, brief = " ".join(drawing.split()), result.brief
        assert brief.steps
        assert result.level.when_to_act.upper() in text
        assert brief.because or result.level.id == shipped().mildest
        assert brief.sooner or result.level.interrupt
        assert brief.say or not any(flag.say for flag in result.red_flags if flag.level == result.level.id)


def test_lists_are_short_and_stand_in_the_whole_result() -> None:
    for result in results():
        brief = result.brief
        assert sum(len(one.signs) for one in brief.sooner) <= MOST_SIGNS
        assert len(brief.because) <= MOST_REASONS
        for kind, most in MOST_ADVICE.items():
            assert len(getattr(brief, kind)) <= most
            assert {shipped().advice[one.id].kind for one in getattr(brief, kind)} <= {kind}
        for one in brief.sooner:
            whole = {sign for part in result.come_back_sooner if part.level == one.level for sign in part.signs}
            assert set(one.signs) <= whole


@pytest.mark.parametrize(("region", "number"), [("uk", "999"), ("us", "911"), ("eu", "112")])
def test_known_region_is_told_its_own_number_and_no_other(region: str, number: str) -> None:
    others = {"999", "911", "112"} - {number}
    there = [(result, text) for result, text in told() if result.region is not None and result.region.id == region]
    assert there
    for result, text in there:
        assert number in text
        assert [other for other in others if other in words(text)] == []
        if result.level.interrupt:
            assert "Elsewhere: call your local emergency number." in text


def test_without_a_region_every_number_is_told() -> None:
    for text in (text for result, text in told() if result.region is None):
        assert {"999", "911", "112"} <= set(re.findall(r"\d{3}", text))


def test_each_part_after_it_fills_two_screens_at_most() -> None:
    for path in sorted(CASES.glob("e*.yaml")):
        result = build_result(play(shipped(), read_case(path).answers), "0" * 64)
        rows = {part.id: len(drawn(part.blocks(result)).splitlines()) for part in parts_of(result)}
        long = {id: count for id, count in rows.items() if count > MOST_ROWS_OF_A_PART and id != "sources"}
        assert long == {}, path.stem
