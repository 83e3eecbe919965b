"""The nearest known name, for 'did you mean'. Knows nothing of questionnaires."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from backmice_cli.questionnaire.english import joined

_FEW = 8
"""So many names can be listed in a message, and a distant guess among them is still a help."""

_LONG = 80
"""Nobody mistypes a longer name by a letter, and comparing takes time with the square of the length."""


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Find the known name that `name` is probably a slip of; the first of equals, None when all are far.

    Capital letters count as small ones.
    """
    if len(name) > _LONG:
        return None
    names = [other for other in known if other != name and len(other) <= _LONG]
    best, best_distance = None, _reach(name) + 1
    for other in names:
        if abs(len(other) - len(name)) < best_distance:
            distance = _distance(name.lower(), other.lower(), best_distance)
            if distance < best_distance:
                best, best_distance = other, distance
    return best


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    nearest = nearest_name(name, known)
    return None if nearest is None else f"Did you mean '{nearest}'?"


def hint_for(name: str, known: Sequence[str], otherwise: str, last: str = "and") -> str | None:
    """Say what was probably meant; among few names take a more distant guess, or list them after `otherwise`."""
    nearest = nearest_name(name, known)
    if nearest is None and 0 < len(known) <= _FEW:
        nearest = _distant_name(name, known)
        if nearest is None:
            return f"{otherwise} {listed(known, last)}."
    return None if nearest is None else f"Did you mean '{nearest}'?"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names in single quotes: `'a', 'b' and 'c'`."""
    return joined([f"'{name}'" for name in names], last)


def snake_case(text: str) -> str | None:
    """Turn `text` into a good id; None when no letter is left to start it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", plain)
    id = re.sub(r"[^a-z0-9]+", "_", spaced.lower()).strip("_")
    return id if id[:1].isalpha() else None


def _reach(name: str) -> int:
    return max(1, len(name) * 2 // 5)


def _distant_name(name: str, names: Sequence[str]) -> str | None:
    """Take the one name that starts or ends alike and shares nearly half of its letters: 'large' for 'huge'."""
    near = [
        other
        for other in names
        if (other[:2] == name[:2] or other[-2:] == name[-2:])
        and max(len(name), len(other)) <= _LONG
        and _distance(name, other, _LONG) * 5 <= max(len(name), len(other)) * 3
    ]
    return near[0] if len(near) == 1 and len(name) > 2 else None


def _distance(a: str, b: str, limit: int) -> int:
    """Count inserted, left out, replaced and swapped letters, up to `limit`.

    One letter of difference costs at most two different letters in the sets below, which spares the table for most.
    """
    if len(set(a) ^ set(b)) > 2 * limit:
        return limit
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
    return row[-1]
