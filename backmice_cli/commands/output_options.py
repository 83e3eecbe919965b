"""Options that several commands have, each with one meaning. Imports nothing slow: every start reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def read_output(output: Path | None) -> Path | None:
    """Give the file to write to; None for standard output, which '-' is short for."""
    return None if str(output) == "-" else output


def refuse_standard_output(output: Path | None) -> Path | None:
    """Give the file to write to, where standard output is taken by something else."""
    if output is not None and read_output(output) is None:
        raise typer.BadParameter("'-' is standard output, which says how it went; name a file")
    return output


def _output_option(help: str) -> Any:
    return typer.Option("-o", "--output", metavar="FILE", help=f"{help} '-' is standard output.", callback=read_output)


Output = Annotated[Path | None, _output_option("Write it there; the form follows the ending.")]
OutputOfOneForm = Annotated[Path | None, _output_option("Write it there.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")]
