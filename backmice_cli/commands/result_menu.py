"""What a person may do below the result: read more of it, save a page, keep the answers, change one; or finish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backmice_cli.commands.formats import Format, can_be_made
from backmice_cli.commands.interview_store import InterviewStore
from backmice_cli.commands.output import Screen
from backmice_cli.commands.page_file import can_open, open_page, save_page
from backmice_cli.commands.record import build_record
from backmice_cli.errors import FileError
from backmice_cli.frontends.layout import BLANK, Paragraph
from backmice_cli.frontends.loop import Person
from backmice_cli.frontends.view import Row, View
from backmice_cli.interview.interview import Interview
from backmice_cli.renderers.answer import AnswerPart, parts_of, short_answer
from backmice_cli.renderers.result import Result
from backmice_cli.renderers.since import Since

FINISH, MORE, AGAIN, CHANGE, OPEN, KEEP = "finish", "more", "again", "change", "open", "keep"

PAGES = {
    Format.HTML.value: "Save a page for the doctor, to open in the browser",
    Format.PDF.value: "Save a page for the doctor, as a PDF",
}


@dataclass
class ResultMenu:
    """The menu below a result, until the person finishes or wants to change an answer."""

    person: Person
    interview: Interview
    result: Result
    store: InterviewStore
    screen: Screen | None
    """Where the result stands; None where it went to a file or another program."""
    _saved: Path | None = field(default=None, init=False)
    _is_kept: bool = field(default=False, init=False)

    def offer(self, since: Since | None) -> bool:
        """Offer everything as often as the person likes; tells whether an answer is to be changed.

        Raises InterviewStopped when the person leaves.
        """
        if self.screen is None:
            if self._choose(dict(self._rows({})), FINISH) == KEEP:
                self._keep()
            return False
        default = FINISH
        while self._choose({FINISH: "Finish", MORE: "More: to read, to save, to change an answer"}, default) == MORE:
            parts = {part.id: part for part in parts_of(self.result)}
            chosen = self._choose(dict(self._rows(parts)), FINISH)
            match chosen:
                case "finish" | "change":
                    return chosen == CHANGE
                case "keep":
                    self._keep()
                case "open":
                    self._open()
                case "html" | "pdf":
                    self._save(Format(chosen))
                case _:
                    is_again = chosen == AGAIN
                    blocks = short_answer(self.result, since) if is_again else parts[chosen].blocks(self.result)
                    self.screen.show(blocks, gap=True)
            default = MORE
        return False

    def _choose(self, rows: Mapping[str, str], default: str) -> str:
        keys = {FINISH: "0"}
        view = View([], [Row(id, label, key=keys.get(id)) for id, label in rows.items()], str, default)
        return self.person.choose(self.interview, view)

    def _rows(self, parts: Mapping[str, AnswerPart]) -> Iterator[tuple[str, str]]:
        yield from ((id, part.label) for id, part in parts.items())
        if self.screen is not None:
            yield AGAIN, "The short answer again"
            yield CHANGE, "Change an answer"
            yield from ((id, label) for id, label in PAGES.items() if can_be_made(Format(id)))
        if self._saved is not None and can_open():
            yield OPEN, f"Open {self._saved.name}"
        if self.store.database is not None and not self._is_kept:
            yield KEEP, "Keep these answers on this computer, to see next time what has changed"
        yield FINISH, "Finish"

    def _keep(self) -> None:
        self.store.keep_finished(build_record(self.interview, self.result))
        if self.store.database is not None:
            self._is_kept = True
            self._tell("Kept. See it with: backmice history. Delete it with: backmice history delete")

    def _save(self, format: Format) -> None:
        try:
            self._saved = save_page(self.interview, self.result, format)
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
        self.person.say([BLANK, Paragraph(text), *paths])
