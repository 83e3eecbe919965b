"""Plain mode, line by line: what is said, and what each typed word does."""

from __future__ import annotations

import io
from typing import ClassVar

import pytest

from backmice_cli.errors import AnswerError, InterviewStopped
from backmice_cli.frontends.earlier_answers import RememberingFrontend
from backmice_cli.frontends.loop import run_interview
from backmice_cli.frontends.plain.frontend import PlainFrontend
from backmice_cli.frontends.plain.stream import LONGEST_REPLY, without_controls
from backmice_cli.interview.answers import SKIPPED
from backmice_cli.interview.interview import Interview, begin
from backmice_cli.questionnaire.condition import Answers
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.scenarios import small
from tests.support.shipped import shipped
from tests.support.small import with_questions

FEVER = with_questions(
    """
    fever:
      ask: Do you have a fever?
      help: Over 38 degrees. Measure it now.
      why: A fever can mean an infection. It needs help soon.
      sources: fevers
      choices: {yes: {label: "Yes", help: Measured or felt.}, no: "No", unsure: I'm not sure}
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
      choices: {fever: Fever, sweats: Night sweats, none: {label: None of these, exclusive: true}}
    """
)

AGE = with_questions('age: {ask: "How old are you?", kind: number, min: 0, max: 120, unit: years}')

NOTES = with_questions('notes: {ask: "Anything else?", kind: text, optional: true}')

CLASH = with_questions(
    """
    first: {ask: "First?", choices: {yes: "Yes", no: "No"}}
    where: {ask: "Where?", choices: {back: My back, hip: Hip, b: Bottom, other: Help}}
    """
)

DIGITS = with_questions('lumps: {ask: "How many lumps?", choices: {"0": None, "1": One, "2": Two}}')

STOPPED = "!stopped"


def told(
    tree: Questionnaire, *typed: str, welcome: bool = False, earlier: Answers | None = None
) -> tuple[list[str], Interview | dict[str, object]]:
    """Every line said and read, and the interview; the answers so far when the person left.

    Args:
        earlier: the answers of an interview that was kept.
    """
    said = io.StringIO()
    frontend = PlainFrontend(io.StringIO("".join(f"{line}\n" for line in typed)), said)
    if welcome:
        frontend.welcome(begin(tree))
    came_to: Interview | dict[str, object]
    try:
        remembering = RememberingFrontend(frontend, earlier, "5 weeks ago") if earlier is not None else frontend
        came_to = run_interview(begin(tree), remembering)
    except InterviewStopped as stopped:
        came_to = dict(stopped.answers)
    return said.getvalue().split("\n"), came_to


def lines(tree: Questionnaire, *typed: str) -> list[str]:
    return told(tree, *typed)[0]


def answers(tree: Questionnaire, *typed: str) -> dict[str, object]:
    came_to = told(tree, *typed)[1]
    return dict(came_to.answers) if isinstance(came_to, Interview) else came_to


def after(said: list[str], line: str, count: int) -> list[str]:
    """So many lines after the first that ends in this one."""
    place = next(place for place, one in enumerate(said) if one.endswith(line))
    return said[place + 1 : place + 1 + count]


class TestLastTime:
    """A second interview after one that was kept."""

    EARLIER: ClassVar[Answers] = {"fever": "unsure", "signs": ("fever", "sweats"), "age": 40, "notes": "It aches"}

    @pytest.mark.parametrize(
        ("tree", "line"),
        [
            (FEVER, "Last time you answered: I'm not sure."),
            (SIGNS, "Last time you answered: Fever; Night sweats."),
            (AGE, "Last time you answered: 40 years."),
            (NOTES, "Last time you answered: It aches."),
        ],
    )
    def test_earlier_answer_is_said_right_before_the_prompt(self, tree: Questionnaire, line: str) -> None:
        assert told(tree, earlier=self.EARLIER)[0][-3] == line

    def test_enter_alone_does_not_give_it(self) -> None:
        said, came_to = told(FEVER, "", earlier=self.EARLIER)
        assert "Nothing was typed. Type a number from 1 to 3, or repeat to hear them again." in said
        assert came_to == {}

    def test_answer_of_this_interview_takes_its_place(self) -> None:
        said, _ = told(FEVER, "2", "back", earlier=self.EARLIER)
        assert said.count("Last time you answered: I'm not sure.") == 1
        assert "Your answer so far: No. Press Enter to keep it." in said

    def test_repeat_says_it_again(self) -> None:
        assert told(AGE, "repeat", earlier=self.EARLIER)[0].count("Last time you answered: 40 years.") == 2


