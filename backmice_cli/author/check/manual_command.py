"""A page of the manual, for one code of a problem."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap

from backmice_cli.author.check.manual import page_about
from backmice_cli.errors import ExitCode


def explain_code(code: str) -> int:
    """Show what a code stands for, why it matters and an example. Raises BackmiceError for a code that no check has."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDEST
    sys.stdout.write(page_text(page_about(code).text, width))
    return ExitCode.DONE


WIDEST = 80
"""Longer lines are hard to follow, and examples are written to fit."""
NARROWEST = 20

_QUOTED = re.compile(r"`([^`]+)`")


def page_text(page: str, width: int = WIDEST) -> str:
    """Fill the paragraphs of a page; examples, which are indented, stay as they are."""
    codes, _, text = page.partition(": ")
    paragraphs = f"{codes.replace('`', '')}: {text}".split("\n\n")
    return "\n\n".join(_laid_out(paragraph, max(min(width, WIDEST) - 1, NARROWEST)) for paragraph in paragraphs) + "\n"


def _laid_out(paragraph: str, width: int) -> str:
    if paragraph.startswith(" "):
        return paragraph.rstrip()
    return textwrap.fill(_QUOTED.sub(r"'\1'", paragraph), width, break_long_words=False, break_on_hyphens=False)
