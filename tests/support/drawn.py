"""A terminal screen to look at in a test: what a program wrote, drawn by pyte."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

import pyte
import pytest

PATIENCE = 20.0
"""Seconds after which something awaited is taken to be missing."""


class Cell(NamedTuple):
    letter: str
    colour: str
    """As `#e61f1f`; empty where the terminal's own."""
    bold: bool


class DrawnScreen:
    """What is on a screen now, what scrolled off it, and where the cursor is."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.HistoryScreen(columns, rows, history=10_000, ratio=0.001)
        self._stream = pyte.Stream(self._screen)
        self._lines: list[str] | None = None
        """As drawn last: people look far more often than something is drawn, and pyte makes its rows anew each time."""
        self.changed = threading.Condition()

    @property
    def columns(self) -> int:
        return int(self._screen.columns)

    @property
    def rows(self) -> int:
        return int(self._screen.lines)

    def draw(self, text: str) -> None:
        with self.changed:
            self._lines = None
            self._stream.feed(text)
            self.changed.notify_all()

    def resize(self, columns: int, rows: int) -> None:
        with self.changed:
            self._lines = None
            self._screen.resize(rows, columns)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the spaces at their ends."""
        with self.changed:
            if self._lines is None:
                self._lines = [line.rstrip() for line in self._screen.display]
            return self._lines

    @property
    def text(self) -> str:
        return "\n".join(self.lines).rstrip()

    @property
    def everything(self) -> str:
        """The screen with all that scrolled off above it."""
        above = ["".join(line[x].data for x in range(self.columns)).rstrip() for line in self._screen.history.top]
        return "\n".join([*above, *self.lines]).rstrip()

    @property
    def cells(self) -> list[list[Cell]]:
        """Each row's cells; the colour is known where the program gave it in red, green and blue."""
        rows = [self._screen.buffer[y] for y in range(self.rows)]
        return [
            [
                Cell(row[x].data, "" if row[x].fg == "default" else f"#{row[x].fg}", row[x].bold)
                for x in range(self.columns)
            ]
            for row in rows
        ]

    @property
    def cursor(self) -> str:
        """What stands at the cursor and right of it."""
        return self.lines[self._screen.cursor.y][self._screen.cursor.x :]

    @property
    def has_cursor(self) -> bool:
        return not self._screen.cursor.hidden

    def is_bold(self, text: str) -> bool:
        """Tell whether the first place where this text stands is bold."""
        for y, line in enumerate(self._screen.display):
            x = line.find(text)
            if x >= 0:
                return all(self._screen.buffer[y][x + i].bold for i in range(len(text)))
        raise AssertionError(f"{text!r} is not on the screen")

    @property
    def has_colour(self) -> bool:
        cells = [cell for row in self._screen.buffer.values() for cell in row.values()]
        return any(cell.fg != "default" or cell.bg != "default" for cell in cells)

    def wait_until(self, seen: Callable[[], bool], what: str) -> None:
        """Wait for `seen` to hold; fail with the screen as it is when it never does."""
        end = time.monotonic() + PATIENCE
        with self.changed:
            while not seen():
                left = end - time.monotonic()
                if left <= 0:
                    pytest.fail(f"waited for {what}; the screen shows:\n{self.text}")
                self.changed.wait(left)
