"""What stands around the choices: line breaks, first screen, alert."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from rich.console import Console

from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.frontends.layout import BLANK, Paragraph, break_lines, print_paragraphs, wrap_text
from backmice_cli.frontends.step_views import alert_view
from backmice_cli.frontends.terminal.arrangement import Arrangement, Foot, arrange_prompt, key_lines
from backmice_cli.frontends.texts import NOT_CHECKED, STAYS_HERE, answer_words, welcome_page
from backmice_cli.interview.answers import SKIPPED
from backmice_cli.interview.interview import Alert, begin
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.raising import answers_raising
from tests.support.shipped import shipped
from tests.support.small import with_questions

ONE = 'x: {ask: "Is it?", choices: {yes: "Yes", no: "No"}}'


def shown(tree: Questionnaire, width: int = 80, region: str | None = None) -> str:
    file = io.StringIO()
    print_paragraphs(welcome_page(begin(tree, region)), Console(file=file, width=width, _environ={}))
    return file.getvalue()


class TestWrapping:
    @pytest.mark.parametrize(
        ("text", "width", "lines"),
        [
            ("", 10, [""]),
            ("one two three", 7, ["one two", "three"]),
            ("one two three", 100, ["one two three"]),
            ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
            ("to abcdefgh it", 4, ["to", "abcd", "efgh", "it"]),
            ("\u75bc\u75db \u75bc\u75db", 5, ["\u75bc\u75db", "\u75bc\u75db"]),
            ("\u75bc\u75db\u75bc", 4, ["\u75bc\u75db", "\u75bc"]),
            ("\u75bc", 1, ["\u75bc"]),
        ],
    )
    def test_lines_break_between_words(self, text: str, width: int, lines: list[str]) -> None:
        assert wrap_text(text, width) == lines

    def test_lead_hangs(self) -> None:
        assert [line.text for line in break_lines([Paragraph("one two three", lead="- ")], 9)] == [
            "- one two",
            "  three",
        ]

    def test_lines_in_a_wide_terminal_stay_readable(self) -> None:
        assert max(len(line.text) for line in break_lines([Paragraph("word " * 100)], 200)) <= 80


class TestWelcome:
    def test_first_screen(self) -> None:
        about = "about: |\n  This asks about [lumps].\n  It cannot examine you.\n"
        assert shown(with_questions(ONE, about)) == (
            "Small\n"
            "In an emergency, do not go on. Call now. Call now.\n"
            "\n"
            "This asks about [lumps].\n"
            "It cannot examine you.\n"
            "Your answers stay on this computer. Nothing is sent anywhere. No doctor or nurse\n"
            "has checked this questionnaire yet.\n"
        )

    @pytest.mark.parametrize("region", [None, *shipped().regions])
    def test_first_screen_that_ships_leaves_room_for_a_question(self, region: str | None) -> None:
        assert len(shown(shipped(), 80, region).splitlines()) <= 12

    def test_emergency_stands_first_with_the_number_of_the_region(self) -> None:
        assert shown(shipped(), 80, "us").splitlines()[1] == "In an emergency, do not go on. Call 911 now."
        assert "Call 999 (UK), 911 (US), 112 (EU) or your local\nemergency number now." in shown(shipped())

    def test_what_the_program_promises_is_said_whatever_the_author_writes(self) -> None:
        about = "about: No doctor or nurse has checked this. Your answers stay on this machine.\n"
        screen = shown(with_questions(ONE, about), width=200)
        assert NOT_CHECKED in " ".join(screen.split())
        assert STAYS_HERE in " ".join(screen.split())

    def test_review_is_said(self) -> None:
        screen = shown(with_questions(ONE, "review: {status: reviewed, by: Dr A. Example, date: 2026-11-20}"))
        assert "Checked by Dr A. Example, 20 November 2026." in " ".join(screen.split())
        assert NOT_CHECKED not in screen

    @pytest.mark.parametrize("width", [40, 50, 80, 200])
    def test_no_line_is_wider_than_the_terminal(self, width: int) -> None:
        tree = with_questions(ONE, f"about: {'many words ' * 40}\n")
        assert max(map(len, shown(tree, width).splitlines())) <= width


class TestAnswerWords:
    def test_every_kind(self) -> None:
        tree = with_questions(
            """
            one: {ask: "One?", choices: {a: First, b: Second}}
            many: {ask: "Many?", kind: many, choices: {a: First, b: Second}}
            weeks: {ask: "Weeks?", kind: number, unit: weeks}
            text: {ask: "Text?", kind: text}
            """
        )
        questions = {entry.id: entry.question for entry in tree.outline}
        assert answer_words(questions["one"], "b") == "Second"
        assert answer_words(questions["many"], ("a", "b")) == "First; Second"
        assert answer_words(questions["weeks"], 2.5) == "2.5 weeks"
        assert answer_words(questions["text"], "word") == "word"
        assert answer_words(questions["text"], "x" * 300) == "x" * 200 + "..."
        assert answer_words(questions["text"], SKIPPED) == "skipped"


class TestArrangement:
    HEADS = ([Paragraph("title"), Paragraph("help"), BLANK], [Paragraph("title"), Paragraph("help")])

    def arranged(self, body: int, rows: int) -> Arrangement:
        return arrange_prompt(self.HEADS, body, Foot([], [[("", "keys")]], [[("", "more")]]), 40, rows)

    def test_blank_lines_where_there_is_room(self) -> None:
        arranged = self.arranged(3, 8)
        assert len(arranged.head) == 3
        assert arranged.body == 3
        assert arranged.foot == [[], [("", "keys")]]

    def test_blank_lines_go_first(self) -> None:
        arranged = self.arranged(3, 6)
        assert len(arranged.head) == 2
        assert arranged.body == 3
        assert arranged.foot == [[("", "keys")]]

    def test_then_the_body_scrolls(self) -> None:
        arranged = self.arranged(20, 12)
        assert len(arranged.head) == 2
        assert arranged.body == 8
        assert len(arranged.foot) == 2

    @pytest.mark.parametrize("rows", range(2, 30))
    @pytest.mark.parametrize("body", [1, 3, 20])
    def test_never_more_rows_than_there_are(self, body: int, rows: int) -> None:
        arranged = self.arranged(body, rows)
        assert len(arranged.head) + arranged.body + len(arranged.foot) <= rows
        assert arranged.body >= 1

    MOST_NEEDED_FIRST = ("question", "message", "goes on", "place", "help", "more help", "keys", "more keys")

    @pytest.mark.parametrize("rows", range(1, 16))
    def test_what_is_needed_most_stays_longest(self, rows: int) -> None:
        head = [
            Paragraph("place", role="place"),
            Paragraph("question", "strong", role="asked"),
            Paragraph("help"),
            Paragraph("more help"),
        ]
        foot = Foot([[("", "message")], [("", "goes on")]], [[("", "keys")], [("", "more keys")]], [[("", "more")]])
        arranged = arrange_prompt([[*head, BLANK], head], 5, foot, 40, rows)
        lines = ["".join(text for _, text in line) for line in [*arranged.head, *arranged.foot]]
        shown = [words for words in self.MOST_NEEDED_FIRST if words in lines]
        assert shown == list(self.MOST_NEEDED_FIRST[: max(1, len(shown))]), "nothing shows before what is needed more"
        assert len(lines) + arranged.body <= max(2, rows), "no more lines than rows, but for a question and a choice"
        assert arranged.body == 5 or (arranged.body >= 1 and "goes on" not in shown), "choices scroll after words went"
        assert ("..." not in lines) or "more help" not in shown, "help that is cut says so, and only then"
        assert arranged.is_whole == (len(shown) == len(self.MOST_NEEDED_FIRST))

    def test_fewer_rows_never_show_more(self) -> None:
        long = [Paragraph("question", "strong", role="asked"), *(Paragraph(f"help {number}") for number in range(6))]
        foot = Foot([[("", "message")]], [[("", "keys")]], [[("", "more")]])
        sizes = []
        for rows in range(1, 30):
            arranged = arrange_prompt([[*long, BLANK], long], 9, foot, 40, rows)
            sizes.append(len(arranged.head) + arranged.body + len(arranged.foot))
        assert sizes == sorted(sizes)

    def test_keys_are_never_broken(self) -> None:
        keys = [("Enter", "confirm"), ("b", "back"), ("Ctrl-C", "stop")]
        lines = ["".join(text for _, text in line) for line in key_lines(keys, 26)]
        assert lines == ["Enter: confirm   b: back", "Ctrl-C: stop"]


def test_first_screen_needs_no_prompt_library() -> None:
    code = (
        "import sys, backmice_cli.frontends.terminal.frontend\n"
        "print([name for name in sys.modules if name.startswith(('prompt_toolkit', 'questionary'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_alert_has_people_say_what_they_ticked() -> None:
    signs = (
        "{ask: Signs?, kind: many, choices: {hot: {label: Hot, say: My skin is hot.}, red: {label: Red, say: Red.}}}"
    )
    flag = "{level: emergency, when: {signs: [hot, red]}, warn: Skin, because: Act., say: Is it infected?}"
    tree = with_questions(f"signs: {signs}", f"red_flags: {{skin: {flag}, also: {flag}}}")
    interview = replace(begin(tree), replies={"signs": ("hot",)})
    page = alert_view(interview, Alert("emergency", ("skin", "also")))
    assert [part.text for part in page.head][-2:] == ["What to say on the phone", "My skin is hot. Is it infected?"]


def test_every_single_alert_of_the_shipped_questionnaire_fits_a_small_terminal() -> None:
    tree, solver = shipped(), Solver(shipped())
    keys = key_lines([("Up/Down or 1-2", "choose"), ("Enter", "confirm"), ("b", "back"), ("Ctrl-C", "stop")], 80)
    for id, flag in tree.red_flags.items():
        if tree.levels[flag.level].interrupt:
            for way in answers_raising(solver, id):
                head = [
                    *alert_view(replace(begin(tree, "uk"), replies=dict(way)), Alert(flag.level, (id,))).head,
                    BLANK,
                ]
                arranged = arrange_prompt([head], 2, Foot([], keys, []), 80, 24)
                assert len(arranged.head) == len(break_lines(head, 80)), (id, way)
                assert arranged.body == 2, (id, way)
