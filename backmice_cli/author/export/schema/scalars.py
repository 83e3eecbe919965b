"""What may be written where the loader wants text, a number, true or false, or a day.

The loader reads every value as text and types it by its key. An editor types first: `16`, `1.10` and `yes` reach a
schema as numbers or as true, an empty value as null. So each of these takes the text and whatever YAML makes of it.
What two texts become the same for YAML (`1` and `1.0`, null and no value) the schema cannot tell apart.
"""

from __future__ import annotations

from backmice_cli.author.export.schema import Schema
from backmice_cli.questionnaire.shapes import DECIMAL, FALSE, TRUE, WHOLE

_LARGEST = 1e99


def _any_case(words: tuple[str, ...]) -> str:
    """Make a pattern for words in small or capital letters; JSON Schema has no flag for it."""
    letters = (f"[{letter.upper()}{letter}]" if letter.isalpha() else letter for letter in "|".join(words))
    return f"^(?:{''.join(letters)})$"


def refuse_values(what: Schema, message: str, *, never: str) -> Schema:
    """Refuse values that fit `what`, none of which is of the type `never`.

    `not` would be shorter, but for it editors have no message of ours.
    """
    return {"if": what, "then": {"type": never, "errorMessage": message}}


def text_schema(*others: str) -> Schema:
    """Make the schema of text, in whose place `others` may stand."""
    not_empty = {"pattern": r"\S", "patternErrorMessage": "This is empty. Fill it in."}
    return _text_or({"type": ["string", "number", *others], **not_empty}, "null")


def name_schema(*others: str) -> Schema:
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
    "pattern": rf"^\s*{DECIMAL}\s*$",
    "errorMessage": "Write a number.",
}

FLAG: Schema = {
    "type": ["boolean", "integer", "string"],
    "minimum": 0,
    "maximum": 1,
    "pattern": _any_case((*TRUE, *FALSE)),
    "errorMessage": "Write true or false.",
}

SET: Schema = {"anyOf": [{"enum": [True, 1]}, {"type": "string", "pattern": _any_case(TRUE)}]}
"""A flag that says true."""

DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "errorMessage": "Write a date such as 2027-11-20.",
}


_RANGES: dict[tuple[float | None, float | None], str] = {
    (1, None): "[1-9][0-9]*",
    (1, 2): "[12]",
    (1800, 2200): "1[89][0-9]{2}|2[01][0-9]{2}|2200",
}
"""The ranges of whole numbers that a file may hold, for the same numbers as text: a schema cannot compare texts."""


def whole_number(least: float | None, most: float | None) -> Schema:
    """Make the schema of a whole number in one of the ranges above, or of any."""
    message = f"Write a whole number from {least}{f' to {most}' if most is not None else ' up'}."
    limits = {name: limit for name, limit in {"minimum": least, "maximum": most}.items() if limit is not None}
    digits = rf"\+?0*(?:{_RANGES[least, most]})(?:\.0+)?" if limits else WHOLE
    return {
        "type": ["integer", "string"],
        **limits,
        "pattern": rf"^\s*{digits}\s*$",
        "errorMessage": message if limits else "Write a whole number.",
    }
