"""The front end for screen readers, dumb terminals and pipes: one line out, one line in; implements `Frontend`.

Says a step, reads a line, says what was wrong with it or returns the move. Nothing is redrawn or hidden, so whatever
was said can be read again. Decides nothing about the interview, and loads no prompt library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TextIO

from backmice_cli.errors import AnswerError, InterviewStopped
from backmice_cli.frontends.interruption import end_on_signals, stop_when_left
from backmice_cli.frontends.layout import Paragraph
from backmice_cli.frontends.loop import OpenStep
from backmice_cli.frontends.plain.parser import Word, clash_lines, find_word
from backmice_cli.frontends.plain.scenes import (
    ANYWHERE,
    ENTER_GOES_ON,
    Scene,
    answers_scene,
    menu_scene,
    question_scene,
    review_scene,
)
from backmice_cli.frontends.plain.speech import (
    QUOTES,
    emergency_lines,
    help_lines,
    repeat_answer,
    spoken_lines,
    welcome_lines,
    why_lines,
)
from backmice_cli.frontends.plain.stream import LineStream
from backmice_cli.frontends.step_views import alert_view, dropping_view, offer_view, region_view
from backmice_cli.frontends.texts import NOTHING_BEFORE, refusal_text
from backmice_cli.frontends.view import Chosen, Move, View
from backmice_cli.interview.interview import Alert, Ask, Interview, Offer, Review, answer, skip
from backmice_cli.questionnaire.model import Entry


class PlainFrontend:
    """Asks with lines of text; `source` and `target` may be terminals, pipes or files."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._lines = LineStream(source, target)
        self._section: str | None = None
        """The section whose title was said last."""
        self._explained: set[str] = set()
        """Kinds of question of which it was said how to answer."""
        self._reviewed: tuple[str, ...] = ()
        """The questions whose answers were said at the review before."""
        self._refused: list[str] = []
        """Why the last move was not possible, until it has been said."""
        self._noted: list[str] = []
        """The answer given last, until it has been said; only then is it kept for sure."""

    def welcome(self, interview: Interview) -> None:
        """Say what this is. Raises InterviewStopped when nobody is there."""
        with stop_when_left(interview), end_on_signals():
            self._lines.say(welcome_lines(interview))

    def start(self, interview: Interview, default: str | None = None) -> str | None:
        """Ask where the person is; what was said stays above it. Raises InterviewStopped when the person leaves."""
        view = region_view(interview, default)
        return interview.region if view is None else self.choose(interview, view)

    def say(self, paragraphs: Sequence[Paragraph]) -> None:
        self._lines.say([*self._news(), *_plain_texts(paragraphs)])

    def choose(self, interview: Interview, view: View[Chosen]) -> Chosen:
        """Wait for the choice. Raises InterviewStopped when the person leaves."""
        chosen: Chosen = self._wait_for(interview, menu_scene(["", *_plain_texts(view.head)], view, ANYWHERE))
        return chosen

    def next_move(self, interview: Interview, step: OpenStep) -> Move:
        """Say the step and wait for the move. Raises InterviewStopped when the person leaves."""
        match step:
            case Ask():
                scene = self._question_scene(interview, step)
            case Alert():
                scene = _step_scene(alert_view(interview, step))
            case Offer():
                scene = _step_scene(offer_view(interview, step))
            case Review():
                scene = self._review_scene(interview)
        move: Move = self._wait_for(interview, scene)
        return move

    def _question_scene(self, interview: Interview, step: Ask) -> Scene:
        entry = step.entry
        scene = question_scene(
            interview,
            step,
            lambda reply: self._settle(interview, entry, partial(answer, reply=reply)),
            new_section=entry.section != self._section,
            explained=entry.question.kind in self._explained,
        )
        self._section = entry.section
        self._explained.add(entry.question.kind)
        return scene

    def _review_scene(self, interview: Interview) -> Scene:
        """Say every answer, but after a change that left the others as they were only that they stand."""
        scene = review_scene(interview)
        ids = tuple(interview.replies)
        if ids == self._reviewed:
            stand = "Your other answers stand. To hear all of them, type repeat. To change another, type its number."
            scene = replace(scene, lines=["", stand, ENTER_GOES_ON])
        self._reviewed = ids
        return scene

    def refuse(self, error: AnswerError) -> None:
        self._refused = [refusal_text(error)]

    def _wait_for(self, interview: Interview, scene: Scene) -> Any:
        """Say a scene and read lines until one leads to something; returns that."""
        with stop_when_left(interview), end_on_signals():
            self._lines.say([*self._news(), *scene.lines])
            while True:
                typed = self._lines.read(scene.prompt)
                word = find_word(typed, scene.ids)
                try:
                    move = scene.read(typed) if word is None else self._obey(word, interview, scene)
                except AnswerError as error:
                    self._lines.say([refusal_text(error)])
                else:
                    if move is not None:
                        return move

    def _news(self) -> list[str]:
        """Take what is to be said before anything else."""
        news, self._noted, self._refused = [*self._noted, *self._refused], [], []
        return news

    def _obey(self, word: Word, interview: Interview, scene: Scene) -> Any:
        """Do what a word says; None when the same is asked on. Raises AnswerError when it does nothing here."""
        if word is Word.SKIP and scene.entry is not None:
            return self._settle(interview, scene.entry, skip)
        if word not in scene.words:
            raise AnswerError(f"{word.value} does nothing here", "To hear which words do, type help.")
        question = scene.entry.question if scene.entry is not None else None
        match word:
            case Word.STOP:
                raise InterviewStopped(interview.answers)
            case Word.BACK if scene.back is not None:
                return scene.back
            case Word.REVIEW if interview.replies:
                return self._wait_for(interview, answers_scene(interview))
            case Word.BACK:
                lines = [NOTHING_BEFORE]
            case Word.REVIEW:
                lines = ["You have not answered anything yet."]
            case Word.WHY if question is not None:
                lines = why_lines(question, interview.questionnaire.sources)
            case Word.REPEAT:
                lines = list(scene.whole)
            case Word.EMERGENCY:
                lines = emergency_lines(interview)
            case _:
                quotes = [QUOTES] if question is not None and question.kind == "text" else []
                lines = [*help_lines(interview, scene.words), *clash_lines(scene.rows), *quotes]
        self._lines.say(lines)
        return None

    def _settle(self, interview: Interview, entry: Entry, move: Move) -> Move:
        """Take an answer, but first ask when it would drop others.

        Raises AnswerError when it does not fit.
        """
        if (dropping := dropping_view(interview, move)) is not None:
            chosen: Move = self._wait_for(
                interview, menu_scene(spoken_lines(dropping.head, whole_items=True), dropping)
            )
            return chosen
        self._noted = [repeat_answer(entry.question, move(interview).replies[entry.id])]
        return move


def _step_scene(view: View[Move]) -> Scene:
    return menu_scene(["", *spoken_lines(view.head)], view)


def _plain_texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.text]
