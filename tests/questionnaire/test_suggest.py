"""Near names, and how they are offered."""

from __future__ import annotations

import pytest

from backmice_cli.questionnaire.suggest import hint_for, join_quoted, nearest_name, snake_case

FIELDS = ["ask", "help", "why", "sources", "kind", "picture", "choices", "unit", "tell", "optional", "when"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("chioces", "choices"), ("soruces", "sources"), ("optinal", "optional"), ("wen", "when"), ("asks", "ask"),
     ("text", None), ("zzz", None), ("x" * 100, None)],
)  # fmt: skip
def test_slip_of_the_hand_is_understood(written: str, meant: str | None) -> None:
    assert nearest_name(written, FIELDS) == meant


def test_nearest_of_several_is_taken() -> None:
    assert nearest_name("question_12", ["question_34", "question_1", "question_2x"]) == "question_1"


def test_first_of_equals_is_taken() -> None:
    assert nearest_name("cat", ["bat", "rat"]) == "bat"


def test_among_few_names_a_distant_one_is_offered() -> None:
    assert hint_for("huge", ["small", "medium", "large"], "It has") == "Did you mean 'large'?"


def test_few_names_are_listed_when_none_is_near() -> None:
    assert hint_for("maybe", ["yes", "no"], "It has") == "It has 'yes' and 'no'."


def test_many_names_are_not_listed() -> None:
    assert hint_for("zzz", FIELDS, "Known are") is None


def test_nothing_known_gives_no_hint() -> None:
    assert hint_for("zzz", [], "Known are") is None


def test_names_are_listed_in_quotes() -> None:
    assert [join_quoted(["a"]), join_quoted(["a", "b", "c"], "or")] == ["'a'", "'a', 'b' or 'c'"]


@pytest.mark.parametrize(
    ("written", "good"),
    [("Lump Size", "lump_size"), ("lumpSize", "lump_size"), ("lump-size", "lump_size"), ("Größe", "grosse"),
     ("2nd", None), ("?", None)],
)  # fmt: skip
def test_good_id_is_made_of_a_bad_one(written: str, good: str | None) -> None:
    assert snake_case(written.replace("ß", "ss")) == good


@pytest.mark.parametrize(("written", "known", "meant"), [("YES", ["no", "yes"], "yes"), ("AGE", ["ask", "age"], "age")])
def test_name_in_capital_letters_is_understood(written: str, known: list[str], meant: str) -> None:
    assert nearest_name(written, known) == meant
