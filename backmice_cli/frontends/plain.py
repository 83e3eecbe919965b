"""The front end for screen readers, dumb terminals and pipes: one line out, one line in; implements `Frontend`.

Says a step, reads a line, says what was wrong with it or returns the move. Nothing is redrawn or hidden, so whatever
was said can be read again. Decides nothing about the interview, and loads no prompt library.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from backmice_cli.errors import AnswerError, InterviewStopped
from backmice_cli.frontends.conduct import Move
from backmice_cli.frontends.leaving import leaving
from backmice_cli.frontends.lines import Lines, ended_by_signals
from backmice_cli.frontends.screens import Row, refusal
from backmice_cli.frontends.spoken import (
    alert_lines,
    dropped_lines,
    emergency_lines,
    help_lines,
    how_to_answer,
    noted,
    numbered,
    offer_lines,
    prompt,
    question_lines,
    review_lines,
    so_far,
    welcome_lines,
    why_lines,
)
from backmice_cli.frontends.typed import Word, clashes, rows_typed, span, unquoted, word_typed
from backmice_cli.interview.answers import Reply
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
)
from backmice_cli.questionnaire.model import Entry, Question

NOTHING_BEFORE = "There is no question before this one."


@dataclass(frozen=True)
class _Scene:
    """A step as it is said, and what a line means there."""

    lines: Sequence[str]
    whole: Sequence[str]
    """What `repeat` says: the same, with all that was left out because it was said before."""
    prompt: str
    read: Callable[[str], Move]
    """Turns a reply into a move. Raises AnswerError when it does not fit."""
    back: Move | None
    ids: Collection[str] = ()
    """Typed exactly, these are answers and no words."""
    entry: Entry | None = None
    """The question that is asked, if one is."""


class PlainFrontend:
    """Asks with lines of text; `source` and `target` may be terminals, pipes or files."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._lines = Lines(source, target)
        self._section: str | None = None
        """Whose title was said last."""
        self._explained: set[str] = set()
        """Kinds of question of which it was said how to answer."""
        self._reviewed: tuple[str, ...] = ()
        """Whose answers were said at the review before."""
        self._refused: list[str] = []

    def welcome(self, interview: Interview) -> None:
        with _leaving(interview):
            self._lines.say(welcome_lines(interview.questionnaire))

    def ask(self, interview: Interview, step: Ask) -> Move:
        entry, question = step.entry, step.entry.question
        rows = _rows(question)

        def read(typed: str) -> Move:
            if not typed and step.standing is not None:
                return keep
            return self._settled(interview, entry, partial(answer, reply=_reply(question, rows, typed)))

        head = question_lines(interview, entry, new_section=entry.section != self._section)
        choices = [*numbered(rows), *clashes(rows)]
        below = [
            *(["This question is optional. To leave it out, type skip."] if question.optional else []),
            *so_far(question, step.standing),
        ]
        whole = [*head, *choices, how_to_answer(question), *below]
        lines = [*head, *choices, *below] if question.kind in self._explained else whole
        self._section = entry.section
        self._explained.add(question.kind)
        ids = {str(row.value) for row in rows}
        return self._heard(
            interview, _Scene(lines, whole, prompt(question, rows), read, _way_back(interview), ids, entry)
        )

    def alert(self, interview: Interview, step: Alert) -> Move:
        moves: dict[str, Move] = {"stop": stop, "go_on": go_on}
        rows = [Row("stop", "Stop here (recommended)"), Row("go_on", "Go on for a summary")]
        head = alert_lines(interview.questionnaire, step)
        return self._heard(interview, _menu(head, rows, moves, "stop", _way_back(interview)))

    def offer(self, interview: Interview, step: Offer) -> Move:
        moves: dict[str, Move] = {"no": decline, "yes": accept}
        rows = [Row("no", "No, go on without"), Row("yes", "Yes, answer now")]
        return self._heard(interview, _menu(offer_lines(interview, step), rows, moves, "no", _way_back(interview)))

    def review(self, interview: Interview, step: Review) -> Move:
        scene = _review(interview, "These are right: show the result", finish, _way_back(interview))
        ids = tuple(step.replies)
        if ids == self._reviewed:
            again = "Your other answers stand. To hear them, type repeat. To change another, type its number."
            scene = _Scene(["", again, _ENTER_GOES_ON], scene.whole, scene.prompt, scene.read, scene.back, scene.ids)
        self._reviewed = ids
        return self._heard(interview, scene)

    def refuse(self, error: AnswerError) -> None:
        self._refused = [refusal(error)]

    def _heard(self, interview: Interview, scene: _Scene) -> Move:
        """Say a scene and read lines until one is a move."""
        with _leaving(interview):
            said, self._refused = self._refused, []
            self._lines.say([*said, *scene.lines])
            while True:
                typed = self._lines.read(scene.prompt)
                word = word_typed(typed, scene.ids)
                try:
                    move = scene.read(typed) if word is None else self._obeyed(word, interview, scene)
                except AnswerError as error:
                    self._lines.say([refusal(error)])
                else:
                    if move is not None:
                        return move

    def _obeyed(self, word: Word, interview: Interview, scene: _Scene) -> Move | None:
        """Do what a word says; None when the same is asked on."""
        question = scene.entry.question if scene.entry is not None else None
        match word:
            case Word.STOP:
                raise InterviewStopped(interview.answers)
            case Word.BACK if scene.back is not None:
                return scene.back
            case Word.BACK:
                self._lines.say([NOTHING_BEFORE])
            case Word.SKIP if scene.entry is not None:
                return self._settled(interview, scene.entry, skip)
            case Word.SKIP:
                self._lines.say(["There is no question to skip here."])
            case Word.WHY if question is not None:
                self._lines.say(why_lines(question, interview.questionnaire.sources))
            case Word.WHY:
                self._lines.say(["There is no question to explain here."])
            case Word.REVIEW if not interview.replies:
                self._lines.say(["You have not answered anything yet."])
            case Word.REVIEW:
                return self._heard(interview, _review(interview, "Go on from where you were", _again, _again))
            case Word.REPEAT:
                self._lines.say(scene.whole)
            case Word.HELP:
                self._lines.say(help_lines(interview.questionnaire, question))
            case Word.EMERGENCY:
                self._lines.say(emergency_lines(interview.questionnaire))
        return None

    def _settled(self, interview: Interview, entry: Entry, move: Move) -> Move:
        """Take an answer, but first ask when it would drop others.

        Raises AnswerError when it does not fit.
        """
        after = move(interview)
        lost = [id for id in interview.answers if id not in after.replies]
        if not lost:
            self._lines.say([noted(entry.question, after.replies[entry.id])])
            return move
        moves = {"keep": keep, "change": move}
        rows = [Row("keep", "Keep my earlier answer"), Row("change", "Change it, and drop what no longer fits")]
        return self._heard(interview, _menu(dropped_lines(interview, lost), rows, moves, None, _again))


