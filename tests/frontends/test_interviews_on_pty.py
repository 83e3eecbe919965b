"""Whole interviews with the questionnaire that ships, on a real pseudo-terminal, as someone sees them drawn.

What is asked and told comes from the questionnaire, by id: rewording it breaks nothing here. Played is only what a real
terminal or the whole program adds to the interviews of `tests/support/scenarios.py`, which go through every front end.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from backmice_cli.frontends.texts import NOT_CHECKED, STAYS_HERE
from backmice_cli.questionnaire.model import RedFlag
from tests.support.person import ACCEPT, CHANGE, CONFIRM, DECLINE, GO_ON, STOP, Person, at_triage
from tests.support.shipped import CASES, read_case, shipped
from tests.support.terminal import CTRL_C, ENTER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

Replies = dict[str, str | tuple[str, ...]]

EXAMINED = "Only someone who examines you can tell what it is."
STOPPED_EARLY = "You stopped early."
NOT_ALL = "Not all answers fit"
BOXES = re.compile(r"[\u2500-\u257f]")


def case(name: str) -> Replies:
    return dict(read_case(next(CASES.glob(f"{name}_*.yaml"))).answers)


QUIET = case("e01")
DETAILS: Replies = {
    "lump_side": "left",
    "lump_size_cm": "1.5",
    "lump_told": "",
    "lump_else": "none",
    "pain_side": "one_side",
    "pain_words": "aching",
    "pain_worse": ("hard_chair", "lifting"),
    "stiff_morning": "no",
    "tried": ("simple_pain", "heat_ice"),
    "tried_effect": "helped_short",
    "tests": "none",
    "life_impact": "sleep",
    "allergies": "Penicillin",
    "notes": "It is <b>tender</b> & :warning: [link=https://example.org]here[/link]",
}


def scripted(answers: Replies, *, but: Collection[str] = ()) -> list[str]:
    """These answers as options, so that only the others are typed."""
    return [
        f"--answer={id}={reply if isinstance(reply, str) else ','.join(reply)}"
        for id, reply in answers.items()
        if id not in but
    ]


def red_flag(id: str) -> RedFlag:
    return shipped().red_flags[id]


def label(question: str, choice: str) -> str:
    return shipped().outline[question].question.choices[choice].label


def tell(question: str, choice: str) -> str:
    """The sentence of the summary for an answer."""
    return shipped().outline[question].question.choices[choice].tell or ""


def choice_said(question: str, choice: str) -> str:
    """The words of a choice for the phone."""
    return str(shipped().outline[question].question.choices[choice].say)


def to_the_review(person: Person, answers: Replies) -> None:
    person.begin()
    person.answer_all(answers)
    person.choose("offer", DECLINE)
    person.wait_for("review")


def to_the_result(person: Person, answers: Replies) -> list[str]:
    to_the_review(person, answers)
    person.choose("review", CONFIRM)
    return result(person)


def result(person: Person) -> list[str]:
    """The lines of the result, which must be drawn to its end; boxes are taken away."""
    return person.read_result()


def assert_action_is_first(lines: list[str], level_id: str) -> None:
    level = shipped().levels[level_id]
    assert lines[0].strip("+- ") == level.when_to_act.upper()
    assert lines[1] == level.headline


def assert_listed(lines: list[str], flag: str, *, listed: bool = True) -> None:
    assert (red_flag(flag).warn.lower() in " ".join(lines).lower()) is listed


# --- from the first screen to the result ----------------------------------------------------------------------------


def test_quiet_lump_gets_an_ordinary_appointment_and_is_told_to_see_a_doctor() -> None:
    with at_triage() as person:
        person.wait_for("begin")
        assert person.text.startswith(shipped().title), "the first screen scrolled"
        seen = " ".join(person.text.split())
        for told in (
            STAYS_HERE,
            NOT_CHECKED,
            "In an emergency, do not go on. Call 999 (UK), 911 (US), 112 (EU) or your",
        ):
            assert told in seen
        person.begin()
        assert shipped().title not in person.text, "the first screen is left behind"
        person.answer_all(QUIET)
        person.wait_for("offer")
        assert "at most 14 more questions that help your doctor" in person.text
        assert DECLINE in person.pointed
        person.choose("offer", DECLINE)
        person.wait_for("review")
        assert CONFIRM in person.pointed
        assert NOT_ALL in person.text
        person.choose("review", CONFIRM)
        lines = result(person)
        assert person.finish() == 0
    assert_action_is_first(lines, "routine")
    text = " ".join(lines)
    assert shipped().possibilities["back_mouse"].name in text
    assert "It may be none of these." in text
    assert EXAMINED in text
    assert STOPPED_EARLY not in text
    assert tuple(person.asked) == tuple(QUIET)


def test_progress_counts_up_to_a_bound_that_never_grows() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(QUIET)
        person.wait_for("offer")
    numbers, bounds = zip(*person.progress, strict=True)
    assert numbers == tuple(range(1, len(QUIET) + 1))
    assert list(bounds) == sorted(bounds, reverse=True)
    assert bounds[-1] == len(QUIET)


# --- emergencies ----------------------------------------------------------------------------------------------------

NUMB: Replies = {**QUIET, "nerve_signs": "saddle", "nerve_since": "new_or_worse"}
NUMB_SAID = (
    f"{choice_said('nerve_signs', 'saddle')} {choice_said('nerve_since', 'new_or_worse')}"
    f" {red_flag('rf_ces_saddle').say}"
)


def assert_alert_is_drawn(person: Person) -> None:
    """On this one screen: what to do, why, what to say, and the way out under the pointer."""
    person.wait_for("alert")
    level, flag = shipped().levels["emergency"], red_flag("rf_ces_saddle")
    seen = " ".join(person.text.split())
    assert level.headline in person.text.splitlines()
    for told in ("Call 999 now.", "Elsewhere: call your local emergency number.", flag.warn, NUMB_SAID):
        assert told in seen
    assert STOP in person.pointed


def test_numbness_between_the_legs_stops_the_interview_at_the_third_question() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(NUMB)
        assert person.asked == ["em_now", "nerve_signs", "nerve_since"]
        assert_alert_is_drawn(person)
        person.program.press(ENTER)
        assert person.program.exit_code() == 0
        lines = person.result_lines()
        assert shipped().levels["emergency"].headline in person.text
    assert_action_is_first(lines, "emergency")
    text = " ".join(lines)
    assert STOPPED_EARLY in text
    assert_listed(lines, "rf_ces_saddle")
    assert f'"{NUMB_SAID}"' in text
    assert "What it may be" not in text
    assert tell("lump_where", "dimple") not in text


def test_stopping_leaves_what_to_do_and_say_on_the_screen() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(NUMB)
        person.wait_for("alert")
        person.program.press(ENTER)
        assert person.program.exit_code() == 0
        seen = " ".join(re.sub(r"[┃│]", " ", person.text).split())
    assert "Call 999 now." in seen
    assert NUMB_SAID in seen


def test_emergency_with_a_summary_is_alerted_once_and_is_complete() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(NUMB)
        assert_alert_is_drawn(person)
        person.choose("alert", GO_ON)
        person.wait_for("question", "em_belly")
        assert shipped().levels["emergency"].headline in person.text, "what to do is left in sight"
        person.answer_all(NUMB)
        person.choose("offer", DECLINE)
        person.choose("review", CONFIRM)
        lines = result(person)
        assert person.finish() == 0
    assert_action_is_first(lines, "emergency")
    text = " ".join(lines)
    assert STOPPED_EARLY not in text
    assert_listed(lines, "rf_ces_saddle")
    assert "What it may be" not in text


def test_emergency_answer_can_be_taken_back_at_the_alert() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(NUMB)
        person.wait_for("alert")
        person.program.press("b")
        person.answer("nerve_since", "old_explained")
        person.wait_for("question", "em_belly")


# --- another way than straight on -----------------------------------------------------------------------------------


def test_back_shows_the_answer_given_and_enter_keeps_it() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(QUIET, until="body_signs")
        person.wait_for("question", "body_signs")
        person.program.press("b")
        person.wait_for("question", "age_group")
        assert label("age_group", "25_49") in person.pointed
        person.program.press(ENTER)
        person.wait_for("question", "body_signs")


def test_change_at_the_review_asks_only_what_is_new_and_says_what_is_dropped() -> None:
    with at_triage(*scripted(QUIET, but=("skin_look", "pain_press"))) as person:
        to_the_review(person, QUIET)
        person.change("skin_look", "hot")
        person.wait_for("dropping")
        assert shipped().outline["pain_press"].question.ask in person.text
        person.choose("dropping", CHANGE)
        person.answer("skin_course", "new_worse")
        person.wait_for("review")
        person.choose("review", CONFIRM)
        lines = result(person)
        assert person.finish() == 0
    assert person.asked[-2:] == ["skin_look", "skin_course"]
    assert_action_is_first(lines, "same_day")
    assert tell("pain_press", "same_pain") not in " ".join(lines)


def test_scripted_answer_that_is_changed_at_the_review_keeps_the_result() -> None:
    with at_triage("--no-details", *scripted(QUIET)) as person:
        person.begin()
        person.change("skin_look", "hot")
        person.choose("dropping", CHANGE)
        person.answer("skin_course", "new_worse")
        person.choose("review", CONFIRM)
        lines = result(person)
        assert person.finish() == 0
    assert_action_is_first(lines, "same_day")


def test_emergency_found_at_the_review_is_alerted_at_once() -> None:
    with at_triage(*scripted(QUIET)) as person:
        to_the_review(person, QUIET)
        person.change("em_now", "chest_pain")
        person.wait_for("alert")
        assert STOP in person.pointed
        person.choose("alert", GO_ON)
        person.choose("review", CONFIRM)
        lines = result(person)
        assert person.finish() == 0
    assert_action_is_first(lines, "emergency")


def test_typed_details_come_out_letter_for_letter() -> None:
    with at_triage(*scripted(QUIET)) as person:
        person.begin()
        person.answer_all(QUIET)
        person.choose("offer", ACCEPT)
        person.answer_all(DETAILS)
        person.choose("review", CONFIRM)
        result(person)
        person.choose_more("My answers")
        person.read_result()
        text = " ".join(person.program.screen.everything.split())
        assert person.finish() == 0
    assert set(person.asked) == set(DETAILS) - {"lump_told"}, "lump_told is for those who were told"
    for id in ("allergies", "notes"):
        assert str(DETAILS[id]) in text


def test_skipped_detail_is_told_as_left_without_an_answer() -> None:
    with at_triage(*scripted(QUIET)) as person:
        person.begin()
        person.answer_all(QUIET)
        person.choose("offer", ACCEPT)
        person.answer_all({**DETAILS, "notes": ""})
        person.choose("review", CONFIRM)
        result(person)
        person.choose_more("My answers")
        person.read_result()
        assert "You left 1 question without an answer." in " ".join(person.program.screen.everything.split())


# --- leaving --------------------------------------------------------------------------------------------------------


def test_ctrl_c_half_way_leaves_three_plain_lines() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(QUIET, until="body_signs")
        person.wait_for("question", "body_signs")
        person.program.press(CTRL_C)
        assert person.program.exit_code() == 130
        *above, stopped, kept, command = person.text.splitlines()
        assert "Traceback" not in person.told
    assert above[-1] == f"{shipped().outline['age_group'].question.ask} {label('age_group', '25_49')}"
    assert stopped.startswith("Stopped.")
    assert (kept, command) == ("Your answers are kept on this computer. To go on:", "backmice triage")
    assert len(stopped) <= 80


def test_ctrl_c_on_the_first_screen_stops_too() -> None:
    with at_triage() as person:
        person.wait_for("begin")
        person.program.press(CTRL_C)
        assert person.program.exit_code() == 130
        assert "Traceback" not in person.told


def test_closed_terminal_ends_the_program() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(QUIET, until="onset")
        person.wait_for("question", "onset")
        person.program.hang_up()


# --- terminals of all kinds -----------------------------------------------------------------------------------------


def test_narrow_terminal_shows_every_question_whole_and_boxes_closed() -> None:
    with at_triage(columns=50) as person:
        lines = to_the_result(person, QUIET)
        everything = person.program.screen.everything.splitlines()
        assert person.finish() == 0
    assert_action_is_first(lines, "routine")
    framed = [line for line in everything if line[:1] in ("┃", "│")]
    assert framed
    assert [line for line in framed if len(line) != 50 or line[-1] != line[0]] == []


def test_no_color_means_no_colour_at_all() -> None:
    with at_triage(rows=300, NO_COLOR="1") as person:
        person.begin()
        person.answer_all(NUMB)
        person.wait_for("alert")
        assert not person.program.screen.has_colour
        person.program.press(ENTER)
        assert person.program.exit_code() == 0
        assert shipped().outline["em_now"].question.ask in person.text, "all of it is still on the screen"
        assert not person.program.screen.has_colour


def test_without_no_color_an_emergency_is_coloured() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(NUMB)
        person.wait_for("alert")
        assert person.program.screen.has_colour


@pytest.mark.parametrize(
    ("locale", "has_boxes"),
    [
        pytest.param({"LANG": "C"}, True, id="C_read_as_UTF_8"),
        pytest.param({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, False, id="ASCII_only"),
    ],
)
def test_plain_locale_gets_through_and_is_sent_only_what_it_can_show(locale: dict[str, str], has_boxes: bool) -> None:
    typed = ("em_now", "onset", "pain_now", "lump_growth")
    with at_triage(*scripted(QUIET, but=typed), columns=80, rows=24, **locale) as person:
        lines = to_the_result(person, {**QUIET, "lump_growth": "fast_growth"})
        everything = person.program.screen.everything
        assert person.finish() == 0
    assert_action_is_first(lines, "within_days")
    assert (BOXES.search(everything) is not None) is has_boxes
    assert everything.isascii() is not has_boxes


def test_resizing_in_the_middle_of_a_question_keeps_the_pointer_and_the_interview() -> None:
    with at_triage() as person:
        person.begin()
        person.answer_all(QUIET, until="onset")
        person.wait_for("question", "onset")
        longest = label("onset", "serious_unchecked")
        person.point_at(longest)
        person.program.resize(44, 24)
        person.program.wait_until(lambda: longest not in person.text, "labels to wrap")
        person.wait_for("question", "onset")
        assert person.pointed.startswith(" » 1 ")
        person.program.resize(100, 30)
        person.program.wait_until(lambda: longest in person.text, "labels to fit again")
        person.answer("onset", "gradual")
        person.wait_for("question", "lump_where")


# --- the one who answers --------------------------------------------------------------------------------------------


def test_question_that_is_not_shipped_fails_with_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        "format: 1\ntitle: Other\nlevels: {a: {label: A, when_to_act: a, headline: A},"
        " b: {label: B, when_to_act: b, headline: B}}\n"
        "sections: {only: {title: Only, questions: {x: {ask: What is this?, choices: {yes: 'Yes', no: 'No'}}}}}\n",
        encoding="utf-8",
    )
    with at_triage("--questions", str(other)) as person:
        person.begin()
        person.program.see("What is this?", "1-2: choose", "Ctrl-C: stop")
        monkeypatch.setattr("tests.support.pty.PATIENCE", 0)
        with pytest.raises(pytest.fail.Exception, match=r"(?s)a prompt of the shipped questionnaire.*What is this\?"):
            person.answer_all(QUIET)
