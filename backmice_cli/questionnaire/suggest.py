"""The nearest known name, for 'did you mean'. Knows nothing of questionnaires."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from backmice_cli.questionnaire.english import join_words

_FEW = 8
"""So many names can be listed in a message, and a distant guess among them is still a help."""

_LONG = 80
"""Nobody mistypes a longer name by a letter, and comparing takes time with the square of the length."""

_NEAR = 0.6
"""Share of letters that a slip leaves in their order; `difflib` calls it a good match too."""

_DISTANT = 0.4
"""The same for a guess among few names."""


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Find the known name that `name` is probably a slip of; the first of equals, None when all are far.

    Capital letters count as small ones.
    """
    if len(name) > _LONG:
        return None
    best, most = None, _NEAR
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name.lower())  # the sequence that is taken apart once
    for other in known:
        if other == name or len(other) > _LONG:
            continue
        matcher.set_seq1(other.lower())
        if matcher.real_quick_ratio() < most or matcher.quick_ratio() < most:  # bounds that cost little
            continue
        likeness = matcher.ratio()
        if likeness > most or (best is None and likeness == most):
            best, most = other, likeness
    return best


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    nearest = nearest_name(name, known)
    return None if nearest is None else suggestion_text(nearest)


def suggestion_text(name: str) -> str:
    """Ask whether this was meant, in the same words everywhere."""
    return f"Did you mean '{name}'?"


def hint_for(name: str, known: Sequence[str], otherwise: str, last: str = "and") -> str | None:
    """Say what was probably meant; among few names take a more distant guess, or list them after `otherwise`."""
    nearest = nearest_name(name, known)
    if nearest is None and 0 < len(known) <= _FEW:
        nearest = _distant_name(name, known)
        if nearest is None:
            return f"{otherwise} {join_quoted(known, last)}."
    return None if nearest is None else suggestion_text(nearest)


def join_quoted(names: Sequence[str], last: str = "and") -> str:
    """Join names in single quotes: `'a', 'b' and 'c'`."""
    return join_words([f"'{name}'" for name in names], last)


def snake_case(text: str) -> str | None:
    """Turn `text` into a good id; None when no letter is left to start it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", plain)
    id = re.sub(r"[^a-z0-9]+", "_", spaced.lower()).strip("_")
    return id if id[:1].isalpha() else None


def _distant_name(name: str, names: Sequence[str]) -> str | None:
    """Take the one name that starts or ends alike and shares nearly half of its letters: 'large' for 'huge'."""
    near = [
        other
        for other in names
        if (other[:2] == name[:2] or other[-2:] == name[-2:])
        and max(len(name), len(other)) <= _LONG
        and SequenceMatcher(None, other, name, autojunk=False).ratio() >= _DISTANT
    ]
    return near[0] if len(near) == 1 and len(name) > 2 else None
