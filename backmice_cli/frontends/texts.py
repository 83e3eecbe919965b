"""What the person reads around the choices: first screen, why a question is asked, what to do in an emergency.

Words only, as paragraphs; both front ends show them. Imports no prompt library, so that the first screen shows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from backmice_cli.errors import AnswerError
from backmice_cli.frontends.layout import BLANK, Paragraph
from backmice_cli.interview.answers import SKIPPED, Skipped
from backmice_cli.interview.interview import Alert, Interview
from backmice_cli.interview.outcome import lines_for, raised_flags
from backmice_cli.interview.regions import emergency_numbers
from backmice_cli.interview.words import words_to_say
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Level, Question, Questionnaire, Review, Source

LONGEST_SHOWN = 200
"""Characters of a typed text that are shown again."""

MOST_TO_SAY = 3
"""Sentences for the phone that a person finds at once; each red flag has its own."""

LAST_TIME = "last time"
"""The words for an earlier answer wherever it shows."""

NOTHING_BEFORE = "There is no question before this one."
NOT_CHECKED = "No doctor or nurse has checked this questionnaire yet."
STAYS_HERE = "Your answers stay on this computer. Nothing is sent anywhere."


def welcome_page(interview: Interview) -> list[Paragraph]:
    """Say what this is, and first whom to call in an emergency, whatever the author's `about` says."""
    questionnaire = interview.questionnaire
    page = [Paragraph(questionnaire.title, "strong")]
    if (level := interrupting_level(questionnaire)) is not None:
        page.append(Paragraph(f"In an emergency, do not go on. {_whom_to_call(interview, level)}", "alarm"))
    page.append(BLANK)
    about = (questionnaire.about or "").splitlines()  # a folded YAML text has one line for each paragraph
    page += [Paragraph(text) for text in about if text.strip()]
    return [*page, Paragraph(" ".join(filter(None, [STAYS_HERE, _who_checked(questionnaire.review)])))]


def _whom_to_call(interview: Interview, level: Level) -> str:
    """Whom to call, in one sentence; without a number the level's own words and its first steps."""
    if numbers := emergency_numbers(interview.questionnaire, interview.region):
        return f"Call {numbers} now."
    return " ".join([f"{level.headline.rstrip('.')}.", *_said_to_all(interview, level)[:3]])


def _who_checked(review: Review) -> str:
    if review.status == "unreviewed":
        return NOT_CHECKED
    return f"Checked by {review.by}{f', {review.date:%d %B %Y}' if review.date else ''}." if review.by else ""


def interrupting_level(questionnaire: Questionnaire) -> Level | None:
    """The most urgent level that stops an interview, if there is one."""
    return next((level for level in questionnaire.levels.values() if level.interrupt), None)


def why_page(question: Question, sources: Mapping[str, Source]) -> list[Paragraph]:
    """Say why a question is asked and where that comes from; nothing when the author says neither."""
    if not (question.why or question.sources):
        return []
    page = [Paragraph(question.ask, "strong")]
    if question.help:
        page.append(Paragraph(question.help))
    if question.why:
        page += [BLANK, Paragraph("Why this is asked", "strong"), Paragraph(question.why)]
    if question.sources:
        page += [BLANK, Paragraph("Sources", "strong")]
        page += [Paragraph(_cite_source(sources[id]), lead="- ") for id in question.sources]
    return page


def _cite_source(source: Source) -> str:
    facts = [source.title, source.publisher, str(source.year) if source.year else None]
    return ", ".join(fact for fact in facts if fact)


def emergency_steps(interview: Interview, level_id: str | None = None) -> list[Paragraph]:
    """Say what to do in an emergency, or at the level named; nothing when no level stops the interview."""
    levels = interview.questionnaire.levels
    level = levels[level_id] if level_id is not None else interrupting_level(interview.questionnaire)
    return _what_to_do(interview, level) if level is not None else []


def emergency_help(interview: Interview) -> list[Paragraph]:
    """Say what to do in an emergency, and what to tell on the phone: what was answered, or where and what it is."""
    page = emergency_steps(interview)
    words = _words_to_say(interview, raised_flags(interview.questionnaire, interview.answers))[:MOST_TO_SAY]
    return [BLANK, *page, *_phone_words(words or ["Say where you are and what is wrong."])] if page else []


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


def _phone_words(words: Iterable[str]) -> list[Paragraph]:
    return [BLANK, Paragraph("What to say on the phone", "strong"), *(Paragraph(text, lead="- ") for text in words)]


def alert_heads(interview: Interview, step: Alert) -> tuple[list[Paragraph], list[Paragraph]]:
    """The action, why, and what to say on the phone; then the same with the reasons in few words."""
    questionnaire = interview.questionnaire
    flags = [questionnaire.red_flags[id] for id in step.red_flags]
    before = [BLANK, *_what_to_do(interview, questionnaire.levels[step.level]), BLANK, Paragraph("Why", "strong")]
    words = _words_to_say(interview, step.red_flags)
    say = _phone_words(words) if words else []
    reasons = [Paragraph(f"{flag.warn.rstrip('.')}. {flag.because}", lead="- ") for flag in flags]
    few_words = [Paragraph(flag.warn, lead="- ") for flag in flags]
    return [*before, *reasons, *say], [*before, *few_words, *say]


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


def denied_words(question: Question, reply: Answer | Skipped) -> str | None:
    """Say what 'none of these' denied, in the summary's words; None for any other answer."""
    if not isinstance(reply, tuple) or len(reply) != 1:
        return None
    choice = question.choices[reply[0]]
    return choice.tell if choice.exclusive and reply[0] == question.quiet_choice else None


def review_line(question: Question, reply: Answer | Skipped) -> str:
    """A question with its answer, or what was denied there."""
    return denied_words(question, reply) or f"{question.ask} -> {answer_words(question, reply)}"


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


def refusal_text(error: AnswerError) -> str:
    """Say why something was not possible, and what to do instead."""
    said = f"{error.message[:1].upper()}{error.message[1:]}."
    return f"{said} {error.hint}" if error.hint else said
