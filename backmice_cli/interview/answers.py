"""Reading one reply into an answer. Every front end and every script passes through here, so all get one validation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from typing import Final, Literal

from backmice_cli.errors import AnswerError
from backmice_cli.questionnaire.characters import TURNS_WRITING
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Question
from backmice_cli.questionnaire.notation import plain_number
from backmice_cli.questionnaire.suggest import did_you_mean

Reply = str | int | float | Sequence[str]
"""What was typed or scripted: a choice id, choice ids, a number, a text."""

LONGEST_TEXT = 10_000
"""Characters of a `text` answer; more than anyone types, little enough to print."""

MOST_DIGITS = 15
"""Before the decimals; a float keeps so many."""

_UNSEEN = {"Cf", "Zs", "Mn"}
"""Unicode categories of which a text cannot consist: joiners, tags, spaces, and marks without their letter."""


class _Skipped(Enum):
    SKIPPED = "skipped"


SKIPPED: Final = _Skipped.SKIPPED
"""Asked, and left without an answer."""

Skipped = Literal[_Skipped.SKIPPED]


def read_reply(question: Question, reply: Reply) -> Answer:
    """Turn a reply into an answer.

    Raises AnswerError, with what to give instead, when it does not fit the question.
    """
    match question.kind:
        case "one":
            return _read_one(question, reply)
        case "many":
            return _read_many(question, reply)
        case "number":
            return _read_number(question, reply)
        case "text":
            return _read_text(reply)


def _read_one(question: Question, reply: Reply) -> str:
    if not isinstance(reply, str):
        raise AnswerError("give one choice", f"It takes one of: {', '.join(question.choices)}.")
    choice = reply.strip()
    if not choice:
        raise AnswerError("choose one answer")
    _refuse_unknown(question, choice)
    return choice


def _read_many(question: Question, reply: Reply) -> tuple[str, ...]:
    words = _reply_words(reply)
    chosen = {word.strip() for word in words if word.strip()}
    if not chosen:
        alone = next((c.label for c in question.choices.values() if c.exclusive), None)
        raise AnswerError("choose at least one answer", f"If none fits, choose '{alone}'." if alone else None)
    for choice in sorted(chosen):
        _refuse_unknown(question, choice)
    for choice in question.choices:
        if choice in chosen and question.choices[choice].exclusive and len(chosen) > 1:
            other = next(c for c in question.choices if c in chosen and c != choice)
            raise AnswerError(
                f"'{question.choices[choice].label}' cannot be chosen together with '{question.choices[other].label}'"
            )
    return tuple(choice for choice in question.choices if choice in chosen)


def _reply_words(reply: Reply) -> Sequence[str]:
    if isinstance(reply, str):
        return reply.split(",")
    return [] if isinstance(reply, int | float) else reply


def _refuse_unknown(question: Question, choice: str) -> None:
    if choice not in question.choices:
        asked = did_you_mean(choice, question.choices)
        known = f"It takes: {', '.join(question.choices)}."
        raise AnswerError(f"there is no choice '{choice}'", f"{asked} {known}" if asked else known)


def read_if_fits(question: Question, reply: Reply) -> Answer | None:
    """The same, with None for a reply that is not valid."""
    try:
        return read_reply(question, reply)
    except AnswerError:
        return None


def answer_text(answer: Answer) -> str:
    """Write an answer as it is typed after `-a ID=`."""
    if isinstance(answer, tuple):
        return ",".join(answer)
    return answer if isinstance(answer, str) else f"{Decimal(repr(answer)):f}"


def _read_number(question: Question, reply: Reply) -> int | float:
    wanted = f"Type a number{number_range(question)}."
    written = str(reply).strip() if isinstance(reply, str | int | float) else ""
    _refuse_thousands(written)
    text = written.replace(",", ".")
    found = re.fullmatch(r"[+-]?(?:([0-9]+)(?:\.[0-9]*)?|\.[0-9]+)", text)
    if found is None:
        raise AnswerError("that is not a number" if text else "nothing was typed", wanted)
    number = float(text)
    if len(found[1] or "") > MOST_DIGITS or not _in_range(question, number):
        raise AnswerError(f"{text if len(text) <= MOST_DIGITS else 'that'} is out of range", wanted)
    return plain_number(number)


def _refuse_thousands(written: str) -> None:
    """Refuse `5,000`: five thousand where it is written so, five where a comma starts the decimals."""
    if re.fullmatch(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+", written):
        ways = f"Write {written.replace(',', '')}"
        if written.count(",") == 1:
            ways += f", or {float(written.replace(',', '.'))}"
        raise AnswerError(
            f"{written if len(written) <= MOST_DIGITS else 'that'} has a comma that is not clear", f"{ways}."
        )


def number_range(question: Question) -> str:
    """Say which numbers fit, as words to put after 'a number': ' from 0 to 10'."""
    low, high = question.min, question.max
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    if low is not None:
        return f" of {low:g} or more"
    return f" of {high:g} or less" if high is not None else ""


def _in_range(question: Question, number: float) -> bool:
    return (question.min is None or number >= question.min) and (question.max is None or number <= question.max)


def _read_text(reply: Reply) -> str:
    """Keep what was written, without the characters that could steer a terminal or turn text around."""
    written = str(reply) if isinstance(reply, str | int | float) else " ".join(reply)
    text = re.sub(r"\s+", " ", written)
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs"} and c not in TURNS_WRITING).strip()
    if all(unicodedata.category(c) in _UNSEEN for c in text):
        raise AnswerError("nothing was typed")
    if len(text) > LONGEST_TEXT:
        raise AnswerError(f"that is longer than {LONGEST_TEXT:,} characters", "Please shorten it.")
    return text
