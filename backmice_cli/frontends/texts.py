"""What the person reads around the choices: first screen, why a question is asked, what to do in an emergency.

Words only, as paragraphs; both front ends show them. Imports no prompt library, so that the first screen shows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from backmice_cli import look
from backmice_cli.errors import AnswerError
from backmice_cli.frontends.layout import BLANK, Paragraph, Tone
from backmice_cli.interview.answers import SKIPPED, Skipped, number_range
from backmice_cli.interview.interview import Alert, Ask, Interview, Offer
from backmice_cli.interview.outcome import lines_for, raised_flags
from backmice_cli.interview.progress import Progress, most_in_section, progress
from backmice_cli.interview.regions import emergency_numbers
from backmice_cli.interview.words import words_to_say
from backmice_cli.look import LONGEST_LINE
from backmice_cli.pictures.characters import has_only_ascii
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Level, Question, Questionnaire, Review, Section, Source

LONGEST_SHOWN = 200
"""Characters of a typed text that are shown again."""

MOST_TO_SAY = 3
"""Sentences for the phone that a person finds at once; each red flag has its own."""

LENGTH_OF_BAR = 16

LAST_TIME = "last time"
"""How an earlier answer is called wherever it shows."""

NOTHING_BEFORE = "There is no question before this one."
NOT_CHECKED = "No doctor or nurse has checked this questionnaire yet."
STAYS_HERE = "Your answers stay on this computer. Nothing is sent anywhere."


def welcome_page(interview: Interview) -> list[Paragraph]:
    """What this is, and what a person must know first: whom to call, whatever the author's `about` says."""
    questionnaire = interview.questionnaire
    page = [Paragraph(questionnaire.title, "strong")]
    if (level := interrupting_level(questionnaire)) is not None:
        page.append(Paragraph(f"In an emergency, do not go on. {_action(interview, level)}", "alarm"))
    page.append(BLANK)
    about = (questionnaire.about or "").splitlines()  # a folded YAML text has one line for each paragraph
    page += [Paragraph(text) for text in about if text.strip()]
    return [*page, Paragraph(" ".join(filter(None, [STAYS_HERE, _checked(questionnaire.review)])))]


def _action(interview: Interview, level: Level) -> str:
    """Whom to call, in one sentence; without a number the level's own words and its first steps."""
    if numbers := emergency_numbers(interview.questionnaire, interview.region):
        return f"Call {numbers} now."
    return " ".join([f"{level.headline.rstrip('.')}.", *_said_to_all(interview, level)[:3]])


def _checked(review: Review) -> str:
    if review.status == "unreviewed":
        return NOT_CHECKED
    return f"Checked by {review.by}{f', {review.date:%d %B %Y}' if review.date else ''}." if review.by else ""


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


def emergency(interview: Interview, level_id: str | None = None) -> list[Paragraph]:
    """What to do in an emergency, or at the level named; empty when no level stops the interview."""
    levels = interview.questionnaire.levels
    level = levels[level_id] if level_id is not None else interrupting_level(interview.questionnaire)
    return _what_to_do(interview, level) if level is not None else []


def emergency_help(interview: Interview) -> list[Paragraph]:
    """What to do in an emergency, and what to say: what was answered so far, or where and what it is."""
    page = emergency(interview)
    words = _words_to_say(interview, raised_flags(interview.questionnaire, interview.answers))[:MOST_TO_SAY]
    return [BLANK, *page, *_say(words or ["Say where you are and what is wrong."])] if page else []


def _what_to_do(interview: Interview, level: Level) -> list[Paragraph]:
    """The action in one line, then how."""
    return [
        Paragraph(level.headline, "alarm", role="asked"),
        *(Paragraph(step, lead="- ") for step in _said_to_all(interview, level)),
    ]


def _said_to_all(interview: Interview, level: Level) -> tuple[str, ...]:
    """The steps that depend on no answer, as they are told where the person is."""
    steps = [line for line in level.steps if line.when is None]
    return lines_for(interview.questionnaire, steps, {}, interview.region)


def _words_to_say(interview: Interview, flags: Iterable[str]) -> list[str]:
    words = words_to_say(interview.questionnaire, flags, interview.answers)
    return [text for text in words.values() if text is not None]


def _say(words: Iterable[str]) -> list[Paragraph]:
    return [BLANK, Paragraph("What to say on the phone", "strong"), *(Paragraph(text, lead="- ") for text in words)]


