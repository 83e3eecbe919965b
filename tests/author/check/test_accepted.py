"""What an entry of `accepted` covers, and what is said of one that covers nothing."""

from __future__ import annotations

import pytest

from backmice_cli.author.check.accepted import KNOWN, AcceptedFindings, apply_accepted, whole_path, written_place
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Path, Severity
from tests.support.small import with_questions

QUESTIONS = """
lump:
  ask: Is there a lump?
  choices:
    yes:
      label: "Yes"
      then:
        size: {ask: How big is it?, choices: {small: Small, large: Large}}
    no: "No"
"""
REST = """
red_flags:
  big: {level: soon, when: {size: large}, warn: Big, because: Call.}
baseline:
  - {level: calm, when: {lump: yes}}
  - {level: calm, when: {lump: no}}
never_together:
  - {these: big, with: big, because: It is never big.}
"""
SIZE: Path = ("sections", "only", "questions", "lump", "choices", "yes", "then", "size")


def accepting(problem: str, at: str) -> Questionnaire:
    return with_questions(QUESTIONS, f"{REST}\naccepted: [{{problem: {problem}, at: {at}, because: It is known.}}]")


def finding(path: Path, code: str = "never-holds") -> Finding:
    return Finding(path, code, "it is so")


def judged(at: str, *paths: Path, code: str = "never-holds") -> AcceptedFindings:
    return apply_accepted([finding(path) for path in paths], accepting(code, at), KNOWN)


@pytest.mark.parametrize(
    ("at", "path"),
    [
        ("red_flags.big", ("red_flags", "big", "when")),
        ("red_flags.big.when", ("red_flags", "big", "when")),
        ("red_flags", ("red_flags", "big", "when")),
        ("baseline.2", ("baseline", 1, "when")),
        ("never_together.1", ("never_together", 0, "these", 0)),
        ("questions.size", (*SIZE, "when")),
        ("questions.size.choices.large", (*SIZE, "choices", "large", "label")),
        ("questions.lump", (*SIZE, "when")),
        ("sections.only.questions.lump.choices.yes.then.size", SIZE),
        (" red_flags . big ", ("red_flags", "big")),
    ],
)
def test_entry_covers_everything_inside_its_place(at: str, path: Path) -> None:
    found = judged(at, path)
    assert (found.open, found.mistakes) == ([], [])
    assert [(kept.path, kept.because) for kept in found.accepted] == [(path, "It is known.")]


@pytest.mark.parametrize(
    ("at", "path"),
    [
        ("red_flags.big", ("red_flags", "bigger", "when")),
        ("red_flags.big.when", ("red_flags", "big")),
        ("baseline.1", ("baseline", 1, "when")),
        ("baseline.0", ("baseline", 0, "when")),
        ("questions.size", ("sections", "only", "questions", "lump")),
    ],
)
def test_entry_covers_nothing_beside_its_place(at: str, path: Path) -> None:
    found = judged(at, path)
    assert [one.path for one in found.open] == [path]
    assert [mistake.code for mistake in found.mistakes] == ["unused-accepted"]


def test_entry_covers_only_its_kind_of_problem() -> None:
    found = judged("red_flags.big", ("red_flags", "big"), code="always-holds")
    assert len(found.open) == 1
    assert found.accepted == []


def test_one_entry_covers_several_problems() -> None:
    found = judged("red_flags", ("red_flags", "big", "when"), ("red_flags", "big", "because"))
    assert len(found.accepted) == 2


def test_entry_for_what_was_not_looked_for_is_left_alone() -> None:
    assert apply_accepted([], accepting("never-holds", "red_flags.big"), frozenset({"long-sentence"})).mistakes == []


def test_entry_that_covers_nothing_is_pointed_at() -> None:
    (mistake,) = judged("red_flags.big").mistakes
    assert mistake.path == ("accepted", 0, "at")
    assert mistake.message == "entry 1 of 'accepted' is not needed: there is no 'never-holds' at 'red_flags.big'"
    assert mistake.hint == "Remove the entry: it would hide the next such problem."
    assert mistake.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("at", "hint"),
    [
        ("red_flags.bog", "This file has no 'bog' there. Did you mean 'big'?"),
        ("questions.sise", "This file has no 'sise' there. Did you mean 'size'?"),
        ("red_flag.big", "This file has no 'red_flag' there. Did you mean 'red_flags'?"),
        ("baseline.3", "This file has no '3' there."),
        ("never_together.1.wit", "This file has no 'wit' there. Did you mean 'with'?"),
        ("red_flags.big.when.lump", "There is one at 'questions.size.when'."),
        ("levels", "There is one at 'questions.size.when'."),
        ("", "This file has no '' there."),
    ],
)
def test_place_that_is_not_in_the_file_is_named(at: str, hint: str) -> None:
    (mistake,) = judged(f'"{at}"' if at else "'.'", (*SIZE, "when")).mistakes
    assert mistake.hint == hint


def test_unknown_code_is_an_error_with_the_nearest_one() -> None:
    (mistake,) = judged("red_flags", code="never-hold").mistakes
    assert mistake.path == ("accepted", 0, "problem")
    assert (mistake.code, mistake.severity) == ("unknown-problem", Severity.ERROR)
    assert mistake.hint == "Did you mean 'never-holds'?"


@pytest.mark.parametrize("path", [SIZE, (*SIZE, "when"), ("red_flags", "big"), ("baseline", 1, "when"), ("title",)])
def test_place_as_it_is_written_leads_back(path: Path) -> None:
    questionnaire = accepting("never-holds", "red_flags")
    written = written_place(path, questionnaire)
    again = tuple(str(step + 1) if isinstance(step, int) else step for step in path)
    assert whole_path(written, questionnaire) == again


def test_question_is_written_from_its_id_on() -> None:
    assert written_place((*SIZE, "when"), accepting("never-holds", "red_flags")) == "questions.size.when"
