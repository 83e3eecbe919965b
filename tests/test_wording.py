"""Every text of the questionnaire that ships: short sentences, plain words, the action first, no false comfort."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import textstat

from tests.shipped import shipped

LONGEST_SENTENCE = 20
GRADE = 6
"""US school grade at which a kind of text is read on average; children of 11 finish it."""
GRADE_OF_ONE = 8
"""The same for one text of three sentences or more, which medical words weigh on; 13 or 14 years."""

ACTIONS = {"Ask", "Book", "Bring", "Call", "Cover", "Get", "Go", "Look", "Press", "Ring", "See", "Stop", "Talk", "Tell"}
SOOTHING = re.compile(
    r"nothing to worry|don't worry|do not worry|no need to worry|probably|likely|certainly|definitely"
    r"|you have a back mouse|\bcure[sd]?\b|completely treatable|always harmless|you are fine"
    r"|\d ?%|per cent|deadly|terrifying|fatal",
    re.IGNORECASE,
)
SECOND_WORDS = re.compile(
    r"\b(nodules?|mass|masses|bumps?|urinate|urine|faeces|stool|abdomen|abdominal pain|physician)\b"
)


def texts() -> Iterator[tuple[str, str, str]]:
    """Every text a person may see: its kind, where it stands, the text."""
    file = shipped()
    yield from (("about", "about", file.about or ""), ("about", "disclaimer", file.disclaimer or ""))
    yield "about", "see_a_doctor", file.see_a_doctor
    for id, level in file.levels.items():
        yield "level", id, f"{level.headline}. {' '.join(level.steps)}"
    for level_id, signs in file.come_back_sooner.items():
        yield "level", f"come_back_sooner.{level_id}", " ".join(signs)
    for entry in file.outline:
        question = entry.question
        yield "ask", entry.id, question.ask
        yield from (("help", entry.id, question.help or ""), ("why", entry.id, question.why or ""))
        for id, choice in question.choices.items():
            yield from (("label", f"{entry.id}.{id}", choice.label), ("tell", f"{entry.id}.{id}", choice.tell or ""))
    for id, flag in file.red_flags.items():
        yield from (("warn", id, flag.warn), ("because", id, flag.because), ("say", id, flag.say or ""))
    for id, possibility in file.possibilities.items():
        yield from (("what", id, possibility.what), ("doctor", id, possibility.doctor or ""))
        yield "treatment", id, possibility.treatment or ""
        yield from (("reason", id, feature.say) for feature in (*possibility.fits, *possibility.against))
    yield from (("advice", id, advice.text) for id, advice in file.advice.items())


TEXTS = [(kind, place, text) for kind, place, text in texts() if text]
KINDS = sorted({kind for kind, _, _ in TEXTS})


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?:])\s+", text)


def unquoted(text: str) -> str:
    return re.sub(r'"[^"]*"', "", text.lower())


def grade(text: str) -> float:
    """Flesch-Kincaid grade, without the medical words that stand in brackets to be said to a doctor."""
    return float(textstat.flesch_kincaid_grade(re.sub(r"\s*\([^)]*\)", "", text)))


def test_no_sentence_is_longer_than_20_words() -> None:
    long = [
        (place, sentence)
        for _, place, text in TEXTS
        for sentence in sentences(text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert long == []


@pytest.mark.parametrize("kind", KINDS)
def test_kind_of_text_reads_at_11_years_on_average(kind: str) -> None:
    assert grade(" ".join(text.rstrip(".") + "." for k, _, text in TEXTS if k == kind)) <= GRADE


def test_no_single_text_is_hard_to_read() -> None:
    hard = [
        (place, grade(text)) for _, place, text in TEXTS if len(sentences(text)) >= 3 and grade(text) > GRADE_OF_ONE
    ]
    assert hard == []


def test_red_flag_text_starts_with_the_action() -> None:
    assert [id for id, flag in shipped().red_flags.items() if flag.because.split()[0].rstrip(",") not in ACTIONS] == []


def test_urgent_red_flag_has_words_to_say_on_the_phone() -> None:
    urgent = [id for id, flag in shipped().red_flags.items() if flag.level in ("emergency", "same_day")]
    assert [id for id in urgent if not shipped().red_flags[id].say] == []


def test_nothing_diagnoses_soothes_or_frightens() -> None:
    assert [(place, found[0]) for _, place, text in TEXTS if (found := SOOTHING.search(text))] == []


def test_one_word_is_used_for_one_thing() -> None:
    assert [(place, found[0]) for _, place, text in TEXTS if (found := SECOND_WORDS.search(unquoted(text)))] == []


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
