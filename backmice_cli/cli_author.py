"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backmice_cli.cli_streams import leave_with
from backmice_cli.commands.check_options import CheckFormat, CheckOptions

author_app = typer.Typer()

FILE = "A questionnaire. Without it, the one that ships."


@author_app.command("check", epilog="Example:\n\n  backmice check --strict\n")
def check_command(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help=FILE)] = None,
    format: Annotated[CheckFormat, typer.Option(help="The form of the list.")] = CheckFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
) -> None:
    """List what is wrong with a questionnaire: mistakes, wording, and what can be proved about all answers."""
    from backmice_cli.commands.check import check

    leave_with(lambda: check(CheckOptions(file, format, strict)))
