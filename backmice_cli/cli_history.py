"""Command-line declarations of `backmice history`: options in, exit status out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from backmice_cli.cli_streams import leave_with
from backmice_cli.commands.messages import fit_lines
from backmice_cli.errors import BackmiceError

history_app = typer.Typer(
    help="Earlier interviews kept on this computer: list, show, compare, delete, export.",
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

NUMBER = "Its number in the list."


@history_app.callback(epilog="Example:\n\n  backmice history\n")
def history(context: typer.Context) -> None:
    """Show the interviews kept on this computer, and how sizes and pain went over time."""
    if context.invoked_subcommand is None:
        from backmice_cli.commands.history import list_history

        leave_with(list_history)


@history_app.command("show", epilog="Example:\n\n  backmice history show 1\n")
def show(number: Annotated[int | None, typer.Argument(help=NUMBER + " Without it, the last one.")] = None) -> None:
    """Show the result of an interview, as it was told then."""
    from backmice_cli.commands.history import show_interview

    leave_with(lambda: show_interview(number))


@history_app.command("compare", epilog="Example:\n\n  backmice history compare 1 2\n")
def compare(
    first: Annotated[int | None, typer.Argument(help=NUMBER + " Without it, the one before the last.")] = None,
    second: Annotated[int | None, typer.Argument(help=NUMBER + " Without it, the last one.")] = None,
) -> None:
    """Show which answers differ between two interviews."""
    from backmice_cli.commands.history import compare_interviews

    leave_with(lambda: compare_interviews(first, second))


@history_app.command("delete", epilog="Example:\n\n  backmice history delete 1 --yes\n")
def delete(
    numbers: Annotated[list[int] | None, typer.Argument(help="Their numbers in the list.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Delete all, unfinished interviews too.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without being asked.")] = False,
) -> None:
    """Delete interviews for good."""
    from backmice_cli.commands.history import delete_interviews

    leave_with(lambda: delete_interviews(numbers or (), everything, (lambda _: True) if yes else _confirmed))


@history_app.command("export", epilog="Example:\n\n  backmice history export -o interviews.json\n")
def export(
    numbers: Annotated[list[int] | None, typer.Argument(help="Their numbers in the list. Without any, all.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write them there.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")] = False,
) -> None:
    """Write interviews as JSON."""
    from backmice_cli.commands.history import export_interviews

    leave_with(lambda: export_interviews(numbers or (), output, force))


def _confirmed(question: str) -> bool:
    """Ask the person; anything but a yes is a no."""
    if not sys.stdin.isatty():
        raise BackmiceError("deleting needs a yes, and nobody can be asked", "Add --yes.")
    sys.stderr.write(f"{fit_lines(f'{question} Type yes or no:', sys.stderr)} ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
