"""A questionnaire file to the model, with every mistake in it. Guesses nothing: a file with errors gives no model.

The file that ships is not read again by everyone who starts the program: its compiled form is, as long as it was made
from the very file beside it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from backmice_cli.questionnaire.compilation import read_compiled
from backmice_cli.questionnaire.files import read_bytes
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Path, Position, Problem, QuestionnaireError

if TYPE_CHECKING:
    from backmice_cli.questionnaire.nodes import Places

_FILE_NAME = "questions.yaml"


@dataclass(frozen=True)
class Loaded:
    """What reading a file gave."""

    questionnaire: Questionnaire | None
    """None only when there are errors."""
    problems: tuple[Problem, ...]
    """Sorted by place; at most a thousand."""
    content: bytes = field(repr=False)
    name: str
    """The file's name in messages."""

    @cached_property
    def sha256(self) -> str:
        """Of the bytes of the file."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def places(self) -> Places:
        """Where everything stands, worked out only when somebody asks: the nodes take more room than the model."""
        from backmice_cli.questionnaire.nodes import read_document

        return read_document(self.content, self.name).places

    def position(self, path: Path) -> Position:
        """Give the place of a value such as `("red_flags", "fever", "when")`, or the nearest when it is not there."""
        return self.places.of(path)

    def key_position(self, path: Path) -> Position:
        """Give the place of the key that `path` ends with."""
        return self.places.of_key(path)


def load_questionnaire(text: bytes | str, name: str) -> Loaded:
    """Read a questionnaire; `name` is the file's name in messages. Never raises, whatever the text is."""
    from backmice_cli.questionnaire.yaml_file import read_yaml

    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return Loaded(*read_yaml(content, name), content, name)


def read_questionnaire(path: str | os.PathLike[str]) -> Loaded:
    """Read a questionnaire file. Raises `FileError` when it cannot be read at all."""
    content, name = read_bytes(path), os.fspath(path)
    compiled = read_compiled(FilePath(name), content)
    return load_questionnaire(content, name) if compiled is None else Loaded(compiled, (), content, name)


def sound_questionnaire(loaded: Loaded) -> Questionnaire:
    """Give the questionnaire. Raises `QuestionnaireError` when the file has errors."""
    if loaded.questionnaire is None:
        raise QuestionnaireError(loaded.problems)
    return loaded.questionnaire


def shipped_questionnaire_path() -> FilePath:
    """Find the questionnaire that ships: inside the package when installed, at the top of a checkout."""
    package = FilePath(__file__).resolve().parent.parent
    inside = package / _FILE_NAME
    return inside if inside.is_file() else package.parent / _FILE_NAME
