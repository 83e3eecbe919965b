"""The front end for a person at a terminal: shows views as prompts, and gives the person's moves.

Decides nothing about the interview. The prompt library is loaded with the first question, after the first screen shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from backmice_cli import look
from backmice_cli.errors import AnswerError
from backmice_cli.frontends.interruption import stop_when_left
from backmice_cli.frontends.layout import BLANK, Paragraph, StyledLine, Tone, break_lines, print_paragraphs
from backmice_cli.frontends.loop import OpenStep
from backmice_cli.frontends.step_views import (
    alert_view,
    dropping_view,
    offer_view,
    region_view,
    review_view,
    way_back,
)
from backmice_cli.frontends.texts import (
    LAST_TIME,
    answer_words,
    emergency_help,
    emergency_steps,
    refusal_text,
    welcome_page,
    why_page,
)
from backmice_cli.frontends.view import EMERGENCY, WHY, Chosen, Move, Row, View, stay
from backmice_cli.interview.answers import SKIPPED, Reply, Skipped, number_range, read_reply
from backmice_cli.interview.completeness import danger_questions
from backmice_cli.interview.interview import Alert, Ask, Interview, Offer, Review, answer, go_on, skip
from backmice_cli.interview.progress import Progress, count_progress
from backmice_cli.look import LONGEST_LINE
from backmice_cli.pictures.characters import has_only_ascii
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Entry, Question

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from backmice_cli.frontends.terminal.prompts import Prompts

ROWS_OF_A_QUESTION = 24
"""Room that a question with many choices takes."""

LENGTH_OF_BAR = 16
"""Columns of the bar of progress."""

_SKIP = ""
"""Value of the row that skips; no choice has an empty id."""
_BEGIN = Row("begin", "Begin", key="")
_YES_OR_NO = {"yes": "y", "no": "n"}
"""Choice id to the letter that goes there, beside its number."""


class TerminalFrontend:
    """Asks with arrow keys, digits and Enter; implements `Frontend`.

    `input` and `output` are prompt_toolkit's; left out, they are standard input and the console's file.
    """

    def __init__(self, console: Console, *, input: Input | None = None, output: Output | None = None) -> None:
        self._console = console
        self._input = input
        self._output = output
        self._section: str | None = None
        """The section whose title stands above the answers printed last."""
        self._refused: str | None = None
        """Why the last move was not possible, until it has been shown."""
        self._welcome: list[StyledLine] = []
        """The lines of the first screen, while it is there and nothing stands below it."""
        self._is_question_below = False
        """Whether the next prompt stands below the first screen."""
        self._answered: tuple[Entry, Interview] | None = None
        """The answer given last, until it has been left behind."""

    def welcome(self, interview: Interview) -> None:
        """Show what this is."""
        page = welcome_page(interview)
        print_paragraphs(page, self._console)
        self._welcome = break_lines(page, self._console.width)

    def start(self, interview: Interview, default: str | None = None) -> str | None:
        """Let the first screen be read, ask where the person is unless that is known, and leave the screen behind.

        Where the first question fits below it, and nothing else is to be asked, it is left behind with that question.
        Raises InterviewStopped when the person leaves.
        """
        if not self._welcome:
            self.welcome(interview)
        view = region_view(interview, default)
        if view is None and len(self._welcome) + ROWS_OF_A_QUESTION <= self._console.height:
            self._is_question_below = True
            return interview.region
        region = self._choose(interview, view or View([], [_BEGIN], lambda _: interview.region, _BEGIN.value))
        self._erase_welcome()
        return region

    def say(self, paragraphs: Sequence[Paragraph]) -> None:
        print_paragraphs(paragraphs, self._console)
        self._welcome = []  # what is said below it must not go with it

    def choose(self, interview: Interview, view: View[Chosen]) -> Chosen:
        """Wait for the choice. Raises InterviewStopped when the person leaves."""
        self._print_last_answer()
        return self._choose(interview, view)

    def next_move(self, interview: Interview, step: OpenStep) -> Move:
        """Show the step and wait for the move. Raises InterviewStopped when the person leaves."""
        self._print_last_answer()
        match step:
            case Ask():
                return self._ask(interview, step)
            case Offer():
                return self._choose(interview, offer_view(interview, step))
            case Alert():
                move = self._choose(interview, alert_view(interview, step))
            case Review():
                move = self._choose(interview, review_view(interview))
        self._erase_welcome()  # before the result stands below it
        if isinstance(step, Alert) and move is go_on:
            print_paragraphs([BLANK, *emergency_steps(interview, step.level)], self._console)
        return move

    def refuse(self, error: AnswerError) -> None:
        self._refused = refusal_text(error)

    @cached_property
    def _prompts(self) -> Prompts:
        from backmice_cli.frontends.terminal.prompts import Prompts

        return Prompts(self._console, self._input, self._output)

    def _print_last_answer(self) -> None:
        """Print the last question with its answer, below its section's title: only now is that answer kept for sure."""
        self._erase_welcome()
        if self._answered is None:
            return
        (entry, interview), self._answered = self._answered, None
        if entry.section != self._section:
            self._section = entry.section
            title = interview.questionnaire.sections[entry.section].title
            print_paragraphs([BLANK, Paragraph(title, "strong")], self._console)
        words = answer_words(entry.question, interview.replies[entry.id])
        self._console.print(Text.assemble((entry.question.ask, look.DIM), " ", words), highlight=False)

    def _erase_welcome(self) -> None:
        """Erase the first screen, so that the questions begin where it stood; but not above the first question."""
        if self._is_question_below:
            self._is_question_below = False
        elif self._welcome:
            self._prompts.erase_above([line.text for line in self._welcome])
            self._welcome = []

    def _take_refusal(self) -> str | None:
        said, self._refused = self._refused, None
        return said

    def _choose(self, interview: Interview, view: View[Chosen]) -> Chosen:
        panels = {EMERGENCY: emergency_help(interview)} if view.has_emergency_help else {}
        with stop_when_left(interview):
            return self._prompts.choose(replace(view, panels=panels, message=self._take_refusal()))

    def _ask(self, interview: Interview, step: Ask) -> Move:
        entry, question = step.entry, step.entry.question
        view = self._question_view(interview, step)
        before = _row_values(step.standing)
        with stop_when_left(interview):
            match question.kind:
                case "one":
                    move = self._prompts.choose(view)
                case "many":
                    move = self._prompts.choose(view, before)
                case "number" | "text":
                    typed = next(iter(before), "")
                    is_number = question.kind == "number"
                    move = self._prompts.type_in(view, typed, optional=question.optional, is_number=is_number)
        if move is view.back:
            return move
        if (dropping := dropping_view(interview, move)) is not None:
            move = self._choose(interview, dropping)
        if move is not stay:
            self._answered = (entry, move(interview))
        return move

    def _question_view(self, interview: Interview, step: Ask) -> View[Move]:
        question = step.entry.question
        picture = None
        if question.picture is not None:
            from backmice_cli.frontends.terminal.body_picture import picture_drawer

            picture = picture_drawer(question, ascii_only=has_only_ascii(self._console))
        return View(
            _question_head(interview, step, self._console, new_section=step.entry.section != self._section),
            _choice_rows(question, step.earlier),
            partial(_read_move, question),
            _default_row(interview, step),
            way_back(interview),
            panels={EMERGENCY: emergency_help(interview), WHY: why_page(question, interview.questionnaire.sources)},
            message=self._take_refusal(),
            picture=picture,
        )


