"""`colour-only`: an instruction that can be followed only by someone who sees colours.

The program runs without colour, on paper, and read aloud by a screen reader. Colours of skin and lips are no
instruction and are left alone.

Bad:

    help: Press the red button if you are not sure.

Good:

    help: Choose "I'm not sure" if you cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backmice_cli.author.check.wording.texts import Text
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Severity

COLOURS = "red|green|blue|yellow|orange|amber|purple|pink|gr[ae]y|black|white|brown|coloured|colored"
SHOWN = (
    "answers?|banners?|bars?|box(?:es)?|buttons?|cards?|choices?|fields?|headings?|icons?|links?|menus?|options?"
    "|panels?|questions?|rows?|sections?|squares?|tabs?|text|titles?|words?|writing"
)
"""Things on a screen or a page."""

_COLOURED = re.compile(
    rf"\b(?:the|a|an|any|each|every|all) (?:{COLOURS}) (?:{SHOWN})\b"
    rf"|\b(?:marked|printed|shown|written|highlighted|listed|coloured|colored) (?:in )?(?:{COLOURS})\b"
    rf"|\b(?:{SHOWN}) in (?:{COLOURS})\b",
    re.IGNORECASE,
)


def check(_questionnaire: Questionnaire, texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        for found in _COLOURED.finditer(text.text):
            message = f"'{found[0]}' can only be found by its colour"
            hint = "Name it by its words. Not everyone sees colours, and not every page has them."
            yield Finding(text.path, "colour-only", message, hint, Severity.WARNING, words=found[0])
