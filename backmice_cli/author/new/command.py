"""`backmice new`: a small sound questionnaire to start from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from backmice_cli.commands.messages import write_message
from backmice_cli.commands.output import refuse_unwritable, write_out, write_whole
from backmice_cli.errors import ExitCode


def write_starter(file: Path | None, *, force: bool) -> int:
    """Write the questionnaire, without a file to standard output; gives the exit status.

    Raises FileError when the file cannot be written, or is there already and may not be replaced.
    """
    refuse_unwritable(file, force=force)
    text = starter_text().replace("THIS_FILE", str(file or "FILE"))
    if file is None:
        write_out(text)
        return ExitCode.DONE
    write_whole(file, text, private=False)
    write_message(f"{file} is a small questionnaire. Change it, then run: backmice check {file}")
    return ExitCode.DONE


def starter_text() -> str:
    """The questionnaire that is written, with THIS_FILE where its name belongs."""
    return files("backmice_cli.author.new").joinpath("starter.yaml").read_text(encoding="utf-8")