def alert_heads(interview: Interview, step: Alert) -> tuple[list[Paragraph], list[Paragraph]]:
    """The action, why, and what to say on the phone; then the same with the reasons in few words."""
    questionnaire = interview.questionnaire
    flags = [questionnaire.red_flags[id] for id in step.red_flags]
    before = [BLANK, *_what_to_do(interview, questionnaire.levels[step.level]), BLANK, Paragraph("Why", "strong")]
    words = _words_to_say(interview, step.red_flags)
    say = _say(words) if words else []
    reasons = [Paragraph(f"{flag.warn.rstrip('.')}. {flag.because}", lead="- ") for flag in flags]
    few_words = [Paragraph(flag.warn, lead="- ") for flag in flags]
    return [*before, *reasons, *say], [*before, *few_words, *say]


def offer_head(interview: Interview, step: Offer) -> list[Paragraph]:
    most = most_in_section(interview, step.section)
    text = (
        "There is one more question that helps your doctor. Answer it now?"
        if most == 1
        else f"There are at most {most} more questions that help your doctor. Answer them now?"
    )
    title = interview.questionnaire.sections[step.section].title
    return [BLANK, Paragraph(title, "strong", role="place"), Paragraph(text, role="asked")]


def review_head() -> list[Paragraph]:
    return [BLANK, Paragraph("Check your answers", "strong"), Paragraph("Choose an answer to change it.")]


def review_groups(interview: Interview) -> list[tuple[str, list[str]]]:
    """The answered questions under headings: first those whose answer keeps this from an emergency, then by section."""
    from backmice_cli.interview.hinges import emergency_hinges

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


def question_head(interview: Interview, step: Ask, console: Console, *, new_section: bool) -> list[Paragraph]:
    """What stands above the answers: where this is, how far, the question, its help, what can be typed, and was."""
    entry, question = step.entry, step.entry.question
    section = interview.questionnaire.sections[entry.section].title
    so_far = progress(interview)
    place = f"{section}: question {so_far.number} of at most {so_far.at_most}"
    bar = progress_bar(so_far, ascii_only=has_only_ascii(console))
    if cell_len(place) + 1 + len(bar) <= min(console.width, LONGEST_LINE):
        place = f"{place} {bar}"
    tone: Tone = "strong" if new_section else ""
    head = [BLANK, Paragraph(place, tone, role="place"), Paragraph(question.ask, "strong", role="asked")]
    if question.help:
        head.append(Paragraph(question.help, "dim"))
    if question.kind == "number":
        unit = f" ({question.unit})" if question.unit else ""
        head.append(Paragraph(f"Type a number{number_range(question)}{unit}."))
    if step.earlier is not None and not question.choices:
        head.append(Paragraph(f"{LAST_TIME.capitalize()}: {answer_words(question, step.earlier)}"))
    return head


def progress_bar(so_far: Progress, *, ascii_only: bool) -> str:
    """The share of the questions that is answered, of as many as may be asked; going forward it never shrinks."""
    done = LENGTH_OF_BAR * (so_far.number - 1) // so_far.at_most
    full, empty = ("=", "-") if ascii_only else ("━", "─")
    return full * done + empty * (LENGTH_OF_BAR - done)


def denial(question: Question, reply: Answer | Skipped) -> str | None:
    """What 'none of these' denied, in the summary's words; None for any other answer."""
    if not isinstance(reply, tuple) or len(reply) != 1:
        return None
    choice = question.choices[reply[0]]
    return choice.tell if choice.exclusive and reply[0] == question.quiet_choice else None


def review_line(question: Question, reply: Answer | Skipped) -> str:
    """A question with its answer, or what was denied there."""
    return denial(question, reply) or f"{question.ask} -> {answer_words(question, reply)}"


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
    console.print(Text.assemble((question.ask, look.DIM), " ", answer_words(question, reply)), highlight=False)


def dropped_head(interview: Interview, ids: Sequence[str]) -> list[Paragraph]:
    """Say which answers a change would drop."""
    outline = interview.questionnaire.outline
    listed = [
        Paragraph(f"{outline[id].question.ask} {answer_words(outline[id].question, interview.replies[id])}", lead="- ")
        for id in ids
    ]
    these = "this answer no longer fits and is" if len(ids) == 1 else "these answers no longer fit and are"
    return [
        BLANK,
        Paragraph(f"If you change this, {these} dropped:", "strong"),
        *listed,
    ]


def refusal(error: AnswerError) -> str:
    """Say why something was not possible, and what to do instead."""
    said = f"{error.message[:1].upper()}{error.message[1:]}."
    return f"{said} {error.hint}" if error.hint else said
