"""The views of steps that are no questions, made once for both front ends."""

from __future__ import annotations

from functools import partial

from backmice_cli.frontends.layout import BLANK, Paragraph
from backmice_cli.frontends.texts import alert_heads, answer_words, review_groups, review_head, review_line
from backmice_cli.frontends.view import Move, Row, View, stay
from backmice_cli.interview.interview import (
    Alert,
    Interview,
    Offer,
    accept,
    answers_dropped,
    change,
    decline,
    finish,
    go_back,
    go_on,
    keep,
    stop,
)
from backmice_cli.interview.progress import most_in_section

CONFIRM = ""
"""Value of the row that confirms all answers; no question has an empty id."""

SHOW_RESULT = "These are right: show the result"


def way_back(interview: Interview) -> Move | None:
    """Give the move back; None at the first question."""
    return go_back if go_back(interview) is not interview else None


def alert_view(interview: Interview, step: Alert) -> View[Move]:
    head, short = alert_heads(interview, step)
    rows = [Row("stop", "Stop here (recommended)"), Row("go_on", "Go on for a summary")]
    read = {"stop": stop, "go_on": go_on}.__getitem__
    return View(head, rows, read, "stop", way_back(interview), short, has_emergency_help=False)


def offer_view(interview: Interview, step: Offer) -> View[Move]:
    most = most_in_section(interview, step.section)
    text = (
        "There is one more question that helps your doctor. Answer it now?"
        if most == 1
        else f"There are at most {most} more questions that help your doctor. Answer them now?"
    )
    title = interview.questionnaire.sections[step.section].title
    head = [BLANK, Paragraph(title, "strong", role="place"), Paragraph(text, role="asked")]
    rows = [Row("no", "No, go on without", also="n"), Row("yes", "Yes, answer now", also="y")]
    return View(head, rows, {"no": decline, "yes": accept}.__getitem__, "no", way_back(interview))


def review_view(interview: Interview) -> View[Move]:
    outline = interview.questionnaire.outline
    rows = [Row(CONFIRM, SHOW_RESULT, key="")]
    for heading, ids in review_groups(interview):
        rows.append(Row(None, heading))
        rows += [Row(id, review_line(outline[id].question, interview.replies[id])) for id in ids]
    return View(review_head(), rows, read_review, CONFIRM, way_back(interview))


def read_review(value: str) -> Move:
    """Confirm all answers, or go to the one chosen."""
    return finish if value == CONFIRM else partial(change, question=value)


def dropping_view(interview: Interview, move: Move) -> View[Move] | None:
    """Ask before a move drops answers; None when it drops none. Raises AnswerError when the move is not possible."""
    dropped = answers_dropped(interview, move(interview))
    if not dropped:
        return None
    outline = interview.questionnaire.outline
    questions = [(outline[id].question, interview.replies[id]) for id in dropped]
    these = "this answer no longer fits and is" if len(dropped) == 1 else "these answers no longer fit and are"
    head = [
        BLANK,
        Paragraph(f"If you change this, {these} dropped:", "strong"),
        *(Paragraph(f"{question.ask} {answer_words(question, reply)}", lead="- ") for question, reply in questions),
    ]
    rows = [Row("keep", "Keep my earlier answer"), Row("change", "Change it, and drop what no longer fits")]
    return View(head, rows, {"keep": keep, "change": move}.__getitem__, back=stay, has_emergency_help=False)


def region_view(interview: Interview, default: str | None) -> View[str | None] | None:
    """Ask where the person is; None where that is known or does not matter."""
    regions = interview.questionnaire.regions
    if not regions or interview.region is not None:
        return None
    head = [BLANK, Paragraph("Where are you? It decides whom you are told to call.", "strong", role="asked")]
    return View(head, [Row(id, region.label) for id, region in regions.items()], str, default)
