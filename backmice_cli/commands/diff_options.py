"""What the command line says to `diff`. Imports nothing slow: every start of the program reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from backmice_cli.errors import AnswerError


class DiffFormat(str, Enum):
    """The form of the differences."""

    TEXT = "text"
    JSON = "json"


ENDINGS = {"": DiffFormat.TEXT, ".txt": DiffFormat.TEXT, ".json": DiffFormat.JSON}


@dataclass(frozen=True)
class DiffOptions:
    """What the command line says about one comparison."""

    old: Path
    new: Path
    format: DiffFormat | None = None
    output: Path | None = None
    force: bool = False


def format_of(options: DiffOptions) -> DiffFormat:
    """The format asked for, else the one that the file's ending names, else text.

    Raises AnswerError for an ending that names none.
    """
    if options.format is not None:
        return options.format
    ending = "" if options.output is None else options.output.suffix.casefold()
    if ending not in ENDINGS:
        raise AnswerError(f"no format ends in '{ending}'", "Endings: .txt, .json. Or name one with --format.")
    return ENDINGS[ending]
