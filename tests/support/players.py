"""Plays a scenario through each front end, in that front end's own keys, lines or flags."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from backmice_cli.errors import AnswerError
from backmice_cli.frontends.loop import Frontend, OpenStep, run_interview
from backmice_cli.frontends.plain.frontend import PlainFrontend
from backmice_cli.frontends.scripted import ScriptedFrontend
from backmice_cli.frontends.terminal.widgets import ROW_KEYS
from backmice_cli.frontends.view import Move
from backmice_cli.interview.answers import SKIPPED
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Interview,
    Offer,
    Review,
    begin,
    finish,
    go_on,
    stop,
)
from backmice_cli.questionnaire.model import Question
from tests.support.drawn import PATIENCE
from tests.support.scenarios import (
    ACCEPT,
    ALERT,
    BACK,
    DECLINE,
    DROP,
    DROPPING,
    FINISH,
    GO_ON,
    KEEP,
    OFFER,
    REVIEW,
    SKIP,
    STAY,
    STOP,
    Change,
    Do,
    Scenario,
)
from tests.support.terminal import BACKSPACE, DOWN, ENTER, TAB, at_terminal


@dataclass
class Played:
    """What was shown, in order, and what it came to."""

    shown: list[str]
    interview: Interview


_PLACES: dict[type, str] = {Alert: ALERT, Offer: OFFER, Review: REVIEW}


class Witness:
    """A front end that notes every step before the real one shows it."""

    def __init__(self, real: Frontend) -> None:
        self._real = real
        self.steps: list[tuple[str, OpenStep]] = []
        self.noted = threading.Condition()

    def next_move(self, interview: Interview, step: OpenStep) -> Move:
        place = step.entry.id if isinstance(step, Ask) else _PLACES[type(step)]
        with self.noted:
            self.steps.append((place, step))
            self.noted.notify_all()
        return self._real.next_move(interview, step)

    def refuse(self, error: AnswerError) -> None:
        raise error

    @property
    def shown(self) -> list[str]:
        return [place for place, _ in self.steps]

    def step(self, number: int) -> tuple[str, OpenStep]:
        """Wait for a step, counted from 0."""
        with self.noted:
            assert self.noted.wait_for(lambda: len(self.steps) > number, PATIENCE), f"only {self.shown} was shown"
            return self.steps[number]


# --- plain ----------------------------------------------------------------------------------------------------------

_LINES = {BACK: "/back", SKIP: "skip", STAY: "", FINISH: ""}
_NUMBERS = {STOP: "1", GO_ON: "2", DECLINE: "1", ACCEPT: "2", KEEP: "1", DROP: "2"}


def in_plain_mode(scenario: Scenario) -> Played:
    replies = io.StringIO("".join(f"{line}\n" for line in lines(scenario)))
    witness = Witness(PlainFrontend(replies, io.StringIO()))
    interview = run_interview(begin(scenario.questionnaire), witness)
    assert replies.read() == "", "not every line was read"
    return Played(witness.shown, interview)


def lines(scenario: Scenario) -> Iterator[str]:
    outline = scenario.questionnaire.outline
    for place, do in scenario.acts:
        if isinstance(do, Change):
            yield do.question
        elif place in outline and do not in _LINES and outline[place].question.choices:
            choices = list(outline[place].question.choices)
            yield " ".join(str(1 + choices.index(id)) for id in _ids(do))
        else:
            yield _LINES.get(str(do)) or _NUMBERS.get(str(do)) or ("" if do in _LINES else str(do))


def _ids(do: Do) -> tuple[str, ...]:
    return (do,) if isinstance(do, str) else do if isinstance(do, tuple) else ()


# --- terminal -------------------------------------------------------------------------------------------------------


def at_the_terminal(scenario: Scenario) -> Played:
    witnesses: list[Witness] = []
    ready = threading.Event()

    def work(frontend: Frontend) -> Interview:
        witnesses.append(Witness(frontend))
        ready.set()
        return run_interview(begin(scenario.questionnaire), witnesses[0])

    with at_terminal(work) as terminal:
        assert ready.wait(PATIENCE)
        number = -1
        for place, do in scenario.acts:
            if place == DROPPING:
                terminal.see("Keep my earlier answer")
                terminal.press(_NUMBERS[str(do)], ENTER)
                continue
            number += 1
            terminal.press(keys(*witnesses[0].step(number), do))
        return Played(witnesses[0].shown, terminal.result())


def keys(place: str, step: OpenStep, do: Do) -> str:
    """The keys that do this at a step."""
    if isinstance(step, Review):
        rows = list(step.replies).index(do.question) + 1 if isinstance(do, Change) else 0
        return DOWN * rows + ENTER
    if not isinstance(step, Ask):
        return "b" if do == BACK else _NUMBERS[str(do)] + ENTER
    if do == STAY:
        return ENTER
    question = step.entry.question
    if do == BACK:
        return TAB + "b" if question.kind == "text" else "b"
    if question.kind in ("number", "text"):
        standing = "" if step.standing in (None, SKIPPED) else str(step.standing)
        typed = "" if do == SKIP else str(do)
        return BACKSPACE * len(standing) + typed + ENTER
    before = step.standing if isinstance(step.standing, tuple) else None
    return _choice_keys(question, _ids(do)) if before is None else _tick_keys(question, before, _ids(do))


def _choice_keys(question: Question, ids: tuple[str, ...]) -> str:
    """Each key goes there, and ticks it where several may be chosen; in the order of the list."""
    return "".join(_key(question, id) for id in question.choices if id in ids) + ENTER


def _tick_keys(question: Question, before: tuple[str, ...], ids: tuple[str, ...]) -> str:
    """From ticks that stand; ticking beside an exclusive choice clears that."""
    alone = {id for id in before if question.choices[id].exclusive}
    return _choice_keys(question, tuple(set(before) - alone ^ set(ids)))


def _key(question: Question, id: str) -> str:
    own = dict.fromkeys(question.unsure_choices[:1], "u")
    own |= {id: "0" for id, choice in question.choices.items() if choice.exclusive}
    return own.get(id) or ROW_KEYS[[each for each in question.choices if each not in own].index(id)]


# --- scripted -------------------------------------------------------------------------------------------------------


@dataclass
class _AtAlerts:
    """Goes on or stops as told; asks nothing."""

    acts: list[str] = field(default_factory=list)

    def next_move(self, interview: Interview, step: OpenStep) -> Move:
        assert isinstance(step, Alert | Review), step
        if isinstance(step, Review):
            return finish
        return stop if self.acts.pop(0) == STOP else go_on

    def refuse(self, error: AnswerError) -> None:
        raise error


def scripted(scenario: Scenario) -> Played:
    """With the last answers, which no one changes any more."""
    alerts = [str(do) for place, do in scenario.acts if place == ALERT and do != BACK]
    frontend = ScriptedFrontend(
        scenario.answers,
        rest="skip",
        details=(OFFER, ACCEPT) in scenario.acts,
        fallback=_AtAlerts(alerts),
    )
    witness = Witness(frontend)
    return Played(witness.shown, run_interview(begin(scenario.questionnaire), witness))
