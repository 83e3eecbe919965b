"""A questionnaire file to the model, with every mistake in it. Guesses nothing: a file with errors gives no model.

Reading goes nodes, model, checks; a mistake found early does not keep the later steps from looking at the rest.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from backmice_cli.errors import FileError
from backmice_cli.questionnaire.checks import run_checks
from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.nodes import MAX_BYTES, MAX_PROBLEMS, Path, Places, read_document
from backmice_cli.questionnaire.problem import Position, Problem, QuestionnaireError, Severity
from backmice_cli.questionnaire.shape import shape

_FILE_NAME = "questions.yaml"


@dataclass(frozen=True)
class Loaded:
    """What reading a file gave."""

    questionnaire: Questionnaire | None
    """None only when there are errors."""
    problems: tuple[Problem, ...]
    """Sorted by place; at most a thousand."""
    sha256: str
    """Of the bytes of the file."""
    places: Places = field(repr=False, compare=False)

    def position(self, path: Path) -> Position:
        """Give the place of a value such as `("red_flags", "fever", "when")`, or the nearest when it is not there."""
        return self.places.of(path)

    def key_position(self, path: Path) -> Position:
        """Give the place of the key that `path` ends with."""
        return self.places.of_key(path)


def load_questionnaire(text: bytes | str, name: str) -> Loaded:
    """Read a questionnaire; `name` is the file's name in messages. Never raises, whatever the text is."""
    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    with collector_at_rest():
        document = read_document(content, name)
        questionnaire = None
        if document.data is not None:
            shaped = shape(document)
            questionnaire = shaped.questionnaire
            if questionnaire is not None:
                room = MAX_PROBLEMS - len(document.problems)
                document.problems += run_checks(Scope(questionnaire, document.places, shaped), room)
        problems = tuple(sorted(set(document.problems)))
        if not problems:
            document.places.let_go()
    if _has_errors(problems):
        questionnaire = None
    return Loaded(questionnaire, problems, hashlib.sha256(content).hexdigest(), document.places)


def read_questionnaire(path: str | os.PathLike[str]) -> Loaded:
    """Read a questionnaire file. Raises `FileError` when it cannot be read at all."""
    return load_questionnaire(read_bytes(path), os.fspath(path))


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Give a file's bytes, one more than the largest file that is read at most. Raises `FileError`."""
    name = os.fspath(path)
    try:
        with FilePath(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FileError(name, "there is no such file", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise FileError(name, "this is a folder", f"Name a file in it, such as {FilePath(name, _FILE_NAME)}.") from None
    except PermissionError:
        raise FileError(name, "you may not read this file", "Change its permissions, or copy it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError(name, f"it cannot be read ({reason.lower()})") from None


def sound(loaded: Loaded) -> Questionnaire:
    """Give the questionnaire. Raises `QuestionnaireError` when the file has errors."""
    if loaded.questionnaire is None:
        raise QuestionnaireError(loaded.problems)
    return loaded.questionnaire


def shipped_questionnaire_path() -> FilePath:
    """Find the questionnaire that ships: inside the package when installed, at the top of a checkout."""
    package = FilePath(__file__).resolve().parent.parent
    inside = package / _FILE_NAME
    return inside if inside.is_file() else package.parent / _FILE_NAME


def _has_errors(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the cycle collector from looking through the nodes again and again while they are made.

    Nothing here makes cycles, and with 10,000 questions the collector would take four fifths of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
