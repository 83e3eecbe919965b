"""The page for the doctor, saved where the person is, and opened with what their desktop opens such files with."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import typer

from backmice_cli.commands.formats import Format, renderer_for
from backmice_cli.commands.output import write_whole
from backmice_cli.errors import FileError
from backmice_cli.interview.interview import Interview
from backmice_cli.renderers.result import Result


def save_page(interview: Interview, result: Result, format: Format) -> Path:
    """Save the page in this folder, else at home. Raises FileError when neither can be written to."""
    today = datetime.date.today()
    page = renderer_for(format, interview.questionnaire, today).render(result)
    failed = FileError("the page", "there is no folder for it")
    for folder in dict.fromkeys(_page_folders()):
        try:
            path = free_name(folder, today, format)
            write_whole(path, page)
        except FileError as error:
            failed = error
        except OSError as error:  # a folder that may not be looked into
            failed = FileError(str(folder), str(error.strerror or error))
        else:
            return path
    raise failed


def can_open() -> bool:
    """Tell whether there is a desktop here that opens files."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_page(path: Path) -> bool:
    """Open the page with the desktop's own program; tells whether there is one."""
    return typer.launch(str(path)) == 0


def _page_folders() -> Iterator[Path]:
    """Yield the folder where the person is, then their home; neither need exist."""
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
