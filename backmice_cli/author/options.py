"""What the command line says to the commands for authors. Imports nothing slow: every start of the program reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from backmice_cli.commands.formats import format_by_ending


class TextOrJson(str, Enum):
    """For a person, or for a program."""

    TEXT = "text"
    JSON = "json"


TEXT_ENDINGS = {".txt": TextOrJson.TEXT, ".json": TextOrJson.JSON}


@dataclass(frozen=True)
class CheckOptions:
    """What the command line says about one check."""

    file: Path | None = None
    format: TextOrJson = TextOrJson.TEXT
    strict: bool = False


class TreeFormat(str, Enum):
    """The form of the tree."""

    TEXT = "text"
    MERMAID = "mermaid"
    DOT = "dot"
    SVG = "svg"
    JSON = "json"


TREE_ENDINGS = {
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
    all: bool = False
    output: Path | None = None
    force: bool = False


@dataclass(frozen=True)
class DiffOptions:
    """What the command line says about one comparison."""

    old: Path
    new: Path
    format: TextOrJson | None = None
    output: Path | None = None
    force: bool = False


@dataclass(frozen=True)
class ExplainOptions:
    """What the command line says about one explanation."""

    id: str
    questions: Path | None = None
    format: TextOrJson = TextOrJson.TEXT


@dataclass(frozen=True)
class CasesOptions:
    """What the command line says about one test run."""

    paths: Sequence[Path] = ()
    questions: Path | None = None
    format: TextOrJson | None = None
    output: Path | None = None
    mutate: bool = False
    generate: Path | None = None
    """The case file to write."""
    force: bool = False
    population: Path | None = None
    people: int | None = None
    seed: int | None = None


class ExportFormat(str, Enum):
    """What is exported."""

    FHIR = "fhir"
    JSON_SCHEMA = "json-schema"


class Of(str, Enum):
    """What a schema describes."""

    QUESTIONNAIRE = "questionnaire"
    RESULT = "result"
    POPULATION = "population"


@dataclass(frozen=True)
class ExportOptions:
    """What the command line says about one export."""

    format: ExportFormat
    file: Path | None = None
    of: Of | None = None
    output: Path | None = None
    force: bool = False


def tree_format(options: TreeOptions) -> TreeFormat:
    """The format asked for, else the one that the file's ending names, else text.

    Raises AnswerError for an ending that names none.
    """
    return options.format or format_by_ending(options.output, TREE_ENDINGS, TreeFormat.TEXT)


def text_or_json(options: CasesOptions | DiffOptions) -> TextOrJson:
    """The same for what is text or JSON."""
    return options.format or format_by_ending(options.output, TEXT_ENDINGS, TextOrJson.TEXT)
