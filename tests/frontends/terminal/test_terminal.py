"""The terminal front end, key by key, on a drawn screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from backmice_cli.errors import AnswerError, InterviewStopped
from backmice_cli.frontends.earlier_answers import RememberingFrontend
from backmice_cli.frontends.loop import run_interview
from backmice_cli.frontends.terminal.frontend import TerminalFrontend
from backmice_cli.interview.answers import SKIPPED, Reply
from backmice_cli.interview.interview import Interview, accept, answer, begin, change
from backmice_cli.questionnaire.condition import Answers
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.shipped import shipped
from tests.support.small import LEVELS, questionnaire, with_questions
from tests.support.terminal import (
    BACKSPACE,
    CTRL_C,
    CTRL_D,
    DOWN,
    END,
    ENTER,
    HOME,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    SPACE,
    TAB,
    UP,
    Terminal,
    at_terminal,
    pasted,
)

UNCLOSED_PASTE = "\x1b[200~"

FEVER = with_questions(
    """
    fever:
      ask: Do you have a fever?
      help: Over 38 degrees.
      why: A fever can mean an infection.
      sources: fevers
      choices: {yes: "Yes", no: "No", unsure: I'm not sure}
    cough: {ask: "Do you cough?", choices: {yes: "Yes", no: "No"}}
    """,
    """
    red_flags:
      hot: {level: emergency, when: {fever: yes}, warn: Fever, because: It may be an infection., say: I have a fever.}
    sources:
      fevers: {title: About fevers, publisher: NHS, year: 2020, url: "https://example.org/fevers"}
    """,
)

SIGNS = with_questions(
    """
    signs:
      ask: Which do you have?
      kind: many
      choices:
        fever: Fever
        sweats: Night sweats
        none: {label: None of these, exclusive: true}
    """
)

LUMP = with_questions(
    """
    lump:
      ask: Is there a lump?
      choices:
        yes:
          label: "Yes"
          then:
            size: {ask: "How big is it?", choices: {small: Small, large: Large}}
            weeks: {ask: "For how many weeks?", kind: number, min: 0, max: 500, unit: weeks}
        no: "No"
    cough: {ask: "Do you cough?", choices: {yes: "Yes", no: "No"}}
    """
)

AGE = with_questions('age: {ask: "How old are you?", kind: number, min: 0, max: 120, unit: years, why: For the list.}')

NOTES = with_questions('notes: {ask: "Anything else?", kind: text, optional: true}')

WORK = with_questions(
    """
    lump: {ask: "Is there a lump?", choices: {yes: "Yes", no: "No"}}
    work: {ask: "What is your work?", kind: text, why: It matters.}
    """
)

DETAILS = questionnaire(
    LEVELS
    + """
sections:
  core:
    title: The lump
    questions:
      lump: {ask: "Is there a lump?", choices: {yes: "Yes", no: "No"}}
  details:
    title: Details for your doctor
    optional: true
    questions:
      work: {ask: "What is your work?", kind: text}
      sport: {ask: "What sport do you do?", kind: text}
"""
)


def interviewed(start: Questionnaire | Interview, frontend: TerminalFrontend) -> Interview:
    return run_interview(begin(start) if isinstance(start, Questionnaire) else start, frontend)


def after(tree: Questionnaire, **replies: Reply) -> Interview:
    interview = begin(tree)
    for reply in replies.values():
        interview = answer(interview, reply)
    return interview


def confirmed(terminal: Terminal[Interview]) -> Interview:
    """The interview after "These are right"."""
    terminal.see("Check your answers")
    terminal.press(ENTER)
    return terminal.result()


class TestOneChoice:
    def test_question_shows_section_progress_help_choices_and_keys(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.see("Ctrl-C: stop")
            assert terminal.screen.lines[:12] == [
                "",
                "Only: question 1 of at most 2 ────────────────",
                "Do you have a fever?",
                "Over 38 degrees.",
                "",
                "   1 Yes",
                "   2 No",
                "   u I'm not sure",
                "",
                "Up/Down or 1-2,u: choose   Enter: confirm   ?: why   !: emergency   Ctrl-C: stop",
                "",
                "",
            ]

    def test_digit_points_and_only_enter_confirms(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.see("Do you have a fever?")
            terminal.press("2")
            terminal.see(" » 2 No")
            terminal.see_cursor_at("2 No")
            assert terminal.screen.has_cursor
            terminal.press("u")
            terminal.see_cursor_at("u I'm not sure")
            terminal.press(ENTER)
            terminal.see("Do you cough?")
            terminal.press("1", ENTER)
            assert confirmed(terminal).answers == {"fever": "unsure", "cough": "yes"}

    def test_enter_pressed_twice_does_not_answer_the_next_question(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("2", ENTER, ENTER)
            terminal.see("Do you cough?", "First choose an answer, with Up and Down or its key.")
            assert "»" not in terminal.screen.text

    def test_arrows_start_at_either_end_and_go_round(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press(UP)
            terminal.see_cursor_at("u I'm not sure")
            terminal.press(DOWN)
            terminal.see_cursor_at("1 Yes")
            terminal.press(UP, UP)
            terminal.see_cursor_at("2 No")

    def test_first_down_points_at_the_first_choice(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press(DOWN)
            terminal.see("» 1 Yes")

    def test_other_keys_and_digits_without_a_choice_do_nothing(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("j", "k", "q", "0", "9", SPACE, TAB, BACKSPACE, "2")
            terminal.see_cursor_at("2 No")
            assert "Do you have a fever?" in terminal.screen.text

    def test_yes_and_no_have_their_letter_in_either_case(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("n")
            terminal.see_cursor_at("2 No")
            terminal.press("Y")
            terminal.see_cursor_at("1 Yes")
            terminal.press("n", ENTER, "y", ENTER)
            assert confirmed(terminal).answers == {"fever": "no", "cough": "yes"}

    def test_home_end_and_page_keys_go_to_the_ends_and_leap(self) -> None:
        choices = ", ".join(f"c{n}: Choice {n}" for n in range(1, 13))
        tree = with_questions(f'm: {{ask: "Which?", choices: {{{choices}}}}}')
        keys = {
            END: "d Choice 12",
            PAGE_UP: "7 Choice 7",
            HOME: "1 Choice 1",
            PAGE_DOWN: "6 Choice 6",
            "c": "c Choice 11",
        }
        with at_terminal(partial(interviewed, tree)) as terminal:
            for key, choice in keys.items():
                terminal.press(key)
                terminal.see_cursor_at(choice)

    def test_pasted_text_answers_nothing(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("2", pasted("1\r\n1\r\nb!?"), DOWN)
            terminal.see_cursor_at("u I'm not sure")

    def test_answered_question_collapses_to_one_line_below_its_section(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("2", ENTER)
            terminal.see("Do you cough?")
            assert terminal.screen.lines[:5] == [
                "",
                "Only",
                "Do you have a fever? No",
                "",
                "Only: question 2 of at most 2 ━━━━━━━━────────",
            ]

    def test_optional_question_has_a_row_to_skip_it(self) -> None:
        tree = with_questions('walk: {ask: "Can you walk?", optional: true, choices: {yes: "Yes", no: "No"}}')
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.see("3 Skip this question")
            terminal.press("3", ENTER)
            terminal.see("Can you walk? skipped")
            assert confirmed(terminal).replies == {"walk": SKIPPED}

    def test_help_of_a_choice_stands_below_it(self) -> None:
        tree = with_questions('size: {ask: "How big?", choices: {pea: {label: Pea, help: up to 1 cm}, plum: Plum}}')
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.see("   1 Pea\n     up to 1 cm\n   2 Plum")

    def test_text_of_the_file_is_shown_literally(self) -> None:
        tree = with_questions(
            'x: {ask: "[bold]Is <b>it</b> {here}?[/bold]", choices: {yes: "[red]Yes[/red] <i>&amp;", no: "No"}}'
        )
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.see("[bold]Is <b>it</b> {here}?[/bold]", "1 [red]Yes[/red] <i>&amp;")
            terminal.press("1", ENTER)
            terminal.see("[bold]Is <b>it</b> {here}?[/bold] [red]Yes[/red] <i>&amp;")


class TestManyChoices:
    def test_space_and_digits_tick(self) -> None:
        with at_terminal(partial(interviewed, SIGNS)) as terminal:
            terminal.see(" » 1 [ ] Fever", "   2 [ ] Night sweats", "   0 [ ] None of these")
            terminal.press(SPACE)
            terminal.see(" » 1 [x] Fever")
            terminal.press("2")
            terminal.see("   1 [x] Fever", " » 2 [x] Night sweats")
            terminal.see_cursor_at("2 [x]")
            terminal.press("1")
            terminal.see(" » 1 [ ] Fever")
            terminal.press(ENTER)
            terminal.see("Which do you have? Night sweats")
            assert confirmed(terminal).answers == {"signs": ("sweats",)}

    def test_nothing_ticked_says_what_to_do_and_stays(self) -> None:
        with at_terminal(partial(interviewed, SIGNS)) as terminal:
            terminal.press(DOWN, ENTER)
            terminal.see("Nothing is ticked yet. Tick with Space, then press Enter.")
            terminal.see_cursor_at("2 [ ] Night sweats")
            terminal.press(SPACE)
            terminal.see_no("Nothing is ticked yet")

    def test_exclusive_choice_clears_the_others_and_they_clear_it(self) -> None:
        with at_terminal(partial(interviewed, SIGNS)) as terminal:
            terminal.press("1", "2", "0")
            terminal.see("1 [ ] Fever\n   2 [ ] Night sweats\n » 0 [x] None of these")
            terminal.press("1")
            terminal.see(" » 1 [x] Fever\n   2 [ ] Night sweats\n   0 [ ] None of these")

    def test_skipping_is_ticked_alone(self) -> None:
        tree = with_questions('m: {ask: "Which?", kind: many, optional: true, choices: {a: Aa, b: Bb}}')
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.press("1", "3")
            terminal.see("1 [ ] Aa", "3 [x] Skip this question")
            terminal.press(ENTER)
            terminal.see("Which? skipped")
            assert confirmed(terminal).replies == {"m": SKIPPED}

    @pytest.mark.parametrize(("columns", "rows"), [(80, 24), (50, 24), (40, 24), (80, 10)])
    def test_sixteen_long_choices_scroll_with_the_cursor_in_sight(self, columns: int, rows: int) -> None:
        choices = ", ".join(f"c{n}: Choice {n} and then some more words that make it long" for n in range(1, 17))
        tree = with_questions(f'm: {{ask: "Which of these do you have?", kind: many, choices: {{{choices}}}}}')
        with at_terminal(partial(interviewed, tree), columns=columns, rows=rows) as terminal:
            terminal.see("Which of these do you have?", "[ ] Choice 1 and", "Ctrl-C: stop")
            for number in range(2, 17):
                terminal.press(DOWN)
                terminal.screen.wait_until(
                    lambda number=number: f"[ ] Choice {number} and" in terminal.screen.cursor,  # type: ignore[misc]
                    f"the cursor at choice {number}",
                )
                terminal.see("Which of these do you have?", "Ctrl-C: stop")
            terminal.press(SPACE, ENTER)
            assert confirmed(terminal).answers == {"m": ("c16",)}

    def test_hidden_choices_are_announced(self) -> None:
        choices = ", ".join(f"c{n}: Choice {n}" for n in range(1, 17))
        tree = with_questions(f'm: {{ask: "Which?", kind: many, choices: {{{choices}}}}}')
        with at_terminal(partial(interviewed, tree), rows=12) as terminal:
            terminal.see("Not all answers fit: go on with Down.")
            below = next(line for line in terminal.screen.lines if line.endswith(" v"))
            assert "Choice" in below


class TestTyping:
    def test_number_is_checked_inline(self) -> None:
        with at_terminal(partial(interviewed, AGE)) as terminal:
            terminal.see("Type a number from 0 to 120 (years).")
            terminal.press("old", ENTER)
            terminal.see("That is not a number. Type a number from 0 to 120.")
            terminal.press(BACKSPACE * 3)
            terminal.see_no("That is not a number")
            terminal.press("130", ENTER)
            terminal.see("130 is out of range.")
            terminal.press(BACKSPACE * 3, "34", ENTER)
            terminal.see("How old are you? 34 years")
            assert confirmed(terminal).answers == {"age": 34}

    def test_empty_line_skips_an_optional_question(self) -> None:
        with at_terminal(partial(interviewed, NOTES)) as terminal:
            terminal.see("Enter alone: skip")
            terminal.press(ENTER)
            terminal.see("Anything else? skipped")
            assert confirmed(terminal).replies == {"notes": SKIPPED}

    def test_empty_line_is_refused_when_an_answer_is_needed(self) -> None:
        with at_terminal(partial(interviewed, AGE)) as terminal:
            terminal.press(ENTER)
            terminal.see("Nothing was typed. Type a number from 0 to 120.")

    def test_characters_of_the_keys_can_be_typed(self) -> None:
        with at_terminal(partial(interviewed, NOTES)) as terminal:
            terminal.press("b? Why me! 1", ENTER)
            assert confirmed(terminal).answers == {"notes": "b? Why me! 1"}

    def test_keys_act_at_once_in_a_number_whatever_was_typed(self) -> None:
        with at_terminal(partial(interviewed, after(LUMP, lump="yes", size="large"))) as terminal:
            terminal.see("b: back   !: emergency   Ctrl-C: stop")
            terminal.press("512", ENTER)
            terminal.see("512 is out of range.")
            terminal.press("!")
            terminal.see("Call now\n- Call now.")
            terminal.press(ENTER)
            terminal.see("> 512")
            terminal.press("b")
            terminal.see_cursor_at("2 Large")

    def test_why_opens_in_a_number_and_leaves_what_was_typed(self) -> None:
        with at_terminal(partial(interviewed, AGE)) as terminal:
            terminal.press("7", "?")
            terminal.see("Why this is asked\nFor the list.")
            terminal.press("x")
            terminal.see("> 7")
            terminal.press(ENTER)
            assert confirmed(terminal).answers == {"age": 7}

    def test_letter_within_a_word_is_no_key_until_the_word_is_refused(self) -> None:
        with at_terminal(partial(interviewed, after(LUMP, lump="yes", size="small"))) as terminal:
            terminal.press("about 2", ENTER)
            terminal.see("> about 2", "That is not a number.")
            terminal.press("B")
            terminal.see_cursor_at("1 Small")

    def test_keys_follow_tab_in_a_text_whatever_was_typed(self) -> None:
        with at_terminal(partial(interviewed, after(WORK, lump="yes"))) as terminal:
            terminal.see("Tab then ?: why   Tab then b: back   Tab then !: emergency")
            terminal.press("b? desk", TAB, "?")
            terminal.see("Why this is asked\nIt matters.")
            terminal.press(ENTER)
            terminal.see("> b? desk")
            terminal.press(TAB, "!")
            terminal.see("Call now\n- Call now.")
            terminal.press(ENTER)
            terminal.see("> b? desk")
            terminal.press(TAB, "b")
            terminal.see_cursor_at("1 Yes")

    def test_tab_before_another_key_does_nothing(self) -> None:
        with at_terminal(partial(interviewed, NOTES)) as terminal:
            terminal.press("a", TAB, "c", TAB, TAB, ENTER)
            assert confirmed(terminal).answers == {"notes": "ac"}

    @pytest.mark.parametrize("keys", ["b\r", "B\r", LEFT])
    def test_way_back_from_an_empty_line(self, keys: str) -> None:
        with at_terminal(partial(interviewed, after(WORK, lump="no"))) as terminal:
            terminal.see("What is your work?")
            terminal.press(keys)
            terminal.see_cursor_at("2 No")

    def test_left_moves_within_what_was_typed(self) -> None:
        with at_terminal(partial(interviewed, NOTES)) as terminal:
            terminal.press("ac", LEFT, "b", ENTER)
            assert confirmed(terminal).answers == {"notes": "abc"}

    def test_pasted_lines_become_one_and_do_not_answer(self) -> None:
        with at_terminal(partial(interviewed, NOTES)) as terminal:
            terminal.press(pasted("first line\r\nsecond line\n"))
            terminal.see("> first line second line")
            terminal.press(ENTER)
            assert confirmed(terminal).answers == {"notes": "first line second line"}

    @pytest.mark.parametrize("tree", [NOTES, AGE])
    @pytest.mark.parametrize(
        "escape",
        [
            "\x1b[31m",
            "\x1b[0m",
            "\x1b[1;2;3;4m",
            "\x1b[<0;500;500M",
            "\x1b[M!!!",
            "\x1b[5;5R",
            "\x1b[62~",
            "\x1b[63~",
        ],
    )
    def test_colours_among_what_is_typed_do_nothing(self, tree: Questionnaire, escape: str) -> None:
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.press(f"4{escape}2")
            terminal.see("> 42")
            terminal.press(ENTER)
            assert [str(answer) for answer in confirmed(terminal).answers.values()] == ["42"]

    def test_long_text_is_shortened_once_answered(self) -> None:
        with at_terminal(partial(interviewed, NOTES)) as terminal:
            terminal.press("word " * 100, ENTER)
            terminal.see("word...")
            assert confirmed(terminal).answers == {"notes": ("word " * 100).strip()}


class TestPanels:
    def test_why_shows_reason_and_sources_and_returns_to_the_question_as_it_was(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("2", "?")
            terminal.see(
                "Why this is asked\nA fever can mean an infection.",
                "Sources\n- About fevers, NHS, 2020",
                "Enter: go back",
            )
            assert "1 Yes" not in terminal.screen.text
            terminal.press(ENTER)
            terminal.see_cursor_at("2 No")

    def test_emergency_shows_what_to_do_and_returns(self) -> None:
        with at_terminal(partial(interviewed, SIGNS)) as terminal:
            terminal.press("2", "!")
            terminal.see("Call now\n- Call now.", "Enter: go back")
            terminal.press(LEFT)
            terminal.see_cursor_at("2 [x] Night sweats")

    def test_keys_without_a_panel_are_not_offered_and_do_nothing(self) -> None:
        tree = questionnaire(
            """
            format: 1
            title: Small
            levels: {calm: {label: Calm, when_to_act: later, headline: Rest}}
            sections: {only: {title: Only, questions: {x: {ask: "Is it?", choices: {yes: "Yes", no: "No"}}}}}
            """
        )
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.press("?", "!", "1")
            terminal.see_cursor_at("1 Yes")
            assert "?: why" not in terminal.screen.text
            assert "!: emergency" not in terminal.screen.text

    def test_long_panel_is_read_with_down(self) -> None:
        tree = with_questions(f'x: {{ask: "Is it?", why: {"word " * 200}end, choices: {{yes: "Yes", no: "No"}}}}')
        with at_terminal(partial(interviewed, tree), rows=10) as terminal:
            terminal.press("?")
            terminal.see("Up/Down: read on")
            assert "end" not in terminal.screen.text
            terminal.press(DOWN * 30)
            terminal.see("word end")
            terminal.press(UP * 30)
            terminal.see("Why this is asked")


class TestBack:
    @pytest.mark.parametrize("key", ["b", LEFT])
    def test_back_shows_the_standing_answer(self, key: str) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("2", ENTER)
            terminal.see("Do you cough?", "b: back")
            terminal.press(key)
            terminal.see("question 1 of at most 2")
            terminal.see_cursor_at("2 No")
            terminal.press(ENTER)
            terminal.see("Do you cough?")

    def test_nothing_before_the_first_question(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("b")
            terminal.see("There is no question before this one.")

    def test_standing_ticks_number_and_text_are_filled_in(self) -> None:
        interview = change(after(SIGNS, signs=["sweats"]), "signs")
        with at_terminal(partial(interviewed, interview)) as terminal:
            terminal.see("   1 [ ] Fever", " » 2 [x] Night sweats")
        with at_terminal(partial(interviewed, change(after(AGE, age=34), "age"))) as terminal:
            terminal.see("> 34")
            terminal.press(ENTER)
            assert confirmed(terminal).answers == {"age": 34}

    def test_standing_skip_is_pointed_at(self) -> None:
        tree = with_questions('walk: {ask: "Can you walk?", optional: true, choices: {yes: "Yes", no: "No"}}')
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.press("3", ENTER)
            terminal.see("Check your answers")
            terminal.press("b")
            terminal.see_cursor_at("3 Skip this question")


class TestLastTime:
    """A second interview after one that was kept."""

    def again(self, tree: Questionnaire, earlier: Answers) -> Callable[[TerminalFrontend], Interview]:
        return lambda frontend: run_interview(begin(tree), RememberingFrontend(frontend, earlier, "5 weeks ago"))

    def test_earlier_answer_is_pointed_at_and_only_enter_gives_it(self) -> None:
        with at_terminal(self.again(LUMP, {"lump": "no", "cough": "yes"})) as terminal:
            terminal.see("   1 Yes\n » 2 No (last time)")
            terminal.press(ENTER)
            terminal.see("Is there a lump? No\n", " » 1 Yes (last time)\n   2 No\n")
            terminal.press("2", ENTER)
            assert confirmed(terminal).answers == {"lump": "no", "cough": "no"}

    def test_doubled_enter_cannot_deny_an_emergency(self) -> None:
        tree = with_questions(
            """
            cough: {ask: "Do you cough?", choices: {yes: "Yes", no: "No"}}
            fever: {ask: "Do you have a fever?", choices: {yes: "Yes", no: "No"}}
            """,
            "red_flags: {hot: {level: emergency, when: {fever: yes}, warn: Fever, because: Go now.}}",
        )
        with at_terminal(self.again(tree, {"cough": "no", "fever": "no"})) as terminal:
            terminal.see("» 2 No (last time)")
            terminal.press(ENTER, ENTER)
            terminal.see("First choose an answer", "   1 Yes\n   2 No (last time)\n")
            assert "»" not in terminal.screen.text

    def test_nothing_is_ticked_that_was_ticked_then(self) -> None:
        with at_terminal(self.again(SIGNS, {"signs": ("sweats", "none")})) as terminal:
            terminal.see("   1 [ ] Fever\n » 2 [ ] Night sweats (last time)\n   0 [ ] None of these (last time)\n")
            terminal.press(ENTER)
            terminal.see("Nothing is ticked yet.")
            terminal.press(SPACE, ENTER)
            assert confirmed(terminal).answers == {"signs": ("sweats",)}

    def test_number_of_then_stands_above_an_empty_line(self) -> None:
        with at_terminal(self.again(AGE, {"age": 40})) as terminal:
            terminal.see("Type a number from 0 to 120 (years).\nLast time: 40 years\n\n>\n")
            terminal.press("41", ENTER)
            assert confirmed(terminal).answers == {"age": 41}

    def test_enter_alone_still_leaves_out_what_was_written_then(self) -> None:
        with at_terminal(self.again(NOTES, {"notes": "It aches"})) as terminal:
            terminal.see("Anything else?\nLast time: It aches\n")
            terminal.press(ENTER)
            assert confirmed(terminal).replies == {"notes": SKIPPED}

    def test_answer_of_this_interview_takes_its_place(self) -> None:
        with at_terminal(self.again(LUMP, {"lump": "yes", "cough": "yes"})) as terminal:
            terminal.press("2", ENTER)
            terminal.see("Do you cough?")
            terminal.press(LEFT)
            terminal.see("» 2 No\n")
            terminal.see_no("(last time)")

    def test_question_that_was_not_answered_then_is_asked_as_ever(self) -> None:
        with at_terminal(self.again(LUMP, {"size": "small"})) as terminal:
            terminal.see("   1 Yes\n   2 No\n")


class TestDroppedAnswers:
    def start(self) -> Interview:
        return change(after(LUMP, lump="yes", size="large", weeks=3, cough="no"), "lump")

    def test_change_that_drops_answers_names_them_and_asks_first(self) -> None:
        with at_terminal(partial(interviewed, self.start())) as terminal:
            terminal.press("2", ENTER)
            terminal.see(
                "If you change this, these answers no longer fit and are dropped:",
                "- How big is it? Large",
                "- For how many weeks? 3 weeks",
            )
            assert "cough" not in terminal.screen.text
            terminal.press("2", ENTER)
            terminal.see("Is there a lump? No")
            assert confirmed(terminal).answers == {"lump": "no", "cough": "no"}

    def test_earlier_answer_can_be_kept(self) -> None:
        with at_terminal(partial(interviewed, self.start())) as terminal:
            terminal.press("2", ENTER)
            terminal.see("Keep my earlier answer")
            terminal.press("1", ENTER)
            terminal.see("Is there a lump? Yes")
            assert confirmed(terminal).answers == self.start().answers

    def test_way_back_to_the_question(self) -> None:
        with at_terminal(partial(interviewed, self.start())) as terminal:
            terminal.press("2", ENTER)
            terminal.see("Keep my earlier answer")
            terminal.press("b")
            terminal.see_cursor_at("1 Yes")

    def test_a_dropped_skip_is_not_worth_a_question(self) -> None:
        tree = with_questions(
            """
            lump:
              ask: Is there a lump?
              choices:
                yes: {label: "Yes", then: {more: {ask: "More?", kind: text, optional: true}}}
                no: "No"
            """
        )
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.press("1", ENTER)
            terminal.see("More?")
            terminal.press(ENTER)
            terminal.see("Check your answers")
            terminal.press(DOWN, ENTER)
            terminal.see_cursor_at("1 Yes")
            terminal.press("2", ENTER)
            terminal.see("Is there a lump? -> No")
            assert confirmed(terminal).answers == {"lump": "no"}


class TestAlert:
    def test_action_comes_first_then_why_then_words_to_say(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Stop here (recommended)")
            place = terminal.screen.lines.index("Call now")
            assert terminal.screen.lines[place : place + 11] == [
                "Call now",
                "- Call now.",
                "",
                "Why",
                "- Fever. It may be an infection.",
                "",
                "What to say on the phone",
                "- I have a fever.",
                "",
                " » 1 Stop here (recommended)",
                "   2 Go on for a summary",
            ]
            terminal.see_cursor_at("1 Stop here")

    def test_stop_is_the_default(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Stop here (recommended)")
            terminal.press(ENTER)
            interview = terminal.result()
            assert interview.stopped
            assert interview.answers == {"fever": "yes"}

    def test_go_on_leaves_the_action_on_the_screen(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Go on for a summary")
            terminal.press("2", ENTER)
            terminal.see("Do you cough?", "Call now\n- Call now.")
            terminal.press("2", ENTER)
            assert confirmed(terminal).answers == {"fever": "yes", "cough": "no"}

    def test_back_returns_to_the_answer(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Stop here (recommended)")
            terminal.press("b")
            terminal.see_cursor_at("1 Yes")

    @pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 24), (40, 12), (20, 10)])
    def test_action_stays_in_sight_however_many_flags(self, columns: int, rows: int) -> None:
        flags = "\n".join(
            f"      f{n}: {{level: emergency, when: {{fever: yes}}, warn: Warning {n}, because: {'many words ' * 20}}}"
            for n in range(8)
        )
        tree = with_questions('fever: {ask: "Fever?", choices: {yes: "Yes", no: "No"}}', f"    red_flags:\n{flags}\n")
        with at_terminal(partial(interviewed, tree), columns=columns, rows=rows) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Call now", "» 1 Stop here")


class TestOffer:
    def test_length_is_said_and_no_is_the_default(self) -> None:
        with at_terminal(partial(interviewed, DETAILS)) as terminal:
            terminal.press("1", ENTER)
            terminal.see(
                "Details for your doctor",
                "There are at most 2 more questions that help your doctor. Answer them now?",
            )
            terminal.see_cursor_at("1 No, go on without")
            terminal.press(ENTER)
            assert confirmed(terminal).answers == {"lump": "yes"}

    def test_yes_asks_them(self) -> None:
        with at_terminal(partial(interviewed, DETAILS)) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Yes, answer now")
            terminal.press("2", ENTER)
            terminal.see("Details for your doctor: question 2 of at most 3", "What is your work?")

    def test_back_from_the_offer(self) -> None:
        with at_terminal(partial(interviewed, DETAILS)) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Yes, answer now")
            terminal.press(LEFT)
            terminal.see_cursor_at("1 Yes")


class TestReview:
    def start(self) -> Interview:
        interview = accept(answer(begin(DETAILS), "yes"))
        return answer(answer(interview, "Baker"), "None")

    def test_every_answer_stands_below_its_section(self) -> None:
        with at_terminal(partial(interviewed, self.start())) as terminal:
            terminal.see("Check your answers")
            place = terminal.screen.lines.index(" »   These are right: show the result")
            assert terminal.screen.lines[place + 1 : place + 6] == [
                "   The lump",
                "     1 Is there a lump? -> Yes",
                "   Details for your doctor",
                "     2 What is your work? -> Baker",
                "     3 What sport do you do? -> None",
            ]
            terminal.see_cursor_at("  These are right")
            assert terminal.screen.is_bold("Details for your doctor")

    def test_any_answer_can_be_changed(self) -> None:
        with at_terminal(partial(interviewed, self.start())) as terminal:
            terminal.see("Check your answers")
            terminal.press(DOWN, DOWN)
            terminal.see_cursor_at("  2 What is your work?")
            terminal.press(ENTER)
            terminal.see("> Baker")
            terminal.press(BACKSPACE * 5, "Cook", ENTER)
            terminal.see("What is your work? -> Cook")
            assert confirmed(terminal).answers == {"lump": "yes", "work": "Cook", "sport": "None"}

    def test_long_review_scrolls(self) -> None:
        questions = "\n".join(f'q{n}: {{ask: "Is it {n}?", choices: {{yes: "Yes", no: "No"}}}}' for n in range(40))
        interview = begin(with_questions(questions))
        for _ in range(40):
            interview = answer(interview, "yes")
        with at_terminal(partial(interviewed, interview)) as terminal:
            terminal.see("These are right")
            terminal.press(UP)
            terminal.see_cursor_at("    Is it 39? -> Yes")
            assert "Check your answers" in terminal.screen.text


class TestLeaving:
    @pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
    @pytest.mark.parametrize("tree", [FEVER, SIGNS, AGE, NOTES])
    def test_leaving_keeps_the_answers_so_far(self, tree: Questionnaire, key: str) -> None:
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.see("question 1")
            terminal.press(key)
            with pytest.raises(InterviewStopped) as stopped:
                terminal.result()
            assert stopped.value.answers == {}

    def test_ctrl_c_in_the_middle(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("2", ENTER)
            terminal.see("Do you cough?")
            terminal.press("!", CTRL_C)
            with pytest.raises(InterviewStopped) as stopped:
                terminal.result()
            assert stopped.value.answers == {"fever": "no"}

    @pytest.mark.parametrize("tree", [FEVER, SIGNS, AGE, NOTES])
    def test_ctrl_c_leaves_a_paste_that_never_ends(self, tree: Questionnaire) -> None:
        with at_terminal(partial(interviewed, tree)) as terminal:
            terminal.see("question 1")
            terminal.press(UNCLOSED_PASTE, "some words", CTRL_C)
            with pytest.raises(InterviewStopped) as stopped:
                terminal.result()
            assert stopped.value.answers == {}

    def test_ctrl_c_within_a_whole_paste_is_no_key(self) -> None:
        with at_terminal(partial(interviewed, NOTES)) as terminal:
            terminal.press(pasted(f"some{CTRL_C}words"))
            terminal.see("words")
            terminal.press(ENTER)
            terminal.see("Check your answers")

    def test_end_of_input_stops(self) -> None:
        with at_terminal(partial(interviewed, after(FEVER, fever="no"))) as terminal:
            terminal.see("Do you cough?")
            terminal.close_input()
            with pytest.raises(InterviewStopped) as stopped:
                terminal.result()
            assert stopped.value.answers == {"fever": "no"}

    @pytest.mark.parametrize(
        "start", [after(FEVER, fever="yes"), after(DETAILS, lump="no"), after(SIGNS, signs="none")]
    )
    def test_alert_offer_and_review_can_be_left(self, start: Interview) -> None:
        with at_terminal(partial(interviewed, start)) as terminal:
            terminal.see("Ctrl-C: stop")
            terminal.press(CTRL_C)
            with pytest.raises(InterviewStopped):
                terminal.result()


class TestTerminals:
    def test_ascii_terminal_gets_ascii_only(self) -> None:
        with at_terminal(partial(interviewed, FEVER), encoding="ascii") as terminal:
            terminal.press("2")
            terminal.see(" > 2 No")
            assert terminal.screen.text.isascii()
            assert "??" not in terminal.screen.text

    def test_without_colour_nothing_is_coloured(self) -> None:
        with at_terminal(partial(interviewed, FEVER), colour=False) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Call now")
            assert not terminal.screen.has_colour

    def test_action_has_colour_where_there_is_some(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Call now")
            assert terminal.screen.has_colour

    @pytest.mark.parametrize("columns", [40, 50, 200])
    def test_words_wrap_whole_with_a_hanging_indent(self, columns: int) -> None:
        label = (
            "A long label that says in many words what it is, so that it needs more than a line in a narrow terminal"
        )
        tree = with_questions(f'x: {{ask: "{label}?", choices: {{yes: "{label}", no: "No"}}}}')
        with at_terminal(partial(interviewed, tree), columns=columns) as terminal:
            terminal.see("Ctrl-C: stop")
            lines = terminal.screen.lines
            first = next(place for place, line in enumerate(lines) if line.startswith("   1 "))
            wrapped = lines[first : lines.index("   2 No")]
            assert all(line.startswith("     ") for line in wrapped[1:])
            assert " ".join(line[5:] for line in wrapped) == label

    def test_resized_terminal_wraps_anew(self) -> None:
        with at_terminal(partial(interviewed, FEVER)) as terminal:
            terminal.see("Do you have a fever?")
            terminal.screen.resize(30, 24)
            terminal.press("2")
            terminal.see("Up/Down or 1-2,u: choose\nEnter: confirm   ?: why\n!: emergency   Ctrl-C: stop")


class TestLowTerminals:
    ASKED = "Do you have any of these right now?"

    @pytest.mark.parametrize(("columns", "rows"), [(80, 12), (80, 10), (80, 8), (80, 3), (50, 14), (40, 14), (60, 12)])
    def test_question_and_pointer_stay_when_a_message_comes(self, columns: int, rows: int) -> None:
        with at_terminal(partial(interviewed, shipped()), columns=columns, rows=rows) as terminal:
            terminal.see(self.ASKED, " » 1 [ ]")
            terminal.press(ENTER)
            terminal.see("Nothing is ticked yet.", self.ASKED, " » 1 [ ]")

    def test_question_and_pointer_stay_on_a_tiny_screen(self) -> None:
        with at_terminal(partial(interviewed, shipped()), columns=20, rows=5) as terminal:
            terminal.press(ENTER)
            terminal.see("Nothing is ticked", "Do you have any of\nthese right now?\n » 1 [ ] New\n")

    def test_question_stays_where_something_is_typed(self) -> None:
        with at_terminal(partial(interviewed, AGE), rows=3) as terminal:
            terminal.press("old", ENTER)
            terminal.see("How old are you?\n> old\nThat is not a number.")

    def test_first_lines_of_a_question_too_long_for_the_screen_stay(self) -> None:
        tree = with_questions(f'x: {{ask: "First {"word " * 100}?", choices: {{yes: "Yes", no: "No"}}}}')
        with at_terminal(partial(interviewed, tree), rows=6) as terminal:
            terminal.press("2")
            terminal.see("First word", " » 2 No")

    def test_only_the_row_pointed_at_keeps_its_help(self) -> None:
        tree = with_questions(
            'size: {ask: "How big?", choices: {pea: {label: Pea, help: 1 cm}, egg: {label: Egg, help: 5 cm}}}'
        )
        with at_terminal(partial(interviewed, tree), rows=5) as terminal:
            terminal.see("How big?\n   1 Pea\n   2 Egg\nUp/Down")
            terminal.press("2")
            terminal.see("   1 Pea\n » 2 Egg\n     5 cm")
            terminal.press("1")
            terminal.see(" » 1 Pea\n     1 cm\n   2 Egg")

    @pytest.mark.parametrize("rows", [4, 3, 2])
    def test_action_of_an_alert_stays_longest(self, rows: int) -> None:
        with at_terminal(partial(interviewed, FEVER), rows=rows) as terminal:
            terminal.press("1", ENTER)
            terminal.see("Call now\n", "» 1 Stop here (recommended)")


class TestRest:
    def test_refused_move_is_explained_at_the_next_prompt(self) -> None:
        def ask_after_refusal(frontend: TerminalFrontend) -> Interview:
            frontend.refuse(AnswerError("that did not work", "Try again."))
            return interviewed(FEVER, frontend)

        with at_terminal(ask_after_refusal) as terminal:
            terminal.see("That did not work. Try again.")

    def test_first_screen_waits_to_be_read_where_a_question_would_push_it_away(self) -> None:
        def welcomed(frontend: TerminalFrontend) -> Interview:
            frontend.welcome(begin(FEVER))
            frontend.start(begin(FEVER))
            return interviewed(FEVER, frontend)

        with at_terminal(welcomed, rows=20) as terminal:
            terminal.see("No doctor or nurse\nhas checked this questionnaire yet.")
            terminal.see(" »   Begin", "Enter: confirm   !: emergency   Ctrl-C: stop")
            terminal.press(ENTER)
            terminal.see("question 1 of")
            assert "No doctor or nurse" not in terminal.screen.text, "the first screen is left behind"

    def test_first_screen_stays_above_the_first_question_alone_where_both_fit(self) -> None:
        def welcomed(frontend: TerminalFrontend) -> Interview:
            frontend.welcome(begin(FEVER))
            frontend.start(begin(FEVER))
            return interviewed(FEVER, frontend)

        with at_terminal(welcomed, rows=40) as terminal:
            terminal.see("No doctor or nurse\nhas checked this questionnaire yet.", "question 1 of")
            terminal.press("2", ENTER)
            terminal.see("Do you cough?")
            assert "No doctor or nurse" not in terminal.screen.text

    def test_first_screen_is_gone_before_a_result_that_follows_the_first_prompt(self) -> None:
        def reviewed(frontend: TerminalFrontend) -> Interview:
            interview = answer(answer(begin(FEVER), "no"), "no")
            frontend.welcome(interview)
            frontend.start(interview)
            return interviewed(interview, frontend)

        with at_terminal(reviewed, rows=40) as terminal:
            terminal.see("has checked this questionnaire yet.", "These are right")
            terminal.press(ENTER)
            terminal.result()
            assert "has checked this questionnaire yet." not in terminal.screen.text

    def test_region_is_one_key_and_the_one_pointed_at_one_enter(self) -> None:
        def started(frontend: TerminalFrontend) -> str | None:
            frontend.welcome(begin(shipped()))
            return frontend.start(begin(shipped()), "us")

        with at_terminal(started, rows=24, columns=80) as terminal:
            terminal.see("In an emergency, do not go on.", " » 2 US")
            terminal.press(ENTER)
            assert terminal.result() == "us"
