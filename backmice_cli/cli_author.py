"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backmice_cli.cli_streams import leave_with
from backmice_cli.commands.author_options import ExplainFormat, ExplainOptions, TreeFormat, TreeOptions
from backmice_cli.commands.export import ExportFormat, Of, export_schema

author_app = typer.Typer()

EXPORT_EXAMPLE = """Example:

  backmice export --format json-schema -o questionnaire.schema.json
"""

FILE = "A questionnaire. Without it, the one that ships."


@author_app.command("explain", epilog="Example:\n\n  backmice explain rf_c_infection_fever\n")
def explain_command(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A question, red flag, level or possibility; also a sign, advice, source, or QUESTION.CHOICE.",
        ),
    ],
    questions: Annotated[
        Path | None,
        typer.Option(help="Another questionnaire.", envvar="BACKMICE_QUESTIONS", metavar="FILE"),
    ] = None,
    format: Annotated[ExplainFormat, typer.Option(help="The form of the explanation.")] = ExplainFormat.TEXT,
) -> None:
    """Say why a part of the questionnaire is there, what raises it, what it leads to, and its sources."""
    from backmice_cli.commands.explain import explain

    options = ExplainOptions(id=id, questions=questions, format=format)
    leave_with(lambda: explain(options))


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


@author_app.command("tree", epilog="Example:\n\n  backmice tree --section the_lump\n")
def tree_command(  # noqa: PLR0913, PLR0917 every option is a parameter
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help=FILE)] = None,
    section: Annotated[str | None, typer.Option(metavar="ID", help="Unfold this section alone.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Unfold every section.")] = False,
    around: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Show what opens, reads and surrounds one question, red flag, sign, level or possibility.",
        ),
    ] = None,
    format: Annotated[TreeFormat | None, typer.Option(help="The form of the drawing.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write it there; the form follows the ending."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")] = False,
) -> None:
    """Draw the tree of questions, with the levels that answers lead to."""
    from backmice_cli.commands.tree import tree

    options = TreeOptions(
        file=file,
        format=format,
        section=section,
        around=around,
        all=everything,
        output=None if str(output) == "-" else output,
        force=force,
    )
    leave_with(lambda: tree(options))
