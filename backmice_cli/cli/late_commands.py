"""Commands that no interview needs: they are listed with one line each, and imported when they are called."""

from __future__ import annotations

from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

SUMMARIES = {
    "check": "List mistakes, hard wording and what can be proved.",
    "diff": "Show where the advice of two files differs.",
    "explain": "Say why a part is there and what raises it.",
    "export": "Write a questionnaire for other systems.",
    "new": "Write a small questionnaire to start from.",
    "test": "Play case files, or draw people of one kind.",
    "tree": "Draw the questions.",
    "history": "Show earlier interviews kept on this computer.",
}
"""The commands in the order of the list, each with its line."""


def add_late_commands(app: typer.Typer) -> None:
    for name, summary in SUMMARIES.items():
        app.command(name, cls=LateCommand, short_help=summary)(_never_called)


class LateCommand(TyperCommand):
    """Stands in the list for the command of its name.

    Whatever that does begins with its context: reading its options, showing its help, completing a word of it.
    """

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return _import_command(str(self.name)).make_context(info_name, args, parent, **extra)


def _import_command(name: str) -> Any:
    if name == "history":
        from backmice_cli.cli.history import history_app

        return get_command(history_app)
    from backmice_cli.author.cli import author_app

    return cast(TyperGroup, get_command(author_app)).commands[name]


def _never_called() -> None:
    """Do nothing: the command that is imported is called instead."""
