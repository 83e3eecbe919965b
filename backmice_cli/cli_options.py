"""Options that several commands have, each with one meaning. Imports nothing slow: every start reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def read_output(output: Path | None) -> Path | None:
    """Give the file to write to; None for standard output, which '-' is short for."""
    return None if str(output) == "-" else output


Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write it there; the form follows the ending. '-' is standard output.",
        callback=read_output,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")]