class TestSaying:
    def test_question_is_said_in_order_one_item_a_line(self) -> None:
        assert lines(FEVER) == [
            "",
            "Section: Only.",
            "Question 1 of at most 2.",
            "Do you have a fever?",
            "Over 38 degrees.",
            "Measure it now.",
            "1. Yes. Measured or felt.",
            "2. No",
            "3. I'm not sure",
            "Type the number of your answer, then press Enter.",
            "One number from 1 to 3: ",
            "",
        ]

    def test_section_and_how_to_answer_are_said_once(self) -> None:
        assert after(lines(FEVER, "2"), "One number from 1 to 3: 2", 6) == [
            "Noted: No.",
            "",
            "Question 2 of at most 2.",
            "Do you cough?",
            "1. Yes",
            "2. No",
        ]
        assert lines(FEVER, "2").count("Type the number of your answer, then press Enter.") == 1
        assert lines(FEVER, "2").count("Section: Only.") == 1

    def test_every_new_section_is_said(self) -> None:
        said = lines(small(), "none", "40", "2", "skip", "2", "Cook", "none", "")
        assert [line for line in said[: said.index("Check your answers:")] if line.startswith("Section")] == [
            "Section: First.",
            "Section: The lump.",
            "Section: Details for your doctor.",
        ]

    def test_welcome_says_what_must_be_known_first(self) -> None:
        said, _ = told(shipped(), welcome=True)
        assert said[0] == "Lumps on the lower back and hips."
        assert "Nothing is sent anywhere." in said
        assert "No doctor or nurse has checked this questionnaire yet." in said
        assert "In an emergency, do not go on." in said
        assert "Call 999 (UK), 911 (US), 112 (EU) or your local emergency number now." in said
        assert "Type help at any time for emergency help, and for what else you can type." in said

    def test_nothing_is_drawn_and_no_line_is_broken(self) -> None:
        said, _ = told(shipped(), "none", "1", "2", welcome=True)
        text = "\n".join(said)
        assert text.isascii()
        assert text.replace("\n", "").isprintable()
        longest = max(
            (choice.label for choice in shipped().outline["nerve_signs"].question.choices.values()),
            key=len,
        )
        assert any(longest in line for line in said)

    def test_places_of_a_picture_are_described_by_their_choices(self) -> None:
        question = shipped().outline["lump_where"].question
        assert question.picture
        tree = with_questions('x: {ask: "Where?", picture: lower_back, choices: {dimple: By a dimple, hip: Hip}}')
        assert after(lines(tree), "Where?", 2) == ["1. By a dimple", "2. Hip"]

    def test_refused_move_is_explained_before_the_next_step(self) -> None:
        said = io.StringIO()
        frontend = PlainFrontend(io.StringIO("2\n2\n\n"), said)
        frontend.refuse(AnswerError("that did not work", "Try again."))
        run_interview(begin(FEVER), frontend)
        assert said.getvalue().startswith("That did not work. Try again.\n\nSection: Only.\n")


