"""What stands on the page for the doctor, as part of the published result: answers as rows, in the author's order.

Markdown, HTML and PDF write it; none of them decides what is on it. Holds no clock time.
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.interview.interview import Interview
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Entry, Question, Questionnaire
from backmice_cli.renderers.published import Published

DENIALS = frozenset({"no", "none"})
"""Ids of choices that only deny: the row's words say what is denied."""


class PageRow(Published, frozen=True):
    """One answer: its row's words, and what was said."""

    question: str
    label: str
    values: tuple[str, ...]


class PagePart(Published, frozen=True):
    """A table: what was said, and the words of the rows that were answered with no."""

    title: str
    rows: tuple[PageRow, ...]
    denied: tuple[str, ...]


class DoctorPageResult(Published, frozen=True):
    """The page for the doctor, but for what the result says elsewhere: level, red flags, advice, picture, version."""

    asks_worry: bool
    """Whether the questionnaire has a question about the main worry. Without one, its absence says nothing."""
    worry: str | None
    """The main worry, in the person's own words."""
    parts: tuple[PagePart, ...]
    not_sure: tuple[PageRow, ...]
    """Where the person could not say, or would rather not."""
    unanswered: tuple[str, ...]
    """The words of the rows that were asked about and left out."""


def build_doctor_page(interview: Interview, unanswered: tuple[str, ...]) -> DoctorPageResult:
    """Put every answer on the page once: in a table, among the denied, or among what is not sure."""
    questionnaire = interview.questionnaire
    worry = questionnaire.doctor_page.worry
    answers = {id: given for id, given in interview.answers.items() if id != worry}
    labels = _row_labels(questionnaire)
    parts, unsure = [], []
    for title, ids in _parts_with_questions(questionnaire):
        rows, denied = [], []
        for id in ids:
            if id not in answers:
                continue
            question = questionnaire.outline[id].question
            said, not_sure = _said_and_unsure(question, answers[id])
            if said == DENIED:
                denied.append(labels[id])
            elif said:
                rows.append(PageRow(question=id, label=labels[id], values=said))
            if not_sure:
                unsure.append(PageRow(question=id, label=labels[id], values=not_sure))
        if rows or denied:
            parts.append(PagePart(title=title, rows=tuple(rows), denied=tuple(denied)))
    return DoctorPageResult(
        asks_worry=worry is not None,
        worry=str(interview.answers[worry]) if worry in interview.answers else None,
        parts=tuple(parts),
        not_sure=tuple(unsure),
        unanswered=tuple(labels[id] for id in unanswered if id != worry),
    )


DENIED = ("",)
"""Stands for an answer that only denies; no label is empty."""


def _said_and_unsure(question: Question, given: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was said, and what was not sure, in the words of the choices."""
    if not question.choices:
        return (f"{given} {question.unit}" if question.unit else str(given),), ()
    chosen = given if isinstance(given, tuple) else (str(given),)
    if len(chosen) == 1 and chosen[0] in DENIALS:
        return DENIED, ()
    unsure = question.unsure_choices
    said = tuple(question.choices[choice].label for choice in chosen if choice not in unsure)
    return said, tuple(question.choices[choice].label for choice in chosen if choice in unsure)


def _row_labels(questionnaire: Questionnaire) -> dict[str, str]:
    """Question id to the words of its row: the author's, else the question itself."""
    labels = {entry.id: entry.question.ask for entry in questionnaire.outline}
    for part in questionnaire.doctor_page.parts.values():
        labels |= part.rows
    return labels


def _parts_with_questions(questionnaire: Questionnaire) -> Iterator[tuple[str, list[str]]]:
    """Titles with question ids: the author's parts, then by section what is in none of them."""
    named: set[str] = set()
    for part in questionnaire.doctor_page.parts.values():
        yield part.title, list(part.rows)
        named.update(part.rows)
    sections: dict[str, list[Entry]] = {}
    for entry in questionnaire.outline:
        if entry.id not in named:
            sections.setdefault(entry.section, []).append(entry)
    for section, entries in sections.items():
        yield questionnaire.sections[section].title, [entry.id for entry in entries]
