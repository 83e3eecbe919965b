"""Command-line declarations only: options in, exit status out. Errors raised on purpose are shown here alone."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer

from backmice_cli import __version__
from backmice_cli.cli_history import history_app
from backmice_cli.commands.options import Format, Rest, TriageOptions
from backmice_cli.commands.triage import triage
from backmice_cli.completion import complete_answer, join_split_words
from backmice_cli.errors import BackmiceError, ExitCode, InterviewStopped, QuestionnaireError

app = typer.Typer(
    name="backmice",
    help="A symptom questionnaire for sore lumps on the lower back and hips. It informs; it never diagnoses.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # answers are health data: no locals, no panels of them
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.add_typer(history_app, name="history")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"backmice {__version__}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """A symptom questionnaire for sore lumps on the lower back and hips. It informs; it never diagnoses."""


TRIAGE_EXAMPLE = """Example:

  backmice triage --rest no -a lump_present=yes -a skin_look=hot,pus --json
"""


@app.command("triage", epilog=TRIAGE_EXAMPLE)
def triage_command(
    questions: Annotated[
        Path | None,
        typer.Option(help="Another questionnaire.", envvar="BACKMICE_QUESTIONS", metavar="FILE"),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "-a",
            "--answer",
            metavar="ID=VALUE",
            help="A scripted answer; repeat it. Several choices: commas or repeats.",
            autocompletion=complete_answer,
        ),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Scripted answers from YAML or JSON; '-' is standard input."),
    ] = None,
    rest: Annotated[
        Rest | None,
        typer.Option(help="Questions without a scripted answer: ask, leave unanswered, or answer no."),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(help="The form of the result."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the result there; the format follows the ending."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")] = False,
    details: Annotated[
        bool | None,
        typer.Option("--details/--no-details", help="Ask the optional part for the doctor, or leave it out."),
    ] = None,
    resume: Annotated[
        bool | None,
        typer.Option("--resume/--fresh", help="Go on with an unfinished interview, or delete it and start anew."),
    ] = None,
    no_save: Annotated[bool, typer.Option("--no-save", help="Keep nothing on disk, not even to go on later.")] = False,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help="Lines only, for screen readers and simple terminals: numbered answers, nothing redrawn."
            " Also ACCESSIBLE=1. With --rest ask, replies may come from a pipe.",
        ),
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Let the exit status tell the level.")] = False,
) -> None:
    """Ask about a sore lump or pain on the lower back or hip, and say how soon to see a doctor."""
    options = TriageOptions(
        questions=questions,
        answers=answer or (),
        answers_file=answers,
        rest=rest,
        format=Format.JSON if json else format,
        output=output,
        force=force,
        details=details,
        plain=plain,
        exit_code=exit_code,
        resume=resume,
        save=not no_save,
    )
    raise typer.Exit(triage(options))


def main() -> None:
    """Run the program; every error that a person can act on becomes plain lines and an exit status."""
    join_split_words(os.environ)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a locale without the character is no reason to stop
    try:
        app()
    except InterviewStopped as stopped:
        _say_goodbye(stopped)
        sys.exit(stopped.exit_code)
    except QuestionnaireError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        sys.exit(error.exit_code)
    except BackmiceError as error:
        sys.stderr.write(f"Error: {error.message}\n")
        if error.hint:
            sys.stderr.write(f"{error.hint}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        sys.exit(ExitCode.STOPPED)
    except BrokenPipeError:
        # The reader of our output went away (`backmice ... | head`): nothing is left to say to it.
        _let_go(sys.stdout)
        sys.exit(ExitCode.DONE)


def _say_goodbye(stopped: InterviewStopped) -> None:
    try:
        sys.stderr.write("\n".join(filter(None, [stopped.message, stopped.hint, ""])) + "\n")
        sys.stderr.flush()
        sys.stdout.flush()
    except OSError:  # the terminal is gone, and with it the one who could read this
        _let_go(sys.stdout)
        _let_go(sys.stderr)


def _let_go(stream: TextIO) -> None:
    """Send what is still to be written nowhere, so that Python does not fail on it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
