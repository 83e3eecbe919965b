"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

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


@author_app.command("test", epilog="Example:\n\n  backmice test tests/cases --mutate\n")
def play_case_files(  # noqa: PLR0913, PLR0917 every option is a parameter
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Case files, or folders of them (*.yaml).")
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(help="Another questionnaire.", envvar="BACKMICE_QUESTIONS", metavar="FILE"),
    ] = None,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Change every rule in turn, and tell which changes no case notices.")
    ] = False,
    generate: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a case file that raises every red flag and reaches every level that the cases given do not."
            " With --mutate also cases that notice the changes.",
        ),
    ] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="The form of the findings.")] = "text",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write them there.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
) -> None:
    """Play case files: answers, and what must come out of them. The exit status is 1 when a case failed."""
    from backmice_cli.commands.testing import CasesOptions, FindingsFormat, run_tests

    output = None if str(output) == "-" else output
    options = CasesOptions(paths or (), questions, FindingsFormat(format), output, mutate, generate, force)
    leave_with(lambda: run_tests(options))
