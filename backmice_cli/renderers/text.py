"""The result as lines without boxes or colour, which can be pasted into a message."""

from __future__ import annotations

from io import StringIO

from backmice_cli.renderers.answer import short_answer, whole_answer
from backmice_cli.renderers.blocks import PASTED_LINE, print_blocks
from backmice_cli.renderers.hanging import lines_only
from backmice_cli.renderers.result import Result


class TextRenderer:
    """Writes the short answer, or all of it."""

    def __init__(self, *, full: bool = False) -> None:
        self._full = full

    def render(self, result: Result) -> str:
        text = StringIO()
        blocks = whole_answer(result) if self._full else short_answer(result)
        print_blocks(blocks, lines_only(text, PASTED_LINE), plain=True)
        return text.getvalue()
