"""What `backmice explain` says about one part of a questionnaire, as a published object. Prints nothing.

As JSON: `schema`, `id`, `explanations`, one for each namespace that has the id. An explanation: {kind, id, words,
level, position {file, line, column}, why [..], when, passages, sources, shortest, told_after}. `level` is that of a
red flag; `when` is its condition on one line, in ids; both may be null. A passage: {key, heading, lines}; a line:
{depth, words}.
`shortest` is null, or {answers {question: value}, told [..], command}. `told_after` is, for a red flag that is an
emergency, the most questions that anyone answers until it is told; else null.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from backmice_cli.author.references import LinkedLine
from backmice_cli.interview.answers import answer_text
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.published import Published
from backmice_cli.renderers.result import SourceResult

SCHEMA = "backmice.explanation/1"
"""Name and version of this shape."""


class FilePlace(Published, frozen=True):
    file: str
    line: int
    column: int


class Passage(Published, frozen=True):
    """Lines under one heading; a line of greater depth belongs to the one above it."""

    key: str
    heading: str
    lines: tuple[LinkedLine, ...]


class Shortest(Published, frozen=True):
    """The fewest answers that lead there; perhaps none at all."""

    answers: dict[str, str]
    """Question to what is answered: a choice, several with commas, a number."""
    told: tuple[str, ...]
    """The same for a person."""
    command: str
    """That gives these answers."""


class Explanation(Published, frozen=True, kw_only=True):
    kind: str
    id: str
    words: str
    level: str | None = None
    position: FilePlace
    why: tuple[str, ...] = ()
    when: str | None = None
    passages: tuple[Passage, ...]
    sources: tuple[SourceResult, ...] = ()
    shortest: Shortest | None = None
    told_after: int | None = None


class Explanations(Published, frozen=True, kw_only=True):
    schema_: str = field(default=SCHEMA, name="schema")
    id: str
    explanations: tuple[Explanation, ...]


def shortest_answers(questionnaire: Questionnaire, answers: Mapping[str, Answer], command: str) -> Shortest:
    """Say answers to a person, beside how they are typed."""
    return Shortest(
        answers={id: answer_text(answer) for id, answer in answers.items()},
        told=tuple(_answer_as_seen(questionnaire, id, answer) for id, answer in answers.items()),
        command=command,
    )


def _answer_as_seen(questionnaire: Questionnaire, id: str, answer: Answer) -> str:
    """A question and its answer as the person sees them."""
    question = questionnaire.outline[id].question
    chosen = answer if isinstance(answer, tuple) else (str(answer),)
    labels = [f'"{question.choices[choice].label}"' for choice in chosen if choice in question.choices]
    return f"{question.ask} {', '.join(labels) or answer_text(answer)} [{id}={answer_text(answer)}]"


def split_paragraphs(text: str | None) -> tuple[str, ...]:
    """Each line of a folded text of the file is one paragraph."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
