"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backmice_cli.cli_streams import leave_with
from backmice_cli.commands.options import ExportFormat

author_app = typer.Typer()

FILE = "A questionnaire. Without it, the one that ships."


@author_app.command("export", epilog="Example:\n\n  backmice export --format fhir -o questionnaire.json\n")
def export_command(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help=FILE)] = None,
    format: Annotated[
        ExportFormat, typer.Option(help="fhir: an HL7 FHIR R4 Questionnaire, for form and health record programs.")
    ] = ExportFormat.FHIR,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")] = False,
) -> None:
    """Write a questionnaire in a form that other programs read."""
    from backmice_cli.commands.export import export

    leave_with(lambda: export(file, format, None if str(output) == "-" else output, force))
