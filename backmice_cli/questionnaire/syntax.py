"""What is wrong with text that is not YAML, in an author's words instead of a parser's."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Mark(Protocol):
    """A place as PyYAML gives it; line, column and index count from 0."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Mistake(NamedTuple):
    """Why the text cannot be read. `mark` is None for the start of the file."""

    mark: Mark | None
    code: str
    message: str
    hint: str


_QUOTE = "Put the text in quotes."
_COLON = "Put a text that has ': ' in it in quotes, or check the indentation and the line above."
_NEIGHBOURS = "Check the indentation and the quotes here and on the line above."

_EXPLAINED = (
    ("while scanning a quoted scalar: found unexpected", "the quote that opens here is never closed", "Close it."),
    ("',' or ']'", "the list that opens with '[' on line {line} needs ',' or ']' here", "Close it, or quote texts."),
    ("',' or '}'", "what opens with '{{' on line {line} needs ',' or '}}' here", "Close it, or quote texts."),
    ("node content", "a value is missing before '{character}'", "Remove it, or put the text in quotes."),
    ("tab character", "a tab cannot indent a line", "Use spaces."),
    ("cannot start any token", "a text cannot start with '{character}'", _QUOTE),
    ("alias: ", "a text cannot start with '*'", _QUOTE),
    ("anchor: ", "a text cannot start with '&'", _QUOTE),
    ("undefined alias", "a text cannot start with '*'", _QUOTE),
    ("second occurrence", "this name after '&' stands twice", "Rename one of the two."),
    ("values are not allowed", "unexpected ':'", _COLON),
    ("keys are not allowed", "unexpected '?'", "Put the text in quotes."),
    ("entries are not allowed", "unexpected '-'", "Start a list on a line of its own, or put the text in quotes."),
    ("expected ':'", "a ':' is missing after this", "Write 'key: value'; a text that goes on is indented more."),
    ("while scanning a block scalar", "no text may follow '|' or '>' on the same line", "Start it on the next line."),
    ("escape", "this is not one of the signs that may follow '\\' in double quotes", "Write '\\\\' for a backslash."),
    ("hexa", "this is not one of the signs that may follow '\\' in double quotes", "Write '\\\\' for a backslash."),
    ("tag", "a text cannot start with '!'", _QUOTE),
    ("directive", "a line cannot start with '%'", _QUOTE),
    ("incompatible", "a line cannot start with '%YAML' and another version than 1.1", "Remove the line."),
    ("expected", "this does not fit what stands above it", _NEIGHBOURS),
)
"""Part of what the parser says, what that means, and what to do. The first that fits counts."""

_AT_THE_START = ("while scanning a quoted scalar: found unexpected", "expected ':'", "alias: ", "anchor: ")
"""Here the place where the part begins tells more than the place where the parser gave up."""


def explain_parser_error(error: Exception, text: str) -> Mistake:
    """Say what a parser's error means. Takes any exception of PyYAML, of either loader."""
    said = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or ''}"
    mark: Mark | None = getattr(error, "problem_mark", None)
    start: Mark | None = getattr(error, "context_mark", None)
    if "another document" in said:
        message = "a second document starts here; a questionnaire is one document"
        return Mistake(mark, "second-document", message, "Remove '---', or put the rest into another file.")
    character = text[mark.index : mark.index + 1] if mark is not None else ""
    if character == "\t" and "any token" in said:
        said = "tab character"
    for part, message, hint in _EXPLAINED:
        if part in said:
            line = start.line + 1 if start is not None else 1
            shown = message.format(line=line, character=character.strip() or "the end of the line")
            return Mistake(start if part in _AT_THE_START and start is not None else mark, "not-yaml", shown, hint)
    return Mistake(mark, "not-yaml", "this cannot be read", _NEIGHBOURS)