class TestChoosing:
    @pytest.mark.parametrize("typed", ["3", "3.", " 3 ", "unsure", "UNSURE", "I'm not sure", "i'm not sure."])
    def test_one_choice_goes_by_number_id_or_whole_label(self, typed: str) -> None:
        assert answers(FEVER, typed) == {"fever": "unsure"}

    @pytest.mark.parametrize("typed", ["1 2", "2,1", "1, 2", "fever sweats", "1;sweats", "1 1 2"])
    def test_several_choices_go_by_spaces_or_commas(self, typed: str) -> None:
        assert answers(SIGNS, typed) == {"signs": ("fever", "sweats")}

    def test_one_of_many_goes_by_its_label(self) -> None:
        assert answers(SIGNS, "Night sweats") == {"signs": ("sweats",)}

    @pytest.mark.parametrize(
        ("tree", "typed", "error"),
        [
            (FEVER, "4", "There is no answer '4' here. Type a number from 1 to 3, or repeat to hear them again."),
            (FEVER, "0", "There is no answer '0' here. Type a number from 1 to 3, or repeat to hear them again."),
            (FEVER, "", "Nothing was typed. Type a number from 1 to 3, or repeat to hear them again."),
            (FEVER, "1 2", "Only one answer fits here. Type a number from 1 to 3, or repeat to hear them again."),
            (
                FEVER,
                "repaet",
                "There is no answer 'repaet' here. Did you mean 'repeat'? "
                "Type a number from 1 to 3, or repeat to hear them again.",
            ),
            (
                SIGNS,
                "1 9",
                "There is no answer '9' here. Type one or more numbers from 1 to 3, or repeat to hear them again.",
            ),
            (SIGNS, "1 3", "'None of these' cannot be chosen together with 'Fever'."),
            (AGE, "old", "That is not a number. Type a number from 0 to 120."),
            (AGE, "130", "130 is out of range. Type a number from 0 to 120."),
            (AGE, "", "Nothing was typed. Type a number from 0 to 120."),
            (AGE, "skip", "This question needs an answer."),
            (NOTES, "", "Nothing was typed."),
        ],
    )
    def test_error_says_what_to_type_and_the_same_is_asked(self, tree: Questionnaire, typed: str, error: str) -> None:
        said = lines(tree, typed)
        prompt = next(line for line in said if line.endswith(f": {typed}"))
        assert after(said, prompt, 3) == [error, prompt.removesuffix(typed), ""]

    def test_text_and_number_are_taken_as_typed(self) -> None:
        assert answers(NOTES, "It hurts, 2 or 3 times a day") == {"notes": "It hurts, 2 or 3 times a day"}
        assert answers(AGE, "34") == {"age": 34}

    def test_words_work_after_a_number_that_does_not_fit(self) -> None:
        said = lines(AGE, "130", "!", "?", "back", "12")
        assert after(said, "130", 1) == ["130 is out of range. Type a number from 0 to 120."]
        assert after(said, ": !", 2) == ["Call now.", "Call now."]
        assert after(said, ": ?", 1) == ["The questionnaire does not say why this is asked."]
        assert after(said, ": back", 1) == ["There is no question before this one."]

    def test_numbers_said_go_before_ids_made_of_digits(self) -> None:
        assert answers(DIGITS, "2") == {"lumps": "1"}
        assert answers(DIGITS, "0") == {"lumps": "0"}

    def test_answer_is_said_back(self) -> None:
        assert "Noted, 2 answers: Fever; Night sweats." in lines(SIGNS, "1 2")
        assert "Noted: 34 years." in lines(AGE, "34")
        assert "Noted." in lines(NOTES, "All well")
        assert "Skipped." in lines(NOTES, "skip")


