"""How problems are laid out: whole lines for programs, wrapped ones for a terminal, and the excerpt with its caret."""

from __future__ import annotations

import pytest

from backmice_cli.author.check.report import CheckReport, ProblemsText, ReportedProblem, excerpt_lines
from backmice_cli.questionnaire.problem import Example, Position, Problem, Severity

PROBLEM = Problem(
    Position("q.yaml", 2, 7),
    "calmer-when-unsure",
    "answering 'unsure' to question 'fever' can be calmer than 'no'",
    "Let the rules that ask for 'no' ask for 'unsure' too.",
    Severity.ERROR,
    examples=(Example("backmice triage --questions q.yaml --rest skip -a fever=unsure", "calm"),),
)


def rendered(width: int | None) -> str:
    text = "format: 1\nfever: {choices: {unsure: Not sure}}\n"
    return ProblemsText(width).render(
        CheckReport("q.yaml", "", text, [ReportedProblem(PROBLEM)], figures=["It has 1 question."])
    )


def test_without_a_terminal_each_problem_keeps_to_one_line() -> None:
    assert rendered(None) == (
        "q.yaml:2:7: error: answering 'unsure' to question 'fever' can be calmer than 'no'."
        " Let the rules that ask for 'no' ask for 'unsure' too. [calmer-when-unsure]\n"
        "    fever: {choices: {unsure: Not sure}}\n"
        "          ^\n"
        "    Try: backmice triage --questions q.yaml --rest skip -a fever=unsure\n"
        "\n"
        "q.yaml: 1 error.\n"
        "It has 1 question.\n"
    )


def test_on_a_narrow_terminal_words_stay_whole_and_commands_unbroken() -> None:
    assert rendered(40) == (
        "q.yaml:2:7: error: answering 'unsure'\n"
        "    to question 'fever' can be calmer\n"
        "    than 'no'. Let the rules that ask\n"
        "    for 'no' ask for 'unsure' too.\n"
        "    [calmer-when-unsure]\n"
        "    fever: {choices: {unsure: Not su...\n"
        "          ^\n"
        "    Try: backmice triage --questions q.yaml --rest skip -a fever=unsure\n"
        "\n"
        "q.yaml: 1 error.\n"
        "It has 1 question.\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "lines"),
    [
        ("  ask: Is it red?", 3, ["ask: Is it red?", "^"]),
        ("  ask: Is it red?", 8, ["ask: Is it red?", "     ^"]),
        ("ask: " + "x" * 40, 6, ["ask: " + "x" * 12 + "...", "     ^"]),
        ("a" * 30 + " here it is wrong, and on", 32, ["...aaaaa here it...", "         ^"]),
        ("say: \u75db\u3044 red", 9, ["say: \u75db\u3044 red", "          ^"]),
        ("\task:\x1b[31m red", 6, ["ask:\ufffd[31m red", "    ^"]),
        ("    ", 2, []),
        ("", 1, []),
        ("short", 40, ["short", "     ^"]),
    ],
)
def test_caret_stands_below_what_is_wrong(line: str, column: int, lines: list[str]) -> None:
    assert excerpt_lines(line, column, 20) == lines


def test_place_behind_the_end_of_the_file_has_no_excerpt() -> None:
    problem = Problem(Position("q.yaml", 9, 1), "missing-key", "the questionnaire has no 'title'")
    out = ProblemsText().render(CheckReport("q.yaml", "", "format: 1", [ReportedProblem(problem)]))
    assert out == "q.yaml:9:1: error: the questionnaire has no 'title'. [missing-key]\n\nq.yaml: 1 error.\n"
