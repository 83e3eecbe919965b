"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backmice_cli.cli_streams import leave_with
from backmice_cli.commands.export import ExportFormat, Of, export_schema

author_app = typer.Typer()

EXPORT_EXAMPLE = """Example:

  backmice export --format json-schema -o questionnaire.schema.json
"""


@author_app.command("export", epilog=EXPORT_EXAMPLE)
def export_command(
    format: Annotated[ExportFormat, typer.Option(help="What to write.")],
    of: Annotated[
        Of, typer.Option(help="For json-schema: what it describes. Editors need that of the questionnaire.")
    ] = Of.QUESTIONNAIRE,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")] = False,
) -> None:
    """Write the questionnaire for other systems, or the JSON Schema of questionnaires or results."""
    output = None if str(output) == "-" else output
    match format:
        case ExportFormat.JSON_SCHEMA:
            leave_with(lambda: export_schema(of, output, force))