class TestWords:
    @pytest.mark.parametrize("word", ["back", "b", "Back", "/back", "/b"])
    def test_back_asks_the_question_before_with_its_answer(self, word: str) -> None:
        said = lines(FEVER, "2", word)
        assert said[-3:] == ["Your answer so far: No. Press Enter to keep it.", "One number from 1 to 3: ", ""]

    def test_back_at_the_first_question_says_so(self) -> None:
        assert after(lines(FEVER, "back"), ": back", 1) == ["There is no question before this one."]

    def test_enter_keeps_the_answer_so_far(self) -> None:
        assert answers(FEVER, "2", "back", "", "1", "") == {"fever": "no", "cough": "yes"}

    @pytest.mark.parametrize("word", ["why", "?", "/why"])
    def test_why_gives_the_reason_and_its_sources(self, word: str) -> None:
        assert after(lines(FEVER, word), f": {word}", 6) == [
            "Why this is asked:",
            "A fever can mean an infection.",
            "It needs help soon.",
            "Sources:",
            "About fevers, NHS, 2020.",
            "One number from 1 to 3: ",
        ]

    def test_why_without_a_reason_says_so(self) -> None:
        assert "The questionnaire does not say why this is asked." in lines(AGE, "why")

    def test_help_starts_with_the_emergency_and_lists_the_words(self) -> None:
        assert after(lines(FEVER, "help"), ": help", 13) == [
            "Call now.",
            "Call now.",
            "What to say on the phone:",
            "Say where you are and what is wrong.",
            "You can also type one of these words:",
            "back, or b: go back to the question before this one.",
            "why, or a question mark: hear why this is asked.",
            "repeat: hear all of this again.",
            "review: hear your answers so far, and change any of them.",
            "stop: leave now, without a result.",
            "help: hear this again.",
            "An exclamation mark: hear only the emergency help.",
            "One number from 1 to 3: ",
        ]

    def test_help_offers_skipping_and_quotes_only_where_they_work(self) -> None:
        assert "skip: leave this question out." in lines(NOTES, "help")
        assert 'To write one of these words as your answer, put it in quotes, like "back".' in lines(NOTES, "help")
        assert "skip: leave this question out." not in lines(AGE, "help")

    def test_exclamation_mark_says_the_emergency_help_alone(self) -> None:
        assert after(lines(FEVER, "!"), ": !", 5) == [
            "Call now.",
            "Call now.",
            "What to say on the phone:",
            "Say where you are and what is wrong.",
            "One number from 1 to 3: ",
        ]

    def test_repeat_says_all_of_it_with_how_to_answer(self) -> None:
        assert after(lines(FEVER, "2", "repeat"), "1 or 2: repeat", 6) == [
            "",
            "Question 2 of at most 2.",
            "Do you cough?",
            "1. Yes",
            "2. No",
            "Type the number of your answer, then press Enter.",
        ]

    def test_skip_leaves_an_optional_question_out(self) -> None:
        _, came_to = told(NOTES, "skip", "")
        assert isinstance(came_to, Interview)
        assert came_to.replies == {"notes": SKIPPED}
        assert "This question is optional. To leave it out, type skip." in lines(NOTES)

    def test_question_skipped_before_says_so_and_stays_skipped(self) -> None:
        said, came_to = told(NOTES, "skip", "2", "", "")
        assert "You skipped this question. Press Enter to leave it so." in said
        assert isinstance(came_to, Interview)
        assert came_to.replies == {"notes": SKIPPED}

    def test_stop_leaves_with_the_answers_so_far(self) -> None:
        assert answers(FEVER, "2", "stop", "1") == {"fever": "no"}

    def test_review_in_the_middle_numbers_every_answer_and_changes_one(self) -> None:
        said = lines(FEVER, "2", "review", "2", "3")
        assert after(said, ": review", 8) == [
            "",
            "Your answers so far:",
            "1. Go on from where you were",
            "Only:",
            "2. Do you have a fever? No.",
            "To change an answer, type its number.",
            "To go on, press Enter.",
            "1 or 2: 2",
        ]
        assert said[-7:-1] == [
            "",
            "Question 2 of at most 2.",
            "Do you cough?",
            "1. Yes",
            "2. No",
            "1 or 2: ",
        ]
        assert answers(FEVER, "2", "review", "2", "3") == {"fever": "unsure"}

    @pytest.mark.parametrize("typed", ["", "1", "back"])
    def test_going_on_from_the_review_asks_the_same_question(self, typed: str) -> None:
        assert lines(FEVER, "2", "review", typed)[-6:-1] == [
            "Question 2 of at most 2.",
            "Do you cough?",
            "1. Yes",
            "2. No",
            "1 or 2: ",
        ]

    def test_review_before_any_answer_says_so(self) -> None:
        assert "You have not answered anything yet." in lines(FEVER, "review")

    @pytest.mark.parametrize("word", ["why", "skip"])
    def test_word_without_a_use_says_so(self, word: str) -> None:
        said = lines(FEVER, "1", word)
        assert f"{word.capitalize()} does nothing here. To hear which words do, type help." in said


