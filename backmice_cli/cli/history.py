"""Command-line declarations of `backmice history`: options in, exit status out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from backmice_cli.commands.messages import fit_lines
from backmice_cli.commands.output_options import Force, OutputOfOneForm
from backmice_cli.commands.streams import leave_with
from backmice_cli.errors import BackmiceError

history_app = typer.Typer(
    help="Earlier interviews kept on this computer: list, show, compare, delete, export.",
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

NUMBER = "Its number in the list."


AsJson = Annotated[bool, typer.Option("--json", help="As JSON, for a program.")]


@history_app.callback(epilog="Example:\n\n  backmice history\n")
def history_command(context: typer.Context, json: AsJson = False) -> None:
    """Show the interviews kept on this computer, and how sizes and pain went over time."""
    if context.invoked_subcommand is None:
        list_command(json)
    elif json:
        raise typer.BadParameter("before a command it does nothing; write: backmice history list --json")


@history_app.command("list", short_help="List them.", epilog="Example:\n\n  backmice history list --json\n")
def list_command(json: AsJson = False) -> None:
    """List them, as `backmice history` alone does."""
    from backmice_cli.commands.history import list_history

    leave_with(lambda: list_history(json=json))


@history_app.command(
    "show", short_help="Show a result as it was told then.", epilog="Example:\n\n  backmice history show 1\n"
)
def show_command(
    number: Annotated[int | None, typer.Argument(help=NUMBER + " Without it, the last one.")] = None,
) -> None:
    """Show the result of an interview, as it was told then."""
    from backmice_cli.commands.history import show_interview

    leave_with(lambda: show_interview(number))


@history_app.command(
    "compare",
    short_help="Show which answers differ between two.",
    epilog="Example:\n\n  backmice history compare 1 2\n",
)
def compare_command(
    first: Annotated[int | None, typer.Argument(help=NUMBER + " Without it, the one before the last.")] = None,
    second: Annotated[int | None, typer.Argument(help=NUMBER + " Without it, the last one.")] = None,
) -> None:
    """Show which answers differ between two interviews."""
    from backmice_cli.commands.history import compare_interviews

    leave_with(lambda: compare_interviews(first, second))


@history_app.command(
    "delete", short_help="Delete interviews for good.", epilog="Example:\n\n  backmice history delete 1 --yes\n"
)
def delete_command(
    numbers: Annotated[list[int] | None, typer.Argument(help="Their numbers in the list.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Delete all, unfinished interviews too.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without being asked.")] = False,
) -> None:
    """Delete interviews for good."""
    from backmice_cli.commands.history import delete_interviews

    leave_with(lambda: delete_interviews(numbers or (), everything, (lambda _: True) if yes else _ask_to_confirm))


@history_app.command(
    "export",
    short_help="Write interviews as JSON.",
    epilog="Example:\n\n  backmice history export -o interviews.json\n",
)
def export_command(
    numbers: Annotated[list[int] | None, typer.Argument(help="Their numbers in the list. Without any, all.")] = None,
    output: OutputOfOneForm = None,
    force: Force = False,
) -> None:
    """Write interviews as JSON."""
    from backmice_cli.commands.history import export_interviews

    leave_with(lambda: export_interviews(numbers or (), output, force))


def _ask_to_confirm(question: str) -> bool:
    """Ask the person; anything but a yes is a no."""
    if not sys.stdin.isatty():
        raise BackmiceError("deleting needs a yes, and nobody can be asked", "Add --yes.")
    sys.stderr.write(f"{fit_lines(f'{question} Type yes or no:', sys.stderr)} ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
