"""`backmice history`: what is kept is listed, shown, compared, deleted and exported."""

from __future__ import annotations

import json
import stat
import sys
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from backmice_cli.commands import history as command
from backmice_cli.commands.interview_store import stored_state
from backmice_cli.commands.record import build_record
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import Interview, answer, begin
from backmice_cli.renderers.published import to_json
from backmice_cli.renderers.result import build_result
from backmice_cli.storage.database import FILE_NAME, open_database
from backmice_cli.storage.history import keep_finished
from backmice_cli.storage.interviews import begin_unfinished
from tests.support.program import Program
from tests.support.small import with_questions

TREE = with_questions(
    """
    size:
      ask: How big?
      choices: {pea: {label: A pea, tell: It is like a pea.}, grape: {label: A grape, tell: It is like a grape.}}
      scale: [pea, grape]
    pain: {ask: How bad?, kind: number, min: 0, max: 10, unit: out of 10, tell: Worst pain}
    night: {ask: Does it wake you?, when: {pain: {at_least: 5}}, choices: {yes: "Yes", no: "No"}}
    """,
    "red_flags: {bad: {level: soon, when: {pain: {at_least: 7}}, warn: Bad pain, because: It needs help.}}",
)
FIRST = datetime(2026, 10, 16, 12, tzinfo=timezone.utc)
SECOND = FIRST + timedelta(weeks=5)


def answered(*replies: Reply) -> Interview:
    interview = begin(TREE)
    for reply in replies:
        interview = answer(interview, reply)
    return interview


def keep(when: datetime, *replies: Reply, title: str = "Small") -> None:
    interview = answered(*replies)
    with closing(open_database()) as database:
        keep_finished(database, title, "abc", build_record(interview, build_result(interview, "abc")), when)


def leave_unfinished() -> None:
    with closing(open_database()) as database:
        begin_unfinished(database, "Small", "abc", stored_state(answered("pea")), SECOND).let_go()


@pytest.fixture
def two() -> None:
    keep(FIRST, "pea", 4)
    keep(SECOND, "grape", 8, "yes")


def test_nothing_kept_says_so_and_makes_no_file(backmice: Program, state_folder: Path) -> None:
    run = backmice("history")
    assert (run.code, run.out, run.err) == (0, "No interviews are kept on this computer.\n", "")
    assert not state_folder.exists()


@pytest.mark.usefixtures("two")
def test_list_has_dates_advice_and_measures_over_time(capsys: pytest.CaptureFixture[str]) -> None:
    command.list_history(now=SECOND + timedelta(hours=2))
    assert capsys.readouterr().out == (
        "Small\n"
        "  1  16 October 2026 (5 weeks ago)\n"
        "     Look after it. When to act: when it suits you\n"
        "  2  20 November 2026 (2 hours ago)\n"
        "     See a doctor soon. When to act: this week\n"
        "\n"
        "How big?\n"
        "  16 October 2026   ██████████            A pea\n"
        "  20 November 2026  ████████████████████  A grape\n"
        "\n"
        "Worst pain\n"
        "  16 October 2026   ████████          4 out of 10\n"
        "  20 November 2026  ████████████████  8 out of 10\n"
        "\n"
        "More: backmice history show, compare, delete or export, each with --help\n"
    )


def test_one_interview_has_no_chart(backmice: Program) -> None:
    keep(FIRST, "pea", 4)
    assert "Worst pain" not in backmice("history").out


def test_each_questionnaire_has_its_own_list(backmice: Program) -> None:
    keep(FIRST, "pea", 4)
    keep(SECOND, "grape", 4, title="Knees")
    out = backmice("history").out
    assert "Small\n  1  " in out
    assert "Knees\n  2  " in out
    assert "How big?" not in out


def test_unfinished_interview_is_mentioned(backmice: Program) -> None:
    leave_unfinished()
    assert backmice("history").out == (
        "No interviews are kept on this computer.\nOne interview is unfinished. Go on with: backmice triage\n"
    )


