"""Answers from flags or a file. Never waits: what is not scripted goes to another front end, or by a fixed rule."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

from backmice_cli.errors import AnswerError, MissingAnswersError
from backmice_cli.frontends.loop import Frontend, OpenStep
from backmice_cli.interview.answers import Reply, number_range, read_reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Interview,
    Offer,
    accept,
    answer,
    decline,
    finish,
    go_on,
    may_be_asked,
    skip,
)
from backmice_cli.questionnaire.model import Entry, Question, Questionnaire
from backmice_cli.questionnaire.suggest import did_you_mean

if TYPE_CHECKING:
    from backmice_cli.frontends.view import Move


@dataclass
class ScriptedFrontend:
    """Gives the scripted answers; `rest` says what happens to other questions.

    With `rest` 'ask' they go to `fallback`, and without one they are collected; `raise_for_missing` then tells of them.
    """

    scripted: Mapping[str, Reply]
    rest: Literal["ask", "skip", "no"] = "ask"
    details: bool | None = None
    """Whether optional sections are asked; None where that is not scripted."""
    fallback: Frontend | None = None
    _missing: dict[str, Entry] = field(default_factory=dict, init=False)
    _given: set[str] = field(default_factory=set, init=False)

    def next_move(self, interview: Interview, step: OpenStep) -> Move:
        match step:
            case Ask():
                return self._answer(interview, step)
            case Offer() if self.details is not None:
                return accept if self.details else decline
            case Offer() if step.section in {interview.questionnaire.outline[id].section for id in self.scripted}:
                return accept
            case Offer() if self.fallback is None or self.rest != "ask":
                return decline
            case _ if self.fallback is not None:
                return self.fallback.next_move(interview, step)
            case _:
                return go_on if isinstance(step, Alert) else finish

    def _answer(self, interview: Interview, step: Ask) -> Move:
        entry = step.entry
        if entry.id in self.scripted and step.standing is None:
            self._given.add(entry.id)
            return partial(answer, reply=self.scripted[entry.id])
        if self.rest == "skip":
            return partial(skip, even_required=True)
        if self.rest == "no":
            quiet = entry.question.quiet_choice
            return partial(answer, reply=quiet) if quiet else partial(skip, even_required=True)
        if self.fallback is not None:
            return self.fallback.next_move(interview, step)
        if not entry.question.optional and self._is_certain(interview, entry):
            self._missing[entry.id] = entry
        return partial(skip, even_required=True)

    def refuse(self, error: AnswerError) -> None:
        if self.fallback is None:
            raise error
        self.fallback.refuse(error)

    def raise_for_missing(self, command: str) -> None:
        """Raise MissingAnswersError when a question had no answer and nobody could be asked.

        Args:
            command: the start of a command line that would give the missing answers.
        """
        if self._missing:
            raise MissingAnswersError(*_missing_message(self._missing.values(), self.scripted, command))

    def refuse_unused(self, questionnaire: Questionnaire) -> None:
        """Raise AnswerError for scripted answers to questions that were never asked."""
        _raise_for([_not_asked(questionnaire, id) for id in self.scripted if id not in self._given])

    def _is_certain(self, interview: Interview, entry: Entry) -> bool:
        """Tell whether the question is asked whatever the missing answers are."""
        when = entry.question.when
        evaluator = interview.questionnaire.evaluator
        return when is None or evaluator.outlook(when, interview.answers, self._missing) is True


def read_scripted(questionnaire: Questionnaire, given: Iterable[tuple[str, Reply]]) -> dict[str, Reply]:
    """Check scripted answers before anything is shown; answers to a `many` question given piece by piece are joined.

    Raises AnswerError naming every unknown id and every reply that does not fit.
    """
    scripted: dict[str, Reply] = {}
    mistakes: list[str] = []
    for id, reply in given:
        if id not in questionnaire.outline:
            asked = did_you_mean(id, [entry.id for entry in questionnaire.outline])
            mistakes.append(f"there is no question '{id}'." + (f" {asked}" if asked else ""))
        elif id not in scripted:
            scripted[id] = reply
        elif questionnaire.outline[id].question.kind == "many":
            scripted[id] = [*_split_choices(scripted[id]), *_split_choices(reply)]
        else:
            mistakes.append(f"'{id}' is answered twice, but takes one answer.")
    mistakes += _replies_that_do_not_fit(questionnaire, scripted)
    _raise_for(mistakes)
    return scripted


def refuse_never_asked(questionnaire: Questionnaire, scripted: Mapping[str, Reply]) -> None:
    """Raise AnswerError for answers to questions that the scripted answers rule out, whatever else is answered."""
    answers = {id: read_reply(questionnaire.outline[id].question, reply) for id, reply in scripted.items()}
    reachable = may_be_asked(questionnaire, answers)
    _raise_for([_not_asked(questionnaire, id) for id in scripted if id not in reachable])


def _split_choices(reply: Reply) -> Sequence[str]:
    if isinstance(reply, str):
        return reply.split(",")
    return [str(reply)] if isinstance(reply, int | float) else reply


def _replies_that_do_not_fit(questionnaire: Questionnaire, scripted: Mapping[str, Reply]) -> list[str]:
    mistakes = []
    for id, reply in scripted.items():
        try:
            read_reply(questionnaire.outline[id].question, reply)
        except AnswerError as error:
            mistakes.append(f"'{id}': {error.message}." + (f" {error.hint}" if error.hint else ""))
    return mistakes


def _raise_for(mistakes: list[str]) -> None:
    if mistakes:
        raise AnswerError("\n".join(mistakes))


def _not_asked(questionnaire: Questionnaire, id: str) -> str:
    entry = questionnaire.outline[id]
    if entry.parent is not None:
        reason = f"It follows only '{entry.parent}={entry.opened_by}'."
    elif entry.question.when is not None:
        read = questionnaire.evaluator.meaning(entry.question.when).reads
        read_in_order = [other.id for other in questionnaire.outline if other.id in read]
        reason = f"Whether it is asked depends on: {', '.join(read_in_order)}."
    else:
        reason = "The interview ends before it, or its section was left out."
    return f"'{id}' is answered, but is not asked on this path. {reason}"


def _missing_message(missing: Iterable[Entry], scripted: Mapping[str, Reply], command: str) -> tuple[str, str]:
    lines = ["answers are missing, and nobody can be asked:"]
    words = [command, *(f"-a {shlex.quote(f'{id}={_write_reply(reply)}')}" for id, reply in scripted.items())]
    for entry in missing:
        lines.append(f"  {entry.id}: {entry.question.ask}")
        lines.append(f"      values: {_describe_values(entry.question)}")
        words.append(f"-a {entry.id}={_example_value(entry.question)}")
    return "\n".join(lines), "Give them as flags, or add --rest skip or --rest no:\n  " + " ".join(words)


def _write_reply(reply: Reply) -> str:
    return str(reply) if isinstance(reply, str | int | float) else ",".join(reply)


def _describe_values(question: Question) -> str:
    if question.kind == "number":
        return f"a number{number_range(question)}"
    if question.kind == "text":
        return "any text"
    return ", ".join(question.choices) + (" (one or more)" if question.kind == "many" else "")


def _example_value(question: Question) -> str:
    if question.kind == "number":
        fits = question.min if question.min is not None else min(0, question.max or 0)
        return str(int(fits)) if float(fits).is_integer() else str(fits)
    if question.kind == "text":
        return "..."
    return question.quiet_choice or next(iter(question.worse or question.choices))
