"""What a file's name says about the form of what is written into it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from backmice_cli.errors import AnswerError

Form = TypeVar("Form")


def form_by_ending(output: Path | None, endings: Mapping[str, Form], without: Form) -> Form:
    """The form that belongs to the longest ending that fits; `without` one, or without a file, another.

    Raises AnswerError for an ending that is not known.
    """
    if output is None:
        return without
    name = output.name.casefold()
    fitting = [ending for ending in endings if name.endswith(ending)]
    if not fitting:
        if not output.suffix:
            return without
        message = f"no format ends in '{output.suffix.casefold()}'"
        raise AnswerError(message, f"Endings: {', '.join(endings)}. Or name one with --format.")
    return endings[max(fitting, key=len)]
