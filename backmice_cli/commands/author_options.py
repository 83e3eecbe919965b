"""What the command line says to `tree` and `explain`. Imports nothing slow: every start of the program reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from backmice_cli.errors import AnswerError


class TreeFormat(str, Enum):
    """The form of the tree."""

    TEXT = "text"
    MERMAID = "mermaid"
    DOT = "dot"
    SVG = "svg"
    JSON = "json"


ENDINGS = {
    ".txt": TreeFormat.TEXT,
    ".mmd": TreeFormat.MERMAID,
    ".dot": TreeFormat.DOT,
    ".svg": TreeFormat.SVG,
    ".json": TreeFormat.JSON,
}


@dataclass(frozen=True)
class TreeOptions:
    """What the command line says about one drawing."""

    file: Path | None = None
    format: TreeFormat | None = None
    section: str | None = None
    around: str | None = None
    all: bool = False
    output: Path | None = None
    force: bool = False


class ExplainFormat(str, Enum):
    """The form of an explanation."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True)
class ExplainOptions:
    """What the command line says about one explanation."""

    id: str
    questions: Path | None = None
    format: ExplainFormat = ExplainFormat.TEXT


def format_of(options: TreeOptions) -> TreeFormat:
    """The format asked for, else the one that the file's ending names, else text.

    Raises AnswerError for an ending that names none.
    """
    if options.format is not None:
        return options.format
    ending = options.output.suffix.casefold() if options.output is not None else ""
    if ending and ending not in ENDINGS:
        raise AnswerError(f"no format ends in '{ending}'", f"Endings: {', '.join(ENDINGS)}. Or name one with --format.")
    return ENDINGS.get(ending, TreeFormat.TEXT)
