"""Where a result, or anything else that a command makes, goes: terminal, standard output or file."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backmice_cli.commands.formats import Format, renderer_for
from backmice_cli.commands.messages import write_message
from backmice_cli.errors import FileError

if TYPE_CHECKING:
    from backmice_cli.questionnaire.model import Questionnaire
    from backmice_cli.renderers.blocks import TextBlock
    from backmice_cli.renderers.result import Result
    from backmice_cli.renderers.since import Since


def refuse_unwritable(output: Path | None, *, force: bool) -> None:
    """Raise FileError before the work begins when what comes of it could not be written afterwards."""
    if output is None:
        return
    target = _resolve_target(output)
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


def _resolve_target(path: Path) -> Path:
    """The file that a path leads to, through links.

    Raises FileError where it leads nowhere.
    """
    try:
        target = path.resolve()
        target.exists()
    except (OSError, RuntimeError) as error:  # a name too long, a folder that is gone, links in a circle
        raise FileError(str(path), f"it cannot be written ({getattr(error, 'strerror', None) or error})") from error
    return target


@dataclass(frozen=True)
class Destination:
    """Where a result goes, and in which format."""

    format: Format
    file: Path | None
    full: bool
    """The whole result in one go, as text."""
    plain: bool

    def present(
        self,
        result: Result,
        questionnaire: Questionnaire,
        since: Since | None = None,
        pause: Callable[[], object] | None = None,
    ) -> Screen | None:
        """Show the result or write it; returns the screen that it stands on, if it does.

        Raises FileError when its file cannot be written; a person at the terminal has then been shown the result.
        """
        if self.file is None and self.format is Format.TEXT and sys.stdout.isatty():
            screen = Screen(self.full, self.plain, pause)
            screen.show_result(result, since)
            return screen
        made = renderer_for(self.format, questionnaire, datetime.date.today(), full=self.full).render(result)
        try:
            write_output(made, self.file, "The result")
        except FileError:
            if sys.stdout.isatty():
                Screen(self.full, self.plain).show_result(result)
            raise
        return None


def write_output(made: str | bytes, output: Path | None, what: str) -> None:
    """Write to the file asked for and say so, else to standard output.

    Args:
        what: with a capital, for the sentence that says where it is: "The tree".

    Raises FileError when the file cannot be written.
    """
    if output is None:
        write_out(made)
        return
    write_whole(output, made)
    write_message(f"{what} is in {output}")


def write_out(made: str | bytes) -> None:
    """Write to standard output, texts in UTF-8 whatever the locale: what a program reads must not depend on it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(_encode_text(made))
    sys.stdout.buffer.flush()


def _encode_text(made: str | bytes) -> bytes:
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


@dataclass(frozen=True)
class Screen:
    """The terminal that a result is shown on; plain lines are wrapped by the terminal alone, as the questions were."""

    full: bool
    plain: bool
    pause: Callable[[], object] | None = None
    """Waits until the person wants to read on; None where nobody is there."""

    def show_result(self, result: Result, since: Since | None = None) -> None:
        """Show the short answer, or all of it, with what has changed since the last interview."""
        from backmice_cli.renderers.answer import short_answer, whole_answer

        self.show((whole_answer if self.full else short_answer)(result, since), gap=self.plain)

    def show(self, blocks: Iterable[TextBlock], *, gap: bool) -> None:
        """Show blocks. What is longer than the screen stops at the end of each screen, so that its start is read.

        Args:
            gap: leave an empty line between them and what stands above.
        """
        from backmice_cli.renderers.blocks import print_blocks
        from backmice_cli.renderers.hanging import terminal_console

        sys.stdout.write("\n" * gap)
        console = terminal_console(plain=self.plain)
        if self.plain:
            print_blocks(blocks, console, plain=True, wrap=False)
            return
        with console.capture() as captured:
            print_blocks(blocks, console)
        lines = captured.get().splitlines(keepends=True)
        room = max(FEWEST_ROWS, console.height - ROWS_BELOW)
        while self.pause is not None and len(lines) > room:
            shown = _rows_to_gap(lines, room)
            sys.stdout.write("".join(lines[:shown]))
            sys.stdout.flush()
            self.pause()
            lines = lines[shown:]
        sys.stdout.write("".join(lines))
        sys.stdout.flush()


ROWS_BELOW = 4
"""Rows of the screen for the prompt that waits."""

FEWEST_ROWS = 8
"""Shown at a time in a very low terminal."""


def _rows_to_gap(lines: Sequence[str], room: int) -> int:
    """Count the lines up to the last empty one that fits, if that uses half of the room; else all that fit."""
    gaps = [place + 1 for place in range(room // 2, room) if not lines[place].strip()]
    return gaps[-1] if gaps else room


def write_whole(path: Path, made: str | bytes, *, private: bool = True) -> None:
    """Write a whole file or none; a private one is readable by its owner alone, since answers are health data.

    Raises FileError when it cannot be written.
    """
    import tempfile

    target = _resolve_target(path)
    draft = None
    try:
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".backmice.")
        with os.fdopen(handle, "wb") as file:
            file.write(_encode_text(made))
        if not private:  # mkstemp makes files that only their owner can read
            Path(draft).chmod(0o666 & ~_current_umask())
        Path(draft).replace(target)
        draft = None
    except OSError as error:
        raise FileError(str(path), f"it cannot be written ({error.strerror or error})") from error
    finally:
        if draft is not None:  # also after Ctrl-C: it may hold answers
            with suppress(OSError):
                Path(draft).unlink()


def _current_umask() -> int:
    """What the person's system takes away from the permissions of a new file; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
