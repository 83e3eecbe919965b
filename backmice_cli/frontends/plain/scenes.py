"""A step in plain mode, as data: what is said and what a typed line leads to. Waits for nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from backmice_cli.frontends.plain.parser import Word, clash_lines, find_rows, number_span, remove_quotes
from backmice_cli.frontends.plain.speech import (
    answer_lines,
    earlier_answer_lines,
    how_to_answer,
    number_rows,
    question_lines,
    spoken_lines,
)
from backmice_cli.frontends.step_views import CONFIRM, SHOW_RESULT, read_review, way_back
from backmice_cli.frontends.texts import answers_by_section, review_groups, review_head
from backmice_cli.frontends.view import Move, Row, View, stay
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import Ask, Interview, change, keep
from backmice_cli.questionnaire.model import Entry, Question

ANYWHERE = frozenset({Word.REPEAT, Word.HELP, Word.EMERGENCY, Word.STOP})
AT_A_STEP = ANYWHERE | {Word.BACK, Word.REVIEW}

ENTER_GOES_ON = "To go on, press Enter."


@dataclass(frozen=True)
class Scene:
    """What is said, and what a line means there."""

    lines: Sequence[str]
    whole: Sequence[str]
    """What `repeat` says: the same, with all that was left out because it was said before."""
    prompt: str
    rows: Sequence[Row]
    read: Callable[[str], Any]
    """Turns a reply into what a view's `read` gives. Raises AnswerError when it does not fit."""
    back: Move | None = None
    words: frozenset[Word] = AT_A_STEP
    """What can be typed instead of an answer."""
    entry: Entry | None = None
    """The question that is asked, if one is."""

    @property
    def ids(self) -> frozenset[str]:
        """Typed exactly, these are answers and no words."""
        return frozenset(str(row.value) for row in self.rows)


def question_scene(
    interview: Interview, step: Ask, read: Callable[[Reply], Move], *, new_section: bool, explained: bool
) -> Scene:
    """Build the scene of a question.

    Args:
        read: gets the reply that was meant, unless Enter alone kept the answer given before.
        explained: leaves out how such a question is answered.
    """
    entry, question = step.entry, step.entry.question
    rows = [Row(id, choice.label, choice.help) for id, choice in question.choices.items()]

    def read_typed(typed: str) -> Move:
        return keep if not typed and step.standing is not None else read(_parse_reply(question, rows, typed))

    head = [
        *question_lines(interview, entry, new_section=new_section),
        *number_rows(rows),
        *clash_lines(rows),
    ]
    below = [
        *(["This question is optional. To leave it out, type skip."] if question.optional else []),
        *earlier_answer_lines(step),
    ]
    how, prompt = how_to_answer(question, rows)
    whole = [*head, how, *below]
    return Scene(
        [*head, *below] if explained else whole,
        whole,
        prompt,
        rows,
        read_typed,
        way_back(interview),
        AT_A_STEP | {Word.WHY} | ({Word.SKIP} if question.optional else set()),
        entry,
    )


def _parse_reply(question: Question, rows: Sequence[Row], typed: str) -> Reply:
    match question.kind:
        case "one":
            return find_rows(typed, rows)[0]
        case "many":
            return find_rows(typed, rows, several=True)
        case "number":
            return typed
        case "text":
            return remove_quotes(typed)


def menu_scene(head: Sequence[str], view: View[Any], words: frozenset[Word] = AT_A_STEP) -> Scene:
    """Build the scene of a choice between a few rows."""
    rows, values = view.rows, [row.value for row in view.rows]
    enter = f" Enter alone means {values.index(view.default) + 1}." if view.default is not None else ""
    how = f"Type {number_span(rows, 'a number')}, then press Enter.{enter}"
    return _choice_scene([*head, *number_rows(rows), how], view, words)


def review_scene(interview: Interview) -> Scene:
    """Build the scene of all answers at the end, those first on which it most depends."""
    view = View([], [Row(CONFIRM, SHOW_RESULT)], read_review, back=way_back(interview))
    return _answers_scene(interview, ["", *spoken_lines(review_head())], review_groups(interview), view)


def answers_scene(interview: Interview) -> Scene:
    """Build the scene of the answers so far, in the middle of the interview."""

    def read(value: str) -> Move:
        return partial(change, question=value) if value else stay

    view: View[Move] = View([], [Row(CONFIRM, "Go on from where you were")], read, back=stay)
    return _answers_scene(interview, ["", "Your answers so far:"], answers_by_section(interview), view)


def _answers_scene(
    interview: Interview, head: Sequence[str], groups: Sequence[tuple[str, list[str]]], view: View[Move]
) -> Scene:
    """Build a scene of answers below the row of the view, which Enter alone chooses."""
    lines = [
        *head,
        *number_rows(view.rows),
        *answer_lines(interview, groups, 2),
        "To change an answer, type its number.",
        ENTER_GOES_ON,
    ]
    rows = [*view.rows, *(Row(id, id) for _, ids in groups for id in ids)]
    return _choice_scene(lines, replace(view, rows=rows, default=CONFIRM))


def _choice_scene(lines: Sequence[str], view: View[Any], words: frozenset[Word] = AT_A_STEP) -> Scene:
    rows, default = view.rows, view.default

    def read(typed: str) -> Any:
        return view.read(default if default is not None and not typed else find_rows(typed, rows)[0])

    return Scene(lines, lines, f"{number_span(rows, 'One number')}: ", rows, read, view.back, words)
