"""What is offered below a result: parts to read, a page for the doctor, keeping the answers, changing one."""

from __future__ import annotations

import stat
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import typer

from backmice_cli.commands import formats, page_file
from backmice_cli.commands.formats import Format
from backmice_cli.commands.interview_store import InterviewStore
from backmice_cli.commands.output import Screen
from backmice_cli.commands.page_file import free_name
from backmice_cli.commands.result_menu import ResultMenu
from backmice_cli.errors import InterviewStopped
from backmice_cli.frontends.layout import Paragraph
from backmice_cli.frontends.plain.frontend import PlainFrontend
from backmice_cli.frontends.view import Chosen, View
from backmice_cli.interview.interview import Interview, play
from backmice_cli.renderers.result import build_result
from tests.support.small import with_questions

DAY = date(2026, 11, 20)
SMALL = with_questions("fever: {ask: Any fever?, choices: {yes: Yes, no: No}}")


class Someone(PlainFrontend):
    """Chooses what they were made to choose and then finishes; hears what is said."""

    def __init__(self, *chosen: str) -> None:
        self._chosen = list(chosen)
        self.heard: list[str] = []
        self.rows: list[str] = []
        self.pointed: list[str | None] = []

    def say(self, paragraphs: Sequence[Paragraph]) -> None:
        self.heard += [paragraph.text for paragraph in paragraphs if paragraph.text]

    def choose(self, interview: Interview, view: View[Chosen]) -> Chosen:
        self.pointed.append(view.default)
        rows = [str(row.value) for row in view.rows]
        if rows == ["finish", "more"]:
            return view.read("more" if self._chosen else "finish")
        self.rows = rows
        chosen = self._chosen.pop(0)
        if chosen == "leave":
            raise InterviewStopped({})
        return view.read(chosen)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return tmp_path


def after(person: Someone, keeping: InterviewStore | None = None, *, on_screen: bool = True) -> bool:
    interview = play(SMALL, {"fever": "yes"})
    screen = Screen(full=False, plain=True) if on_screen else None
    result = build_result(interview, "0" * 64)
    return ResultMenu(person, interview, result, keeping or InterviewStore(SMALL, "", pytest.fail), screen).offer(None)


def offered(*chosen: str) -> Someone:
    person = Someone(*chosen)
    after(person)
    return person


def test_finish_is_pointed_at_and_is_the_end(here: Path) -> None:
    person = Someone()
    assert not after(person)
    assert (person.pointed, person.heard, list(here.iterdir())) == (["finish"], [], [])


def test_leaving_saves_nothing_and_is_no_answer(here: Path) -> None:
    with pytest.raises(InterviewStopped):
        offered("leave")
    assert list(here.iterdir()) == []


def test_parts_are_read_as_often_as_the_person_likes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person = offered("answers", "sooner", "answers", "finish")
    assert capsys.readouterr().out.count("Your answers:") == 2
    assert person.pointed[2] == "more", "after reading, reading on is pointed at"


def test_short_answer_can_be_read_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offered("again", "finish")
    assert capsys.readouterr().out.startswith("\nLook after it")


def test_changing_an_answer_leads_back(here: Path) -> None:
    assert after(Someone("change"))


def test_only_keeping_is_offered_where_the_result_went_elsewhere(here: Path, state_folder: Path) -> None:
    keeping = InterviewStore(SMALL, "", pytest.fail)
    keeping.open()
    person = Someone("keep")
    assert not after(person, keeping, on_screen=False)
    assert person.rows == ["keep", "finish"]
    assert keeping.earlier() is not None
    keeping.close()


def test_kept_answers_are_not_offered_to_be_kept_again(here: Path, state_folder: Path) -> None:
    keeping = InterviewStore(SMALL, "", pytest.fail)
    keeping.open()
    person = Someone("keep", "finish")
    after(person, keeping)
    assert "keep" not in person.rows
    keeping.close()


@pytest.mark.parametrize(("chosen", "start"), [("html", b"<!doctype html>"), ("pdf", b"%PDF-")])
def test_page_is_saved_here_for_its_owner_alone(here: Path, chosen: str, start: bytes) -> None:
    said = offered(chosen).heard
    (saved,) = here.iterdir()
    assert said[1] == str(saved)
    assert saved.read_bytes().startswith(start)
    assert saved.suffix == f".{chosen}"
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_page_is_offered_to_be_opened_only_on_a_desktop(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert "open" not in offered("html", "finish").rows
    monkeypatch.setenv("DISPLAY", ":0")
    assert "open" in offered("html", "finish").rows


def test_page_that_nothing_opens_is_told_with_its_path(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typer, "launch", lambda path: 1)
    monkeypatch.setenv("DISPLAY", ":0")
    said = offered("html", "open").heard
    assert said[2:] == ["It could not be opened from here. Open it by hand:", said[1]]


def test_second_page_of_a_day_replaces_nothing(here: Path) -> None:
    offered("html")
    offered("html")
    assert len(list(here.iterdir())) == 2


def test_free_name_counts_on_from_the_names_that_are_taken(tmp_path: Path) -> None:
    first = free_name(tmp_path, DAY, Format.PDF)
    first.touch()
    second = free_name(tmp_path, DAY, Format.PDF)
    assert (first.name, second.name) == ("backmice-2026-11-20.pdf", "backmice-2026-11-20-2.pdf")


def test_page_goes_home_where_this_folder_takes_none(
    here: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    here.rmdir()
    assert offered("html").heard[1] == str(next(home.iterdir()))


def test_page_that_can_be_saved_nowhere_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(here / "gone"))
    monkeypatch.setenv("USERPROFILE", str(here / "gone"))
    here.rmdir()
    (said,) = offered("html").heard
    assert said.startswith("The page could not be saved.")


def test_pdf_is_not_offered_where_it_cannot_be_made(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"html", "pdf"} <= set(offered("finish").rows)
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    assert "pdf" not in offered("finish").rows


def test_page_goes_home_from_a_folder_that_may_not_be_looked_into(
    here: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    looked = page_file.free_name

    def closed(folder: Path, today: date, format: Format) -> Path:
        if folder == here:
            raise PermissionError(13, "Permission denied")
        return looked(folder, today, format)

    monkeypatch.setattr(page_file, "free_name", closed)
    assert offered("html").heard[1] == str(next(home.iterdir()))
