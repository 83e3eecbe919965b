"""Every text of the questionnaire that ships: short sentences, plain words, the action first, no false comfort."""

from __future__ import annotations

import re

import pytest
import textstat

from backmice_cli.author.check.accepted import WORDING
from backmice_cli.author.check.wording import check_wording
from backmice_cli.author.check.wording.hard_to_read import FEWEST_WORDS
from backmice_cli.author.check.wording.reading import split_sentences
from backmice_cli.author.check.wording.texts import texts_of
from tests.support.shipped import shipped

GRADE = 6
"""US school grade at which a kind of text is read on average; children of 11 finish it."""
GRADE_OF_ONE = 8
"""The same for one text of three sentences or more, which medical words weigh on; 13 or 14 years."""

SECOND_WORDS = re.compile(
    r"\b(nodules?|mass|masses|bumps?|urinate|urine|faeces|stool|abdomen|abdominal pain|physician)\b"
)


TEXTS = list(texts_of(shipped()))
KINDS = sorted({text.kind for text in TEXTS})


def unquoted(text: str) -> str:
    return re.sub(r'"[^"]*"', "", text.lower())


def grade(text: str) -> float:
    """Flesch-Kincaid grade, without the medical words that stand in brackets to be said to a doctor."""
    return float(textstat.flesch_kincaid_grade(re.sub(r"\s*\([^)]*\)", "", text)))


@pytest.mark.parametrize("code", sorted(WORDING))
def test_no_check_of_wording_finds_anything(code: str) -> None:
    assert [noticed for noticed in check_wording(shipped()) if noticed.code == code] == []


@pytest.mark.parametrize("kind", KINDS)
def test_kind_of_text_reads_at_11_years_on_average(kind: str) -> None:
    assert grade(" ".join(text.text.rstrip(".") + "." for text in TEXTS if text.kind == kind)) <= GRADE


def test_no_single_text_is_hard_to_read() -> None:
    long = [text for text in TEXTS if len(split_sentences(text.text)) >= 3 and len(text.text.split()) >= FEWEST_WORDS]
    assert [(text.path, grade(text.text)) for text in long if grade(text.text) > GRADE_OF_ONE] == []


def test_one_word_is_used_for_one_thing() -> None:
    assert [(text.path, found[0]) for text in TEXTS if (found := SECOND_WORDS.search(unquoted(text.text)))] == []


def test_every_question_says_why_it_is_asked_and_where_that_comes_from() -> None:
    assert [entry.id for entry in shipped().outline if not entry.question.why] == []
    assert [entry.id for entry in shipped().outline if not entry.question.sources] == []


def test_every_red_flag_and_possibility_has_a_source() -> None:
    file = shipped()
    assert [id for id, flag in file.red_flags.items() if not flag.sources] == []
    assert [id for id, possibility in file.possibilities.items() if not possibility.sources] == []
    assert [id for id, advice in file.advice.items() if not advice.sources] == []


def test_every_choice_has_its_sentence_for_the_summary() -> None:
    told = [(e.id, id) for e in shipped().outline for id, choice in e.question.choices.items() if not choice.tell]
    assert told == []


def test_lines_about_the_lump_are_marked_so_that_check_proves_who_reads_them() -> None:
    file = shipped()
    said = [(path, line.text, line.about) for path, line in file.lines()]
    said += [(("advice", id), advice.text, advice.about) for id, advice in file.advice.items()]
    unmarked = [path for path, text, about in said if re.search(r"\b(the|your|my|this) lump\b", text) and not about]
    assert unmarked == []
