"""Case files to cases; every mistake in them with its place. Guesses nothing: a case with a mistake is no case.

A file holds one case, or several as a list under `cases:`. Ids are checked against the questionnaire, replies as an
interview would check them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from backmice_cli.analysis.cases import Case, Expectation
from backmice_cli.errors import AnswerError, FileError
from backmice_cli.interview.answers import read_reply
from backmice_cli.questionnaire.files import read_bytes
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.naming import shown
from backmice_cli.questionnaire.nodes import Document, read_document, reworded
from backmice_cli.questionnaire.problem import Path, Position, Problem
from backmice_cli.questionnaire.suggest import did_you_mean, hint_for
from backmice_cli.questionnaire.yaml_file import collector_at_rest

_TEXTS = ("title", "narrative")
_KEYS = tuple(Case.__struct_fields__)
_NAMED = {
    "level": "level",
    "red_flags": "red flag",
    "no_red_flags": "red flag",
    "red_flags_exactly": "red flag",
    "possibilities": "possibility",
    "no_possibilities": "possibility",
    "possibilities_exactly": "possibility",
    "advice": "advice",
    "no_advice": "advice",
    "not_asked": "question",
}
"""Key of `expect` to what its ids name."""


@dataclass(frozen=True)
class Placed:
    """A case and where it stands."""

    case: Case
    position: Position


@dataclass(frozen=True)
class CaseFile:
    """What reading a case file gave."""

    cases: tuple[Placed, ...]
    problems: tuple[Problem, ...]
    """Sorted by place."""


def case_files(paths: Iterable[FilePath]) -> list[FilePath]:
    """Find the files: each path itself, or every `*.yaml` in and below it, sorted by name; none twice.

    Raises FileError for a path that is not there, or a folder without case files.
    """
    found: dict[FilePath, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*.yaml") if file.is_file())
            if not inside:
                raise FileError(str(path), "this folder has no case files", "Case files end in '.yaml'.")
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def read_case_file(path: FilePath, questionnaire: Questionnaire) -> CaseFile:
    """Read the cases of a file. Raises FileError when it cannot be read at all."""
    return load_cases(read_bytes(path), str(path), questionnaire)


def load_cases(content: bytes, name: str, questionnaire: Questionnaire) -> CaseFile:
    """Read the cases of a text; `name` is the file's name in messages. Never raises, whatever the text is."""
    with collector_at_rest():
        document = read_document(content, name)
        data = document.data
        document.problems = [reworded(problem, "a case file", _HINTS) for problem in document.problems]
        cases: list[Placed] = []
        if data is not None:
            reader = _Reader(document, data, questionnaire)
            for path in reader.places_of_cases():
                case = reader.case(path)
                if case is not None:
                    cases.append(Placed(case, document.places.of((*path, "title"))))
    return CaseFile(tuple(cases), tuple(sorted(set(document.problems))))


_HINTS = {
    "empty-file": "Start with 'title: ...'.",
    "too-deep": "A case has answers and what is expected, nothing deeper.",
    "too-many-values": "Split the cases into several files.",
}


