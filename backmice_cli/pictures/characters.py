"""Whether a terminal can show more than ASCII in a picture."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def has_only_ascii(console: Console) -> bool:
    """Tell whether a picture must be drawn in ASCII on this console."""
    return console.legacy_windows or shows_only_ascii(console.encoding, is_terminal=console.is_terminal)


def shows_only_ascii(encoding: str, *, is_terminal: bool) -> bool:
    """The same for any stream of this encoding.

    Linux' own console (`TERM=linux`) takes UTF-8, but its fonts of at most 512 characters have no braille (console(4)).
    """
    return not encoding.startswith("utf") or (is_terminal and os.environ.get("TERM") == "linux")
