"""From a file to the model, or to every mistake in it."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from backmice_cli.errors import FileError
from backmice_cli.questionnaire.checks import CHECKS, run_checks, scope, too_many_questions
from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.load import (
    load_questionnaire,
    read_questionnaire,
    shipped_questionnaire_path,
    sound_questionnaire,
)
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.nodes import read_document
from backmice_cli.questionnaire.problem import Path as TreePath
from backmice_cli.questionnaire.problem import Position, QuestionnaireError, Severity
from backmice_cli.questionnaire.reader import Reader
from backmice_cli.questionnaire.shapes import read_whole
from tests.questionnaire.test_problems import WRONG
from tests.support.paths import DATA

SMALL = """\
format: 1
title: Lumps
version: 1.10
levels:
  urgent: {label: Urgent, when_to_act: today, headline: See a doctor}
  calm: {label: Calm, when_to_act: later, headline: Wait}
sections:
  only:
    title: The lump
    questions:
      lump:
        ask: Is there a lump?
        choices:
          yes: Yes
          no:
            label: No
      age:
        ask: How old are you?
        kind: number
        min: 0
red_flags:
  old:
    level: urgent
    when: {lump: yes, age: {at_least: 40}}
    warn: It is time
    because: Age matters.
    review_by: 2027-11-20
