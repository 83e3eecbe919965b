"""Whether a terminal can show more than ASCII in a picture."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def has_only_ascii(console: Console) -> bool:
    """Tell whether a picture must be drawn in ASCII on this console.

    Linux' own console (`TERM=linux`) takes UTF-8, but its fonts of at most 512 characters have no braille (console(4)).
    """
    on_linux_console = console.is_terminal and os.environ.get("TERM") == "linux"
    return console.options.ascii_only or console.legacy_windows or on_linux_console
