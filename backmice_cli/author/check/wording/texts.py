"""Every text of a questionnaire that a person reads, with its kind and its place. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from backmice_cli.questionnaire.model import Choice, Entry, Line, Possibility, Questionnaire, RedFlag
from backmice_cli.questionnaire.problem import Path

KINDS = {
    "about": "the texts about the questionnaire",
    "title": "the titles",
    "level": "the texts of the levels",
    "come_back": "the signs under 'come_back_sooner'",
    "ask": "the questions",
    "help": "the 'help' of questions and choices",
    "why": "the 'why' of questions",
    "label": "the labels of choices",
    "tell": "the 'tell' sentences",
    "warn": "the 'warn' of red flags",
    "because": "the 'because' of red flags and the baseline",
    "say": "the 'say' of choices and red flags",
    "what": "the 'what' of possibilities",
    "doctor": "the 'doctor' of possibilities",
    "treatment": "the 'treatment' of possibilities",
    "reason": "the 'say' of what fits or speaks against",
    "advice": "the advice",
    "term": "the meanings under 'terms'",
}
"""Each kind of text, and what all texts of that kind are called in a message."""


class Text(NamedTuple):
    """One text."""

    kind: str
    path: Path
    text: str


def texts_of(questionnaire: Questionnaire) -> Iterator[Text]:
    """Yield the texts in the order of the model; those that the author left out are not there."""
    for kind, path, text in _all_texts(questionnaire):
        if text:
            yield Text(kind, path, text)


_Maybe = tuple[str, Path, str | None]


def _all_texts(file: Questionnaire) -> Iterator[_Maybe]:
    yield "title", ("title",), file.title
    yield from (("about", (key,), getattr(file, key)) for key in ("about", "disclaimer", "see_a_doctor"))
    yield "about", ("review", "note"), file.review.note
    for id, level in file.levels.items():
        at = ("levels", id)
        yield from (("level", (*at, key), getattr(level, key)) for key in ("label", "when_to_act", "headline"))
        yield from _of_lines("level", (*at, "steps"), level.steps)
    for id, lines in file.come_back_sooner.items():
        yield from _of_lines("come_back", ("come_back_sooner", id), lines)
    for id, section in file.sections.items():
        yield "title", ("sections", id, "title"), section.title
    for entry in file.outline:
        yield from _of_question(entry)
    for id, flag in file.red_flags.items():
        yield from _of_red_flag(("red_flags", id), flag)
    for place, line in enumerate(file.baseline):
        yield "because", ("baseline", place, "because"), line.because
    for id, possibility in file.possibilities.items():
        yield from _of_possibility(("possibilities", id), possibility)
    for id, advice in file.advice.items():
        yield from (("advice", ("advice", id, key), getattr(advice, key)) for key in ("text", "brief"))
    yield from (("term", ("terms", term), meaning) for term, meaning in file.terms.items())


def _of_question(entry: Entry) -> Iterator[_Maybe]:
    question = entry.question
    yield from ((key, (*entry.path, key), getattr(question, key)) for key in ("ask", "help", "why", "tell"))
    for id, choice in question.choices.items():
        yield from _of_choice((*entry.path, "choices", id), choice)


def _of_choice(at: Path, choice: Choice) -> Iterator[_Maybe]:
    yield from ((key, (*at, key), getattr(choice, key)) for key in ("label", "help", "tell", "say"))


def _of_red_flag(at: Path, flag: RedFlag) -> Iterator[_Maybe]:
    yield from ((key, (*at, key), getattr(flag, key)) for key in ("warn", "because", "say"))


def _of_possibility(at: Path, possibility: Possibility) -> Iterator[_Maybe]:
    yield "title", (*at, "name"), possibility.name
    yield from ((key, (*at, key), getattr(possibility, key)) for key in ("what", "doctor", "treatment"))
    yield "what", (*at, "brief"), possibility.brief
    for key, features in (("fits", possibility.fits), ("against", possibility.against)):
        yield from (("reason", (*at, key, place, "say"), feature.say) for place, feature in enumerate(features))


def _of_lines(kind: str, path: Path, lines: Iterable[Line]) -> Iterator[_Maybe]:
    for place, line in enumerate(lines):
        yield kind, (*path, place), line.text
