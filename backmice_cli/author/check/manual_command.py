"""A page of the manual, for one code of a problem."""

from __future__ import annotations

import shutil
import sys

from backmice_cli.author.check.manual import page_about
from backmice_cli.author.check.manual_text import WIDEST, page_text
from backmice_cli.errors import ExitCode


def explain_code(code: str) -> int:
    """Show what a code stands for, why it matters and an example. Raises BackmiceError for a code that no check has."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDEST
    sys.stdout.write(page_text(page_about(code).text, width))
    return ExitCode.DONE
