"""A terminal in this process: keys go into a prompt_toolkit pipe, what is written is drawn on a screen.

The front end runs in a thread of its own, so that a test reads from top to bottom: wait for a text, press a key, look.
"""

from __future__ import annotations

import contextvars
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console

from backmice_cli.frontends.terminal.frontend import TerminalFrontend
from tests.support.drawn import PATIENCE, DrawnScreen

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
HOME, END, PAGE_UP, PAGE_DOWN = "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~"
ENTER, SPACE, ESCAPE, TAB = "\r", " ", "\x1b", "\t"
BACKSPACE = "\x7f"
CTRL_C, CTRL_D, CTRL_L, CTRL_Z = "\x03", "\x04", "\x0c", "\x1a"


def pasted(text: str) -> str:
    """A text as a terminal with bracketed paste sends it."""
    return f"\x1b[200~{text}\x1b[201~"


Returned = TypeVar("Returned")


class _ScreenFile(io.StringIO):
    """A text file whose content appears on a screen, with the line ends of a terminal."""

    def __init__(self, screen: DrawnScreen, encoding: str) -> None:
        super().__init__()
        self._screen = screen
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        shown = text.encode(self._encoding, "replace").decode(self._encoding)
        self._screen.draw(shown.replace("\r\n", "\n").replace("\n", "\r\n"))
        return len(text)


class Terminal(Generic[Returned]):
    """A front end at work, and its screen."""

    def __init__(self, screen: DrawnScreen, keys: PipeInput) -> None:
        self.screen = screen
        self._keys = keys
        self._returned: list[Returned] = []
        self._raised: list[BaseException] = []
        self.thread: threading.Thread | None = None

    def run(self, work: Callable[[], Returned]) -> None:
        try:
            self._returned.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again in `result`
            self._raised.append(error)

    def press(self, *keys: str) -> None:
        self._keys.send_text("".join(keys))

    def close_input(self) -> None:
        self._keys.close()

    def see(self, *texts: str) -> None:
        """Wait until all of these are on the screen."""
        for text in texts:
            self.screen.wait_until(lambda text=text: text in self.screen.text, repr(text))  # type: ignore[misc]

    def see_no(self, text: str) -> None:
        """Wait until this is no longer on the screen."""
        self.screen.wait_until(lambda: text not in self.screen.text, f"{text!r} to go")

    def see_cursor_at(self, text: str) -> None:
        """Wait until the cursor stands before this text."""
        self.screen.wait_until(lambda: self.screen.cursor.startswith(text), f"the cursor at {text!r}")

    def result(self) -> Returned:
        """Wait for the end of the work; what it returned, or raised."""
        assert self.thread is not None
        self.thread.join(PATIENCE)
        if self.thread.is_alive():
            pytest.fail(f"still waiting; the screen shows:\n{self.screen.text}")
        if self._raised:
            raise self._raised[0]
        return self._returned[0]


@contextmanager
def at_terminal(
    work: Callable[[TerminalFrontend], Returned],
    *,
    columns: int = 80,
    rows: int = 24,
    encoding: str = "utf-8",
    colour: bool = True,
) -> Iterator[Terminal[Returned]]:
    """Start `work` with a front end on a new terminal; at the end, hang up when it still waits for a key."""
    screen = DrawnScreen(columns, rows)
    file = _ScreenFile(screen, encoding)
    console = Console(
        file=file,
        width=columns,
        height=rows,
        force_terminal=True,
        color_system="standard",
        no_color=not colour,
        legacy_windows=False,
        _environ={},
    )
    output = Vt100_Output(file, lambda: Size(rows=screen.rows, columns=screen.columns), term="xterm")
    with create_pipe_input() as keys, create_app_session(input=keys, output=output):
        terminal = Terminal[Returned](screen, keys)
        frontend = TerminalFrontend(console, input=keys, output=output)
        context = contextvars.copy_context()
        terminal.thread = threading.Thread(target=context.run, args=(terminal.run, lambda: work(frontend)), daemon=True)
        terminal.thread.start()
        try:
            yield terminal
        finally:
            keys.close()
            terminal.thread.join(PATIENCE)
