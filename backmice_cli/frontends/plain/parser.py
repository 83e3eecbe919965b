"""What a typed line means in plain mode: one of the words that work everywhere, or choices. Says and reads nothing.

A line means a choice when it is a choice's number or exact id, even where that id is also a word (`back`); then the
word takes a slash: `/back`. A word goes before a choice's label. Numbers are those said before the choices, so they go
before ids that are made of digits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import Enum

from backmice_cli.errors import AnswerError
from backmice_cli.frontends.view import Row
from backmice_cli.questionnaire.suggest import did_you_mean


class Word(Enum):
    """What can be typed instead of an answer."""

    BACK = "back"
    WHY = "why"
    REPEAT = "repeat"
    REVIEW = "review"
    SKIP = "skip"
    HELP = "help"
    EMERGENCY = "!"
    STOP = "stop"


SLASH = "/"
"""It goes before a word that is also the id of a choice; no id starts with it."""

_SPELLED = {word.value: word for word in Word} | {"b": Word.BACK, "?": Word.WHY}


def find_word(typed: str, ids: Collection[str]) -> Word | None:
    """The word that a line is, if it is one and none of these ids."""
    spelled = typed.casefold()
    if spelled.startswith(SLASH):
        return _SPELLED.get(spelled.removeprefix(SLASH))
    return None if spelled in ids else _SPELLED.get(spelled)


def remove_quotes(typed: str) -> str:
    """A text as it is meant: a word in quotes is no order but an answer."""
    inner = typed[1:-1]
    is_quoted = len(typed) > 2 and typed[0] == typed[-1] and typed[0] in "\"'"
    return inner if is_quoted and find_word(inner, ()) else typed


def clash_lines(rows: Sequence[Row]) -> list[str]:
    """Say which words mean a choice here, and which labels mean a word."""
    said = []
    for number, row in enumerate(rows, 1):
        if row.value in _SPELLED:
            said.append(f"Here, {row.value} chooses answer {number}. For the command, type {SLASH}{row.value}.")
        elif row.label.casefold() in _SPELLED:
            said.append(f"Here, {row.label.casefold()} is a command. For the answer, type {number}.")
    return said


def find_rows(typed: str, rows: Sequence[Row], *, several: bool = False) -> tuple[str, ...]:
    """Find the rows that a line names, by number, id or one whole label.

    Raises AnswerError, with what to type instead.
    """
    wanted = (
        f"Type {number_span(rows, 'one or more numbers' if several else 'a number')}, or repeat to hear them again."
    )
    words = [word for word in re.split(r"[\s,;]+", typed.casefold()) if word]
    if not words:
        raise AnswerError("nothing was typed", wanted)
    values = {str(row.value): str(row.value) for row in rows}
    values |= {str(number): str(row.value) for number, row in enumerate(rows, 1)}
    found = [values.get(word.rstrip(".)")) for word in words]
    if None in found:
        labels = {row.label.casefold().rstrip("."): str(row.value) for row in rows}
        found = [labels.get(" ".join(typed.casefold().split()).rstrip("."))]
    chosen = tuple(dict.fromkeys(value for value in found if value is not None))
    if not chosen:
        unknown = next(word for word in words if word.rstrip(".)") not in values)
        raise AnswerError(f"there is no answer '{unknown}' here", _similar_word(words, rows) + wanted)
    if len(chosen) > 1 and not several:
        raise AnswerError("only one answer fits here", wanted)
    return chosen


def number_span(rows: Sequence[Row], what: str) -> str:
    """Say which numbers there are: `a number from 1 to 4`, `1 or 2`."""
    if len(rows) > 2:
        return f"{what} from 1 to {len(rows)}"
    return "1 or 2" if len(rows) == 2 else "1"


def _similar_word(words: Sequence[str], rows: Sequence[Row]) -> str:
    if len(words) > 1 or len(words[0]) < 3:
        return ""
    asked = did_you_mean(words[0], [*(word.value for word in Word), *(str(row.value) for row in rows)])
    return f"{asked} " if asked else ""
