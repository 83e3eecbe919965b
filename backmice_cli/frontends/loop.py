"""Leads a person through an interview with any front end.

A front end shows one step and returns the person's move; what the move leads to is the core's business. There is no
other loop over questions.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if sys.version_info >= (3, 11):
    from typing import assert_never
else:
    from typing_extensions import assert_never

from backmice_cli.errors import AnswerError
from backmice_cli.interview.interview import Alert, Ask, Done, Interview, Offer, Review, next_step

if TYPE_CHECKING:
    from backmice_cli.frontends.screens import Paragraph, Row

Move = Callable[[Interview], Interview]
"""One of the core's steps, ready to be taken: `back`, `stop`, `partial(answer, reply='yes')`."""


class Frontend(Protocol):
    """Shows a step, waits for the person, says what they want. Raises InterviewStopped when they leave."""

    def ask(self, interview: Interview, step: Ask) -> Move: ...

    def alert(self, interview: Interview, step: Alert) -> Move: ...

    def offer(self, interview: Interview, step: Offer) -> Move: ...

    def review(self, interview: Interview, step: Review) -> Move: ...

    def refuse(self, error: AnswerError) -> None:
        """Say why a move was not possible; the same step is shown again."""


class Person(Frontend, Protocol):
    """A front end with a person before it, who can be told and asked what is not part of the questionnaire."""

    def welcome(self, interview: Interview) -> None:
        """Show what this is. Returns at once."""

    def start(self, interview: Interview, pointed: str | None = None) -> str | None:
        """Let the first screen be read, and ask where the person is unless that is known; returns the region.

        Raises InterviewStopped when the person leaves.
        """

    def say(self, paragraphs: Sequence[Paragraph]) -> None: ...

    def decide(
        self, interview: Interview, head: Sequence[Paragraph], rows: Sequence[Row], pointed: str | None = None
    ) -> str:
        """Ask for one of the rows; returns its value. Raises InterviewStopped when the person leaves."""


def conduct(interview: Interview, frontend: Frontend, kept: Callable[[Interview], None] = lambda _: None) -> Interview:
    """Go on until nothing more is asked. `kept` is called with every new state before the next step shows."""
    while True:
        step = next_step(interview)
        match step:
            case Ask():
                move = frontend.ask(interview, step)
            case Alert():
                move = frontend.alert(interview, step)
            case Offer():
                move = frontend.offer(interview, step)
            case Review():
                move = frontend.review(interview, step)
            case Done():
                return interview
            case _:
                assert_never(step)
        try:
            interview = move(interview)
        except AnswerError as error:
            frontend.refuse(error)
        else:
            kept(interview)
