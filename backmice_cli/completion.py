"""Shell completion of scripted answers: question ids first, then that question's values."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

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
    raise NotImplementedError(ctx, incomplete, Path)
