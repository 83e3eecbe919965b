"""What the person reads around the choices: first screen, why a question is asked, what to do in an emergency.

Words and line breaks only, as data. Imports no prompt library, so that the first screen shows at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from backmice_cli.errors import AnswerError
from backmice_cli.interview.answers import SKIPPED, Skipped, number_range
from backmice_cli.interview.hinges import emergency_hinges
from backmice_cli.interview.interview import Alert, Interview, Offer
from backmice_cli.interview.progress import longest, most_in_section, progress
from backmice_cli.interview.words import words_to_say
from backmice_cli.questionnaire.condition import Answer, Answers
from backmice_cli.questionnaire.model import Entry, Level, Question, Questionnaire, Section, Source

Tone = Literal["", "strong", "alarm"]
"""How a line looks. What it means is always in its words too."""

Part = Literal["asked", "place", ""]
"""What a line above the choices is: what the person decides, which stays longest; where that is; or anything else."""

LONGEST_LINE = 96
"""Columns of text in a wide terminal: longer lines are hard to read back."""

LONGEST_SHOWN = 200
"""Characters of a typed text that are shown again."""

MOST_LISTED = 6
"""Answers that are listed by name when a change drops them."""

NOT_CHECKED = "No doctor or nurse has checked this questionnaire yet."
STAYS_HERE = "Your answers stay on this computer. Nothing is sent anywhere."


@dataclass(frozen=True)
class Paragraph:
    text: str = ""
    tone: Tone = ""
    lead: str = ""
    """What stands before the first line, as `- `; the lines after it are indented as far."""
    part: Part = ""


@dataclass(frozen=True)
class Line:
    text: str
    tone: Tone = ""


Drawing = Callable[[str | None, Sequence[str], int, int], list[Line]]
"""Draws for the row pointed at and the rows ticked, into so many columns and rows; nothing when that is too little.

All lines are equally long, and their number and length depend on the room alone, so that nothing jumps.
"""

BLANK = Paragraph()


@dataclass(frozen=True)
class Row:
    """One line to choose. Without `value` it is a heading."""

    value: str | None
    label: str
    help: str | None = None
    exclusive: bool = False
    """Ticking it clears the others."""
    key: str | None = None
    """The key that goes there; None for the next digit or letter that is free."""
    also: str | None = None
    """A second key that goes there, which is not shown: `y` for yes, `n` for no."""


@dataclass(frozen=True)
class Page:
    """What stands around the place where the person answers."""

    head: Sequence[Paragraph]
    short: Sequence[Paragraph] | None = None
    """In place of `head` when the terminal is too small for it."""
    panels: Mapping[str, Sequence[Paragraph]] = field(default_factory=dict)
    """Key to what it shows. Empty ones are not offered."""
    back: bool = True
    """Whether there is something to go back to."""
    message: str | None = None
    picture: Drawing | None = None
    """Stands beside the rows, or above them, where there is room for it."""


class Leave(Enum):
    """What the person did instead of answering."""

    BACK = "back"
    SKIP = "skip"


WHY, GO_BACK, EMERGENCY = "?", "b", "!"
"""Keys that mean the same everywhere; a panel belongs to the first and the last."""


def laid_out(paragraphs: Iterable[Paragraph], width: int) -> list[Line]:
    """Break paragraphs into lines of at most `width` columns, between words."""
    lines = []
    for paragraph in paragraphs:
        room = max(1, min(width, LONGEST_LINE) - len(paragraph.lead))
        for place, text in enumerate(wrapped(paragraph.text, room)):
            before = paragraph.lead if place == 0 else " " * len(paragraph.lead)
            lines.append(Line((before + text).rstrip(), paragraph.tone))
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Break text between words; only a word that is wider than a line is broken itself. Never empty."""
    lines, line, used = [], "", 0
    for word in text.split():
        size = cell_len(word)
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = "", 0
        while size > width:
            fitting = _fitting(word, width)
            lines.append(word[:fitting])
            word = word[fitting:]  # noqa: PLW2901 - what is left of it
            size = cell_len(word)
        line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line] if line or not lines else lines


def _fitting(word: str, width: int) -> int:
    used = 0
    for count, character in enumerate(word):
        used += cell_len(character)
        if used > width:
            return max(1, count)
    return len(word)


