"""Words that several forms of the result say alike, and text made fit for one line. Knows no form, no console."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from backmice_cli.questionnaire.characters import TURNS_WRITING

if TYPE_CHECKING:
    from backmice_cli.questionnaire.model import Review
    from backmice_cli.renderers.result import Result

MOST_TO_SAY = 5
"""Sentences to say on the phone: they must be taken in at a glance, and all of them stand further down."""


def action_to_take(result: Result) -> str:
    level = result.level
    action = level.headline if contains_words(level.headline, level.label) else f"{level.label}: {level.headline}"
    return f"At least: {action}" if result.caution is not None else action


def words_for_phone(result: Result) -> list[str]:
    """What to say on the phone, by the red flags at the level."""
    words = [flag.say for flag in result.red_flags if flag.level == result.level.id and flag.say is not None]
    return words[:MOST_TO_SAY]


def review_state(review: Review) -> str:
    if review.status == "unreviewed":
        state = "No doctor or nurse has checked this questionnaire yet."
    else:
        by = f" by {review.by}" if review.by else ""
        on = f" on {review.date.isoformat()}" if review.date else ""
        state = f"This questionnaire has been checked{by}{on}."
    return f"{state} {review.note}" if review.note else state


def contains_words(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words.strip(' .'))}\b", text, re.IGNORECASE) is not None


def with_full_stop(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":", '"')) else f"{text}."


def with_colon(text: str) -> str:
    """The text with a colon, unless it ends in a mark already."""
    return text if text.endswith((":", "?", ".", "!")) else f"{text}:"


def with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def with_small_letter(text: str) -> str:
    """The text in mid-sentence; a word in capitals, such as a name in letters, stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, such as a medical name."""
    return re.sub(r"\s*\([^)]*\)", "", text)


def in_quotes(words: str) -> str:
    return '"' + words.strip('" ') + '"'


def one_line(text: str) -> str:
    """The text without line breaks, and without what would steer a terminal or turn writing around."""
    shown = (
        letter
        for letter in text
        if letter.isspace() or (unicodedata.category(letter) != "Cc" and letter not in TURNS_WRITING)
    )
    return " ".join("".join(shown).split())
