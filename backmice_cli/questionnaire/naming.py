"""Parts of a questionnaire in the author's words: `choice 'yes' of question 'lump'` instead of a path."""

from __future__ import annotations

from typing import Any

from backmice_cli.questionnaire.problem import Path

_ENTRIES = {
    "regions": "region",
    "levels": "level",
    "signs": "sign",
    "red_flags": "red flag",
    "possibilities": "possibility",
    "advice": "advice",
    "sources": "source",
}
_LONGEST = 40

WHOLE = "the questionnaire"


def owner_of(path: Path) -> tuple[str, Path]:
    """Name the smallest named part that `path` leads into, and give the rest of the path inside it."""
    match path:
        case ("sections", str() as section, "questions", str() as question, *rest):
            return _question_name(question, f"section '{section}'", tuple(rest))
        case ("sections", str() as section, *rest):
            return f"section '{section}'", tuple(rest)
        case (str() as table, str() as id, *rest) if table in _ENTRIES:
            return f"{_ENTRIES[table]} '{id}'", tuple(rest)
        case ("baseline" | "accepted" | "never_together" as table, int() as place, *rest):
            return f"entry {place + 1} of '{table}'", tuple(rest)
        case ("cases", int() as place, *rest):
            return f"case {place + 1}", tuple(rest)
        case ("answers", str() as question, *rest):
            return f"question '{question}'", tuple(rest)
        case ("limits", str() as table, str() as id, *rest) if table in _ENTRIES:
            return f"the limit of {_ENTRIES[table]} '{id}'", tuple(rest)
        case ("listing" | "review" | "budget" | "come_back_sooner" | "doctor_page" as table, str() as key, *rest):
            return f"'{table}'", (key, *rest)
    return WHOLE, path


def _question_name(id: str, section: str, rest: Path) -> tuple[str, Path]:
    match rest:
        case ("choices", str(), "then", str() as follow_up, *inner):
            return _question_name(follow_up, section, tuple(inner))
        case ("choices", str() as choice, *inner):
            return f"choice '{choice}' of question '{id}'", tuple(inner)
    return f"question '{id}'", rest


def owner_name(path: Path) -> str:
    return owner_of(path)[0]


def part_name(path: Path) -> str:
    """Name exactly the part at `path`: `'steps' of level 'urgent'`."""
    owner, rest = owner_of(path)
    entry = ""
    if rest and isinstance(rest[-1], int):
        entry, rest = f"entry {rest[-1] + 1} of ", rest[:-1]
    if not rest:
        return f"{entry}{owner}"
    return f"{entry}'{rest[-1]}'" if owner == WHOLE else f"{entry}'{rest[-1]}' of {owner}"


def value_text(value: Any) -> str:
    """Show what the author wrote, short enough for a message."""
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    text = " ".join(str(value).split())
    return f"'{text if len(text) <= _LONGEST else text[: _LONGEST - 3] + '...'}'"
