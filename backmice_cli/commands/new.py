"""`backmice new`: a small sound questionnaire to start from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from backmice_cli.commands.messages import tell
from backmice_cli.commands.output import refuse_unwritable
from backmice_cli.errors import ExitCode, FileError


def new(file: Path, *, force: bool) -> int:
    """Write the questionnaire; gives the exit status.

    Raises FileError when the file cannot be written, or is there already and may not be replaced.
    """
    refuse_unwritable(file, force=force)
    text = starter().replace("THIS_FILE", str(file))
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise FileError(str(file), f"it cannot be written ({error.strerror or error})") from error
    tell(f"{file} is a small questionnaire. Change it, then run: backmice check {file}")
    return ExitCode.DONE


def starter() -> str:
    """The questionnaire that is written, with THIS_FILE where its name belongs."""
    return files("backmice_cli.questionnaire").joinpath("starter.yaml").read_text(encoding="utf-8")