class TestWordsThatAreAlsoChoices:
    def test_exact_id_is_the_answer_and_it_is_said(self) -> None:
        said = lines(CLASH, "1", "back")
        assert after(said, "4. Help", 3) == [
            "Here, back chooses answer 1. For the command, type /back.",
            "Here, b chooses answer 3. For the command, type /b.",
            "Here, help is a command. For the answer, type 4.",
        ]
        assert answers(CLASH, "1", "back") == {"first": "yes", "where": "back"}
        assert answers(CLASH, "1", "b") == {"first": "yes", "where": "b"}

    def test_help_says_so_again(self) -> None:
        assert lines(CLASH, "1", "help").count("Here, back chooses answer 1. For the command, type /back.") == 2

    def test_slash_makes_it_a_word(self) -> None:
        assert "Your answer so far: Yes. Press Enter to keep it." in lines(CLASH, "1", "/back")

    def test_word_goes_before_a_label(self) -> None:
        assert "You can also type one of these words:" in lines(CLASH, "1", "help")
        assert answers(CLASH, "1", "4") == {"first": "yes", "where": "other"}

    @pytest.mark.parametrize("typed", ['"back"', "'back'"])
    def test_word_in_quotes_is_a_text(self, typed: str) -> None:
        assert answers(NOTES, typed) == {"notes": "back"}

    def test_other_quotes_stay(self) -> None:
        assert answers(NOTES, '"It is nothing"') == {"notes": '"It is nothing"'}


class TestAlert:
    def test_action_comes_first_then_why_then_words_to_say(self) -> None:
        assert after(lines(FEVER, "1"), "Noted: Yes.", 13) == [
            "",
            "Call now.",
            "Call now.",
            "Why:",
            "Fever.",
            "It may be an infection.",
            "What to say on the phone:",
            "I have a fever.",
            "1. Stop here (recommended)",
            "2. Go on for a summary",
            "Type 1 or 2, then press Enter. Enter alone means 1.",
            "1 or 2: ",
            "",
        ]

    @pytest.mark.parametrize("typed", ["1", "", "stop", "Stop here (recommended)"])
    def test_stopping_ends_with_a_result(self, typed: str) -> None:
        _, came_to = told(FEVER, "1", typed)
        assert isinstance(came_to, Interview)
        assert came_to.stopped

    def test_going_on_asks_the_next_question(self) -> None:
        assert answers(FEVER, "1", "2", "1", "") == {"fever": "yes", "cough": "yes"}

    def test_back_asks_the_answer_again(self) -> None:
        assert answers(FEVER, "1", "back", "2", "2", "") == {"fever": "no", "cough": "no"}


class TestOffer:
    START = ("none", "40", "no", "skip")

    def test_length_is_said_and_enter_declines(self) -> None:
        said = lines(small(), *self.START)
        assert said[-9:-1] == [
            "",
            "Details for your doctor:",
            "There are at most 2 more questions that help your doctor.",
            "Answer them now?",
            "1. No, go on without",
            "2. Yes, answer now",
            "Type 1 or 2, then press Enter. Enter alone means 1.",
            "1 or 2: ",
        ]
        assert "Check your answers:" in lines(small(), *self.START, "")

    @pytest.mark.parametrize("typed", ["2", "yes"])
    def test_yes_asks_them(self, typed: str) -> None:
        assert "What is your work?" in lines(small(), *self.START, typed)


class TestReview:
    START = ("none", "40", "no", "skip", "1")

    def test_rows_are_numbered_below_their_sections_those_that_decide_first(self) -> None:
        said = lines(small(), *self.START)
        place = said.index("1. These are right: show the result")
        assert said[place:-1] == [
            "1. These are right: show the result",
            "Check these first:",
            "2. Which of these do you have? None of these.",
            "First:",
            "3. How old are you? 40 years.",
            "The lump:",
            "4. Is there a lump? No.",
            "5. What have you been told about it? skipped.",
            "To change an answer, type its number.",
            "To go on, press Enter.",
            "One number from 1 to 5: ",
        ]

    @pytest.mark.parametrize("typed", ["", "1"])
    def test_enter_or_1_goes_on(self, typed: str) -> None:
        _, came_to = told(small(), *self.START, typed)
        assert isinstance(came_to, Interview)
        assert came_to.finished

    @pytest.mark.parametrize("typed", ["3", "age"])
    def test_number_changes_an_answer_and_the_rest_is_not_said_again(self, typed: str) -> None:
        said = lines(small(), *self.START, typed, "41")
        assert said[-6:-1] == [
            "Noted: 41 years.",
            "",
            "Your other answers stand. To hear all of them, type repeat. To change another, type its number.",
            "To go on, press Enter.",
            "One number from 1 to 5: ",
        ]
        assert "3. How old are you? 41 years." in lines(small(), *self.START, typed, "41", "repeat")

    def test_answers_are_said_again_when_others_are_asked(self) -> None:
        said = lines(small(), *self.START, "4", "yes", "pea", "3")
        assert said.count("1. These are right: show the result") == 2