"""


OK = DATA / "ok"


def messages(text: str) -> list[str]:
    return [problem.message for problem in load_questionnaire(text, "q.yaml").problems]


def test_text_is_typed_by_the_field_that_holds_it() -> None:
    questionnaire = sound_questionnaire(load_questionnaire(SMALL, "q.yaml"))
    lump = questionnaire.outline["lump"].question
    assert (questionnaire.version, list(lump.choices), lump.choices["yes"].label) == ("1.10", ["yes", "no"], "Yes")
    assert questionnaire.outline["age"].question.min == 0.0
    assert str(questionnaire.red_flags["old"].review_by) == "2027-11-20"


def test_bytes_and_text_give_the_same() -> None:
    assert load_questionnaire(SMALL, "q.yaml") == load_questionnaire(SMALL.encode(), "q.yaml")


def test_sha256_is_that_of_the_bytes() -> None:
    content = b"\xef\xbb\xbf" + SMALL.encode()
    assert load_questionnaire(content, "q.yaml").sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_what_windows_editors_write_is_no_mistake(change: object) -> None:
    assert callable(change)
    loaded = load_questionnaire(change(SMALL), "q.yaml")
    assert (loaded.problems, loaded.position(("title",))) == ((), Position("q.yaml", 2, 8))


def test_position_is_that_of_the_value() -> None:
    loaded = load_questionnaire(SMALL, "q.yaml")
    assert loaded.position(("red_flags", "old", "level")) == Position("q.yaml", 23, 12)


def test_position_of_a_value_over_several_lines_is_that_of_its_key() -> None:
    loaded = load_questionnaire(SMALL, "q.yaml")
    assert loaded.position(("sections", "only", "questions", "lump")) == Position("q.yaml", 11, 7)


def test_position_of_what_is_missing_is_the_nearest_above() -> None:
    loaded = load_questionnaire(SMALL, "q.yaml")
    assert loaded.position(("red_flags", "old", "say")) == Position("q.yaml", 22, 3)
    assert loaded.position(("nothing", "of", "this", 7)) == Position("q.yaml", 1, 1)


def test_key_position_is_that_of_the_key() -> None:
    assert load_questionnaire(SMALL, "q.yaml").key_position(("red_flags", "old", "level")) == Position("q.yaml", 23, 5)


def test_loading_leaves_the_collector_as_it_was() -> None:
    load_questionnaire(SMALL, "q.yaml")
    assert gc.isenabled()


def test_problems_come_sorted_and_once() -> None:
    for path in WRONG:
        problems = load_questionnaire(path.read_bytes(), path.name).problems
        assert list(problems) == sorted(set(problems))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_reading_goes_on_after_every_mistake(path: Path) -> None:
    document = read_document(path.read_bytes(), path.name)
    unreadable = {"not-yaml", "second-document", "tag_directive", "empty-file", "endless-alias"}
    if document.data is not None and path.stem not in ("not_a_questionnaire", "unknown_format"):
        assert isinstance(read_whole(Questionnaire, Reader(document)), Questionnaire)
    elif document.data is None:
        assert {problem.code for problem in document.problems} & {*unreadable, "not-utf-8", "tag"}


def test_misspelt_table_keeps_what_it_defines() -> None:
    text = SMALL.replace("red_flags:", "redflags:") + "possibilities: {cyst: {name: Cyst, what: x, shown_if: old}}\n"
    assert messages(text) == ["unknown key 'redflags'"]


def test_names_from_an_unreadable_part_are_not_called_unknown() -> None:
    text = SMALL.replace("yes: Yes", "- yes").replace("          no:\n            label: No", "          - no")
    assert messages(text) == ["'choices' of question 'lump' needs keys with values, not a list"]


def test_wrong_condition_is_the_only_thing_said_about_it() -> None:
    assert messages(SMALL.replace("{at_least: 40}", "{at_least: forty, at_mots: 9}")) == [
        "'at_least' of red flag 'old' needs a number, not 'forty'",
        "unknown key 'at_mots'",
    ]


def test_mistakes_in_an_anchor_are_said_once() -> None:
    text = SMALL.replace("because: Age matters.", "because: &x [a]").replace(
        "warn: It is time", "warn: It is time\n    say: ok"
    )
    assert len(messages(text + "about: *x\n")) == 2


def test_choice_of_the_first_of_two_questions_with_one_id_is_known() -> None:
    text = SMALL.replace("      age:\n", "      lump: {ask: Again?, choices: {a: A, b: B}}\n      age:\n")
    assert messages(text) == ["key 'lump' stands twice here; first on line 11"]


def keys_of_mappings(node: Node | None) -> Iterator[list[ScalarNode]]:
    if isinstance(node, MappingNode):
        yield [key for key, _ in node.value]
    for part in node.value if isinstance(node, CollectionNode) else ():
        yield from keys_of_mappings(part[1] if isinstance(part, tuple) else part)


@pytest.mark.parametrize("name", ["everything.yaml", "follow_ups_inside_follow_ups.yaml"])
def test_doubled_key_is_the_only_thing_said_whatever_it_was_meant_to_be(name: str) -> None:
    text = (OK / name).read_text(encoding="utf-8")
    for keys in keys_of_mappings(read_document(text.encode(), name).places.root):
        for before, key in pairwise(keys):
            doubled = text[: key.start_mark.index] + before.value + text[key.end_mark.index :]
            (problem,) = load_questionnaire(doubled, name).problems
            assert problem.message.startswith(f"key '{before.value}' stands twice here")


def test_mistakes_beside_a_doubled_key_are_still_told() -> None:
    text = SMALL.replace("      age:\n", "      lump:\n").replace("label: No", "labl: No")
    assert messages(text.replace("level: routine", "level: rutine")) == [
        "unknown key 'labl'",
        "key 'lump' stands twice here; first on line 11",
    ]


@pytest.mark.parametrize("condition", ["{all: [{at_least: 2}]}", "{any: [{}, {lump: yes}]}"])
def test_list_with_a_wrong_entry_is_not_called_empty(condition: str) -> None:
    (message,) = messages(f"{SMALL}signs: {{big: {condition}}}\n")
    assert message.startswith("entry 1 of 'a")


def test_too_many_questions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(too_many_questions, "MAX_QUESTIONS", 1)
    assert [str(problem) for problem in load_questionnaire(SMALL, "q.yaml").problems] == [
        "q.yaml:17:7: the file has more than 1 questions. Split the questionnaire."
    ]


def test_a_thousand_problems_are_enough() -> None:
    flags = "".join(f"  f{number}: {{}}\n" for number in range(2000))
    assert len(load_questionnaire(SMALL + flags, "q.yaml").problems) == 1000


def test_names_are_compared_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "MAX_COMPARED", 0)
    (problem,) = load_questionnaire(SMALL.replace("lump: yes", "lmup: yes"), "q.yaml").problems
    assert problem.hint is None


def test_other_packages_can_run_checks_of_their_own() -> None:
    def check(scope: Scope) -> list[Finding]:
        path: TreePath = ("red_flags", "old", "level")
        return [
            Finding(path, "too-calm", f"level on line {scope.line(path)}", severity=Severity.WARNING, at_value=True)
        ]

    document = read_document(SMALL.encode(), "q.yaml")
    reader = Reader(document)
    scope = Scope(read_whole(Questionnaire, reader), document.places, reader.gaps)
    (problem,) = run_checks(scope, 9, (*CHECKS, check))
    assert (str(problem), problem.severity) == ("q.yaml:23:12: level on line 23", Severity.WARNING)


def test_sound_raises_with_all_problems() -> None:
    loaded = load_questionnaire("title: x", "q.yaml")
    with pytest.raises(QuestionnaireError) as caught:
        sound_questionnaire(loaded)
    assert caught.value.problems == loaded.problems


def test_file_is_read_under_the_name_that_was_given(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL.replace("title", "titel"), "utf-8")
    assert str(read_questionnaire(path).problems[0]).startswith(f"{path}:2:1: unknown key 'titel'")


def test_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="there is no such file"):
        read_questionnaire(tmp_path / "none.yaml")


def test_folder_in_place_of_a_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="this is a folder"):
        read_questionnaire(tmp_path)


def test_impossible_file_name_is_said_plainly() -> None:
    with pytest.raises(FileError, match="cannot be read"):
        read_questionnaire("a\0b")


def test_shipped_questionnaire_is_free_of_problems() -> None:
    assert read_questionnaire(shipped_questionnaire_path()).problems == ()
