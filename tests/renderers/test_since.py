"""What changed since the last interview, in one line."""

from __future__ import annotations

import pytest

from backmice_cli.renderers.result import answer_sentences
from backmice_cli.renderers.since import LONGEST_NEWS, Since
from tests.support.shipped import shipped

PEA, GOLF_BALL = "The lump is as big as a pea (up to 1 cm).", "The lump is as big as a golf ball (4 to 5 cm)."
SOFT, HARD = "The lump feels soft, like dough.", "The lump feels hard, and it is stuck."


def line(*changes: tuple[str, str], when: str = "5 weeks ago", more: int = 0) -> str:
    return Since(when, changes, more).line


def test_same_answers_are_said_to_be_the_same() -> None:
    assert line() == "Since 5 weeks ago: the same answers."


def test_first_change_is_told_with_what_was_before() -> None:
    told = "Since 5 weeks ago: the lump feels hard, and it is stuck (before: soft, like dough)."
    assert line((SOFT, HARD)) == told


@pytest.mark.parametrize(
    ("others", "more", "end"),
    [(1, 0, "; and 1 more change."), (2, 0, "; and 2 more changes."), (2, 3, "; and 5 more changes.")],
)
def test_other_changes_are_counted(others: int, more: int, end: str) -> None:
    changes = (("Pain: 4", "Pain: 7"), *[(SOFT, HARD)] * others)
    assert line(*changes, more=more) == f"Since 5 weeks ago: pain: 7{end}"


def test_brackets_are_left_out_beside_what_was_before() -> None:
    assert line((PEA, GOLF_BALL)) == "Since 5 weeks ago: the lump is as big as a golf ball (before: a pea)."


def test_brackets_are_left_out_where_there_is_little_room() -> None:
    told = "You feel worse in many ways than when this began (or so it seems)."
    assert line(("It stings.", told)) == f"Since 5 weeks ago: y{told[1:]}"
    assert line(("It stings.", told), (SOFT, HARD)) == (
        "Since 5 weeks ago: you feel worse in many ways than when this began; and 1 more change."
    )


def test_what_was_before_goes_where_there_is_little_room() -> None:
    steady = "The skin change has stayed the same for weeks, and no one has looked at it so far."
    assert line((steady, "The skin change is spreading.")) == "Since 5 weeks ago: the skin change is spreading."


def test_number_is_told_with_the_one_before() -> None:
    assert line(("Worst pain, 0 to 10: 4", "Worst pain, 0 to 10: 7")) == (
        "Since 5 weeks ago: worst pain, 0 to 10: 7 (before: 4)."
    )


def test_sentences_that_begin_otherwise_are_not_joined() -> None:
    assert line(("It stings.", "You feel hot.")) == "Since 5 weeks ago: you feel hot."


def test_of_several_signs_only_the_new_one_is_told() -> None:
    assert line(("It is sore. It itches.", "It is sore. You feel hot.")) == "Since 5 weeks ago: you feel hot."


def test_sign_that_went_is_told_to_be_gone() -> None:
    assert line(("It is sore. It itches.", "It is sore.")) == "Since 5 weeks ago: no longer so: it itches."


def test_names_keep_their_capitals() -> None:
    assert line(("Scanned by X-ray.", "MRI scan done.")) == "Since 5 weeks ago: MRI scan done."
    assert line(("None.", "A doctor felt it.")) == "Since 5 weeks ago: a doctor felt it."


def test_interview_right_after_another_reads_well() -> None:
    assert line(when="just now") == "Since your last interview: the same answers."


def test_one_that_is_too_long_is_cut_between_words() -> None:
    said = line(("None.", "It " + "hurts " * 40 + "here."), (SOFT, HARD))
    assert len(said) <= LONGEST_NEWS
    assert said.endswith(" hurts...; and 1 more change.")
    assert ",..." not in line(("None.", "It hurts" + ", and hurts" * 20))


def test_every_change_of_a_shipped_answer_fits() -> None:
    for entry in shipped().outline:
        sentences = [" ".join(answer_sentences(entry.question, choice)) for choice in entry.question.choices]
        for now in sentences:
            said = line((sentences[0], now), when="11 months ago", more=12)
            assert len(said) <= LONGEST_NEWS, said
