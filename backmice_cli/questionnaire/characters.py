"""Characters that no text of a questionnaire may hold, because a terminal or a reader would not see them as text.

Control characters and terminal escapes can move the cursor or repaint the screen; direction overrides can make a
sentence read differently from what it says; invisible characters make two ids differ that look the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

TURNS_WRITING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates of direction: what is read is not what is written."""

_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
_DIRECTION = "".join(sorted(TURNS_WRITING))
_INVISIBLE = r"\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f"
_NO_CHARACTER = r"\ud800-\udfff\ufffe\uffff"
_JOINERS = r"(?<![^\x00-\x7f])[\u061c\u200c-\u200f]"
"""Joiners and direction marks spell Persian, Hindi, Hebrew and emoji; after a plain ASCII letter they only hide."""
_COLOUR = r"\x1b\[[0-?]*[ -/]*[@-~]"
"""A whole terminal escape, so that taking it out does not leave `[31m` behind."""

_REFUSED = re.compile(f"{_COLOUR}|[{_CONTROL}{_DIRECTION}{_INVISIBLE}{_NO_CHARACTER}]|{_JOINERS}")
_SUSPECT = re.compile(rf"[{_CONTROL}{_DIRECTION}{_INVISIBLE}{_NO_CHARACTER}\u061c\u200c-\u200f]")
"""One set of characters is searched ten times faster than alternatives."""
_LINE_BREAK = re.compile(r"\r\n|\r|\n")

_NAMES = {"\0": "null", "\a": "bell", "\b": "backspace", "\r": "carriage return", "\x1b": "escape", "\x7f": "delete"}


class Stray(NamedTuple):
    """A refused character; line and column count from 1."""

    line: int
    column: int
    text: str


def holds_refused(text: str) -> bool:
    return _SUSPECT.search(text) is not None and _REFUSED.search(text) is not None


def refused_characters(text: str) -> Iterator[Stray]:
    """Find every refused character, in order."""
    for number, line in enumerate(_LINE_BREAK.split(text), 1):
        for found in _REFUSED.finditer(line):
            yield Stray(number, found.start() + 1, found.group())


def without_refused(text: str) -> str:
    return _REFUSED.sub("", text)


def character_name(text: str) -> str:
    """Name the first character of `text`: `U+001B (escape)`."""
    character = text[0]
    name = _NAMES.get(character) or unicodedata.name(character, "").lower()
    code = f"U+{ord(character):04X}"
    return f"{code} ({name})" if name else code


def is_control(text: str) -> bool:
    return unicodedata.category(text[0]) in ("Cc", "Zl", "Zp")
