"""The screens of docs/interview.md, captured from real runs.

Made anew by `python -m tests.support.screens_of_docs`.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from tests.support.paths import ROOT
from tests.support.person import CONFIRM, STOP, Person, at_triage
from tests.support.pty import BACKMICE, Program, on_pty
from tests.support.shipped import CASES, read_case, shipped
from tests.support.svg_of_screens import svg_of
from tests.support.terminal import CTRL_C, DOWN

PAGE = ROOT / "docs" / "interview.md"
QUIET = dict(read_case(CASES / "e01_quiet_lump.yaml").answers)


def drawn(program: Program) -> str:
    return "\n".join(line.rstrip() for line in program.screen.text.splitlines()).strip("\n")


def scripted(until: str) -> list[str]:
    """The quiet answers up to a question, as flags."""
    flags: list[str] = []
    for id, reply in QUIET.items():
        if id == until:
            break
        flags += ["-a", f"{id}={reply if isinstance(reply, str) else ','.join(reply)}"]
    return flags


def first() -> str:
    with at_triage() as person:
        person.wait_for("begin")
        return drawn(person.program)


def question() -> str:
    with at_triage() as person:
        person.begin()
        person.wait_for("question", "em_now")
        return drawn(person.program)


def why() -> str:
    with at_triage(*scripted("fever")) as person:
        person.begin()
        person.wait_for("question", "fever")
        person.program.press("?")
        person.program.see("Why this is asked", "Enter: go back")
        return drawn(person.program)


def at_alert(person: Person) -> None:
    person.begin()
    person.answer("em_now", "none")
    person.answer("nerve_signs", "saddle")
    person.answer("nerve_since", "new_or_worse")
    person.wait_for("alert")


def alert() -> str:
    with at_triage() as person:
        at_alert(person)
        return drawn(person.program)


def stopped() -> str:
    with at_triage() as person:
        at_alert(person)
        person.choose("alert", STOP)
        person.program.exit_code()
        return drawn(person.program)


def picture() -> str:
    with at_triage(*scripted("lump_where")) as person:
        person.begin()
        person.wait_for("question", "lump_where")
        person.program.press(DOWN)
        person.program.see("Lit: Hip bone edge")
        return drawn(person.program)


def dropping() -> str:
    with at_triage("--no-details", *scripted("")) as person:
        person.begin()
        person.choose("review", shipped().outline["lump_present"].question.ask)
        person.answer("lump_present", "pain_only")
        person.wait_for("dropping")
        return drawn(person.program)


def review() -> str:
    with at_triage("--no-details", *scripted("")) as person:
        person.begin()
        person.wait_for("review")
        return drawn(person.program)


def narrow() -> str:
    with at_triage(*scripted("skin_look"), columns=50) as person:
        person.begin()
        person.wait_for("question", "skin_look")
        return drawn(person.program)


def plain() -> str:
    last = "One or more numbers from 1 to 7:"
    with on_pty(
        *BACKMICE, "triage", "--plain", "--no-save", "--region", "uk", *scripted("em_belly"), rows=40, columns=120
    ) as program:
        program.see(last)
        shown = drawn(program)
        return shown[shown.index("Section:") :]


def resume() -> str:
    with tempfile.TemporaryDirectory() as state:
        with at_triage(BACKMICE_STATE_DIR=state) as person:
            person.begin()
            person.answer("em_now", "none")
            person.wait_for("question", "nerve_signs")
            person.program.press(CTRL_C)
            person.program.exit_code()
        with at_triage(BACKMICE_STATE_DIR=state) as person:
            person.program.see("Go on?", "Ctrl-C: stop")
            shown = drawn(person.program)
            return shown[shown.index("You stopped") :]


SCREENS: dict[str, Callable[[], str]] = {
    "first": first,
    "question": question,
    "why": why,
    "alert": alert,
    "stopped": stopped,
    "picture": picture,
    "dropping": dropping,
    "review": review,
    "narrow": narrow,
    "plain": plain,
    "resume": resume,
}


COLOURS: Any = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@contextmanager
def _at_question(id: str) -> Iterator[Program]:
    with at_triage(*scripted(id), **COLOURS) as person:
        person.begin()
        person.wait_for("question", id)
        yield person.program


@contextmanager
def _many() -> Iterator[Program]:
    with _at_question("em_now") as program:
        program.press(DOWN)
        program.wait_until(lambda: " » 1" in program.screen.text, "the pointer")
        yield program


@contextmanager
def _body() -> Iterator[Program]:
    with _at_question("lump_where") as program:
        program.press(DOWN)
        program.see("Lit: Hip bone edge")
        yield program


@contextmanager
def _alert() -> Iterator[Program]:
    with at_triage(**COLOURS) as person:
        at_alert(person)
        yield person.program


@contextmanager
def _answer(name: str) -> Iterator[Program]:
    answers = read_case(next(CASES.glob(f"{name}_*.yaml"))).answers
    flags = [f"--answer={id}={reply if isinstance(reply, str) else ','.join(reply)}" for id, reply in answers.items()]
    with at_triage("--no-details", "--region", "uk", *flags, rows=56, **COLOURS) as person:
        person.choose("review", CONFIRM)
        person.read_result()
        yield person.program


COLOURED: dict[str, Callable[[], AbstractContextManager[Program]]] = {
    "question": _many,
    "body": _body,
    "alert": _alert,
    "today": partial(_answer, "e05"),
    "within-weeks": partial(_answer, "e01"),
    "self-care": partial(_answer, "e20"),
}
"""Screens in colour, for the README and the page."""

FOLDER = PAGE.parent / "screens"


def picture_of(name: str) -> str:
    with COLOURED[name]() as program:
        return svg_of(program.screen, f"backmice triage: {name.replace('-', ' ')}")


def on_page(name: str, page: str) -> str | None:
    """The screen that the page shows under this name."""
    found = re.search(rf"<!-- screen: {name} -->\n\n```text\n(.*?)\n```\n", page, re.DOTALL)
    return found[1] if found else None


def with_screens(page: str) -> str:
    for name, capture in SCREENS.items():
        place = re.compile(rf"(<!-- screen: {name} -->\n)(?:\n```text\n.*?\n```\n)?", re.DOTALL)
        screen = capture()
        page = place.sub(lambda found, screen=screen: f"{found[1]}\n```text\n{screen}\n```\n", page)  # type: ignore[misc]
    return page


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in COLOURED:
        (FOLDER / f"{name}.svg").write_text(picture_of(name), encoding="utf-8", newline="\n")
    PAGE.write_text(with_screens(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
