"""The front end for a person at a terminal: turns steps into prompts, and what they did into moves.

Decides nothing about the interview. The prompt library is loaded with the first question, after the first screen shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from rich.console import Console

from backmice_cli.errors import AnswerError
from backmice_cli.frontends.loop import Move
from backmice_cli.frontends.screens import (
    BLANK,
    EMERGENCY,
    LAST_TIME,
    WHY,
    Leave,
    Line,
    Page,
    Paragraph,
    Row,
    alert_page,
    dropped_head,
    emergency,
    emergency_help,
    laid_out,
    offer_head,
    question_head,
    refusal,
    region_head,
    region_rows,
    review_groups,
    review_head,
    review_line,
    section_heading,
    show,
    show_answer,
    welcome_page,
    why,
)
from backmice_cli.frontends.stopping import leaving
from backmice_cli.interview.answers import SKIPPED, Reply, Skipped, read_reply
from backmice_cli.interview.completeness import danger_questions
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Interview,
    Offer,
    Review,
    accept,
    answer,
    back,
    change,
    decline,
    finish,
    go_on,
    keep,
    skip,
    stop,
    voided,
)
from backmice_cli.pictures.characters import has_only_ascii
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Entry, Question

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from backmice_cli.frontends.terminal.prompts import Prompts

ROWS_OF_A_QUESTION = 24
"""Room that a question with many choices takes."""

_SKIP = ""
"""Value of the row that skips; no choice has an empty id."""
_YES_OR_NO = {"yes": "y", "no": "n"}
"""Choice id to the letter that goes there, beside its number."""

_RIGHT = ""
"""Value of the row that confirms all answers; no question has an empty id."""


class TerminalFrontend:
    """Asks with arrow keys, digits and Enter; implements `Frontend`.

    `input` and `output` are prompt_toolkit's; left out, they are standard input and the console's file.
    """

    def __init__(self, console: Console, *, input: Input | None = None, output: Output | None = None) -> None:
        self._console = console
        self._input = input
        self._output = output
        self._section: str | None = None
        """Whose title stands above the answers printed last."""
        self._refused: str | None = None
        """Why the last move was not possible, until it has been shown."""
        self._welcome: list[Line] = []
        """The lines of the first screen, while it is there and nothing stands below it."""
        self._is_question_below = False
        """Whether the next prompt stands below the first screen."""
        self._answered: tuple[Entry, Interview] | None = None
        """The answer given last, until it has been left behind."""

    def welcome(self, interview: Interview) -> None:
        """Show what this is."""
        page = welcome_page(interview)
        show(page, self._console)
        self._welcome = laid_out(page, self._console.width)

    def start(self, interview: Interview, pointed: str | None = None) -> str | None:
        """Let the first screen be read, ask where the person is unless that is known, and leave the screen behind.

        Where the first question fits below it, and nothing else is to be asked, it is left behind with that question.
        Raises InterviewStopped when the person leaves.
        """
        if not self._welcome:
            self.welcome(interview)
        regions = region_rows(interview.questionnaire)
        asks = bool(regions) and interview.region is None
        if not asks and len(self._welcome) + ROWS_OF_A_QUESTION <= self._console.height:
            self._is_question_below = True
            return interview.region
        page = Page(region_head() if asks else [], panels={EMERGENCY: emergency_help(interview)}, back=False)
        with leaving(interview):
            chosen = self._prompts.choose(
                page, regions if asks else [Row("begin", "Begin", key="")], pointed if asks else "begin"
            )
        self._leave_welcome()
        return str(chosen) if asks else interview.region

    def say(self, paragraphs: Sequence[Paragraph]) -> None:
        show(paragraphs, self._console)
        self._welcome = []  # what is said below it must not go with it

    def decide(
        self, interview: Interview, head: Sequence[Paragraph], rows: Sequence[Row], pointed: str | None = None
    ) -> str:
        """Ask for one of the rows; returns its value. Raises InterviewStopped when the person leaves."""
        self._leave_behind()
        page = Page(head, panels={EMERGENCY: emergency_help(interview)}, back=False, message=self._said())
        with leaving(interview):
            return str(self._prompts.choose(page, rows, pointed))

    def ask(self, interview: Interview, step: Ask) -> Move:
        self._leave_behind()
        while True:
            reply = self._reply(interview, step)
            if reply is None:
                return back
            move: Move = skip if reply is SKIPPED else partial(answer, reply=reply)
            after = move(interview)
            lost = voided(interview, after)
            sure = self._confirmed(interview, lost) if lost else True
            if sure is not None:
                self._answered = (step.entry, after if sure else interview)
                return move if sure else keep

    def alert(self, interview: Interview, step: Alert) -> Move:
        self._leave_behind()
        rows = [Row("stop", "Stop here (recommended)"), Row("go_on", "Go on for a summary")]
        page = alert_page(interview, step, self._said())
        with leaving(interview):
            chosen = self._prompts.choose(page, rows, "stop")
        self._leave_welcome()  # before the result stands below it
        match chosen:
            case Leave():
                return back
            case "stop":
                return stop
            case _:
                show([BLANK, *emergency(interview, step.level)], self._console)
                return go_on

    def offer(self, interview: Interview, step: Offer) -> Move:
        self._leave_behind()
        rows = [Row("no", "No, go on without", also="n"), Row("yes", "Yes, answer now", also="y")]
        page = self._page(interview, offer_head(interview, step))
        with leaving(interview):
            chosen = self._prompts.choose(page, rows, "no")
        match chosen:
            case Leave():
                return back
            case "yes":
                return accept
            case _:
                return decline

    def review(self, interview: Interview, step: Review) -> Move:
        self._leave_behind()
        outline = interview.questionnaire.outline
        rows = [Row(_RIGHT, "These are right: show the result", key="")]
        for heading, ids in review_groups(interview):
            rows.append(Row(None, heading))
            rows += [Row(id, review_line(outline[id].question, step.replies[id])) for id in ids]
        page = self._page(interview, review_head())
        with leaving(interview):
            chosen = self._prompts.choose(page, rows, _RIGHT)
        self._leave_welcome()  # before the result stands below it
        if isinstance(chosen, Leave):
            return back
        return finish if chosen == _RIGHT else partial(change, question=chosen)

    def refuse(self, error: AnswerError) -> None:
        self._refused = refusal(error)

    @cached_property
    def _prompts(self) -> Prompts:
        from backmice_cli.frontends.terminal.prompts import Prompts

        return Prompts(self._console, self._input, self._output)

    def _leave_behind(self) -> None:
        """Print the last question with its answer, below its section's title: only now is that answer kept for sure."""
        self._leave_welcome()
        if self._answered is None:
            return
        (entry, interview), self._answered = self._answered, None
        if entry.section != self._section:
            self._section = entry.section
            show(section_heading(interview.questionnaire.sections[entry.section]), self._console)
        show_answer(entry.question, interview.replies[entry.id], self._console)

    def _leave_welcome(self) -> None:
        """Erase the first screen, so that the questions begin where it stood."""
        if self._is_question_below:
            self._is_question_below = False
        elif self._welcome:
            self._prompts.erase_above([line.text for line in self._welcome])
            self._welcome = []

    def _said(self) -> str | None:
        said, self._refused = self._refused, None
        return said

    def _page(self, interview: Interview, head: Sequence[Paragraph], question: Question | None = None) -> Page:
        questionnaire = interview.questionnaire
        panels = {EMERGENCY: emergency_help(interview)}
        picture = None
        if question is not None:
            panels[WHY] = why(question, questionnaire.sources)
        if question is not None and question.picture is not None:
            from backmice_cli.frontends.terminal.body_picture import drawing_of

            picture = drawing_of(question, ascii_only=has_only_ascii(self._console))
        back_to = back(interview) is not interview
        return Page(head, panels=panels, back=back_to, message=self._said(), picture=picture)

    def _reply(self, interview: Interview, step: Ask) -> Reply | Skipped | None:
        """Ask the question; None is the way back."""
        question = step.entry.question
        head = question_head(interview, step, self._console, new_section=step.entry.section != self._section)
        page = self._page(interview, head, question)
        with leaving(interview):
            match question.kind:
                case "one":
                    return self._chosen(page, question, _pointed(interview, step), step.earlier)
                case "many":
                    return self._ticked(page, question, step.standing, step.earlier)
                case "number" | "text":
                    return self._typed(page, question, step.standing)

    def _chosen(
        self, page: Page, question: Question, pointed: str | None, earlier: Answer | None
    ) -> Reply | Skipped | None:
        chosen = self._prompts.choose(page, _rows(question, earlier), pointed)
        if isinstance(chosen, Leave):
            return None
        return SKIPPED if chosen == _SKIP else chosen

    def _ticked(
        self, page: Page, question: Question, standing: Answer | Skipped | None, earlier: Answer | None
    ) -> Reply | Skipped | None:
        before = (_SKIP,) if standing is SKIPPED else standing if isinstance(standing, tuple) else ()
        pointed = next(iter(before or _choices(earlier)), None)
        refused = partial(_refused_ticks, question)
        ticked = self._prompts.tick(page, _rows(question, earlier), before, refused, pointed)
        if isinstance(ticked, Leave):
            return None
        return SKIPPED if ticked == (_SKIP,) else ticked

    def _typed(self, page: Page, question: Question, standing: Answer | Skipped | None) -> Reply | Skipped | None:
        given = "" if standing is None or standing is SKIPPED else str(standing)
        refusal = partial(_refused_reply, question)
        is_number = question.kind == "number"
        typed = self._prompts.type_in(page, given, refusal, optional=question.optional, is_number=is_number)
        if isinstance(typed, Leave):
            return SKIPPED if typed is Leave.SKIP else None
        return typed

    def _confirmed(self, interview: Interview, lost: Sequence[str]) -> bool | None:
        """Ask whether these answers may be dropped; None is the way back to the question."""
        rows = [Row("keep", "Keep my earlier answer"), Row("change", "Change it, and drop what no longer fits")]
        with leaving(interview):
            chosen = self._prompts.choose(Page(dropped_head(interview, lost)), rows)
        return None if isinstance(chosen, Leave) else chosen == "change"


