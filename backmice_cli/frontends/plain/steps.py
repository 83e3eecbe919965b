"""A step in plain mode, as data: what is said and what a typed line leads to. Waits for nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from backmice_cli.frontends.loop import Move
from backmice_cli.frontends.plain.parser import Word, clashes, rows_typed, span, unquoted
from backmice_cli.frontends.plain.words import (
    answer_lines,
    how_to_answer,
    last_time,
    numbered,
    prompt,
    question_lines,
    so_far,
    spoken,
)
from backmice_cli.frontends.screens import Row, answers_by_section, review_groups, review_head
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import Ask, Interview, back, change, finish, keep
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
    read: Callable[[str], Move]
    """Turns a reply into a move. Raises AnswerError when it does not fit."""
    back: Move | None = None
    words: frozenset[Word] = AT_A_STEP
    """What can be typed instead of an answer."""
    entry: Entry | None = None
    """The question that is asked, if one is."""

    @property
    def ids(self) -> frozenset[str]:
        """Typed exactly, these are answers and no words."""
        return frozenset(str(row.value) for row in self.rows)


def again(interview: Interview) -> Interview:
    """Change nothing: the same step is said once more."""
    return interview


def way_back(interview: Interview) -> Move | None:
    return back if back(interview) is not interview else None


def question_scene(
    interview: Interview, step: Ask, read: Callable[[Reply], Move], *, new_section: bool, explained: bool
) -> Scene:
    """A question.

    Args:
        read: gets the reply that was meant, unless Enter alone kept the answer given before.
        explained: leaves out how such a question is answered.
    """
    entry, question = step.entry, step.entry.question
    rows = [Row(id, choice.label, choice.help) for id, choice in question.choices.items()]

    def read_typed(typed: str) -> Move:
        return keep if not typed and step.standing is not None else read(_reply(question, rows, typed))

    head = [
        *question_lines(interview, entry, new_section=new_section),
        *numbered(rows),
        *clashes(rows),
    ]
    below = [
        *(["This question is optional. To leave it out, type skip."] if question.optional else []),
        *so_far(question, step.standing),
        *last_time(question, step.earlier),
    ]
    whole = [*head, how_to_answer(question), *below]
    return Scene(
        [*head, *below] if explained else whole,
        whole,
        prompt(question, rows),
        rows,
        read_typed,
        way_back(interview),
        AT_A_STEP | {Word.WHY} | ({Word.SKIP} if question.optional else set()),
        entry,
    )


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


def menu_scene(
    head: Sequence[str],
    rows: Sequence[tuple[str, str, Move]],
    back: Move | None,
    *,
    alone: Move | None = None,
    words: frozenset[Word] = AT_A_STEP,
) -> Scene:
    """A choice between a few moves, each with id and label; `alone` is the one that Enter alone means."""
    moves = {id: move for id, _, move in rows}
    labels = [Row(id, label) for id, label, _ in rows]

    def read(typed: str) -> Move:
        return alone if alone is not None and not typed else moves[rows_typed(typed, labels)[0]]

    enter = f" Enter alone means {list(moves.values()).index(alone) + 1}." if alone is not None else ""
    lines = [*head, *numbered(labels), f"Type {span(labels, 'a number')}, then press Enter.{enter}"]
    return Scene(lines, lines, f"{span(labels, 'One number')}: ", labels, read, back, words)


def review_scene(interview: Interview) -> Scene:
    """All answers at the end, those first on which it most depends."""
    groups = review_groups(interview)
    return _answers_scene(interview, ["", *spoken(review_head())], groups, "These are right: show the result", finish)


def answers_scene(interview: Interview) -> Scene:
    """The answers so far, in the middle of the interview."""
    groups = answers_by_section(interview)
    return _answers_scene(interview, ["", "Your answers so far:"], groups, "Go on from where you were", again)


def _answers_scene(
    interview: Interview, head: Sequence[str], groups: Sequence[tuple[str, list[str]]], go_on: str, onward: Move
) -> Scene:
    rows = [Row("", go_on), *(Row(id, id) for _, ids in groups for id in ids)]

    def read(typed: str) -> Move:
        chosen = rows_typed(typed, rows)[0] if typed else ""
        return partial(change, question=chosen) if chosen else onward

    lines = [
        *head,
        f"1. {go_on}",
        *answer_lines(interview, groups, 2),
        "To change an answer, type its number.",
        ENTER_GOES_ON,
    ]
    back = again if onward is again else way_back(interview)
    return Scene(lines, lines, f"{span(rows, 'One number')}: ", rows, read, back)
