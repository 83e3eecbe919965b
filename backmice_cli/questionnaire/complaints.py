"""What is wrong with one value, in our words instead of pydantic's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel

from backmice_cli.questionnaire.condition import Bounds, Condition
from backmice_cli.questionnaire.expected import expected_at, may_be_missing
from backmice_cli.questionnaire.model import Choice, Question, Questionnaire
from backmice_cli.questionnaire.naming import part_name, shown
from backmice_cli.questionnaire.nodes import Path
from backmice_cli.questionnaire.suggest import hint_for, snake_case

Complaint = tuple[str, str, str | None]
"""Code, message and hint of a problem."""

FORMAT = "1"

_CONDITIONS: dict[str, Complaint] = {
    "empty-condition": ("empty-condition", "has an empty condition, which would always hold", "Fill it in."),
    "half-count": (
        "half-count",
        "has one of 'at_least' and 'of' only",
        "Write '{at_least: 2, of: [...]}', or a question before the number: '{age: {at_least: 40}}'.",
    ),
    "impossible-count": ("impossible-count", "asks for more conditions than 'of' has", "Lower 'at_least'."),
}

_NEEDED = (
    ("string", "wrong-shape", "text", "If it is one text, put it in quotes."),
    ("model", "wrong-shape", "keys with values", None),
    ("dict", "wrong-shape", "keys with values", "Write each entry under an id of its own."),
    ("tuple", "wrong-shape", "a list", "Start each entry with '- '."),
    ("bool", "not-true-or-false", "true or false", None),
    ("int", "not-a-number", "a whole number", None),
    ("float", "not-a-number", "a number", None),
    ("finite", "not-a-number", "a number", None),
    ("date", "not-a-date", "a date such as 2027-11-20", None),
)
"""Start of pydantic's error type, our code, what would be right, and a hint."""

_HINTS: dict[Any, str] = {
    Condition: "Write a question and its answer, such as '{lump: yes}'.",
    Bounds: "Write a bound, such as '{at_least: 2}'.",
    Question: "Start with 'ask: ...'.",
}


def complaint(error: Any, path: Path, value: Any, whole: type[BaseModel] = Questionnaire) -> Complaint:
    """Say why pydantic refused the value at `path`."""
    kind, part, expected = error["type"], part_name(path), expected_at(path, whole)
    if kind in _CONDITIONS:
        code, message, hint = _CONDITIONS[kind]
        return code, f"{part} {message}", hint
    if value == "" or kind in ("string_too_short", "too_short"):
        hint = "Fill it in, or remove it." if may_be_missing(path, whole) else "Fill it in."
        return "empty-value", f"{part} is empty", hint
    if kind == "literal_error":
        hint = hint_for(value, get_args(expected), "It can be", "or") if isinstance(value, str) else None
        return "unknown-word", f"{part} cannot be {shown(value)}", hint
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = f"least {error['ctx']['ge']:g}" if kind == "greater_than_equal" else f"most {error['ctx']['le']:g}"
        return "out-of-range", f"{part} needs to be at {limit}, not {shown(value)}", None
    for start, code, needed, hint in _NEEDED:
        if kind.startswith(start):
            return code, f"{part} needs {needed}, not {shown(value)}", _HINTS.get(expected, hint)
    return "wrong-shape", f"{part} cannot be {shown(value)}", None


def misplaced_field(field: str, choices: Sequence[str]) -> Complaint:
    """Say that a field of a choice stands among the `choices`, and below which it was probably meant to stand."""
    place = choices.index(field)
    owner = next((id for id in (*reversed(choices[:place]), *choices) if id not in Choice.model_fields), "yes")
    message = f"a choice cannot have the id '{field}', which is a field of a choice"
    return "reserved-id", message, f"Put it below its choice, such as '{owner}: {{label: ..., {field}: ...}}'."


def bad_id(id: str, *, is_choice: bool = False) -> Complaint:
    """Say what a good id looks like, and which one is near."""
    rule = "has small letters, digits and '_' only"
    rule = f"The id of a choice {rule}." if is_choice else f"An id starts with a letter and {rule}."
    if id != id.strip():
        return "bad-id", f"the id {shown(id)} has a space around it, inside the quotes", "Remove the space."
    good = snake_case(id)
    return "bad-id", f"{shown(id)} is not a good id", f"Did you mean '{good}'? {rule}" if good else rule
