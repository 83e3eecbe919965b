"""`hard-word`: a word that people do not meet in everyday English.

Short sentences are not enough: "Is there lymphadenopathy?" is one. A word is plain when it, or the word that it is made
from, stands at least once in a million words of English. A name in brackets behind the plain words for it is no hard
word, nor is a name with a capital letter inside a sentence. A word that must be said is explained under `terms`, in
words that are plain without any other term.

Bad:

    ask: Is there any induration?

Good:

    ask: Is there a hard place in the skin?

Also good, where the name has to be known:

    terms: {biopsy: a small sample taken out and looked at under a microscope}
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path as FilePath

from backmice_cli.author.check.wording.texts import Text
from backmice_cli.questionnaire.english import count_text
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Severity

FILE = FilePath(__file__).parent / "plain_words.txt"
"""One word a line, from wordfreq 3.1.1 by Robyn Speer, CC BY-SA 4.0; `tests/support/plain_words.py` makes it."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NAME_IN_BRACKETS = re.compile(r"(?<=\S\s)\([^().?!]{1,80}\)")
"""Behind the plain words for it, and no sentence of its own."""

_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:\"\u201c]\s*|\n\s*)$")
_ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e")),
    *(("less", ""), ("ful", ""), ("ly", ""), ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("y", ""), ("y", "e")),
    *(("iness", "y"), ("ness", ""), ("n't", "")),
)
"""What English puts behind a word, and what stood there before: nobody must learn `bulging` who knows `bulge`."""

_SHORTEST = 3
"""Letters; shorter words are known, or are letters of a name."""


def check(questionnaire: Questionnaire, texts: Sequence[Text]) -> Iterator[Finding]:
    terms = {_in_small_letters(word) for term in questionnaire.terms for word in _WORD.findall(term)}
    found: dict[str, list[Text]] = {}
    for text in texts:
        allowed = terms if text.kind != "term" else frozenset[str]()
        for word in dict.fromkeys(_words_judged(text.text)):
            if word not in allowed and not is_plain(word) and allowed.isdisjoint(bases_of(word)):
                found.setdefault(word, []).append(text)
    for word, places in found.items():
        first, more = places[0], len(places) - 1
        also = f", here and in {count_text(more, 'more text')}" if more else ""
        message = f"'{word}' is no everyday word{also}"
        hint = "Say it in plain words, or explain it under 'terms'."
        yield Finding(first.path, "hard-word", message, hint, Severity.WARNING, words=word)


@cache
def is_plain(word: str) -> bool:
    """Tell whether people know this word, in small letters, or the one that it is made from; without its accents."""
    word = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    return any(len(part) < _SHORTEST or part in _plain_words() for part in (word, *bases_of(word)))


def bases_of(word: str) -> Iterator[str]:
    """Yield what a word may be made from."""
    if "'" in word:
        yield word.partition("'")[0]
    for ending, before in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(before) >= _SHORTEST:
            base = word.removesuffix(ending) + before
            yield base
            if ending in ("ed", "ing", "er", "est", "y") and not before and base[-1:] == base[-2:-1]:
                yield base[:-1]  # `stopped`


def _words_judged(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters, without names."""
    plain = _NAME_IN_BRACKETS.sub(lambda found: " " * len(found[0]), text)
    for found in _WORD.finditer(plain):
        if found[0].islower() or _BEGINS_SENTENCE.search(plain[: found.start()]):
            yield _in_small_letters(found[0])


def _in_small_letters(word: str) -> str:
    return word.casefold().replace("\u2019", "'").removesuffix("'s")


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(FILE.read_text(encoding="utf-8").split())
