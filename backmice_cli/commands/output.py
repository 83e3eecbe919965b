"""Where the result goes: terminal, standard output or file, each in its form. Imports a renderer when it is chosen."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from backmice_cli.commands.options import Format, TriageOptions, is_plain
from backmice_cli.errors import AnswerError, FileError
from backmice_cli.renderers.result import Result

if TYPE_CHECKING:
    from rich.console import Console

    from backmice_cli.renderers.text import Since


def refuse_overwriting(options: TriageOptions) -> None:
    """Raise FileError before the interview when its result could not be written afterwards."""
    if options.output is None:
        return
    if options.output.exists() and not options.force:
        raise FileError(str(options.output), "the file exists", "Add --force to replace it.")
    if not options.output.resolve().parent.is_dir():
        raise FileError(str(options.output), "its folder does not exist")


def format_of(options: TriageOptions) -> Format:
    """The format asked for, else the one that the file's ending names, else text.

    Raises AnswerError for an ending that names none.
    """
    if options.format is not None:
        return options.format
    if options.output is None or options.output.suffix in ("", ".txt"):
        return Format.TEXT
    if options.output.suffix == ".json":
        return Format.JSON
    raise AnswerError(
        f"no format ends in '{options.output.suffix}'", "Endings: .txt, .json. Or name one with --format."
    )


def give_result(result: Result, options: TriageOptions, since: Since | None = None) -> None:
    """Show the result, or write it to the file asked for. Only a terminal is told what changed `since` last time."""
    if options.output is not None:
        write_privately(options.output, rendered(result, format_of(options)))
        sys.stderr.write(f"The result is in {options.output}\n")
    elif is_on_screen(options):
        show_result(result, plain=is_plain(options, os.environ), since=since)
    else:
        sys.stdout.write(rendered(result, format_of(options)))


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


def rendered(result: Result, format: Format) -> str:
    match format:
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
    try:
        handle, draft = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(draft).replace(path)
    except OSError as error:
        raise FileError(str(path), f"cannot be written: {error.strerror or error}") from error
