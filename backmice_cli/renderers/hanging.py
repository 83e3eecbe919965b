"""Paragraphs and rules for a console of any width. Leaves no space at the ends of lines."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import IO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

UNBROKEN = 20_000
"""Columns of a console that breaks no line."""


def lines_only(file: IO[str], width: int | None = None) -> Console:
    """A console for lines alone: no colour and no control characters, whatever the file is."""
    return Console(file=file, width=width, force_terminal=False, color_system=None, legacy_windows=False)


def terminal_console(*, plain: bool) -> Console:
    """The console of the terminal; plain lines are broken by the terminal itself, as a screen reader wants them."""
    return lines_only(sys.stdout, UNBROKEN) if plain else Console()


@dataclass(frozen=True)
class Hanging:
    """A paragraph whose second and later lines stand under its first word, or `further` to the right of it."""

    mark: str
    body: Text
    further: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        mark, width = self.mark, max(1, options.max_width - len(self.mark) - self.further)
        for line in self.body.wrap(console, width, overflow="fold"):
            line.rstrip()
            yield Text(mark) + line if line else line
            mark = " " * (len(self.mark) + self.further)


@dataclass(frozen=True)
class Rule:
    """A line under a heading."""

    length: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(("-" if options.ascii_only else "─") * min(self.length, options.max_width))
