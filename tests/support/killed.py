"""Interviews that are killed: a process of its own that starts interviews, kills them and tells what was lost.

Run as `python -m tests.support.killed SEED TIMES`; it prints one JSON list. An interview is a fork that answers the
shipped questionnaire without drawing anything. It says which question is on the screen by a line in a pipe: everything
answered before that has been accepted, and must be found after the kill.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from functools import partial
from typing import NamedTuple

from backmice_cli.commands.interview_store import InterviewStore, restore_interview
from backmice_cli.frontends.loop import OpenStep, run_interview
from backmice_cli.frontends.scripted import ScriptedFrontend
from backmice_cli.frontends.view import Move
from backmice_cli.interview.answers import read_reply
from backmice_cli.interview.interview import Ask, Interview, Review, answer, begin, finish
from backmice_cli.questionnaire.condition import Answer
from tests.support.shipped import quiet_answers, shipped

SHA = "abc"


class Killed(NamedTuple):
    """One interview, its killing, and what was found of it."""

    accepted: dict[str, Answer]
    found: dict[str, Answer]


class _TellingFrontend(ScriptedFrontend):
    """Says into a pipe what has been accepted, whenever a step shows; waits for the kill after so many answers."""

    def __init__(self, pipe: int, answers: int | None) -> None:
        super().__init__(quiet_answers(), rest="no")
        self._pipe = pipe
        self._answers = answers

    def next_move(self, interview: Interview, step: OpenStep) -> Move:
        if isinstance(step, Review):
            self._answers = len(interview.replies)
        elif not isinstance(step, Ask):
            return super().next_move(interview, step)
        self._tell(interview)
        return partial(answer, reply=quiet_answers()[step.entry.id]) if isinstance(step, Ask) else finish

    def _tell(self, interview: Interview) -> None:
        os.write(self._pipe, json.dumps(list(interview.replies)).encode() + b"\n")
        if len(interview.replies) == self._answers:
            os.write(self._pipe, WAITING)
            signal.pause()


WAITING = b"waiting\n"


def _run_interview(pipe: int, answers: int | None) -> None:
    keeping = InterviewStore(shipped(), SHA, tell=lambda line: print(line, file=sys.stderr))  # noqa: T201
    keeping.open()
    run_interview(begin(shipped()), _TellingFrontend(pipe, answers), keeping.keep)


def _killed(answers: int | None, seconds: float) -> Killed:
    """Kill an interview when so many answers have been accepted, or after so many seconds."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _run_interview(writer, answers)
        finally:
            os._exit(1)
    os.close(writer)
    told = b""
    end = time.monotonic() + seconds
    while not told.endswith(WAITING) and select.select([reader], [], [], max(0.0, end - time.monotonic()))[0]:
        told += os.read(reader, 65_536)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while rest := os.read(reader, 65_536):
        told += rest
    os.close(reader)
    steps = [json.loads(line) for line in told.removesuffix(WAITING).splitlines(keepends=True) if line.endswith(b"\n")]
    return Killed({id: _given(id) for id in (steps[-1] if steps else ())}, _found())


def _given(id: str) -> Answer:
    return read_reply(shipped().outline[id].question, quiet_answers()[id])


def _found() -> dict[str, Answer]:
    """What the next interview is offered; it is deleted, so that the one after it starts anew."""
    keeping = InterviewStore(shipped(), SHA, tell=sys.exit)
    keeping.open()
    row = keeping.unfinished()
    found = dict(restore_interview(shipped(), row.state).answers) if row is not None else {}
    keeping.drop()
    left = keeping.unfinished()
    keeping.close()
    assert left is None, "more than one interview was found"
    return found


def main(seed: int, times: int) -> None:
    chance = random.Random(seed)
    shipped(), quiet_answers()  # read once, before the forks
    start = time.monotonic()
    whole = _killed(None, 60)
    longest = time.monotonic() - start
    at_every_answer = [_killed(number, 60) for number in range(len(whole.accepted))]
    at_any_moment = [_killed(None, chance.uniform(0, longest)) for _ in range(times)]
    print(json.dumps([whole, *at_every_answer, *at_any_moment]))  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
