"""What may be written where the loader wants text, a number, true or false, or a day.

The loader reads every value as text and types it by its key. An editor types first: `16`, `1.10` and `yes` reach a
schema as numbers or as true, an empty value as null. So each of these takes the text and whatever YAML makes of it.
What two texts become the same for YAML (`1` and `1.0`, null and no value) the schema cannot tell apart.
"""

from __future__ import annotations

from backmice_cli.renderers.schema import Schema

_TRUE = ("true", "t", "yes", "y", "on", "1")
_FALSE = ("false", "f", "no", "n", "off", "0")
_DIGITS = r"[0-9]+(?:_[0-9]+)*"
_FRACTION = r"(?:\.0+)?"
_DECIMAL = rf"(?:{_DIGITS}(?:\.(?:{_DIGITS})?)?|\.{_DIGITS})(?:[eE][+-]?[0-9]{{1,2}})?"
_LARGEST = 1e99


def _any_case(words: tuple[str, ...]) -> str:
    """Make a pattern for words in small or capital letters; JSON Schema has no flag for it."""
    letters = (f"[{letter.upper()}{letter}]" if letter.isalpha() else letter for letter in "|".join(words))
    return f"^(?:{''.join(letters)})$"


def refused(what: Schema, message: str, *, never: str) -> Schema:
    """Refuse values that fit `what`, none of which is of the type `never`.

    `not` would be shorter, but for it editors have no message of ours.
    """
    return {"if": what, "then": {"type": never, "errorMessage": message}}


def text(*others: str) -> Schema:
    """Make the schema of text, in whose place `others` may stand."""
    not_empty = {"pattern": r"\S", "patternErrorMessage": "This is empty. Fill it in."}
    return _text_or({"type": ["string", "number", *others], **not_empty}, "null")


def name(*others: str) -> Schema:
    """Make the schema of a name of something else in the file, in whose place `others` may stand.

    The loader lets it be empty, and then finds nothing of that name.
    """
    return _text_or({"type": ["string", "number", *others]})


def _text_or(text: Schema, *refused: str) -> Schema:
    """Let true, false and null through by what they are not: editors offer them wherever a schema names their type."""
    others = {"not": {"type": ["string", "number", "object", "array", *refused]}}
    return {"anyOf": [{**text, "errorMessage": "Write text here."}, others]}


NUMBER: Schema = {
    "type": ["number", "string"],
    "minimum": -_LARGEST,
    "maximum": _LARGEST,
    "pattern": rf"^\s*[+-]?{_DECIMAL}\s*$",
    "errorMessage": "Write a number.",
}

FLAG: Schema = {
    "type": ["boolean", "integer", "string"],
    "minimum": 0,
    "maximum": 1,
    "pattern": _any_case((*_TRUE, *_FALSE)),
    "errorMessage": "Write true or false.",
}

SET: Schema = {"anyOf": [{"enum": [True, 1]}, {"type": "string", "pattern": _any_case(_TRUE)}]}
"""A flag that says true."""

DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "errorMessage": "Write a date such as 2027-11-20.",
}


def whole_number(least: int | None, most: int | None) -> Schema:
    """Make the schema of a whole number in a range, for numbers and for the same numbers as text."""
    if least is None:
        digits, message = f"[+-]?{_DIGITS}", "Write a whole number."
    else:
        digits = rf"\+?0*(?:{_from(least, most)})"
        message = f"Write a whole number from {least}{f' to {most}' if most is not None else ' up'}."
    limits = {"minimum": least, "maximum": most}
    return {
        "type": ["integer", "string"],
        **{name: limit for name, limit in limits.items() if limit is not None},
        "pattern": rf"^\s*{digits}{_FRACTION}\s*$",
        "errorMessage": message,
    }


def _from(least: int, most: int | None) -> str:
    """Make a pattern for the whole numbers from `least`, which is more than 0, to `most`, without leading zeros."""
    low = str(least)
    if most is None:
        return f"{_between(low, '9' * len(low))}|[1-9][0-9]{{{len(low)},}}"
    parts, high = [], str(most)
    while len(low) < len(high):
        parts.append(_between(low, "9" * len(low)))
        low = "1" + "0" * len(low)
    return "|".join([*parts, _between(low, high)])


def _between(low: str, high: str) -> str:
    """Make a pattern for the numbers between two of the same length."""
    if not low:
        return ""
    rest = len(low) - 1
    if low[1:] == "0" * rest and high[1:] == "9" * rest:
        first = low[0] if low[0] == high[0] else f"[{low[0]}-{high[0]}]"
        return first + "[0-9]" * rest
    if low[0] == high[0]:
        return low[0] + _between(low[1:], high[1:])
    parts = [low[0] + _between(low[1:], "9" * rest)]
    if int(high[0]) - int(low[0]) > 1:
        parts.append(f"[{int(low[0]) + 1}-{int(high[0]) - 1}]" + "[0-9]" * rest)
    parts.append(high[0] + _between("0" * rest, high[1:]))
    return f"(?:{'|'.join(parts)})"
