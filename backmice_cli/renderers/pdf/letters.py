"""Text made fit for a font and for paper: nothing is lost silently, and right-to-left writing runs from the right.

Knows no page and no font file, only which characters a font can show.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from backmice_cli.renderers.pdf.arabic import joined
from backmice_cli.renderers.phrases import one_line

_UNSEEN = frozenset("\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}")
_TURNED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_FROM_THE_RIGHT = ("R", "AL", "AN")


def printable(text: str, known: Container[int]) -> str:
    """The text on one line, with the name in brackets for what the font cannot show.

    Accents are put together with their letters, since a font places a whole letter better than its parts. What nobody
    sees is left out.
    """
    seen = "".join(letter for letter in unicodedata.normalize("NFC", one_line(text)) if not _is_unseen(letter))
    return "".join(letter if ord(letter) in known else _named(letter) for letter in joined(seen, known))


def _is_unseen(letter: str) -> bool:
    return (
        letter in _UNSEEN
        or unicodedata.category(letter) == "Cf"
        or "VARIATION SELECTOR" in unicodedata.name(letter, "")
    )


def _named(letter: str) -> str:
    """`[thumbs up sign]` for a sign, `[U+75DB]` for a letter of a script: its name would be longer and no plainer."""
    name = unicodedata.name(letter, "") if unicodedata.category(letter).startswith("S") else ""
    return f"[{name.lower()}]" if name else f"[U+{ord(letter):04X}]"


def runs_from_the_right(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in text)


def as_drawn(line: str) -> str:
    """The letters of one line from left to right, as a PDF holds them; readers and copied text turn them back."""
    if not runs_from_the_right(line):
        return line
    from fpdf.bidi import BidiParagraph

    return "".join(
        letter.character.translate(_TURNED) if letter.embedding_level % 2 else letter.character
        for letter in BidiParagraph(line).get_reordered_characters()
    )
