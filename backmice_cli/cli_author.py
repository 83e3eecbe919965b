"""Command-line declarations for the people who write a questionnaire: options in, exit status out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from backmice_cli.cli_streams import leave_with

author_app = typer.Typer()


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

    options = CasesOptions(paths or (), questions, FindingsFormat(format), output, mutate, generate, force)
    leave_with(lambda: run_tests(options))
