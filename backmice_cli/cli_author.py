"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backmice_cli.cli_streams import leave_with
from backmice_cli.commands.diff_options import DiffFormat, DiffOptions

author_app = typer.Typer()


@author_app.command("diff", epilog="Example:\n\n  backmice diff before.yaml questions.yaml\n")
def diff_command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The questionnaire as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The questionnaire as it is now.")],
    format: Annotated[DiffFormat | None, typer.Option(help="The form of the list.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write it there; the form follows the ending."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")] = False,
) -> None:
    """Show where advice differs between two questionnaires; 1 when anything became less urgent and is not accepted."""
    from backmice_cli.commands.diff import diff

    options = DiffOptions(old, new, format, None if str(output) == "-" else output, force)
    leave_with(lambda: diff(options))
