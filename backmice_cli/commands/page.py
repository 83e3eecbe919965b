"""The offer at the end of an interview: a page for the doctor, saved where the person is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from backmice_cli.commands.forms import can_be_made, rendered
from backmice_cli.commands.options import Format
from backmice_cli.commands.output import write_whole
from backmice_cli.errors import FileError
from backmice_cli.frontends.conduct import Person
from backmice_cli.frontends.screens import BLANK, Paragraph, Row
from backmice_cli.interview.interview import Interview
from backmice_cli.renderers.result import Result

HEAD = (
    BLANK,
    Paragraph("Save a page for your doctor?", "strong"),
    Paragraph("One sheet with your answers, to print or to show. It stays on this computer."),
)
ROWS = {
    "no": "No page",
    Format.HTML.value: "Yes, a page to open in the browser (HTML)",
    Format.PDF.value: "Yes, a PDF",
}
"""A PDF is offered only where it can be made."""
_KEYS = {"no": "n", Format.HTML.value: "y"}
"""Yes means the page that every computer can show."""


def offer_page(person: Person, interview: Interview, result: Result) -> None:
    """Ask whether to save a page, save it, and say where it is; a failure is told.

    Raises InterviewStopped when the person leaves.
    """
    offered = [id for id in ROWS if id != Format.PDF.value or can_be_made(Format.PDF)]
    rows = [Row(id, ROWS[id], also=_KEYS.get(id)) for id in offered]
    chosen = person.decide(interview, HEAD, rows, "no")
    if chosen != "no":
        person.say([Paragraph(line) for line in _saved(interview, result, Format(chosen))])


def _saved(interview: Interview, result: Result, format: Format) -> list[str]:
    """Save the page in this folder, else at home; gives what to tell."""
    today = datetime.date.today()
    page = rendered(result, format, interview.questionnaire, today)
    failed = "There is no folder for it."
    for folder in dict.fromkeys(_folders()):
        try:
            path = free_name(folder, today, format)
            write_whole(path, page)
        except FileError as error:
            failed = error.message
        except OSError as error:  # a folder that may not be looked into
            failed = f"{folder}: {error.strerror or error}"
        else:
            return [f"Saved: {path}", "It holds your answers. Delete it when you no longer need it."]
    return [f"The page could not be saved. {failed}"]


def _folders() -> Iterator[Path]:
    """Where the person is, then their home; neither need exist."""
    for folder in (Path.cwd, Path.home):
        try:
            yield folder()
        except (OSError, RuntimeError):  # deleted meanwhile, or nobody's home
            continue


def free_name(folder: Path, today: datetime.date, format: Format) -> Path:
    """A name that no file has yet."""
    stem = f"backmice-{today.isoformat()}"
    names = (folder / f"{stem}{'' if number == 1 else f'-{number}'}.{format.value}" for number in count(1))
    return next(path for path in names if not path.exists())