@pytest.mark.usefixtures("two")
def test_shown_interview_is_told_as_it_was_then(backmice: Program) -> None:
    assert "It is like a pea." in backmice("history", "show", "1").out
    last = backmice("history", "show").out
    assert last.startswith("Interview 2 of 20 November 2026\n\nSee a doctor soon. This week.\n")
    assert "bad pain" in last


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("numbers", [(), ("1",), ("1", "2"), ("2", "1")])
def test_comparison_tells_changed_answers_and_what_only_one_has(backmice: Program, numbers: tuple[str, ...]) -> None:
    assert backmice("history", "compare", *numbers).out == (
        "The advice was: Look after it. When to act: when it suits you\n"
        "It became: See a doctor soon. When to act: this week\n"
        "\n"
        "- 16 October 2026 (1): It is like a pea.\n"
        "  20 November 2026 (2): It is like a grape.\n"
        "- 16 October 2026 (1): Worst pain: 4 out of 10\n"
        "  20 November 2026 (2): Worst pain: 8 out of 10\n"
        "\n"
        "Answered only on 20 November 2026 (2):\n"
        "- Does it wake you? Yes\n"
    )


def test_same_answers_are_said_to_be_the_same(backmice: Program) -> None:
    keep(FIRST, "pea", 4)
    keep(SECOND, "pea", 4)
    assert backmice("history", "compare").out == (
        "The advice was both times: Look after it. When to act: when it suits you\n"
        "\n"
        "What was answered both times was answered the same.\n"
    )


def test_comparison_needs_two(backmice: Program) -> None:
    keep(FIRST, "pea", 4)
    for numbers in ((), ("1",)):
        run = backmice("history", "compare", *numbers)
        assert (run.code, run.out) == (2, "")
        assert run.err == "Error: there is nothing to compare it with\nList them with: backmice history\n"


@pytest.mark.usefixtures("two")
def test_one_is_deleted_and_the_others_keep_their_numbers(backmice: Program) -> None:
    assert backmice("history", "delete", "1", "--yes").out == "Deleted.\n"
    assert "  2  20 November 2026" in backmice("history").out
    assert backmice("history", "show", "1").err.startswith("Error: there is no interview 1\n")
    keep(SECOND, "pea", 4)
    assert "  3  20 November 2026" in backmice("history").out


@pytest.mark.usefixtures("two")
def test_all_are_deleted_with_unfinished_ones(backmice: Program, state_folder: Path) -> None:
    leave_unfinished()
    assert backmice("history", "delete", "--all", "--yes").out == "Deleted.\n"
    assert backmice("history").out == "No interviews are kept on this computer.\n"
    assert not any(b"grape" in file.read_bytes() for file in state_folder.iterdir())


def test_running_interview_is_not_deleted(backmice: Program) -> None:
    with closing(open_database()) as database:
        begin_unfinished(database, "Small", "abc", stored_state(answered("pea")), SECOND)
        run = backmice("history", "delete", "--all", "--yes")
    assert run.out == "Deleted.\nAn interview that is running now was left alone.\n"


@pytest.mark.usefixtures("two")
def test_nothing_is_deleted_without_a_yes(backmice: Program) -> None:
    run = backmice("history", "delete", "1")
    assert (run.code, run.err) == (2, "Error: deleting needs a yes, and nobody can be asked\nAdd --yes.\n")
    asked: list[str] = []

    def refuse(question: str) -> bool:
        asked.append(question)
        return False

    leave_unfinished()
    command.delete_interviews((), True, refuse)
    assert asked == [
        "Delete interview 1 of 16 October 2026, interview 2 of 20 November 2026 and the unfinished interview for good?"
    ]
    assert "  1  16 October" in backmice("history").out


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("arguments", [(), ("1", "--all")])
def test_what_to_delete_must_be_said_one_way(backmice: Program, arguments: tuple[str, ...]) -> None:
    run = backmice("history", "delete", "--yes", *arguments)
    assert (run.code, run.out) == (2, "")
    assert "name the interviews to delete, or say --all" in run.err


