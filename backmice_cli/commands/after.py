"""What a person may do below the result: read more of it, save a page, keep the answers, change one; or finish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from backmice_cli.commands.formats import Format, can_be_made
from backmice_cli.commands.interview_store import InterviewStore
from backmice_cli.commands.output import Screen
from backmice_cli.commands.record import record_of
from backmice_cli.commands.save_page import can_open, open_page, save_page
from backmice_cli.errors import FileError
from backmice_cli.frontends.layout import BLANK, Paragraph
from backmice_cli.frontends.loop import Person
from backmice_cli.frontends.view import Row, View
from backmice_cli.interview.interview import Interview
from backmice_cli.renderers.answer import Part, parts_of, short_answer
from backmice_cli.renderers.blocks import Block
from backmice_cli.renderers.result import Result
from backmice_cli.renderers.since import Since

FINISH, MORE, AGAIN, CHANGE, OPEN, KEEP = "finish", "more", "again", "change", "open", "keep"

PAGES = {
    Format.HTML.value: "Save a page for the doctor, to open in the browser",
    Format.PDF.value: "Save a page for the doctor, as a PDF",
}


class AfterResult:
    """The menu below a result, until the person finishes or wants to change an answer."""

    def __init__(
        self, person: Person, interview: Interview, result: Result, store: InterviewStore, screen: Screen | None
    ) -> None:
        self._person = person
        self._interview = interview
        self._result = result
        self._store = store
        self._screen = screen
        """Where the result stands; None where it went to a file or another program."""
        self._saved: Path | None = None
        self._is_kept = False

    def offer(self, since: Since | None) -> bool:
        """Offer everything as often as the person likes; tells whether an answer is to be changed.

        Raises InterviewStopped when the person leaves.
        """
        if self._screen is None:
            if self._choose(dict(self._rows({})), FINISH) == KEEP:
                self._keep()
            return False
        default = FINISH
        while self._choose({FINISH: "Finish", MORE: "More: to read, to save, to change an answer"}, default) == MORE:
            parts = {part.id: part for part in parts_of(self._result)}
            chosen = self._choose(dict(self._rows(parts)), FINISH)
            match chosen:
                case "finish":
                    return False
                case "change":
                    return True
                case "keep":
                    self._keep()
                case "open":
                    self._open()
                case "again":
                    self._show(short_answer(self._result, since))
                case _ if chosen in PAGES:
                    self._save(Format(chosen))
                case _:
                    self._show(parts[chosen].blocks(self._result))
            default = MORE
        return False

    def _choose(self, rows: Mapping[str, str], default: str) -> str:
        keys = {FINISH: "0"}
        view = View([], [Row(id, label, key=keys.get(id)) for id, label in rows.items()], str, default)
        return self._person.choose(self._interview, view)

    def _rows(self, parts: Mapping[str, Part]) -> Iterator[tuple[str, str]]:
        yield from ((id, part.label) for id, part in parts.items())
        if self._screen is not None:
            yield AGAIN, "The short answer again"
            yield CHANGE, "Change an answer"
            yield from ((id, label) for id, label in PAGES.items() if can_be_made(Format(id)))
        if self._saved is not None and can_open():
            yield OPEN, f"Open {self._saved.name}"
        if self._store.database is not None and not self._is_kept:
            yield KEEP, "Keep these answers on this computer, to see next time what has changed"
        yield FINISH, "Finish"

    def _show(self, blocks: Iterable[Block]) -> None:
        if self._screen is not None:
            self._screen.show(blocks, gap=True)

    def _keep(self) -> None:
        self._store.keep_finished(record_of(self._interview, self._result))
        if self._store.database is not None:
            self._is_kept = True
            self._tell("Kept. See it with: backmice history. Delete it with: backmice history delete")

    def _save(self, format: Format) -> None:
        try:
            self._saved = save_page(self._interview, self._result, format)
        except FileError as error:
            self._tell(f"The page could not be saved. {error.message}")
        else:
            self._tell("Saved. It holds your answers: delete it when you no longer need it.", self._saved)

    def _open(self) -> None:
        if self._saved is not None and not open_page(self._saved):
            self._tell("It could not be opened from here. Open it by hand:", self._saved)

    def _tell(self, text: str, path: Path | None = None) -> None:
        """Say it, with the path in one line, to be copied."""
        paths = [] if path is None else [Paragraph(str(path), is_broken=False)]
        self._person.say([BLANK, Paragraph(text), *paths])
