"""Counts and lists as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def count_text(count: int, word: str) -> str:
    """Say how many: `1 question`, `2 questions`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def join_words(words: Sequence[str], last: str) -> str:
    """Join as in a sentence: `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