def _question_head(interview: Interview, step: Ask, console: Console, *, new_section: bool) -> list[Paragraph]:
    """The place with a bar of progress, the question and its help, what can be typed, and what was typed last time."""
    entry, question = step.entry, step.entry.question
    section = interview.questionnaire.sections[entry.section].title
    so_far = count_progress(interview)
    place = f"{section}: question {so_far.number} of at most {so_far.at_most}"
    bar = progress_bar(so_far, ascii_only=has_only_ascii(console))
    if cell_len(place) + 1 + len(bar) <= min(console.width, LONGEST_LINE):
        place = f"{place} {bar}"
    tone: Tone = "strong" if new_section else ""
    head = [BLANK, Paragraph(place, tone, role="place"), Paragraph(question.ask, "strong", role="asked")]
    if question.help:
        head.append(Paragraph(question.help, "dim"))
    if question.kind == "number":
        unit = f" ({question.unit})" if question.unit else ""
        head.append(Paragraph(f"Type a number{number_range(question)}{unit}."))
    if step.earlier is not None and not question.choices:
        head.append(Paragraph(f"{LAST_TIME.capitalize()}: {answer_words(question, step.earlier)}"))
    return head


def progress_bar(so_far: Progress, *, ascii_only: bool) -> str:
    """The share of the questions that is answered, of as many as may be asked; going forward it never shrinks."""
    done = LENGTH_OF_BAR * (so_far.number - 1) // so_far.at_most
    full, empty = ("=", "-") if ascii_only else ("━", "─")
    return full * done + empty * (LENGTH_OF_BAR - done)


def _read_move(question: Question, reply: Reply) -> Move:
    """Turn what was chosen, ticked or typed into a move. Raises AnswerError when it does not fit."""
    if question.optional and reply in (_SKIP, (_SKIP,)):
        return skip
    try:
        read_reply(question, reply)
    except AnswerError as error:
        if reply == ():
            hint = " ".join(filter(None, ["Tick with Space, then press Enter.", error.hint]))
            raise AnswerError("nothing is ticked yet", hint) from error
        raise
    return partial(answer, reply=reply)


def _default_row(interview: Interview, step: Ask) -> str | None:
    """The row pointed at: the answer given before, else the earlier one.

    Where Enter alone would choose it, and it can tell an emergency, the earlier one is not pointed at: a doubled Enter
    must never deny it.
    """
    given = _row_values(step.standing)
    if given or step.earlier is None:
        return next(iter(given), None)
    is_ticked = step.entry.question.kind == "many"
    is_safe = is_ticked or step.entry.id not in danger_questions(interview.questionnaire)
    return next(iter(_row_values(step.earlier)), None) if is_safe else None


def _row_values(reply: Answer | Skipped | None) -> tuple[str, ...]:
    """The values of the rows, or the line, that a reply was."""
    if reply is None:
        return ()
    if reply is SKIPPED:
        return (_SKIP,)
    return reply if isinstance(reply, tuple) else (str(reply),)


def _choice_rows(question: Question, earlier: Answer | None) -> list[Row]:
    """The choices, those of an earlier answer marked in words."""
    marked = _row_values(earlier)
    keys = dict.fromkeys(question.unsure_choices[:1], "u")
    none = question.quiet_choice
    if none is not None and question.choices[none].exclusive:
        keys[none] = "0"
    rows = [
        Row(
            id,
            f"{choice.label} ({LAST_TIME})" if id in marked else choice.label,
            choice.help,
            choice.exclusive,
            keys.get(id),
            _YES_OR_NO.get(id),
        )
        for id, choice in question.choices.items()
    ]
    return [*rows, Row(_SKIP, "Skip this question", exclusive=True)] if question.optional else rows
