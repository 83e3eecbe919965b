"""Text made fit for a font and for paper: nothing is lost silently, and right-to-left writing runs from the right.

Knows no page and no font file, only which characters a font can show.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator
from functools import cache

from backmice_cli.renderers.phrases import one_line

_UNSEEN = frozenset("\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}")
_TURNED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_FROM_THE_RIGHT = ("R", "AL", "AN")


def make_printable(text: str, known: Container[int]) -> str:
    """The text on one line, with the name in brackets for what the font cannot show.

    Accents are put together with their letters, since a font places a whole letter better than its parts. What nobody
    sees is left out.
    """
    seen = "".join(letter for letter in unicodedata.normalize("NFC", one_line(text)) if not _is_unseen(letter))
    return "".join(letter if ord(letter) in known else _name_in_brackets(letter) for letter in join_arabic(seen, known))


def _is_unseen(letter: str) -> bool:
    return (
        letter in _UNSEEN
        or unicodedata.category(letter) == "Cf"
        or "VARIATION SELECTOR" in unicodedata.name(letter, "")
    )


def _name_in_brackets(letter: str) -> str:
    """Name a sign, as `[thumbs up sign]`; give a letter's number, as `[U+75DB]`, whose name says no more."""
    name = unicodedata.name(letter, "") if unicodedata.category(letter).startswith("S") else ""
    return f"[{name.lower()}]" if name else f"[U+{ord(letter):04X}]"


def runs_from_the_right(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in text)


def as_drawn(line: str) -> str:
    """Put the letters of a line from left to right, as a PDF holds them; a PDF reader turns copied text back."""
    if not runs_from_the_right(line):
        return line
    from fpdf.bidi import BidiParagraph

    return "".join(
        letter.character.translate(_TURNED) if letter.embedding_level % 2 else letter.character
        for letter in BidiParagraph(line).get_reordered_characters()
    )


SHAPES = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
LONGEST = 2
"""Letters that are drawn as one: lam and alef."""
STRETCH = "\N{ARABIC TATWEEL}"

Shapes = dict[tuple[str, str], str]
"""What to draw for letters in one of the shapes `isolated`, `initial`, `medial` and `final`."""


def join_arabic(text: str, known: Container[int]) -> str:
    """The text with Arabic letters joined, where the font knows the shape."""
    return "".join(_joined_letters(text, known)) if any("\u0600" <= letter <= "\u06ff" for letter in text) else text


def _joined_letters(text: str, known: Container[int]) -> Iterator[str]:
    shapes = _read_shapes()
    at = 0
    while at < len(text):
        letters = next(
            (word for length in range(LONGEST, 0, -1) if ((word := text[at : at + length]), "isolated") in shapes), ""
        )
        if not letters:
            yield text[at]
            at += 1
            continue
        before, after = _next_letter(text, at - 1, -1), _next_letter(text, at + len(letters), 1)
        from_before = _reaches_on(before, shapes) and (letters, "final") in shapes
        on_to_next = _reaches_on(letters, shapes) and (after == STRETCH or (after, "final") in shapes)
        shape = {(0, 0): "isolated", (0, 1): "initial", (1, 0): "final", (1, 1): "medial"}[from_before, on_to_next]
        drawn = shapes.get((letters, shape), letters)
        yield drawn if ord(drawn[0]) in known else letters
        at += len(letters)


def _reaches_on(letters: str, shapes: Shapes) -> bool:
    return letters == STRETCH or (letters, "initial") in shapes


def _next_letter(text: str, at: int, step: int) -> str:
    """The next letter in this direction; vowel signs stand between letters that join."""
    while 0 <= at < len(text) and unicodedata.category(text[at]) == "Mn":
        at += step
    return text[at] if 0 <= at < len(text) else ""


@cache
def _read_shapes() -> Shapes:
    found: Shapes = {}
    for first, last in SHAPES:
        for code in range(first, last + 1):
            shape, *letters = unicodedata.decomposition(chr(code)).split() or [""]
            word = "".join(chr(int(letter, 16)) for letter in letters)
            if shape and (
                len(word) == 1 or (len(word) == LONGEST and word[0] == "\N{ARABIC LETTER LAM}" and word[1] in "اأإآ")
            ):
                found.setdefault((word, shape.strip("<>")), chr(code))
    return found
