"""Where a result, or anything else that a command makes, goes: terminal, standard output or file."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from backmice_cli.commands.forms import format_of, rendered
from backmice_cli.commands.messages import tell
from backmice_cli.commands.options import Format, TriageOptions, is_plain
from backmice_cli.errors import FileError
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.result import Result

if TYPE_CHECKING:
    from rich.console import Console

    from backmice_cli.renderers.since import Since


def refuse_unwritable(output: Path | None, *, force: bool) -> None:
    """Raise FileError before the work begins when what comes of it could not be written afterwards."""
    if output is None:
        return
    target = _target(output)
    if target.is_dir():
        raise FileError(str(output), "this is a folder", "Name a file in it.")
    if target.exists() and not target.is_file():
        raise FileError(str(output), "this is not an ordinary file", "Leave -o out, and use '>' instead.")
    if target.exists() and not force:
        raise FileError(str(output), "the file exists", "Add --force to replace it.")
    if not target.parent.is_dir():
        raise FileError(str(output), "its folder does not exist")
    if not os.access(target.parent, os.W_OK):
        raise FileError(str(output), "its folder cannot be written to")


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


def give_result(
    result: Result, questionnaire: Questionnaire, options: TriageOptions, since: Since | None = None
) -> None:
    """Show the result, or write it to the file asked for. Only a terminal is told what changed `since` last time.

    Raises FileError when the file cannot be written; a person at the terminal has then been shown the result.
    """
    if is_on_screen(options):
        show_result(result, plain=is_plain(options, os.environ), since=since)
        return
    made = rendered(result, format_of(options), questionnaire, datetime.date.today())
    if options.output is None:
        write_out(made)
        return
    try:
        write_whole(options.output, made)
    except FileError:
        if sys.stdout.isatty():
            show_result(result, plain=is_plain(options, os.environ), since=since)
        raise
    tell(f"The result is in {options.output}")


def deliver(made: str | bytes, output: Path | None, what: str) -> None:
    """Write to the file asked for and say so, else to standard output.

    Args:
        what: with a capital, for the sentence that says where it is: "The tree".

    Raises FileError when the file cannot be written.
    """
    if output is None:
        write_out(made)
        return
    write_whole(output, made)
    tell(f"{what} is in {output}")


def write_out(made: str | bytes) -> None:
    """Write to standard output, texts in UTF-8 whatever the locale: what a program reads must not depend on it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(_bytes(made))
    sys.stdout.buffer.flush()


def _bytes(made: str | bytes) -> bytes:
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


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

    from backmice_cli.renderers.paragraph import lines_only
    from backmice_cli.renderers.text import UNBROKEN

    if not plain:
        return Console()
    return lines_only(sys.stdout, UNBROKEN)


def is_on_screen(options: TriageOptions) -> bool:
    return options.output is None and format_of(options) is Format.TEXT and sys.stdout.isatty()


def write_whole(path: Path, made: str | bytes, *, private: bool = True) -> None:
    """Write a whole file or none; a private one is readable by its owner alone, since answers are health data.

    Raises FileError when it cannot be written.
    """
    target = _target(path)
    draft = None
    try:
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".backmice.")
        with os.fdopen(handle, "wb") as file:
            file.write(_bytes(made))
        if not private:  # mkstemp makes files that only their owner can read
            Path(draft).chmod(0o666 & ~_umask())
        Path(draft).replace(target)
        draft = None
    except OSError as error:
        raise FileError(str(path), f"it cannot be written ({error.strerror or error})") from error
    finally:
        if draft is not None:  # also after Ctrl-C: it may hold answers
            with suppress(OSError):
                Path(draft).unlink()


def _umask() -> int:
    """What the person's system takes away from the permissions of a new file; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