def show(paragraphs: Iterable[Paragraph], console: Console) -> None:
    """Print paragraphs, literally."""
    styles = {"": "", "strong": "bold", "alarm": "bold red"}
    for line in laid_out(paragraphs, console.width):
        console.print(Text(line.text, styles[line.tone]), no_wrap=True, overflow="ignore", crop=False)


def welcome(questionnaire: Questionnaire, console: Console) -> int:
    """Show what this is before the first question; tells how many lines that took."""
    page = welcome_page(questionnaire)
    show(page, console)
    return len(laid_out(page, console.width))


def welcome_page(questionnaire: Questionnaire) -> list[Paragraph]:
    """What this is, and what a person must know first."""
    page = [Paragraph(questionnaire.title, "strong")]
    for text in (questionnaire.about or "").splitlines():  # a folded YAML text has one line for each paragraph
        page += [BLANK, Paragraph(text)] if text.strip() else []
    page += [BLANK, *(Paragraph(text, lead="- ") for text in _told_first(questionnaire))]
    return page


def _told_first(questionnaire: Questionnaire) -> list[str]:
    """What a person must know first, whatever the author's `about` says."""
    review = questionnaire.review
    told = [_length(questionnaire), STAYS_HERE]
    if review.status == "unreviewed":
        told.append(NOT_CHECKED)
    elif review.by:
        told.append(f"Checked by {review.by}{f', {review.date:%d %B %Y}' if review.date else ''}.")
    level = interrupting_level(questionnaire)
    if level is not None:
        action = " ".join([level.headline.rstrip(".") + ".", *_said_to_all(level)[:3]])
        told.append(f"In an emergency, do not go on. {action}")
    return told


def _length(questionnaire: Questionnaire) -> str:
    match longest(questionnaire):
        case 0:
            return "All questions are optional."
        case 1:
            return "There is one question."
        case most:
            return f"There are at most {most} questions. Your answers decide which of them you get."


def interrupting_level(questionnaire: Questionnaire) -> Level | None:
    """The most urgent level that stops an interview, if there is one."""
    return next((level for level in questionnaire.levels.values() if level.interrupt), None)


def why(question: Question, sources: Mapping[str, Source]) -> list[Paragraph]:
    """Why a question is asked and where that comes from; empty when the author says neither."""
    if not (question.why or question.sources):
        return []
    page = [Paragraph(question.ask, "strong")]
    if question.help:
        page.append(Paragraph(question.help))
    if question.why:
        page += [BLANK, Paragraph("Why this is asked", "strong"), Paragraph(question.why)]
    if question.sources:
        page += [BLANK, Paragraph("Sources", "strong")]
        page += [Paragraph(_citation(sources[id]), lead="- ") for id in question.sources]
    return page


def _citation(source: Source) -> str:
    facts = [source.title, source.publisher, str(source.year) if source.year else None]
    return ", ".join(fact for fact in facts if fact)


def emergency(questionnaire: Questionnaire, level_id: str | None = None) -> list[Paragraph]:
    """What to do in an emergency, or at the level named; empty when no level stops the interview."""
    level = questionnaire.levels[level_id] if level_id is not None else interrupting_level(questionnaire)
    return _what_to_do(level) if level is not None else []


def _what_to_do(level: Level) -> list[Paragraph]:
    """The action in one line, then how."""
    return [
        Paragraph(level.headline, "alarm", part="asked"),
        *(Paragraph(step, lead="- ") for step in _said_to_all(level)),
    ]


def _said_to_all(level: Level) -> list[str]:
    """The steps that depend on no answer."""
    return [line.text for line in level.steps if line.when is None]


def alert_page(questionnaire: Questionnaire, answers: Answers, step: Alert, message: str | None = None) -> Page:
    """The action, why, and what to say on the phone; the reasons in few words where there is little room."""
    flags = [questionnaire.red_flags[id] for id in step.red_flags]
    action = [BLANK, *_what_to_do(questionnaire.levels[step.level])]
    reasons = [Paragraph(f"{flag.warn.rstrip('.')}. {flag.because}", lead="- ") for flag in flags]
    few_words = [Paragraph(flag.warn, lead="- ") for flag in flags]
    words = [words for words in words_to_say(questionnaire, step.red_flags, answers).values() if words]
    say = [BLANK, Paragraph("What to say on the phone", "strong"), *(Paragraph(text, lead="- ") for text in words)]
    because = [BLANK, Paragraph("Why", "strong")]
    return Page(
        [*action, *because, *reasons, *(say if words else [])],
        [*action, *because, *few_words, *(say if words else [])],
        message=message,
    )


