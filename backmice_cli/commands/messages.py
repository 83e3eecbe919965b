"""Lines told beside a result: on a terminal they break between words, in a pipe they stay whole.

They also stay whole where lines only are wanted, as the questions do: a screen reader takes a broken line for two.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from typing import TextIO

from backmice_cli.commands.options import is_plain


def write_message(text: str) -> None:
    """Write lines to standard error."""
    sys.stderr.write(fit_lines(f"{text}\n", sys.stderr))


def fit_lines(text: str, stream: TextIO) -> str:
    """The text with its lines broken between words, as far as the terminal behind the stream needs that."""
    width = _terminal_width(stream)
    if width is None:
        return text
    return "\n".join(part for line in text.split("\n") for part in _break_line(line, width))


def _terminal_width(stream: TextIO) -> int | None:
    """Columns of a terminal in which lines are to be broken."""
    # Asked of the command line itself, because lines are also told where no command could be made of it.
    if not stream.isatty() or is_plain("--plain" in sys.argv, os.environ):
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):  # it is gone, or no real terminal
        return None


_COMMAND = re.compile(r"(?<=: )(?=(?:backmice|python) )")
"""The place before a command to copy, at the end of its line."""


def _break_line(line: str, width: int) -> list[str]:
    """Break a line between words, but not within a command: copied, the end of a line would run half of it."""
    indent = line[: len(line) - len(line.lstrip())]
    if len(line) <= width or line.lstrip().startswith("backmice "):
        return [line]
    words, *command = _COMMAND.split(line, maxsplit=1)
    lines = textwrap.wrap(words, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return [*lines, *(f"{indent}{copied}" for copied in command)]