class _Reader:
    """Checks the data of one file and makes cases of it."""

    def __init__(self, document: Document, data: Any, questionnaire: Questionnaire) -> None:
        self._document = document
        self._data = data
        self._questionnaire = questionnaire

    def places_of_cases(self) -> Iterator[Path]:
        data = self._data
        if not isinstance(data, dict):
            self._report((), "wrong-shape", f"a case file has keys with values, not {shown(data)}", _START)
        elif "cases" not in data:
            yield ()
        else:
            for key in data:
                if key != "cases":
                    self._report((key,), "unknown-key", f"unknown key '{key}' beside 'cases'", None, key=True)
            if isinstance(data["cases"], list) and data["cases"]:
                yield from (("cases", place) for place in range(len(data["cases"])))
            else:
                self._report(
                    ("cases",), "wrong-shape", "'cases' needs a list of cases", "Start each with '- title: ...'."
                )

    def case(self, path: Path) -> Case | None:
        before = len(self._document.problems)
        data = _at(self._data, path)
        if not isinstance(data, dict):
            self._report(path, "wrong-shape", f"a case has keys with values, not {shown(data)}", _START)
            return None
        self._known_keys(path, data, _KEYS)
        for key in ("title", "answers", "expect"):
            if key not in data:
                self._report((*path, key), "missing-key", f"this case has no '{key}'", f"Add '{key}: ...'.")
        for key in _TEXTS:
            if key in data and (not isinstance(data[key], str) or not data[key].strip()):
                self._report((*path, key), "wrong-shape", f"'{key}' needs text, not {shown(data[key])}", None)
        if data.get("generated", "true") not in ("true", "false"):
            message = f"'generated' needs true or false, not {shown(data['generated'])}"
            self._report((*path, "generated"), "not-true-or-false", message, None)
        answers = self._answers((*path, "answers"), data.get("answers"))
        expect = self._expectation((*path, "expect"), data.get("expect"))
        if len(self._document.problems) > before:
            return None
        texts = {key: data[key] for key in _TEXTS if key in data}
        return Case(**texts, generated=data.get("generated") == "true", answers=answers, expect=expect)

    def _answers(self, path: Path, data: Any) -> dict[str, Any]:
        if data is None:
            return {}
        if not isinstance(data, dict) or not data:
            self._report(path, "wrong-shape", "'answers' needs a question and its answer", "Such as 'lump: yes'.")
            return {}
        for id, reply in data.items():
            self._answer((*path, id), id, reply)
        return {id: tuple(reply) if isinstance(reply, list) else reply for id, reply in data.items()}

    def _answer(self, path: Path, id: str, reply: Any) -> None:
        outline = self._questionnaire.outline
        if id not in outline:
            hint = did_you_mean(id, self._names["question"])
            self._report(path, "unknown-question", f"there is no question '{id}'", hint, key=True)
            return
        if not isinstance(reply, str) and not (isinstance(reply, list) and all(isinstance(r, str) for r in reply)):
            self._report(path, "wrong-shape", f"the answer to '{id}' cannot be {shown(reply)}", None)
            return
        question = outline[id].question
        choices = list(question.choices)
        if choices:
            unknown = [(p, word) for p, word in _words(path, reply, question.kind) if word and word not in choices]
            for place, word in unknown:
                message = f"question '{id}' has no choice {shown(word)}"
                self._report(place, "unknown-choice", message, hint_for(word, choices, "Its choices are"))
            if unknown:
                return
        try:
            read_reply(question, reply)
        except AnswerError as error:
            self._report(path, "unfit-answer", f"the answer to '{id}' does not fit: {error.message}", error.hint)

    def _expectation(self, path: Path, data: Any) -> Expectation:
        if data is None:
            return Expectation()
        if not isinstance(data, dict) or not data:
            self._report(path, "wrong-shape", "'expect' needs what must come out", "Such as 'level: routine'.")
            return Expectation()
        self._known_keys(path, data, tuple(_NAMED))
        ids = {key: self._ids((*path, key), key, value) for key, value in data.items() if key in _NAMED}
        level = ids.pop("level", ())
        return Expectation(level=next(iter(level), None), **ids)

    def _ids(self, path: Path, key: str, value: Any) -> tuple[str, ...]:
        what = _NAMED[key]
        if isinstance(value, str) and value:
            entries: list[tuple[Path, Any]] = [(path, value)]
        elif isinstance(value, list) and key != "level":
            entries = [((*path, place), entry) for place, entry in enumerate(value)]
        else:
            needed = f"the id of one {what}" if key == "level" else "a list of ids"
            self._report(path, "wrong-shape", f"'{key}' needs {needed}, not {shown(value)}", None)
            return ()
        for place, id in entries:
            if not isinstance(id, str):
                self._report(place, "wrong-shape", f"'{key}' needs ids, not {shown(id)}", None)
            elif id not in self._names[what]:
                hint = hint_for(id, list(self._names[what]), "Known here:")
                self._report(place, f"unknown-{what.replace(' ', '-')}", f"there is no {what} {shown(id)}", hint)
        return tuple(id for _, id in entries if isinstance(id, str))

    def _known_keys(self, path: Path, data: dict[str, Any], known: Sequence[str]) -> None:
        for key in data:
            if key not in known:
                hint = hint_for(key, known, "Known here:")
                self._report((*path, key), "unknown-key", f"unknown key '{key}'", hint, key=True)

    @cached_property
    def _names(self) -> dict[str, dict[str, None]]:
        questionnaire = self._questionnaire
        return {
            "level": dict.fromkeys(questionnaire.levels),
            "red flag": dict.fromkeys(questionnaire.red_flags),
            "possibility": dict.fromkeys(questionnaire.possibilities),
            "advice": dict.fromkeys(questionnaire.advice),
            "question": dict.fromkeys(entry.id for entry in questionnaire.outline),
        }

    def _report(self, path: Path, code: str, message: str, hint: str | None, *, key: bool = False) -> None:
        places = self._document.places
        find: Callable[[Path], Position] = places.of_key if key else places.of
        self._document.report(find(path), code, message, hint)


_START = "Start with 'title: ...'."


def _words(path: Path, reply: str | list[str], kind: str) -> list[tuple[Path, str]]:
    """The choices named in a reply, each with its place."""
    if isinstance(reply, list):
        return [((*path, place), word.strip()) for place, word in enumerate(reply)]
    return [(path, word.strip()) for word in (reply.split(",") if kind == "many" else [reply])]


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
