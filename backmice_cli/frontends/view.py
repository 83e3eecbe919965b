"""What a front end shows at once, and what the person's choice leads to. Imports nothing slow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from backmice_cli.frontends.layout import Paragraph, StyledLine
from backmice_cli.interview.interview import Interview

Move = Callable[[Interview], Interview]
"""One of the core's steps, ready to be taken: `go_back`, `stop`, `partial(answer, reply='yes')`."""

Chosen = TypeVar("Chosen")

WHY, GO_BACK, EMERGENCY = "?", "b", "!"
"""Keys that mean the same everywhere; a panel belongs to the first and the last."""

DrawPicture = Callable[[str | None, Sequence[str], int, int], list[StyledLine]]
"""Draws for the row pointed at and the rows ticked, into so many columns and rows; nothing when that is too little.

All lines are equally long, and their number and length depend on the room alone, so that nothing jumps.
"""


@dataclass(frozen=True)
class Row:
    """One line to choose. Without `value` it is a heading."""

    value: str | None
    label: str
    help: str | None = None
    exclusive: bool = False
    """Ticking it clears the others."""
    key: str | None = None
    """The key that goes there, empty for none; None for the next digit or letter that is free."""
    also: str | None = None
    """A second key that goes there, which is not shown: `y` for yes, `n` for no."""


@dataclass(frozen=True)
class View(Generic[Chosen]):
    """What is read, what can be chosen or typed, and what that leads to: for a step a `Move`."""

    head: Sequence[Paragraph]
    rows: Sequence[Row]
    read: Callable[[Any], Chosen]
    """Turns a row's value, the values ticked or a typed line into what it leads to.

    Raises AnswerError when that does not fit.
    """
    default: str | None = None
    """The row that Enter alone chooses. Where it is None, a key pressed twice cannot answer the next question too."""
    back: Chosen | None = None
    """None where there is nothing to go back to."""
    short: Sequence[Paragraph] | None = None
    """In place of `head` when the terminal is too small for it."""
    has_emergency_help: bool = True
    """Whether `!` shows what to do in an emergency."""
    panels: Mapping[str, Sequence[Paragraph]] = field(default_factory=dict)
    """What a key shows in place of the view. Empty ones are not offered."""
    message: str | None = None
    picture: DrawPicture | None = None
    """Stands beside the rows, or above them, where there is room for it."""


def stay(interview: Interview) -> Interview:
    """Change nothing: the same step is shown once more."""
    return interview
