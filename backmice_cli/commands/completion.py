"""Shell completion of scripted answers: question ids first, then that question's values.

Runs inside the shell's completion of a half-typed command: quick, and silent whatever is wrong. Every start imports
this, so that questionnaires are loaded only to complete one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backmice_cli.errors import FileError

if TYPE_CHECKING:
    from backmice_cli.questionnaire.model import Question, Questionnaire

_ID = "_BACKMICE_ANSWER_ID"
"""The question whose value is being completed, when bash has split `id=value`."""


def join_split_words(environment: MutableMapping[str, str]) -> None:
    """Undo what bash does to a command being completed: it splits `--answer=fever=me` at every '=' into words.

    Bash replaces only what follows the last '=', and typer drops candidates that do not begin with the word being
    completed: so the value stays a word, and the id is set aside for `complete_answer`.
    """
    words = environment.get("COMP_WORDS", "").split("\n")
    place = environment.get("COMP_CWORD", "")
    if "_BACKMICE_COMPLETE" not in environment or not place.isdigit() or not 0 < int(place) < len(words):
        return
    before, value = words[: int(place)], words[int(place)]
    if value == "=":
        before, value = [*before, "="], ""
    elif not value:  # `fever= `: a word of its own has been begun
        return
    if len(before) > 2 and before[-1] == "=" and not before[-2].startswith("-"):
        environment[_ID] = before[-2]
        before = before[:-2]
    if len(before) > 2 and before[-1] == "=" and before[-2].startswith("--"):
        before = before[:-1]
    environment["COMP_WORDS"] = "\n".join([*before, value])
    environment["COMP_CWORD"] = str(len(before))


def complete_answer(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield what may follow `--answer`, each with its words; nothing when the questionnaire is broken."""
    questionnaire = questionnaire_at(ctx.params.get("questions"))
    if questionnaire is None:
        return
    outline = questionnaire.outline
    id, equals, value = incomplete.partition("=")
    if _ID in os.environ:
        if os.environ[_ID] in outline:
            yield from _value_candidates(outline[os.environ[_ID]].question, incomplete)
    elif equals:
        if id in outline:
            yield from _answer_candidates(id, outline[id].question, value)
    else:
        found = [entry for entry in outline if entry.id.startswith(id)]
        yield from ((f"{entry.id}=", entry.question.ask) for entry in found if len(found) > 1)
        if len(found) == 1:
            yield from _answer_candidates(found[0].id, found[0].question, "")


def questionnaire_at(path: Any) -> Questionnaire | None:
    """Read the questionnaire that the command line names, or the one that ships; None for one that is broken."""
    from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path

    try:
        return read_questionnaire(Path(path).expanduser() if path else shipped_questionnaire_path()).questionnaire
    except FileError:
        return None


def _answer_candidates(id: str, question: Question, value: str) -> Iterator[tuple[str, str]]:
    """Yield whole answers. More than one makes bash stop at the '=', where a single `id=` would get a space."""
    yield from ((f"{id}={choice}", label) for choice, label in _value_candidates(question, value))
    if not question.choices:
        yield f"{id}={value}", question.ask


def _value_candidates(question: Question, value: str) -> Iterator[tuple[str, str]]:
    """Yield the choices that go on from what was typed: behind a comma, those that may stand with the others."""
    *chosen, last = value.split(",")
    if chosen and question.kind != "many":
        return
    before = "".join(f"{choice}," for choice in chosen)
    for id, choice in question.choices.items():
        if id.startswith(last) and id not in chosen and not (chosen and choice.exclusive):
            yield f"{before}{id}", choice.label
