"""Someone who answers the shipped questionnaire at a terminal: reads the drawn screen, then presses the keys it tells.

Questions and choices go by their ids, and the words and places of these come from the questionnaire, so that an author
may reword and reorder. Knows nothing of the program but its screen.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NoReturn

import pytest

from backmice_cli.frontends.texts import NOT_CHECKED
from backmice_cli.questionnaire.model import Entry, Question
from tests.support.paths import ROOT
from tests.support.pty import BACKMICE, Program, on_pty
from tests.support.shipped import shipped
from tests.support.terminal import DOWN, ENTER, SPACE

STOP, GO_ON = "Stop here (recommended)", "Go on for a summary"
DECLINE, ACCEPT = "No, go on without", "Yes, answer now"
CONFIRM = "These are right: show the result"
CHANGE = "Change it, and drop what no longer fits"
BEGIN, WHERE = "Begin", "Where are you?"
KEEP = "Keep these answers on this computer, to see next time what has changed"
GO_ON_THERE, START_AGAIN = "Go on where I stopped", "Start again, and delete those answers"
LOOK_AGAIN, STANDS = "Answer this question again", "My answer is right as it is"
READ_ON, FINISH, AGAIN = "Read on", "Finish", "The short answer again"
MORE = "More: to read, to save, to change an answer"

Place = Literal[
    "begin", "question", "alert", "offer", "review", "dropping", "reading", "after", "more", "resume", "doubt"
]

_OTHER_PLACES: dict[str, Place] = {
    AGAIN: "more",
    MORE: "after",
    READ_ON: "reading",
    WHERE: "begin",
    GO_ON_THERE: "resume",
    LOOK_AGAIN: "doubt",
}
"""A row that only this prompt has."""

_ONE_ROW = 40
"""Letters of a typed text that are drawn without a break in any terminal used here."""
_PROGRESS = re.compile(r": question (\d+) of at most (\d+) (?:[━─=-]{16} )?")
_KEYS = "Ctrl-C: stop"
"""The end of every prompt, so that one which is drawn half-way is told from one that is not known."""
_LEAD = re.compile(r"^(?: [»>] )(?:  )?(?:[0-9a-z] |  )?(?:\[[ x]\] )?")
_KEY = re.compile(r"^ [»> ] ([0-9a-z]) (?:\[[ x]\] )?(.+)$")
"""The key of a row, and the words drawn behind it."""
_BOX_TOP = re.compile(r"[┏+][━-] .* [━-]+[┓+]$")
"""Of the card with what to do, which has a title."""
_BOX = re.compile(r"^[┏┗┃╭╰│|+] ?|[┓┛┃╮╯│|+]$|[━─]|-{5,}")
_HIDDEN_ROWS = re.compile(r"\s+[v^]$")
_PICTURE = re.compile(r"\s{3,}\S.*$")
"""Beside a row, after a gap that no label has."""


class Person:
    """What a person sees and does at one running interview."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.asked: list[str] = []
        """The ids of the questions answered, in their order."""
        self.progress: list[tuple[int, int]] = []
        """Of each: the number of the question, and of how many at most."""

    @property
    def text(self) -> str:
        return self.program.screen.text

    @property
    def told(self) -> str:
        """All that was ever shown and not erased, on one line."""
        return _words(self.program.screen.everything)

    def wait_for(self, place: Place, question: str = "") -> None:
        """Wait for this prompt, whole."""
        if question:
            assert question in shipped().outline, f"there is no question '{question}'"
        self.program.wait_until(lambda: self._place() == (place, question), f"the {place} {question}".rstrip())

    def begin(self) -> None:
        """Leave the first screen, from the first region where one is asked for."""
        self.wait_for("begin")
        if WHERE in self.text:
            self.program.press("1")
            self.program.wait_until(lambda: self.pointed != "", "a region to be pointed at")
        self._enter()
        self.program.wait_until(lambda: NOT_CHECKED not in " ".join(self.text.split()), "the first screen to go")

    def answer(self, id: str, reply: str | Sequence[str]) -> None:
        """Answer the question on the screen, which must be this one."""
        self.wait_for("question", id)
        number, most = self._progress_shown()
        self.asked.append(id)
        self.progress.append((int(number), int(most)))
        question = shipped().outline[id].question
        if question.kind == "one":
            assert isinstance(reply, str)
            self._point_at_choice(question, reply)
        elif question.kind == "many":
            self._tick(question, (reply,) if isinstance(reply, str) else reply)
        else:
            assert isinstance(reply, str)
            self.program.press(reply)
            self.program.see(f"> {reply[:_ONE_ROW]}".rstrip())
        self._enter()

    def answer_all(self, answers: Mapping[str, str | Sequence[str]], until: str | None = None) -> None:
        """Answer whatever is asked, until a question named, or until something else than a question shows."""
        while True:
            place, id = self._any_place()
            if place != "question" or id == until:
                return
            if id not in answers:
                self._fail(f"this person was asked '{id}' and has no answer to it")
            self.answer(id, answers[id])

    def choose(self, place: Place, row: str) -> None:
        """Choose a row, by its words, at a prompt that is no question."""
        self.wait_for(place)
        self.point_at(row)
        self._enter()

    def change(self, id: str, reply: str | Sequence[str]) -> None:
        """Go from the review to an answer, and give another."""
        self.wait_for("review")
        question = shipped().outline[id].question
        denied = question.choices[question.quiet_choice].tell if question.quiet_choice else None
        self.choose("review", denied if denied and denied[:30] in " ".join(self.text.split()) else question.ask)
        self.answer(id, reply)

    def read_result(self) -> list[str]:
        """Read the short answer to its end, a screen at a time."""
        while True:
            self.program.wait_until(lambda: self._place() in (("reading", ""), ("after", "")), "the result")
            if self._place() == ("after", ""):
                return self.result_lines()
            shown = self.program.screen.everything
            self.program.press(ENTER)
            self.program.wait_until(lambda shown=shown: self.program.screen.everything != shown, "the next screen")  # type: ignore[misc]

    def choose_more(self, row: str) -> None:
        """Choose a row of the menu below the result."""
        self.choose("after", MORE)
        self.choose("more", row)

    def finish(self, *, keep: bool = False) -> int:
        """Ask for nothing more after the result; returns the exit status."""
        if keep:
            self.choose_more(KEEP)
        self.choose("after", FINISH)
        return self.program.exit_code()

    def result_lines(self) -> list[str]:
        """The lines of the result from its box on, without boxes, empty lines and the prompt below."""
        lines = self.program.screen.everything.splitlines()
        tops = [place for place, line in enumerate(lines) if _BOX_TOP.match(line)]
        if not tops:
            self._fail("there is no result")
        plain = [_BOX.sub("", line).strip() for line in lines[tops[-1] :]]
        ends = [place for place, line in enumerate(plain) if FINISH in line or MORE in line]
        return [line for line in plain[: min(ends, default=len(plain))] if line.strip("-")]

    def point_at(self, row: str) -> None:
        """Press Down until the pointer stands at the row that begins so."""
        seen = {""}
        while not self._points_at(row):
            before = self.pointed
            seen.add(before)
            self.program.press(DOWN)
            self.program.wait_until(lambda before=before: self.pointed not in ("", before), "the pointer to move")  # type: ignore[misc]
            if self.pointed in seen:
                self._fail(f"there is no row {row!r}")

    @property
    def pointed(self) -> str:
        """The line that the pointer stands at; empty when it is nowhere."""
        return next((line for line in reversed(self.program.screen.lines) if line.startswith((" » ", " > "))), "")

    def _place(self) -> tuple[Place, str] | None:
        """The prompt on the screen; None while it is not drawn to its end, or is not known."""
        words = " ".join(self.text.split())
        *_, prompt = re.split(r"(?=: question \d+ of at most \d+ )", words)
        if not prompt.endswith(_KEYS):
            return None
        if STOP in words:
            return "alert", ""
        if CONFIRM in words:
            return "review", ""
        if DECLINE in words:
            return "offer", ""
        if CHANGE in words:
            return "dropping", ""
        for row, place in _OTHER_PLACES.items():
            if row in words:
                return place, ""
        shown = _PROGRESS.match(prompt)
        if shown is None:
            return ("begin", "") if BEGIN in words else None
        asked = [entry for entry in shipped().outline if prompt[shown.end() :].startswith(_words(entry.question.ask))]
        return ("question", max(asked, key=_length).id) if asked else None

    def _any_place(self) -> tuple[Place, str]:
        self.program.wait_until(lambda: self._place() is not None, "a prompt of the shipped questionnaire")
        return self._place() or self._fail("the prompt went away by itself")

    def _progress_shown(self) -> tuple[str, str]:
        found: list[tuple[str, str]] = _PROGRESS.findall(" ".join(self.text.split()))
        return found[-1]

    def _points_at(self, row: str) -> bool:
        drawn = _HIDDEN_ROWS.sub("", _PICTURE.sub("", _LEAD.sub("", self.pointed))).strip()
        whole = _words(row)
        return drawn != "" and (drawn == whole or whole.startswith(f"{drawn} ") or drawn.startswith(f"{whole} ->"))

    def _point_at_choice(self, question: Question, id: str) -> None:
        """Go to a choice by the key that stands before it, which also ticks it; to one out of sight by the arrows."""
        label = question.choices[id].label
        key = self._key_of(label)
        if key is None:
            self.point_at(label)
            if question.kind == "many":
                self.program.press(SPACE)
            return
        self.program.press(key)
        self.program.wait_until(lambda: self._points_at(label), f"the pointer at {id!r}")

    def _key_of(self, label: str) -> str | None:
        whole = _words(label)
        for row in self.text.splitlines():
            found = _KEY.match(row)
            drawn = "" if found is None else _words(_HIDDEN_ROWS.sub("", _PICTURE.sub("", found[2])))
            if found is not None and drawn and (whole == drawn or whole.startswith(f"{drawn} ")):
                return found[1]
        return None

    def _tick(self, question: Question, ids: Sequence[str]) -> None:
        for id in ids:
            self._point_at_choice(question, id)
            self.program.wait_until(lambda: "[x]" in self.pointed, f"{id!r} to be ticked")
        assert self.text.count("[x]") <= len(ids), f"more than {ids} is ticked:\n{self.text}"

    def _enter(self) -> None:
        """Confirm, and wait for the prompt to go."""
        before = self._place()
        self.program.press(ENTER)
        self.program.wait_until(lambda: self._place() != before, "the prompt to go")

    def _fail(self, why: str) -> NoReturn:
        pytest.fail(f"{why}; the screen shows:\n{self.text}")


@contextmanager
def at_triage(*arguments: str, columns: int = 80, rows: int = 24, **env: str) -> Iterator[Person]:
    """Start `backmice triage` on a new pseudo-terminal, with someone at it who was never here before."""
    with tempfile.TemporaryDirectory() as home:
        state = str(Path(home) / "state")
        new = {"HOME": home, "BACKMICE_STATE_DIR": state, **env}
        with on_pty(*BACKMICE, "triage", *arguments, columns=columns, rows=rows, cwd=ROOT, **new) as program:
            yield Person(program)


def _words(text: str) -> str:
    return " ".join(text.split())


def _length(entry: Entry) -> int:
    return len(entry.question.ask)
