"""`position-only`: an instruction that points to a place on the screen.

What stands above or to the right in one window stands elsewhere in another, on paper, or nowhere when it is read
aloud. Places on the body are left alone.

Bad:

    help: See the list below.

Good:

    help: See the list "Get help sooner if".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backmice_cli.author.check.wording.colour_only import SHOWN
from backmice_cli.author.check.wording.texts import Text
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Severity

_THINGS = rf"{SHOWN}|charts?|diagrams?|drawings?|images?|lists?|notes?|pictures?|tables?"

_PLACED = re.compile(
    rf"\b(?:{_THINGS}) (?:above|below|underneath|overleaf|opposite)\b"
    rf"|\b(?:{_THINGS}) (?:on|at|to|in) the (?:right|left|top|bottom|side|corner)\b"
    rf"|\b(?:above|below|right-hand|left-hand|top|bottom) (?:{_THINGS})\b"
    r"|\b(?:as|see|read|listed|shown|described|mentioned|given|written|explained|named) (?:above|below|overleaf)\b"
    r"|\b(?:top|bottom|side|corner|left|right|end|foot) of (?:the|this|your) (?:page|screen|window|sheet|list|form)\b"
    r"|\bon the (?:next|previous|other) (?:page|screen|side of the (?:page|sheet))\b"
    r"|\bscroll (?:up|down|back)\b",
    re.IGNORECASE,
)


def check(_questionnaire: Questionnaire, texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        for found in _PLACED.finditer(text.text):
            message = f"'{found[0]}' points to a place on the screen"
            hint = "Name what is meant by its words. It may stand elsewhere, or be read aloud."
            yield Finding(text.path, "position-only", message, hint, Severity.WARNING, words=found[0])
