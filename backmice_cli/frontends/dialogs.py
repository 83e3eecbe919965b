"""What a person is asked and told about what is kept on their computer. Knows no storage."""

from __future__ import annotations

from collections.abc import Iterable

from backmice_cli.errors import DamagedFileError
from backmice_cli.frontends.layout import BLANK, Paragraph
from backmice_cli.frontends.loop import Person
from backmice_cli.frontends.texts import review_line
from backmice_cli.frontends.view import Row, View
from backmice_cli.interview.interview import Interview, Review, next_step
from backmice_cli.interview.progress import count_progress

MOST_READ_BACK = 3
"""Answers that remind a person where they were."""


def wants_to_set_aside(person: Person, interview: Interview, damaged: DamagedFileError) -> bool:
    """Ask whether a damaged database gives way to a new one. Raises InterviewStopped when the person leaves."""
    head = [
        BLANK,
        Paragraph("What was kept on this computer cannot be read", "strong"),
        Paragraph(f"The file {damaged.path} is damaged. You can set it aside and begin a new one. Nothing is deleted."),
    ]
    rows = [Row("aside", "Set it aside, and begin a new one"), Row("no", "Leave it, and keep nothing this time")]
    return person.choose(interview, View(head, rows, "aside".__eq__))


def wants_to_go_on(person: Person, interview: Interview, when: str, *, is_old: bool) -> bool:
    """Ask whether to go on with an interview that stopped `when`; for one that is old, to begin anew is advised."""
    outline = interview.questionnaire.outline
    last = [Paragraph(review_line(outline[id].question, reply), lead="- ") for id, reply in interview.replies.items()]
    head = [
        BLANK,
        Paragraph(f"You stopped {when} {_place_reached(interview)}. Go on?", "strong", role="asked"),
        *([Paragraph("Your last answers:"), *last[-MOST_READ_BACK:]] if last else []),
    ]
    if is_old:
        head.append(Paragraph("If anything has changed since then, it is better to start again."))
    rows = [Row("on", "Go on where I stopped"), Row("anew", "Start again, and delete those answers")]
    return person.choose(interview, View(head, rows, "on".__eq__, None if is_old else "on"))


def _place_reached(interview: Interview) -> str:
    if isinstance(next_step(interview), Review):
        return "with every question answered"
    so_far = count_progress(interview)
    return f"at question {so_far.number} of at most {so_far.at_most}"


def tell_unfit_answers(person: Person, answers: Iterable[str], *, has_changed: bool) -> None:
    """Name the answers that no longer fit, and say whether the questions have changed."""
    lines = [Paragraph(words, lead="- ") for words in answers]
    if lines:
        changed = "The questions have changed since then. " if has_changed else ""
        these = "This answer does not fit any more" if len(lines) == 1 else "These answers do not fit any more"
        again = "You are asked again where it still matters."
        person.say([BLANK, Paragraph(f"{changed}{these}:", "strong"), *lines, Paragraph(again)])
