"""Shell completion of scripted answers: question ids first, then that question's values."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

from backmice_cli.errors import FileError
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path

_SPLIT = "_BACKMICE_SPLIT_AT_EQUALS"


def join_split_words(environment: MutableMapping[str, str]) -> None:
    """Undo what bash does to the word being completed: it splits `fever=me` at '=' into three."""
    words = environment.get("COMP_WORDS", "")
    place = environment.get("COMP_CWORD", "")
    found = re.search(r"(?<=\s)([a-z0-9_]+)\s=(?:\s(\S*))?$", words.rstrip("\n"))
    if "_BACKMICE_COMPLETE" in environment and found and place.isdigit():
        environment["COMP_WORDS"] = f"{words[: found.start()]}{found[1]}={found[2] or ''}"
        environment["COMP_CWORD"] = str(int(place) - (1 if found[2] is None else 2))
        environment[_SPLIT] = "1"


def complete_answer(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield what may follow `--answer`, each with its words; nothing when the questionnaire is broken."""
    path = ctx.params.get("questions") or shipped_questionnaire_path()
    try:
        questionnaire = read_questionnaire(Path(path)).questionnaire
    except FileError:
        return
    if questionnaire is None:
        return
    id, equals, value = incomplete.partition("=")
    if not equals:
        yield from ((f"{e.id}=", e.question.ask) for e in questionnaire.outline if e.id.startswith(id))
    elif id in questionnaire.outline:
        prefix = "" if _SPLIT in os.environ else f"{id}="
        *chosen, last = value.split(",")
        before = "".join(f"{choice}," for choice in chosen)
        for choice_id, choice in questionnaire.outline[id].question.choices.items():
            if choice_id.startswith(last) and choice_id not in chosen:
                yield f"{prefix}{before}{choice_id}", choice.label
