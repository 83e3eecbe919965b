"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backmice_cli.cli_streams import leave_with
from backmice_cli.commands.export import ExportFormat, ExportOptions, Of, export

author_app = typer.Typer()

File = Annotated[Path | None, typer.Argument(metavar="FILE", help="A questionnaire. Without it, the one that ships.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")]


def _file(output: Path | None) -> Path | None:
    """Where to write; '-' is standard output."""
    return None if str(output) == "-" else output


EXPORT_EXAMPLE = """Example:

  backmice export --format json-schema -o questionnaire.schema.json
"""


@author_app.command("export", epilog=EXPORT_EXAMPLE)
def export_command(
    format: Annotated[
        ExportFormat,
        typer.Option(help="fhir: an HL7 FHIR R4 Questionnaire. json-schema: what a file must look like, for editors."),
    ],
    file: File = None,
    of: Annotated[
        Of | None, typer.Option(help="For json-schema: what it describes. Without it, questionnaires.")
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Write a questionnaire for other systems, or the JSON Schema of questionnaires or results."""
    options = ExportOptions(format, file, of, _file(output), force)
    leave_with(lambda: export(options))
