"""What is asked and told besides the questionnaire, in each front end that a person sits before."""

from __future__ import annotations

import io

import pytest

from backmice_cli.errors import InterviewStopped
from backmice_cli.frontends.layout import BLANK, Paragraph
from backmice_cli.frontends.loop import Person
from backmice_cli.frontends.plain.frontend import PlainFrontend
from backmice_cli.frontends.view import Row, View
from backmice_cli.interview.interview import Ask, answer, begin, next_step
from tests.support.small import with_questions
from tests.support.terminal import CTRL_C, ENTER, at_terminal

TREE = with_questions('fever: {ask: Fever?, choices: {yes: "Yes", no: "No"}}')
HEAD = [BLANK, Paragraph("You stopped 2 hours ago. Go on?", "strong")]
ROWS = [Row("on", "Go on"), Row("anew", "Start again")]


def decided(person: Person, pointed: str | None) -> str:
    return person.choose(begin(TREE), View(HEAD, ROWS, str, pointed))


@pytest.mark.parametrize(
    ("typed", "pointed", "chosen"),
    [("1\n", None, "on"), ("2\n", "on", "anew"), ("\n", "on", "on"), ("\n2\n", None, "anew")],
)
def test_plain_decision_takes_a_number_or_what_was_pointed_at(typed: str, pointed: str | None, chosen: str) -> None:
    said = io.StringIO()
    assert decided(PlainFrontend(io.StringIO(typed), said), pointed) == chosen
    enter = " Enter alone means 1." if pointed else ""
    assert said.getvalue().startswith(
        f"\nYou stopped 2 hours ago. Go on?\n1. Go on\n2. Start again\nType 1 or 2, then press Enter.{enter}\n"
    )


@pytest.mark.parametrize("typed", ["", "stop\n"])
def test_plain_decision_can_be_left(typed: str) -> None:
    with pytest.raises(InterviewStopped):
        decided(PlainFrontend(io.StringIO(typed), io.StringIO()), None)


def test_plain_answer_is_said_only_when_the_next_step_is() -> None:
    said = io.StringIO()
    frontend = PlainFrontend(io.StringIO("2\n1\n"), said)
    step = next_step(begin(TREE))
    assert isinstance(step, Ask)
    after = frontend.next_move(begin(TREE), step)(begin(TREE))
    assert after == answer(begin(TREE), "no")
    asked = said.getvalue()
    decided(frontend, None)
    assert said.getvalue().startswith(f"{asked}Noted: No.\n\nYou stopped 2 hours ago.")


def test_terminal_decision_points_at_nothing_unless_told() -> None:
    with at_terminal(lambda frontend: decided(frontend, None)) as terminal:
        terminal.see("You stopped 2 hours ago. Go on?", "   1 Go on\n   2 Start again", "Ctrl-C: stop")
        assert "b: back" not in terminal.screen.text
        terminal.press("2", ENTER)
        assert terminal.result() == "anew"


def test_terminal_decision_takes_what_is_pointed_at_by_enter() -> None:
    with at_terminal(lambda frontend: decided(frontend, "on")) as terminal:
        terminal.see(" » 1 Go on")
        terminal.press(ENTER)
        assert terminal.result() == "on"


def test_terminal_decision_can_be_left() -> None:
    with at_terminal(lambda frontend: decided(frontend, None)) as terminal:
        terminal.see("Go on?")
        terminal.press(CTRL_C)
        with pytest.raises(InterviewStopped):
            terminal.result()


def test_plain_says_paragraphs_as_lines() -> None:
    said = io.StringIO()
    PlainFrontend(io.StringIO(), said).say([BLANK, Paragraph("It is damaged."), Paragraph("How big? A pea", lead="- ")])
    assert said.getvalue() == "It is damaged.\nHow big? A pea\n"
