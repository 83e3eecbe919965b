"""Case files to cases; every mistake in them with its place. Cases of a file with mistakes are not to be played.

A file holds one case, or several as a list under `cases:`. Ids are checked against the questionnaire, replies as an
interview would check them.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Annotated

from msgspec import Meta
from msgspec.structs import asdict

from backmice_cli.author.test.cases import Case, Expectation
from backmice_cli.errors import AnswerError, FileError
from backmice_cli.interview.answers import read_reply
from backmice_cli.questionnaire.condition import Part
from backmice_cli.questionnaire.files import read_bytes
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.naming import value_text
from backmice_cli.questionnaire.nodes import read_document, reword_problem
from backmice_cli.questionnaire.problem import Path, Position, Problem
from backmice_cli.questionnaire.reader import Reader
from backmice_cli.questionnaire.shapes import STAND_IN, read_whole, sketch_node
from backmice_cli.questionnaire.suggest import did_you_mean, hint_for
from backmice_cli.questionnaire.yaml_file import collector_at_rest

_START = "Start with 'title: ...'."
_HINTS = {
    "empty-file": _START,
    "too-deep": "A case has answers and what is expected, nothing deeper.",
    "too-many-values": "Split the cases into several files.",
}
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
class PlacedCase:
    """A case and where it stands."""

    case: Case
    position: Position


@dataclass(frozen=True)
class CaseFile:
    """What reading a case file gave."""

    cases: tuple[PlacedCase, ...]
    """With a stand-in for what is wrong, where there are problems."""
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
    cases: dict[Path, Case] = {}
    with collector_at_rest():
        document = read_document(content, name)
        written = sketch_node(document.root)
        reader = Reader(document)
        if isinstance(written, dict):
            if "cases" in written:
                cases = {("cases", place): case for place, case in enumerate(read_whole(_Several, reader).cases)}
            else:
                cases = {(): read_whole(Case, reader)}
            checks = _CaseChecks(questionnaire, reader)
            for path, case in cases.items():
                checks.case(path, case)
        elif document.root is not None:
            message = f"a case file has keys with values, not {value_text(written)}"
            document.report(document.places.of(()), "wrong-shape", message, _START)
    placed = (PlacedCase(case, document.places.of((*path, "title"))) for path, case in cases.items())
    problems = {reword_problem(problem, "a case file", _HINTS) for problem in document.problems}
    return CaseFile(tuple(placed), tuple(sorted(problems)))


class _Several(Part, frozen=True):
    cases: Annotated[tuple[Case, ...], Meta(min_length=1)]


class _CaseChecks:
    """Looks at what the model cannot know: ids, and whether answers fit their questions."""

    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self._outline = questionnaire.outline
        self._reader = reader
        self._names = {
            "level": tuple(questionnaire.levels),
            "red flag": tuple(questionnaire.red_flags),
            "possibility": tuple(questionnaire.possibilities),
            "advice": tuple(questionnaire.advice),
            "question": tuple(entry.id for entry in questionnaire.outline),
        }

    def case(self, path: Path, case: Case) -> None:
        for id, reply in case.answers.items():
            self._answer((*path, "answers", id), id, reply)
        for key, what in _NAMED.items():
            ids = getattr(case.expect, key)
            for place, id in enumerate((ids,) if isinstance(ids, str) else ids or ()):
                if id not in self._names[what]:
                    hint = hint_for(id, self._names[what], "Known here:")
                    code, message = f"unknown-{what.replace(' ', '-')}", f"there is no {what} {value_text(id)}"
                    self._report((*path, "expect", key, place), code, message, hint)
        if case.expect == Expectation() and not self._reader.gaps.holes:
            message = "'expect' needs what must come out"
            self._report((*path, "expect"), "empty-value", message, "Such as 'level: routine'.")

    def _answer(self, path: Path, id: str, reply: str | tuple[str, ...]) -> None:
        if id not in self._outline:
            hint = did_you_mean(id, self._names["question"])
            self._report(path, "unknown-question", f"there is no question '{id}'", hint, key=True)
            return
        question = self._outline[id].question
        choices = list(question.choices)
        words = [word for word in _choices_in_reply(path, reply, question.kind) if word[1] and word[1] not in choices]
        for place, word in words if choices else ():
            message = f"question '{id}' has no choice {value_text(word)}"
            self._report(place, "unknown-choice", message, hint_for(word, choices, "Its choices are"))
        if (choices and words) or STAND_IN in reply:
            return
        try:
            read_reply(question, reply)
        except AnswerError as error:
            self._report(path, "unfit-answer", f"the answer to '{id}' does not fit: {error.message}", error.hint)

    def _report(self, path: Path, code: str, message: str, hint: str | None, *, key: bool = False) -> None:
        if not self._reader.gaps.covers(path):
            document = self._reader.document
            find = document.places.of_key if key else document.places.of
            document.report(find(path), code, message, hint)


def _choices_in_reply(path: Path, reply: str | tuple[str, ...], kind: str) -> list[tuple[Path, str]]:
    """The choices named in a reply, each with its place."""
    if isinstance(reply, tuple):
        return [((*path, place), word.strip()) for place, word in enumerate(reply)]
    return [(path, word.strip()) for word in (reply.split(",") if kind == "many" else [reply])]


_WIDTH = 110
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]*")
"""Text that needs no quotes."""


def to_yaml(cases: Iterable[Case], head: str) -> str:
    """A whole case file; `head` stands above it as a comment."""
    lines = [f"# {line}" for line in textwrap.wrap(head, _WIDTH - 2)]
    lines.append("cases:")
    for case in cases:
        lines.append(f"  - title: {json.dumps(case.title, ensure_ascii=False)}")
        if case.generated:
            lines.append("    generated: true")
        lines += [
            "    answers:",
            *_value_lines(case.answers),
            "    expect:",
            *_value_lines(_expectations_said(case.expect)),
        ]
    return "\n".join(lines) + "\n"


def _expectations_said(expect: Expectation) -> dict[str, str | Sequence[str]]:
    """What is said of the outcome: an empty list says something only where it is the whole list."""
    return {
        key: value for key, value in asdict(expect).items() if value is not None and (value or key.endswith("_exactly"))
    }


def _value_lines(values: Mapping[str, str | Sequence[str]]) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, str):
            yield f"      {key}: {_scalar_text(value)}"
        else:
            flow = f"      {key}: [{', '.join(map(_scalar_text, value))}]"
            yield from textwrap.wrap(flow, _WIDTH, subsequent_indent=" " * 8, break_long_words=False)


def _scalar_text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
