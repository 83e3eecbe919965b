"""How one part of a questionnaire names another: by its words for a person, shortened."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from backmice_cli.errors import BackmiceError
from backmice_cli.questionnaire.english import join_words
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.suggest import did_you_mean
from backmice_cli.renderers.published import Published

LONGEST_WORDS = 60
"""Letters of a text that only reminds of what its id names."""


class LinkedLine(Published, frozen=True):
    """One line of a nested text."""

    depth: int
    words: str


def as_line(line: LinkedLine | str) -> LinkedLine:
    """Give a line; a bare text is one of no depth."""
    return line if isinstance(line, LinkedLine) else LinkedLine(depth=0, words=line)


def words_of(questionnaire: Questionnaire, kind: str, id: str) -> str:
    """Give the words that name a part; a sign has none."""
    match kind:
        case "question":
            return questionnaire.outline[id].question.ask
        case "red flag":
            return questionnaire.red_flags[id].warn
        case "level":
            return questionnaire.levels[id].headline
        case "possibility":
            return questionnaire.possibilities[id].name
        case "advice":
            return questionnaire.advice[id].text
        case "baseline":
            return questionnaire.baseline[int(id) - 1].because or ""
    return ""


def shorten_text(text: str, most: int = LONGEST_WORDS) -> str:
    """Cut a long text after a word."""
    if len(text) <= most:
        return text
    return text[: most - 3].rsplit(maxsplit=1)[0].rstrip(" ,.;:") + "..."


Named = Literal["question", "choice", "section", "sign", "red flag", "level", "possibility", "advice", "source"]
"""What may have an id of its own; a choice is named `question.choice`."""


_LIST = "List the questions with: backmice tree{} --all"


def kinds_of(questionnaire: Questionnaire, id: str, among: Sequence[Named], file: Path | None) -> list[Named]:
    """Tell what this id names, in the order of `among`.

    Raises BackmiceError, with the nearest id, when it names none of them.

    Args:
        file: the questionnaire as on the command line; None for the one that ships.
    """
    spaces = ids_by_kind(questionnaire)
    found = [kind for kind in among if id in spaces[kind]]
    if not found:
        known = [known for kind in among for known in spaces[kind] if kind != "choice" or "." in id]
        hint = did_you_mean(id, known) or _LIST.format(f" {shlex.quote(str(file))}" if file is not None else "")
        raise BackmiceError(f"no {join_words(among, 'or')} has the id '{id}'", hint)
    return found


def ids_by_kind(questionnaire: Questionnaire) -> Mapping[Named, Sequence[str]]:
    """All ids, in the order of the file."""
    outline = questionnaire.outline
    return {
        "question": [entry.id for entry in outline],
        "choice": [f"{entry.id}.{choice}" for entry in outline for choice in entry.question.choices],
        "section": list(questionnaire.sections),
        "sign": list(questionnaire.signs),
        "red flag": list(questionnaire.red_flags),
        "level": list(questionnaire.levels),
        "possibility": list(questionnaire.possibilities),
        "advice": list(questionnaire.advice),
        "source": list(questionnaire.sources),
    }
