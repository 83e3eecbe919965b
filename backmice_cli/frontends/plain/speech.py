"""What plain mode says, as lines. Knows what is heard and in which order, not how it is answered.

One sentence or one item is one line, however long, and no line is broken here: a screen reader goes on or back by
lines, and a line broken in mid-sentence is read as two, for good. Where the terminal wraps a line, even inside a word,
it knows that the line goes on; it wraps anew when it is resized or magnified, and what is copied is whole. No bullets,
rules or brackets that would be read out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from backmice_cli.frontends.layout import BLANK, Paragraph
from backmice_cli.frontends.plain.parser import Word, number_span
from backmice_cli.frontends.texts import LAST_TIME, answer_words, denied_words, emergency_help, welcome_page, why_page
from backmice_cli.frontends.view import Row
from backmice_cli.interview.answers import SKIPPED, Skipped, number_range
from backmice_cli.interview.interview import Ask, Interview
from backmice_cli.interview.progress import count_progress
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Entry, Question, Source

HOW_TO_ASK = "Type help at any time for emergency help, and for what else you can type."


def welcome_lines(interview: Interview) -> list[str]:
    title, *page = welcome_page(interview)
    return [end_with_stop(title.text), *spoken_lines(page), HOW_TO_ASK]


def question_lines(interview: Interview, entry: Entry, *, new_section: bool) -> list[str]:
    """Say where this is, how far, the question and its help."""
    question, so_far = entry.question, count_progress(interview)
    title = interview.questionnaire.sections[entry.section].title
    return [
        "",
        *([f"Section: {end_with_stop(title)}"] if new_section else []),
        f"Question {so_far.number} of at most {so_far.at_most}.",
        *split_sentences(question.ask),
        *split_sentences(question.help or ""),
    ]


def number_rows(rows: Sequence[Row]) -> list[str]:
    """The choices, a line each."""
    return [
        f"{number}. {f'{end_with_stop(row.label)} {row.help}' if row.help else row.label}"
        for number, row in enumerate(rows, 1)
    ]


def how_to_answer(question: Question, rows: Sequence[Row]) -> tuple[str, str]:
    """Say how an answer is typed: in full, and in short as the prompt says it."""
    match question.kind:
        case "one":
            return "Type the number of your answer, then press Enter.", f"{number_span(rows, 'One number')}: "
        case "many":
            full = "Type the numbers of all that fit, with spaces between them, then press Enter. For example: 1 2."
            return full, f"{number_span(rows, 'One or more numbers')}: "
        case "number":
            unit = f", {question.unit}" if question.unit else ""
            return "Type the number, in digits, then press Enter.", f"A number{number_range(question)}{unit}: "
        case "text":
            return "Type your answer in one line, then press Enter.", "Your words: "


def earlier_answer_lines(step: Ask) -> list[str]:
    """Say what was answered here before, which Enter keeps, or last time, which Enter alone does not give."""
    question = step.entry.question
    if step.standing is SKIPPED:
        return ["You skipped this question. Press Enter to leave it so."]
    if step.standing is not None:
        return [f"Your answer so far: {end_with_stop(answer_words(question, step.standing))} Press Enter to keep it."]
    if step.earlier is not None:
        return [f"{LAST_TIME.capitalize()} you answered: {end_with_stop(answer_words(question, step.earlier))}"]
    return []


def repeat_answer(question: Question, reply: Answer | Skipped) -> str:
    """Say an answer back, so that a slip is heard at once; a typed text has just been heard."""
    if reply is SKIPPED:
        return "Skipped."
    if question.kind == "text":
        return "Noted."
    several = f", {len(reply)} answers" if isinstance(reply, tuple) and len(reply) > 1 else ""
    return f"Noted{several}: {end_with_stop(answer_words(question, reply))}"


def why_lines(question: Question, sources: dict[str, Source]) -> list[str]:
    page = why_page(question, sources)
    return spoken_lines(page[page.index(BLANK) :]) if page else ["The questionnaire does not say why this is asked."]


def emergency_lines(interview: Interview) -> list[str]:
    page = [paragraph for paragraph in emergency_help(interview) if paragraph != BLANK]
    return spoken_lines(page) if page else ["This questionnaire names no emergency help."]


def help_lines(interview: Interview, words: Collection[Word]) -> list[str]:
    """Emergency help first, then these words."""
    told = [text for word, text in _WORDS.items() if word in words]
    return [*emergency_lines(interview), "You can also type one of these words:", *told]


_WORDS = {
    Word.BACK: "back, or b: go back to the question before this one.",
    Word.WHY: "why, or a question mark: hear why this is asked.",
    Word.REPEAT: "repeat: hear all of this again.",
    Word.REVIEW: "review: hear your answers so far, and change any of them.",
    Word.SKIP: "skip: leave this question out.",
    Word.STOP: "stop: leave now, without a result.",
    Word.HELP: "help: hear this again.",
    Word.EMERGENCY: "An exclamation mark: hear only the emergency help.",
}

QUOTES = 'To write one of these words as your answer, put it in quotes, like "back".'


def answer_lines(interview: Interview, groups: Iterable[tuple[str, list[str]]], first: int) -> list[str]:
    """The answers below their headings, numbered from `first`."""
    lines = []
    number = first
    for heading, ids in groups:
        lines.append(f"{heading.rstrip('.:')}:")
        for id in ids:
            question = interview.questionnaire.outline[id].question
            reply = interview.replies[id]
            said = denied_words(question, reply) or f"{end_with_stop(question.ask)} {answer_words(question, reply)}"
            lines.append(f"{number}. {end_with_stop(said)}")
            number += 1
    return lines


def spoken_lines(paragraphs: Iterable[Paragraph], *, whole_items: bool = False) -> list[str]:
    """Paragraphs as lines to hear: no gaps, no bullets; a heading ends in a colon.

    Args:
        whole_items: say a listed item in one line, as a question with its answer, whatever sentences it has.
    """
    lines: list[str] = []
    for paragraph in paragraphs:
        if paragraph.tone == "strong":
            lines.append(f"{paragraph.text.rstrip(' :')}:")
        elif whole_items and paragraph.lead:
            lines.append(end_with_stop(paragraph.text))
        else:
            lines += split_sentences(end_with_stop(paragraph.text))
    return lines


def split_sentences(text: str) -> list[str]:
    """The sentences of a text; a stop in mid-sentence costs no more than a pause."""
    words = " ".join(text.split())
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", words) if words else []


def end_with_stop(text: str) -> str:
    """The text with a stop at its end, at which a voice falls; none after an address, which may be copied."""
    is_whole = not text or text.endswith((".", "!", "?", ":")) or "://" in text.rsplit(maxsplit=1)[-1]
    return text if is_whole else f"{text}."
