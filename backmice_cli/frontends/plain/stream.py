"""Lines out, lines in: the only thing plain mode does with a terminal, a pipe or a file.

Nothing is drawn: no escape sequence is ever written, and what was written stays as it is. Knows nothing of interviews.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TextIO

LONGEST_REPLY = 40_000
"""Characters of one line; the rest of it is dropped, so that no pipe fills the memory."""


class LineStream:
    """Says lines and reads replies. Replies from a pipe are said too, as a terminal would have shown them."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target

    def say(self, lines: Iterable[str]) -> None:
        self._target.write("".join(f"{line}\n" for line in lines))
        self._target.flush()

    def read(self, prompt: str) -> str:
        """Wait for a line; returns it without spaces at its ends and without what a terminal would obey.

        Raises EOFError when no more will come, and KeyboardInterrupt as it comes.
        """
        self._target.write(prompt)
        self._target.flush()
        try:
            line = self._line()
        except BaseException:
            self.say([""])  # what is said next, by whomever, starts on a line of its own
            raise
        typed = without_controls(line)
        if not self._source.isatty():
            self.say([typed])
        return typed

    def _line(self) -> str:
        line = rest = self._source.readline(LONGEST_REPLY)
        while rest and not rest.endswith("\n"):
            rest = self._source.readline(LONGEST_REPLY)
        if not line:
            raise EOFError
        return line


def without_controls(line: str) -> str:
    """A typed line as letters alone; arrow keys, for one, type escape sequences where nothing obeys them."""
    # Escape sequences: of CSI, as of arrow keys; of SS3, as of keypads; any other. A lone escape goes too.
    text = re.sub(r"\x1b(\[[0-?]*[ -/]*[@-~]|O.|.)?", "", line)
    return "".join(" " if letter == "\t" else letter for letter in text if _is_shown(letter)).strip()


def _is_shown(letter: str) -> bool:
    return letter == "\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Cf"}