def offer_head(interview: Interview, step: Offer) -> list[Paragraph]:
    most = most_in_section(interview, step.section)
    text = (
        "There is one more question that helps your doctor. Answer it now?"
        if most == 1
        else f"There are at most {most} more questions that help your doctor. Answer them now?"
    )
    title = interview.questionnaire.sections[step.section].title
    return [BLANK, Paragraph(title, "strong", part="place"), Paragraph(text, part="asked")]


def review_head() -> list[Paragraph]:
    return [BLANK, Paragraph("Check your answers", "strong"), Paragraph("Choose an answer to change it.")]


def review_groups(interview: Interview) -> list[tuple[str, list[str]]]:
    """The answered questions under headings: first those whose answer keeps this from an emergency, then by section."""
    deciding = [hinge.question for hinge in emergency_hinges(interview)]
    first = [("Check these first", deciding)] if deciding else []
    return first + answers_by_section(interview, without=deciding)


def answers_by_section(interview: Interview, without: Sequence[str] = ()) -> list[tuple[str, list[str]]]:
    """The answered questions under the titles of their sections."""
    groups: dict[str, list[str]] = {}
    for id in interview.replies:
        if id not in without:
            section = interview.questionnaire.sections[interview.questionnaire.outline[id].section]
            groups.setdefault(section.title, []).append(id)
    return list(groups.items())


def section_heading(section: Section) -> list[Paragraph]:
    return [BLANK, Paragraph(section.title, "strong")]


def question_head(interview: Interview, entry: Entry, *, new_section: bool) -> list[Paragraph]:
    """What stands above the answers: where this is, how far, the question, its help, what can be typed."""
    question = entry.question
    section = interview.questionnaire.sections[entry.section].title
    so_far = progress(interview)
    place = f"{section}: question {so_far.number} of at most {so_far.at_most}"
    tone: Tone = "strong" if new_section else ""
    head = [BLANK, Paragraph(place, tone, part="place"), Paragraph(question.ask, "strong", part="asked")]
    if question.help:
        head.append(Paragraph(question.help))
    if question.kind == "number":
        unit = f" ({question.unit})" if question.unit else ""
        head.append(Paragraph(f"Type a number{number_range(question)}{unit}."))
    return head


def answer_words(question: Question, reply: Answer | Skipped) -> str:
    """An answer as the person gave it: labels, a number with its unit, or the text, shortened."""
    if reply is SKIPPED:
        return "skipped"
    if question.kind in ("one", "many"):
        chosen = reply if isinstance(reply, tuple) else (str(reply),)
        return "; ".join(question.choices[id].label for id in chosen)
    if question.kind == "number" and question.unit:
        return f"{reply} {question.unit}"
    words = str(reply)
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN].rstrip()}..."


def show_answer(question: Question, reply: Answer | Skipped, console: Console) -> None:
    """Leave one line behind for a question that is answered."""
    console.print(Text.assemble(question.ask, " ", (answer_words(question, reply), "bold")))


def dropped_head(interview: Interview, ids: Sequence[str]) -> list[Paragraph]:
    """Say which answers a change would drop."""
    outline = interview.questionnaire.outline
    listed = [
        Paragraph(f"{outline[id].question.ask} {answer_words(outline[id].question, interview.replies[id])}", lead="- ")
        for id in ids[:MOST_LISTED]
    ]
    more = len(ids) - len(listed)
    these = "this answer no longer fits and is" if len(ids) == 1 else "these answers no longer fit and are"
    return [
        BLANK,
        Paragraph(f"If you change this, {these} dropped:", "strong"),
        *listed,
        *([Paragraph(f"and {more} more")] if more else []),
    ]


def refusal(error: AnswerError) -> str:
    """Say why something was not possible, and what to do instead."""
    said = f"{error.message[:1].upper()}{error.message[1:]}."
    return f"{said} {error.hint}" if error.hint else said
