"""How hard a text is to read: its sentences, words, syllables and school grade. English only.

The school grade is that of Flesch and Kincaid. Syllables are counted by spelling, without a dictionary;
`tests/author/check/test_wording.py` holds the count against one, over every text that ships.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_FEW_WORDS = 2
"""A sentence so short ("UK:", "Yes.") counts its words only, or it would make what stands around it look easy."""
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_NO_LETTERS = re.compile(r"[^a-z']+")

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<![aeiouy])(?<![^aeiouy][lr])e$"  # made; but not able, centre
    r"|(?<![aeiouytd])(?<![^aeiouyl]l)(?<!dr)ed$"  # pressed, filled; but not needed, handled, hundred
    r"|(?<![aeiouyscgzx])(?<![^aeiouyl]l)(?<!ch)(?<!sh)es$"  # times; but not muscles, pushes
    r"|(?<=[^aeiouyl])e(?=ful|less|ness|ly$)|(?<=[dgtv])e(?=ment)|(?<=som)e(?=[a-z])|(?<=^els)e"
)
_APART = re.compile(
    r"(?<![ctsxgln])i[ao](?!ge)|cia(?=t)|iu"  # period; but not patients, station, million
    r"|[aeiouy](?=ing)|(?<![gq])ua(?!i)|eo(?!u|ple)"  # going, usual, video
    r"|(?<=cr)ea(?=t[ei])|^rea(?=ct)|(?<=[aeiouy][^aeiouy])ea(?=s?$)"  # create, react, area
    r"|(?<=[dru])ie(?=nc|nt|t)|^scie|(?<=l)ie(?=n)|(?<=l)ui(?=d)"  # diet, experience, science, client, fluid
    r"|(?<![aeiouy])n't|(?<=[st])hms?$|sms?$"  # doesn't, rhythm, spasm
)
_UNRULY = {
    **{"aches": 1, "anyone": 3, "anywhere": 3, "cushion": 2, "diabetes": 4, "earlier": 3, "everyday": 3},
    **{"heavier": 3, "hernia": 3, "hernias": 3, "maybe": 2, "tongue": 1, "tongues": 1},
}


class TextMeasure(NamedTuple):
    """What a text is made of."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """The school year, counted as in the US; add five for the age. Below 0 for the plainest texts."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / max(1, self.sentences) + 11.8 * self.syllables / self.words - 15.59


def split_sentences(text: str) -> list[str]:
    """Split a text where a reader takes breath: after a colon too."""
    return _SENTENCE_END.split(text.strip())


def split_words(text: str) -> list[str]:
    return text.split()


def measure_text(text: str) -> TextMeasure:
    """Measure a text, without the medical words that stand in brackets to be said to a doctor."""
    plain = _BRACKETS.sub("", text)
    found = bare_words(plain)
    counted = sum(len(bare_words(sentence)) > _FEW_WORDS for sentence in split_sentences(plain))
    return TextMeasure(max(1, counted), len(found), sum(map(count_syllables, found)))


def join_measures(readings: Iterable[TextMeasure]) -> TextMeasure:
    """Measure texts as if they stood one after the other."""
    sums = [sum(column) for column in zip(*readings, strict=True)]
    return TextMeasure(*sums) if sums else TextMeasure(0, 0, 0)


@cache
def count_syllables(word: str) -> int:
    """Estimate the syllables of an English word; a number counts as one, an abbreviation as two."""
    if word.isupper():
        return min(2, len(word))
    parts = (part.removesuffix("'s") for part in _NO_LETTERS.split(word.lower().replace("\u2019", "'")))
    return max(1, sum(_count_spelled(part) for part in parts if part))


def _count_spelled(part: str) -> int:
    if part in _UNRULY:
        return _UNRULY[part]
    return max(1, len(_VOWELS.findall(part)) - len(_SILENT.findall(part)) + len(_APART.findall(part)))


def bare_words(text: str) -> list[str]:
    """Give the words without the signs around them."""
    return [bare for word in split_words(text) if (bare := _EDGES.sub("", word))]
