"""Scripted answers as they stand in flags and files, before anyone knows whether they fit."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from backmice_cli.errors import AnswerError

if TYPE_CHECKING:
    from backmice_cli.interview.answers import Reply


def scripted_replies(flags: Iterable[str], file: str | None) -> list[tuple[str, Reply]]:
    """The scripted answers of flags and file; a flag replaces what the file says of the same question."""
    in_flags = [_split_flag(flag) for flag in flags]
    named = {id for id, _ in in_flags}
    in_file = _replies_in_file(file) if file is not None else {}
    return [*((id, reply) for id, reply in in_file.items() if id not in named), *in_flags]


def _split_flag(flag: str) -> tuple[str, Reply]:
    id, equals, value = flag.partition("=")
    if not equals:
        raise AnswerError(f"--answer takes ID=VALUE, not '{flag}'", "For example: --answer fever=no")
    return id.strip(), value


_HINTS = {
    "empty-file": "Write lines of 'id: value', such as 'fever: measured'.",
    "too-deep": "An answer is one value or a list of values.",
    "too-many-values": "There is one answer for each question.",
}


def _replies_in_file(path: str) -> dict[str, Reply]:
    from backmice_cli.questionnaire.files import read_bytes
    from backmice_cli.questionnaire.nodes import read_document, reword_problem

    name = "standard input" if path == "-" else path
    document = read_document(sys.stdin.buffer.read() if path == "-" else read_bytes(Path(path)), name)
    data = document.data
    if document.problems:
        raise AnswerError(
            "\n".join(str(reword_problem(problem, "an answers file", _HINTS)) for problem in document.problems)
        )
    replies: dict[str, Reply] = {}
    for id, reply in (data if isinstance(data, dict) else {"": data}).items():
        if not id or not _is_reply(reply):
            raise AnswerError(
                f"{name}: answers are lines of 'id: value', or 'id: [value, value]'", "For example: fever: measured"
            )
        replies[id] = reply
    return replies


def _is_reply(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(word, str) for word in value))