def _pointed(interview: Interview, step: Ask) -> str | None:
    """The row that Enter alone would choose: the answer given before, else the earlier one.

    Where an answer can tell an emergency, the earlier one is not pointed at: a doubled Enter must never deny it.
    """
    if step.standing is SKIPPED:
        return _SKIP
    if step.standing is not None:
        return str(step.standing)
    if step.earlier is None or step.entry.id in danger_questions(interview.questionnaire):
        return None
    return str(step.earlier)


def _choices(given: Answer | None) -> tuple[str, ...]:
    return () if given is None else given if isinstance(given, tuple) else (str(given),)


def _rows(question: Question, earlier: Answer | None) -> list[Row]:
    """The choices, those of an earlier answer marked in words."""
    marked = _choices(earlier)
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


def _refused_ticks(question: Question, ticked: Sequence[str]) -> str | None:
    if ticked == (_SKIP,):
        return None
    try:
        read_reply(question, ticked)
    except AnswerError as error:
        if ticked:
            return refusal(error)
        return " ".join(filter(None, ["Nothing is ticked yet. Tick with Space, then press Enter.", error.hint]))
    return None


def _refused_reply(question: Question, reply: str) -> str | None:
    try:
        read_reply(question, reply)
    except AnswerError as error:
        return refusal(error)
    return None
