"""What has changed since the last interview, as sentences and in one line. Knows no form, no console."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from backmice_cli.questionnaire.english import count_text
from backmice_cli.renderers.relative_time import JUST_NOW

LONGEST_NEWS = 100
"""Characters of the line. It stands in the short answer, which is to fit one screen."""

FEWEST_SHARED = 2
"""How many words two sentences must begin with alike, so that the rest of the earlier one is understood alone."""


@dataclass(frozen=True)
class Since:
    """What has changed since the last interview."""

    when: str
    """As '5 weeks ago'."""
    changes: tuple[tuple[str, str], ...]
    """What was answered then, and now."""
    more: int = 0
    """How many changes are left out."""

    @property
    def line(self) -> str:
        """The first change in one line, and how many more there are."""
        since = "Since your last interview" if self.when == JUST_NOW else f"Since {self.when}"
        if not self.changes:
            return f"{since}: the same answers."
        others = len(self.changes) - 1 + self.more
        end = f"; and {count_text(others, 'more change')}." if others else "."
        room = LONGEST_NEWS - len(f"{since}: {end}")
        return f"{since}: {_first_fitting(list(_ways_to_tell(*self.changes[0])), room)}{end}"


def _first_fitting(ways: list[str], room: int) -> str:
    """The first of these that fits; else the last one, cut between words."""
    shortest = ways[-1]
    cut = f"{shortest[: max(0, room - 3)].rpartition(' ')[0].rstrip(',;:')}..."
    return next((way for way in ways if len(way) <= room), cut)


def _ways_to_tell(then: str, now: str) -> Iterator[str]:
    """Say the change within a sentence, from all that there is to say to the least."""
    before, after = _split_sentences(then), _split_sentences(now)
    came = [sentence for sentence in after if sentence not in before]
    if not came:
        gone = next((sentence for sentence in before if sentence not in after), before[0])
        yield f"no longer so: {_in_mid_sentence(gone)}"
        yield f"no longer so: {_in_mid_sentence(_without_last_brackets(gone))}"
        return
    told = came[0]
    if len(before) == len(after) == 1:
        was = _end_that_differs(_without_last_brackets(before[0]), _without_last_brackets(told))
        if was:
            yield f"{_in_mid_sentence(_without_last_brackets(told))} (before: {was})"
    yield _in_mid_sentence(told)
    yield _in_mid_sentence(_without_last_brackets(told))


def _split_sentences(text: str) -> list[str]:
    return [sentence.removesuffix(".") for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)]


def _without_last_brackets(sentence: str) -> str:
    """The sentence without the brackets at its end: `It is like a pea (up to 1 cm)` says enough without."""
    return re.sub(r"\s*\([^()]*\)$", "", sentence)


def _end_that_differs(earlier: str, later: str) -> str:
    """What the earlier sentence says after the words with which both begin; nothing when these are too few."""
    words = earlier.split()
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(words, later.split(), strict=False))))
    if alike < FEWEST_SHARED:
        return ""
    article = words[alike - 1] in ("a", "an", "the")
    return " ".join(words[alike - article :]) if alike < len(words) else ""


def _in_mid_sentence(sentence: str) -> str:
    """The sentence as it stands after a colon; a name in capitals stays as it is."""
    begins_as_word = sentence[:2].istitle() or sentence.startswith("A ")
    return sentence[:1].lower() + sentence[1:] if begins_as_word and not sentence.startswith("I ") else sentence
