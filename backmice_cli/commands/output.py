"""Where the result goes: terminal, standard output or file, each in its form. Imports a renderer when it is chosen."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from backmice_cli.commands.options import Format, TriageOptions, is_plain
from backmice_cli.errors import AnswerError, FileError
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.result import Result

if TYPE_CHECKING:
    from rich.console import Console

    from backmice_cli.renderers.text import Since


def refuse_unwritable(options: TriageOptions) -> None:
    """Raise FileError or AnswerError before the interview when its result could not be written afterwards."""
    if options.output is None:
        return
    format_of(options)
    refuse_unwritable_file(options.output, options.force)


def refuse_unwritable_file(path: Path, force: bool) -> None:
    """Raise FileError where `write_privately` could not write, or would replace a file and must not."""
    target = _target(path)
    if target.is_dir():
        raise FileError(str(path), "this is a folder", "Name a file in it.")
    if target.exists() and not target.is_file():
        raise FileError(str(path), "this is not an ordinary file", "Leave -o out, and use '>' instead.")
    if target.exists() and not force:
        raise FileError(str(path), "the file exists", "Add --force to replace it.")
    if not target.parent.is_dir():
        raise FileError(str(path), "its folder does not exist")
    if not os.access(target.parent, os.W_OK):
        raise FileError(str(path), "its folder cannot be written to")


def _target(path: Path) -> Path:
    """The file that a path leads to, through links.

    Raises FileError where it leads nowhere.
    """
    try:
        target = path.resolve()
        target.exists()
    except (OSError, RuntimeError) as error:  # a name too long, a folder that is gone, links in a circle
        raise FileError(str(path), f"it cannot be written ({getattr(error, 'strerror', None) or error})") from error
    return target


def format_of(options: TriageOptions) -> Format:
    """The format asked for, else the one that the file's ending names, else text.

    Raises AnswerError for an ending that names none.
    """
    if options.format is not None:
        return options.format
    if options.output is None or options.output.suffix.casefold() in ("", ".txt"):
        return Format.TEXT
    if options.output.name.casefold().endswith(".fhir.json"):
        return Format.FHIR
    if options.output.suffix.casefold() == ".json":
        return Format.JSON
    raise AnswerError(
        f"no format ends in '{options.output.suffix}'", "Endings: .txt, .json, .fhir.json. Or name one with --format."
    )


def give_result(
    result: Result, questionnaire: Questionnaire, options: TriageOptions, since: Since | None = None
) -> None:
    """Show the result, or write it to the file asked for. Only a terminal is told what changed `since` last time.

    Raises FileError when the file cannot be written; a person at the terminal has then been shown the result.
    """
    if options.output is None:
        if is_on_screen(options):
            show_result(result, plain=is_plain(options, os.environ), since=since)
        else:
            write_out(rendered(result, questionnaire, format_of(options)))
        return
    try:
        write_privately(options.output, rendered(result, questionnaire, format_of(options)))
    except FileError:
        if sys.stdout.isatty():
            show_result(result, plain=is_plain(options, os.environ), since=since)
        raise
    sys.stderr.write(f"The result is in {options.output}\n")


def write_out(text: str) -> None:
    """Write to standard output in UTF-8, whatever the locale: what a program reads must not depend on it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def show_result(result: Result, *, plain: bool, since: Since | None = None) -> None:
    """Show the result on the terminal; plain lines are wrapped by the terminal alone, as the questions were."""
    from backmice_cli.renderers.text import print_result

    if plain:
        sys.stdout.write("\n")  # the questions stay above it
    print_result(result, _screen(plain), plain=plain, wrap=not plain, since=since)


def show_background(result: Result, *, plain: bool) -> None:
    """Show on the terminal what only some want to read."""
    from backmice_cli.renderers.text import print_background

    print_background(result, _screen(plain), plain=plain, wrap=not plain)


def _screen(plain: bool) -> Console:
    from rich.console import Console

    from backmice_cli.renderers.text import UNBROKEN

    if not plain:
        return Console()
    return Console(force_terminal=False, color_system=None, legacy_windows=False, width=UNBROKEN)


def is_on_screen(options: TriageOptions) -> bool:
    return options.output is None and format_of(options) is Format.TEXT and sys.stdout.isatty()


def rendered(result: Result, questionnaire: Questionnaire, format: Format) -> str:
    match format:
        case Format.FHIR:
            from backmice_cli.renderers.fhir.response import FhirRenderer

            return FhirRenderer(questionnaire).render(result)
        case Format.JSON:
            from backmice_cli.renderers.json import JsonRenderer

            return JsonRenderer().render(result)
        case Format.TEXT:
            from backmice_cli.renderers.text import TextRenderer

            return TextRenderer().render(result)


def write_privately(path: Path, text: str) -> None:
    """Write a whole file or none, readable by its owner alone; answers are health data.

    Raises FileError when it cannot be written.
    """
    target = _target(path)
    draft = None
    try:
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".backmice.")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        Path(draft).replace(target)
    except OSError as error:
        if draft is not None:
            with suppress(OSError):
                Path(draft).unlink()
        raise FileError(str(path), f"it cannot be written ({error.strerror or error})") from error