@pytest.mark.usefixtures("two")
def test_unknown_number_deletes_nothing(backmice: Program) -> None:
    assert backmice("history", "delete", "1", "9", "--yes").code == 2
    assert "  1  16 October" in backmice("history").out


@pytest.mark.usefixtures("two")
def test_export_has_the_published_results(backmice: Program) -> None:
    exported = json.loads(backmice("history", "export").out)
    assert exported["schema"] == "backmice.history/1"
    assert [(one["id"], one["finished_at"]) for one in exported["interviews"]] == [
        (1, "2026-10-16T12:00:00+00:00"),
        (2, "2026-11-20T12:00:00+00:00"),
    ]
    last = exported["interviews"][1]["result"]
    expected = json.loads(to_json(build_result(answered("grape", 8, "yes"), "abc")))
    assert last == expected
    assert [one["id"] for one in json.loads(backmice("history", "export", "2").out)["interviews"]] == [2]


@pytest.mark.usefixtures("two")
def test_export_to_a_file_is_for_its_owner_and_replaces_only_by_force(backmice: Program, tmp_path: Path) -> None:
    target = tmp_path / "interviews.json"
    assert backmice("history", "export", "-o", str(target)).code == 0
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert backmice("history", "export", "1", "-o", str(target)).code == 4
    assert backmice("history", "export", "1", "-o", str(target), "--force").code == 0
    assert len(json.loads(target.read_text("utf-8"))["interviews"]) == 1


def test_export_of_nothing_is_an_empty_list(backmice: Program) -> None:
    assert json.loads(backmice("history", "export").out)["interviews"] == []


def test_damaged_file_is_an_error_here(backmice: Program, state_folder: Path) -> None:
    state_folder.mkdir()
    (state_folder / FILE_NAME).write_bytes(b"x" * 5000)
    run = backmice("history")
    assert (run.code, run.out) == (4, "")
    assert run.err == (
        f"Error: {state_folder / FILE_NAME}: it is damaged\n"
        "The next interview offers to set it aside: backmice triage\n"
    )


@pytest.mark.usefixtures("two")
def test_record_that_cannot_be_read_is_an_error(backmice: Program) -> None:
    with closing(open_database()) as database:
        database.rows("UPDATE finished SET record = '{}' WHERE id = 1")
    assert backmice("history").code == 4


@pytest.mark.usefixtures("two")
def test_record_of_a_later_program_is_still_shown(backmice: Program) -> None:
    with closing(open_database()) as database:
        database.rows("UPDATE finished SET record = json_set(record, '$.new', 1, '$.result.new', 2)")
    assert "  1  16 October" in backmice("history").out
    assert backmice("history", "show", "1").code == 0


@pytest.mark.usefixtures("two")
def test_list_says_what_history_alone_says(backmice: Program) -> None:
    assert backmice("history", "list").out == backmice("history").out


@pytest.mark.usefixtures("two")
def test_list_as_json_has_each_interview_without_its_answers(backmice: Program) -> None:
    told = json.loads(backmice("history", "--json").out)
    assert told == json.loads(backmice("history", "list", "--json").out)
    assert told["schema"] == "backmice.history-list/1"
    assert [one["id"] for one in told["interviews"]] == [1, 2]
    assert set(told["interviews"][0]) == {"id", "finished_at", "title", "level", "measures"}
    assert told["interviews"][1]["level"] == {
        "id": "soon", "headline": "See a doctor soon", "when_to_act": "this week"
    }  # fmt: skip
    assert told["unfinished"] == 0


@pytest.mark.parametrize("arguments", [("list",), ("show", "1")])
def test_json_before_another_command_is_refused(backmice: Program, arguments: tuple[str, ...]) -> None:
    run = backmice("history", "--json", *arguments)
    assert (run.code, run.out) == (2, "")
    assert "backmice history list --json" in run.err


@pytest.mark.usefixtures("two")
def test_export_to_a_dash_is_standard_output(
    backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert backmice("history", "export", "-o", "-").out == backmice("history", "export").out
    assert list(tmp_path.iterdir()) == []
