"""What is kept of a finished interview, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from backmice_cli.frontends.texts import answer_words
from backmice_cli.interview.interview import Interview
from backmice_cli.interview.measures import measure
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Question
from backmice_cli.renderers.relative_time import time_ago
from backmice_cli.renderers.result import Result, answer_sentences
from backmice_cli.renderers.since import Since
from backmice_cli.renderers.text import TextRenderer
from backmice_cli.storage.history import Finished, Record, StoredMeasure

MOST_CHANGES = 8
"""Changes told with a result; `backmice history compare` lists all."""

ToldAnswers = Mapping[str, Iterable[str]]


def build_record(interview: Interview, result: Result) -> Record:
    outline, answers = interview.questionnaire.outline, interview.answers
    measures = {id: _build_measure(outline[id].question, given) for id, given in answers.items()}
    return Record(
        result=msgspec.to_builtins(result),
        text=TextRenderer(full=True).render(result),
        told=told_answers(interview),
        telling=tuple(id for id in answers if is_telling(outline[id].question)),
        measures={id: measured for id, measured in measures.items() if measured is not None},
    )


def told_answers(interview: Interview) -> dict[str, tuple[str, ...]]:
    """Each answer in the summary's words."""
    outline = interview.questionnaire.outline
    return {id: tuple(answer_sentences(outline[id].question, given)) for id, given in interview.answers.items()}


def is_telling(question: Question) -> bool:
    """Tell whether a changed answer says that things got better or worse."""
    return not question.lasting and (bool(question.worse or question.scale) or question.kind == "number")


def changed_answers(before: ToldAnswers, after: ToldAnswers, telling: Iterable[str]) -> list[tuple[str, str]]:
    """List what was answered differently, of questions answered both times, the most telling first."""
    first = frozenset(telling)
    both = [id for id in after if id in before and list(before[id]) != list(after[id])]
    both.sort(key=lambda id: id not in first)
    return [(" ".join(before[id]), " ".join(after[id])) for id in both]


def build_since(earlier: Finished, interview: Interview, now: datetime) -> Since:
    outline = interview.questionnaire.outline
    telling = [id for id in interview.answers if is_telling(outline[id].question)]
    found = changed_answers(earlier.record.told, told_answers(interview), telling)
    return Since(time_ago(earlier.finished_at, now), tuple(found[:MOST_CHANGES]), max(0, len(found) - MOST_CHANGES))


def _build_measure(question: Question, given: Answer) -> StoredMeasure | None:
    value = measure(question, given)
    if value is None:
        return None
    words = answer_words(question, given)
    if question.kind == "number":
        low = min(0.0, question.min or 0.0)
        return StoredMeasure(label=question.tell or question.ask, words=words, value=value, low=low, high=question.max)
    return StoredMeasure(label=question.ask, words=words, value=value + 1, low=0, high=len(question.scale))
