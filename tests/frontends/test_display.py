"""A display knows of a terminal what rich knows, and prints the same."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from importlib.metadata import version

import pytest
from rich.console import Console
from rich.style import Style

from backmice_cli.frontends.display import Display, Parts, RichDisplay

FROM_RICH_14 = pytest.mark.skipif(int(version("rich").split(".")[0]) < 14, reason="earlier ones read it otherwise")

TERMS = ("", "xterm", "xterm-256color", "xterm-kitty", "screen.xterm-256color", "linux", "vt100-m", "dumb", "Unknown")
LINES: list[Parts] = [
    [("Lumps", "strong")],
    [("Call 999 now.", "alarm")],
    [],
    [("", "dim")],
    [("Is it so?", "dim"), (" Yes \u2013 [bold]it[/bold] is :smile:", "")],
    [("a bell\x07 and a line that is longer than the terminal is wide, which only it wraps", "")],
]


class Stream(io.TextIOWrapper):
    """A file that may be a terminal."""

    def __init__(self, encoding: str, is_terminal: bool) -> None:
        self.written = io.BytesIO()
        super().__init__(self.written, encoding, errors="replace", newline="")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def both(environ: dict[str, str], look: Callable[[Display], object], encoding: str, is_terminal: bool) -> list[object]:
    """What is seen of a display, and of rich's, with what each has written."""
    for cache in (
        Style.parse,
        Style._add,
    ):  # whose styles keep the codes of the first console
        cache.cache_clear()
    seen: list[object] = []
    for with_rich in (False, True):
        stream = Stream(encoding, is_terminal)
        console = Console(file=stream, _environ=environ, legacy_windows=False)
        found = look(RichDisplay(console) if with_rich else Display(stream, environ))
        seen.append((found, stream.written.getvalue()))
    return seen


def everything(display: Display) -> object:
    display.print(LINES)
    return display.width, display.height, display.colours, display.is_unicode, display.has_only_ascii


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"COLORTERM": "truecolor"},
        {"COLORTERM": " 24bit"},
        {"COLORTERM": "yes"},
        {"NO_COLOR": "1"},
        {"NO_COLOR": "1", "COLORTERM": "truecolor"},
        {"FORCE_COLOR": "1"},
        pytest.param({"NO_COLOR": ""}, marks=FROM_RICH_14),
        pytest.param({"FORCE_COLOR": ""}, marks=FROM_RICH_14),
        pytest.param({"TTY_COMPATIBLE": "1"}, marks=FROM_RICH_14),
        pytest.param({"TTY_COMPATIBLE": "0", "FORCE_COLOR": "1"}, marks=FROM_RICH_14),
        {"COLUMNS": "41", "LINES": "17"},
        {"COLUMNS": "wide", "LINES": "high"},
    ],
    ids=str,
)
@pytest.mark.parametrize("term", TERMS)
def test_display_is_as_rich_has_it(monkeypatch: pytest.MonkeyPatch, term: str, more: dict[str, str]) -> None:
    monkeypatch.setenv("TERM", term)
    for encoding, is_terminal in (("utf-8", True), ("UTF-8", False), ("ascii", True), ("latin-1", False)):
        ours, richs = both({"TERM": term, **more}, everything, encoding, is_terminal)
        assert ours == richs


@pytest.mark.parametrize("size", [(0, 0), (33, 9), None])
def test_size_is_that_of_the_terminal_behind_any_stream(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] | None
) -> None:
    def terminal_size(stream: int) -> os.terminal_size:
        if size is None or stream != 2:
            raise OSError
        return os.terminal_size(size)

    monkeypatch.setattr(os, "get_terminal_size", terminal_size)
    ours, richs = both({}, lambda display: (display.width, display.height), "utf-8", is_terminal=True)
    assert ours == richs
