"""Command-line declarations only: options in, exit status out. Errors raised on purpose are shown here alone."""

from __future__ import annotations

import errno
import os
import sys
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import typer

from backmice_cli import __version__
from backmice_cli.cli.late_commands import add_late_commands
from backmice_cli.commands.completion import complete_answer, join_split_words
from backmice_cli.commands.formats import Format
from backmice_cli.commands.options import RestPolicy, TriageOptions
from backmice_cli.commands.output_options import Force, Output
from backmice_cli.commands.streams import leave_with, let_go, open_streams, say_safely
from backmice_cli.errors import BackmiceError, ExitCode, InterviewStopped
from backmice_cli.questionnaire.problem import QuestionnaireError

app = typer.Typer(
    name="backmice",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # answers are health data: no locals, no panels of them
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


_UsageError: Any = typer.BadParameter.__bases__[0]
"""Whatever is wrong with the command line. Of these typer names only bad values, in every version."""


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"backmice {__version__}")
        raise typer.Exit


@app.callback()
def program_options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """A symptom questionnaire for sore lumps on the lower back and hips. It informs; it never diagnoses.

    Begin with: backmice triage
    """


TRIAGE_EXAMPLE = """Example:

  backmice triage --rest no -a lump_present=yes -a skin_look=hot,pus --json
"""


@app.command("triage", short_help="Ask about a lump or pain, and say how soon to see a doctor.", epilog=TRIAGE_EXAMPLE)
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
        RestPolicy | None,
        typer.Option(help="Questions without a scripted answer: ask, leave unanswered, or answer no."),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(help="The form of the result."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="All of the result in one go, as text; without it the short answer.")
    ] = False,
    output: Output = None,
    force: Force = False,
    region: Annotated[
        str | None,
        typer.Option(
            help="Where you are: uk, us, eu or elsewhere; decides whom you are told to call.",
            envvar="BACKMICE_REGION",
            metavar="ID",
        ),
    ] = None,
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
    from backmice_cli.commands.triage import triage

    if json and format not in (None, Format.JSON):
        raise typer.BadParameter(f"--json is short for --format json, and --format says {format.value}")
    options = TriageOptions(
        questions=questions,
        answers=answer or (),
        answers_file=answers,
        rest=rest,
        format=Format.JSON if json else format,
        output=output,
        force=force,
        full=full,
        region=region or None,
        details=details,
        plain=plain,
        exit_code=exit_code,
        resume=resume,
        save=not no_save,
    )
    leave_with(lambda: triage(options))


add_late_commands(app)


def main() -> None:
    """Run the program; every error that a person can act on becomes plain lines and an exit status."""
    join_split_words(os.environ)
    open_streams()
    sys.exit(_exit_status())


def _exit_status() -> int:
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
        if code == ExitCode.STOPPED:
            say_safely("\nStopped.")
        return code if isinstance(code, int) else ExitCode.DONE
    except _UsageError as error:
        shown = StringIO()
        error.show(shown)
        say_safely(shown.getvalue().rstrip("\n"))
        return ExitCode.USAGE
    except InterviewStopped as stopped:
        say_safely("\n".join(filter(None, [stopped.message, stopped.hint])))
        return stopped.exit_code
    except QuestionnaireError as error:
        say_safely("\n".join(map(str, error.problems)))
        return error.exit_code
    except BackmiceError as error:
        say_safely("\n".join(filter(None, [f"Error: {error.message}", error.hint])))
        return error.exit_code
    except KeyboardInterrupt:
        say_safely("\nStopped.")
        return ExitCode.STOPPED
    except OSError as error:
        say_safely(f"Error: {_name_of_trouble(error)} ({error.strerror or error})")
        return ExitCode.FILE


_OF_A_STREAM = {errno.ENOSPC, errno.EIO, errno.EBADF, errno.EPIPE, errno.EFBIG, errno.ENXIO}
"""The errors of writing to a stream; only such an error has no file name and is about standard output."""


def _name_of_trouble(error: OSError) -> str:
    """Say what an error of the system is about; what concerns files of the person has been told as FileError."""
    if error.filename is not None:
        return f"{error.filename}: it cannot be read or written"
    if error.errno in _OF_A_STREAM:
        let_go(sys.stdout)
        return "standard output: it cannot be written"
    return "the system refused something"