@contextmanager
def _leaving(interview: Interview) -> Iterator[None]:
    with leaving(interview), ended_by_signals():
        yield


def _again(interview: Interview) -> Interview:
    """Change nothing: the same step is said once more."""
    return interview


def _way_back(interview: Interview) -> Move | None:
    return back if back(interview) is not interview else None


def _rows(question: Question) -> list[Row]:
    return [Row(id, choice.label, choice.help, choice.exclusive) for id, choice in question.choices.items()]


def _reply(question: Question, rows: Sequence[Row], typed: str) -> Reply:
    match question.kind:
        case "one":
            return rows_typed(typed, rows)[0]
        case "many":
            return rows_typed(typed, rows, several=True)
        case "number":
            return typed
        case "text":
            return unquoted(typed)


def _menu(
    head: Sequence[str], rows: Sequence[Row], moves: dict[str, Move], alone: str | None, way: Move | None
) -> _Scene:
    """A choice between moves; `alone` is the row that Enter alone means."""

    def read(typed: str) -> Move:
        return moves[alone] if alone is not None and not typed else moves[rows_typed(typed, rows)[0]]

    enter = f" Enter alone means {[row.value for row in rows].index(alone) + 1}." if alone is not None else ""
    lines = [*head, *numbered(rows), f"Type 1 or 2, then press Enter.{enter}"]
    return _Scene(lines, lines, f"{span(rows, 'One number')}: ", read, way, moves)


_ENTER_GOES_ON = "To go on, press Enter."


def _review(interview: Interview, go_on: str, onward: Move, way: Move | None) -> _Scene:
    """All answers so far, any of which can be changed."""
    rows = [Row("", go_on), *(Row(id, id) for id in interview.replies)]

    def read(typed: str) -> Move:
        chosen = rows_typed(typed, rows)[0] if typed else ""
        return partial(change, question=chosen) if chosen else onward

    lines = ["", "Check your answers.", *review_lines(interview, go_on)]
    lines += ["To change an answer, type its number.", _ENTER_GOES_ON]
    return _Scene(lines, lines, f"{span(rows, 'One number')}: ", read, way, interview.replies)
