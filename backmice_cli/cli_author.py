"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backmice_cli.cli_streams import leave_with
from backmice_cli.commands.export import ExportFormat, Of, export_fhir, export_schema

author_app = typer.Typer()

FILE = "A questionnaire. Without it, the one that ships."

EXPORT_EXAMPLE = """Examples:

  backmice export --format json-schema -o questionnaire.schema.json

  backmice export --format fhir -o questionnaire.fhir.json
"""


@author_app.command("export", epilog=EXPORT_EXAMPLE)
def export_command(
    format: Annotated[
        ExportFormat, typer.Option(help="fhir: a FHIR R4 Questionnaire, for form and health record programs.")
    ],
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help=f"For fhir: {FILE[0].lower()}{FILE[1:]}")] = None,
    of: Annotated[
        Of, typer.Option(help="For json-schema: what it describes. Editors need that of the questionnaire.")
    ] = Of.QUESTIONNAIRE,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")] = False,
) -> None:
    """Write the questionnaire for other systems, or the JSON Schema of questionnaires or results."""
    output = None if str(output) == "-" else output
    match format:
        case ExportFormat.FHIR:
            leave_with(lambda: export_fhir(file, output, force))
        case ExportFormat.JSON_SCHEMA if file is not None:
            raise typer.BadParameter(f"a schema is not made from a file: leave {file} out")
        case ExportFormat.JSON_SCHEMA:
            leave_with(lambda: export_schema(of, output, force))