class TestChangesThatDropAnswers:
    START = ("none", "40", "yes", "plum", "3", "skip", "1", "lump", "no")

    def test_dropped_answers_are_said_before_it_is_done(self) -> None:
        assert after(lines(small(), *self.START), "1 or 2: no", 8) == [
            "If you change this, these answers no longer fit and are dropped:",
            "How big is it? Plum.",
            "For how many weeks? 3.",
            "1. Keep my earlier answer",
            "2. Change it, and drop what no longer fits",
            "Type 1 or 2, then press Enter.",
            "1 or 2: ",
            "",
        ]

    def test_enter_alone_drops_nothing(self) -> None:
        assert "Nothing was typed. Type 1 or 2, or repeat to hear them again." in lines(small(), *self.START, "")

    def test_back_asks_the_question_again(self) -> None:
        assert lines(small(), *self.START, "back")[-3] == "Your answer so far: Yes. Press Enter to keep it."


class TestLeaving:
    @pytest.mark.parametrize("tree", [FEVER, SIGNS, AGE, NOTES])
    def test_end_of_input_keeps_the_answers_so_far(self, tree: Questionnaire) -> None:
        assert answers(tree) == {}
        assert answers(FEVER, "2") == {"fever": "no"}

    def test_end_of_input_in_alert_offer_and_review_keeps_them_too(self) -> None:
        assert answers(FEVER, "1") == {"fever": "yes"}
        assert answers(small(), "none", "40", "no", "skip") == {"signs": ("none",), "age": 40, "lump": "no"}
        assert answers(SIGNS, "1") == {"signs": ("fever",)}

    def test_last_line_counts_without_an_end_of_line(self) -> None:
        with pytest.raises(InterviewStopped) as stopped:
            run_interview(begin(FEVER), PlainFrontend(io.StringIO("2"), io.StringIO()))
        assert stopped.value.answers == {"fever": "no"}

    @pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, BrokenPipeError])
    def test_interrupt_and_lost_terminal_keep_the_answers(self, error: type[BaseException]) -> None:
        class Source(io.StringIO):
            def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
                line = super().readline(size or -1)
                if not line:
                    raise error
                return line

        with pytest.raises(InterviewStopped) as stopped:
            run_interview(begin(FEVER), PlainFrontend(Source("2\n"), io.StringIO()))
        assert stopped.value.answers == {"fever": "no"}

    @pytest.mark.parametrize(("typed", "region"), [("2", "us"), ("us", "us"), ("", "uk")])
    def test_region_is_asked_by_number_and_enter_alone_takes_the_one_pointed_at(self, typed: str, region: str) -> None:
        target = io.StringIO()
        frontend = PlainFrontend(io.StringIO(f"{typed}\n"), target)
        assert frontend.start(begin(shipped()), "uk") == region
        assert "1. UK\n2. US\n3. EU\n4. Elsewhere\n" in target.getvalue()

    def test_known_region_is_not_asked(self) -> None:
        target = io.StringIO()
        assert PlainFrontend(io.StringIO(), target).start(begin(shipped(), "eu"), "uk") == "eu"
        assert target.getvalue() == ""

    @pytest.mark.parametrize("typed", ["", "stop\n", "review\nback\n"])
    def test_leaving_instead_of_choosing_is_no_answer(self, typed: str) -> None:
        with pytest.raises(InterviewStopped):
            PlainFrontend(io.StringIO(typed), io.StringIO()).start(begin(shipped()))


class TestTypedLines:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("\x1b[A\x1b[1;5C2\n", "2"),
            ("\x1bOA2\x07\x00\n", "2"),
            ("a\tb\n", "a b"),
            ("\u202egnp\n", "gnp"),
            ("  caf\u00e9  \r\n", "caf\u00e9"),
        ],
    )
    def test_only_letters_are_left_of_them(self, typed: str, kept: str) -> None:
        assert without_controls(typed) == kept

    def test_endless_line_is_cut(self) -> None:
        said, came_to = told(NOTES, "a" * (LONGEST_REPLY * 2), "short", "")
        assert "That is longer than 10,000 characters. Please shorten it." in said
        assert isinstance(came_to, Interview)
        assert came_to.answers == {"notes": "short"}
