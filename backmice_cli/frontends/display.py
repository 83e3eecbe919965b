"""The terminal that questions are printed on: its size, its colours and characters, and lines in a tone.

Knows of a terminal what rich knows, which prints the results, and prints the same; but rich takes longer to load than
all the rest of the first screen, and the first screen is to show at once. Windows' consoles are left to rich itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TextIO

from backmice_cli import look
from backmice_cli.pictures.characters import has_only_ascii, shows_only_ascii

if TYPE_CHECKING:
    from rich.console import Console

Tone = Literal["", "strong", "alarm", "dim"]
"""How a line looks. What it means is always in its words too."""

Parts = Sequence[tuple[str, Tone]]
"""A line, in one or more tones."""

STYLES: Mapping[Tone, str] = {"": "", "strong": "bold", "alarm": f"bold {look.EMERGENCY}", "dim": look.DIM}

_NEAREST = {
    "alarm": {"standard": "1;31", "256": "1;38;5;160", "truecolor": "1;38;2;230;31;31"},
    "dim": {"standard": "90", "256": "38;5;243", "truecolor": "38;2;118;118;118"},
}
"""These colours of `look`, or the nearest that a terminal has, as rich finds them."""

_DEPTHS = {"256color": "256", "kitty": "256"}
"""Ends of terminals' names, and how many colours those have."""

_OBEYED = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
"""What a terminal would obey, which is not printed."""


class Display:
    """A terminal, or whatever else a stream leads to."""

    def __init__(self, file: TextIO, environ: Mapping[str, str] = os.environ) -> None:
        self.file = file
        self._environ = environ

    @property
    def width(self) -> int:
        return self._size("COLUMNS", 0, 80)

    @property
    def height(self) -> int:
        return self._size("LINES", 1, 25)

    @property
    def colours(self) -> str | None:
        """How many there are: `standard`, `256` or `truecolor`; None where there are none, or none are wanted."""
        return None if self._environ.get("NO_COLOR") else self._depth

    @property
    def is_unicode(self) -> bool:
        return self._encoding.startswith("utf")

    @property
    def has_only_ascii(self) -> bool:
        """Whether a picture must be drawn in ASCII."""
        return shows_only_ascii(self._encoding, is_terminal=self._is_terminal)

    def print(self, lines: Iterable[Parts]) -> None:
        self.file.write("".join("".join(self._coded(*part) for part in line) + "\n" for line in lines))
        self.file.flush()

    def _coded(self, text: str, tone: Tone) -> str:
        text = text.translate(_OBEYED)
        code = self._code(tone)
        return f"\x1b[{code}m{text}\x1b[0m" if code and text else text

    def _code(self, tone: Tone) -> str:
        """The numbers that begin a tone; bold is no colour, so it shows without any too."""
        depth = self._depth
        if depth is None:
            return ""
        if self.colours is None or tone not in _NEAREST:
            return "1" if tone in ("strong", "alarm") else ""
        return _NEAREST[tone][depth]

    @property
    def _encoding(self) -> str:
        return (self.file.encoding or "utf-8").lower()

    @property
    def _is_terminal(self) -> bool:
        """Whether the stream leads to a terminal, or is to be taken for one (https://force-color.org)."""
        is_compatible = self._environ.get("TTY_COMPATIBLE")
        if is_compatible in ("0", "1"):
            return is_compatible == "1"
        forced = self._environ.get("FORCE_COLOR")
        return self.file.isatty() if forced is None else forced != ""

    @property
    def _is_dumb(self) -> bool:
        return self._is_terminal and self._environ.get("TERM", "").lower() in ("dumb", "unknown")

    @property
    def _depth(self) -> str | None:
        if not self._is_terminal or self._is_dumb:
            return None
        if self._environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
            return "truecolor"
        return _DEPTHS.get(self._environ.get("TERM", "").strip().lower().rpartition("-")[2], "standard")

    def _size(self, variable: str, axis: int, usual: int) -> int:
        named = self._environ.get(variable, "")
        if named.isdigit():
            return int(named)
        return usual if self._is_dumb else _terminal_size()[axis] or usual


def _terminal_size() -> tuple[int, int]:
    """Columns and rows of the terminal behind the first standard stream that has one; else nothing."""
    for stream in range(3):
        try:
            return os.get_terminal_size(stream)
        except OSError:  # it leads elsewhere
            continue
    return 0, 0


class RichDisplay(Display):
    """The same through rich."""

    def __init__(self, console: Console) -> None:
        super().__init__(console.file)  # type: ignore[arg-type]  # rich takes every stream that has `write`
        self._console = console

    @property
    def width(self) -> int:
        return self._console.width

    @property
    def height(self) -> int:
        return self._console.height

    @property
    def colours(self) -> str | None:
        return None if self._console.no_color else self._console.color_system

    @property
    def is_unicode(self) -> bool:
        return not self._console.options.ascii_only

    @property
    def has_only_ascii(self) -> bool:
        return has_only_ascii(self._console)

    def print(self, lines: Iterable[Parts]) -> None:
        from rich.text import Text

        for line in lines:
            parts = Text.assemble(*((text, STYLES[tone]) for text, tone in line))
            self._console.print(parts, no_wrap=True, overflow="ignore", crop=False)


def display_on(file: TextIO) -> Display:
    if sys.platform != "win32":
        return Display(file)
    from rich.console import Console

    return RichDisplay(Console(file=file))
