"""The page for the doctor that is offered at the end."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from backmice_cli.analysis.cases import play
from backmice_cli.commands import forms, page
from backmice_cli.commands.options import Format
from backmice_cli.commands.page import free_name, offer_page
from backmice_cli.errors import InterviewStopped
from backmice_cli.frontends.plain import PlainFrontend
from backmice_cli.frontends.screens import Paragraph, Row
from backmice_cli.interview.interview import Interview
from backmice_cli.renderers.result import build_result
from tests.small import with_questions

DAY = date(2026, 11, 20)
SMALL = with_questions("fever: {ask: Any fever?, choices: {yes: Yes, no: No}}")


class Someone(PlainFrontend):
    """Chooses what they were made to choose, and hears what is said."""

    def __init__(self, chosen: str | None) -> None:
        self.chosen = chosen
        self.heard: list[str] = []
        self.rows: list[str] = []

    def say(self, paragraphs: Sequence[Paragraph]) -> None:
        self.heard += [paragraph.text for paragraph in paragraphs]

    def decide(
        self, interview: Interview, head: Sequence[Paragraph], rows: Sequence[Row], pointed: str | None = None
    ) -> str:
        self.rows = [str(row.value) for row in rows]
        if self.chosen is None:
            raise InterviewStopped({})
        return self.chosen


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def offered(chosen: str | None) -> Someone:
    person = Someone(chosen)
    interview = play(SMALL, {"fever": "yes"})
    offer_page(person, interview, build_result(interview, "0" * 64))
    return person


def test_no_saves_nothing_and_says_nothing(here: Path) -> None:
    assert offered("no").heard == []
    assert list(here.iterdir()) == []


def test_leaving_saves_nothing_and_is_no_answer(here: Path) -> None:
    with pytest.raises(InterviewStopped):
        offered(None)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(("chosen", "start"), [("html", b"<!doctype html>"), ("pdf", b"%PDF-")])
def test_page_is_saved_here_for_its_owner_alone(here: Path, chosen: str, start: bytes) -> None:
    said = offered(chosen).heard
    (saved,) = here.iterdir()
    assert said[0] == f"Saved: {saved}"
    assert saved.read_bytes().startswith(start)
    assert saved.suffix == f".{chosen}"
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


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
    assert offered("html").heard[0] == f"Saved: {next(home.iterdir())}"


def test_page_that_can_be_saved_nowhere_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(here / "gone"))
    monkeypatch.setenv("USERPROFILE", str(here / "gone"))
    here.rmdir()
    (said,) = offered("html").heard
    assert said.startswith("The page could not be saved.")


def test_pdf_is_not_offered_where_it_cannot_be_made(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered("no").rows == ["no", "html", "pdf"]
    monkeypatch.setattr(forms, "find_spec", lambda name: None)
    assert offered("no").rows == ["no", "html"]


def test_page_goes_home_from_a_folder_that_may_not_be_looked_into(
    here: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    looked = page.free_name

    def closed(folder: Path, today: date, format: Format) -> Path:
        if folder == here:
            raise PermissionError(13, "Permission denied")
        return looked(folder, today, format)

    monkeypatch.setattr(page, "free_name", closed)
    assert offered("html").heard[0] == f"Saved: {next(home.iterdir())}"
