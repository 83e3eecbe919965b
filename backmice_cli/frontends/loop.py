"""Leads a person through an interview with any front end.

A front end shows one step and returns the person's move; what the move leads to is the core's business. There is no
other loop over questions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from backmice_cli.errors import AnswerError
from backmice_cli.interview.interview import Alert, Ask, Done, Interview, Offer, Review, next_step

if TYPE_CHECKING:
    from backmice_cli.frontends.layout import Paragraph
    from backmice_cli.frontends.view import Chosen, Move, View

OpenStep = Ask | Alert | Offer | Review
"""A step that waits for a move."""


class Frontend(Protocol):
    """Shows a step, waits for the person, says what they want. Raises InterviewStopped when they leave."""

    def next_move(self, interview: Interview, step: OpenStep) -> Move: ...

    def refuse(self, error: AnswerError) -> None:
        """Say why a move was not possible; the same step is shown again."""


class Person(Frontend, Protocol):
    """A front end with a person before it, who can be told and asked what is not part of the questionnaire."""

    def welcome(self, interview: Interview) -> None:
        """Show what this is. Returns at once."""

    def start(self, interview: Interview, default: str | None = None) -> str | None:
        """Let the first screen be read, and ask where the person is unless that is known; returns the region.

        Raises InterviewStopped when the person leaves.
        """

    def say(self, paragraphs: Sequence[Paragraph]) -> None: ...

    def choose(self, interview: Interview, view: View[Chosen]) -> Chosen:
        """Show a view that has no way back, and wait for the choice. Raises InterviewStopped when the person leaves."""


def run_interview(
    interview: Interview, frontend: Frontend, on_change: Callable[[Interview], None] = lambda _: None
) -> Interview:
    """Go on until nothing more is asked. `on_change` is called with every new state before the next step shows."""
    while not isinstance(step := next_step(interview), Done):
        move = frontend.next_move(interview, step)
        try:
            interview = move(interview)
        except AnswerError as error:
            frontend.refuse(error)
        else:
            on_change(interview)
    return interview
