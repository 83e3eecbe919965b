"""The core, by exact state: what is asked next, what a reply opens, voids and raises."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import pytest

from backmice_cli.errors import AnswerError
from backmice_cli.interview.answers import SKIPPED, Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    accept,
    answer,
    answers_dropped,
    begin,
    change,
    decline,
    finish,
    go_back,
    go_on,
    keep,
    may_be_asked,
    next_step,
    skip,
    stop,
)
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.small import questionnaire, with_questions

LUMP = """
lump:
  ask: Is there a lump?
  choices:
    yes:
      label: "Yes"
      then:
        size: {ask: How big?, choices: {small: Small, large: Large}}
        site:
          ask: Where?
          choices:
            hip: Hip
            other: {label: Elsewhere, then: {where: {ask: Where exactly?, kind: text, optional: true}}}
    no: "No"
pain: {ask: How bad is the pain?, kind: number, min: 0, max: 10}
night: {ask: Does it wake you?, when: {pain: {at_least: 5}}, choices: {yes: "Yes", no: "No"}}
"""

ALARM = """
signs_now:
  ask: Any of these?
  kind: many
  choices: {numb: Numb, breathless: Breathless, none: {label: None, exclusive: true}}
fever: {ask: Fever?, choices: {yes: "Yes", no: "No"}}
"""
ALARM_FLAGS = """
red_flags:
  numb_now: {level: emergency, when: {signs_now: numb}, warn: Numb, because: Go now.}
  breathless_now: {level: emergency, when: {signs_now: breathless}, warn: Breathless, because: Call now.}
  hot: {level: soon, when: {fever: yes}, warn: Fever, because: Ring a doctor.}
"""

SECTIONS = """
format: 1
title: Sections
levels:
  emergency: {label: Emergency, when_to_act: now, headline: Call now, interrupt: true}
  soon: {label: Soon, when_to_act: soon, headline: See a doctor}
sections:
  first:
    title: First
    questions:
      age: {ask: How old?, choices: {child: Child, adult: Adult}}
      ill: {ask: Ill?, choices: {yes: "Yes", no: "No"}}
  second:
    title: Second
    questions:
      lump: {ask: A lump?, choices: {yes: "Yes", no: "No"}}
  more:
    title: More
    optional: true
    questions:
      notes: {ask: Notes?, kind: text, optional: true}
red_flags:
  child: {level: soon, when: {age: child}, warn: A child, because: See a doctor., ends: true}
"""


def played(on: Questionnaire, *replies: Reply) -> Interview:
    return reduce(answer, replies, begin(on))


def asked(interview: Interview) -> str:
    step = next_step(interview)
    assert isinstance(step, Ask), step
    return step.entry.id


def test_first_question_of_the_file_is_asked_first() -> None:
    assert asked(begin(with_questions(LUMP))) == "lump"


def test_follow_up_is_asked_only_after_its_answer() -> None:
    tree = with_questions(LUMP)
    assert asked(played(tree, "yes")) == "size"
    assert asked(played(tree, "no")) == "pain"


def test_follow_up_of_a_follow_up_is_asked_before_the_next_question() -> None:
    assert asked(played(with_questions(LUMP), "yes", "small", "other")) == "where"


def test_follow_ups_of_many_are_asked_in_the_order_of_the_file() -> None:
    tree = with_questions("""
        signs:
          ask: Which?
          kind: many
          choices:
            a: {label: A, then: {a_when: {ask: Since when?, kind: number}}}
            b: {label: B, then: {b_when: {ask: Since when?, kind: number}}}
            c: {label: C, then: {c_when: {ask: Since when?, kind: number}}}
        """)
    first = played(tree, "c,a")
    assert asked(first) == "a_when"
    assert asked(answer(first, 1)) == "c_when"


def test_question_with_a_condition_is_asked_only_when_it_holds() -> None:
    tree = with_questions(LUMP)
    assert asked(played(tree, "no", 5)) == "night"
    assert isinstance(next_step(played(tree, "no", 4)), Review)


def test_skipped_question_makes_every_test_false() -> None:
    tree = with_questions("""
        pain: {ask: Pain?, kind: number, optional: true}
        strong: {ask: Strong?, when: {pain: {at_least: 0}}, choices: {yes: "Yes", no: "No"}}
        unknown: {ask: Unknown?, when: {not: {pain: answered}}, choices: {yes: "Yes", no: "No"}}
        """)
    assert asked(skip(begin(tree))) == "unknown"


def test_question_that_is_not_optional_cannot_be_skipped() -> None:
    start = begin(with_questions(LUMP))
    with pytest.raises(AnswerError, match="needs an answer"):
        skip(start)


def test_a_step_leaves_the_old_state_whole() -> None:
    start = begin(with_questions(LUMP))
    before = replace(start, replies=dict(start.replies))
    answer(start, "yes")
    assert start == before


def test_refused_reply_raises_and_changes_nothing() -> None:
    start = played(with_questions(LUMP), "no")
    before = dict(start.replies)
    with pytest.raises(AnswerError, match="out of range"):
        answer(start, "11")
    assert (dict(start.replies), asked(start)) == (before, "pain")


def test_whole_state_after_some_answers() -> None:
    tree = with_questions(ALARM, ALARM_FLAGS)
    assert go_on(played(tree, "numb")) == Interview(
        tree,
        replies={"signs_now": ("numb",)},
        frontier=1,
        raised=frozenset({"numb_now"}),
        shown=frozenset({"numb_now"}),
    )


def test_alert_comes_right_after_the_answer_that_raises_it() -> None:
    assert next_step(played(with_questions(ALARM, ALARM_FLAGS), "numb")) == Alert("emergency", ("numb_now",))


def test_alert_shows_all_flags_that_one_answer_raises() -> None:
    step = next_step(played(with_questions(ALARM, ALARM_FLAGS), "breathless,numb"))
    assert step == Alert("emergency", ("numb_now", "breathless_now"))


def test_level_that_does_not_interrupt_raises_no_alert() -> None:
    assert isinstance(next_step(played(with_questions(ALARM, ALARM_FLAGS), "none", "yes")), Review)


def test_no_question_can_be_answered_while_an_alert_waits() -> None:
    alarmed = played(with_questions(ALARM, ALARM_FLAGS), "numb")
    with pytest.raises(AnswerError, match="no question is waiting"):
        answer(alarmed, "no")


def test_going_on_after_an_alert_does_not_show_it_again() -> None:
    assert asked(go_on(played(with_questions(ALARM, ALARM_FLAGS), "numb"))) == "fever"


def test_a_further_emergency_alerts_again_with_what_is_new() -> None:
    on = go_on(played(with_questions(ALARM, ALARM_FLAGS), "numb"))
    both = answer(change(on, "signs_now"), "numb,breathless")
    assert next_step(both) == Alert("emergency", ("breathless_now",))


def test_emergency_taken_back_and_given_again_alerts_again() -> None:
    on = go_on(played(with_questions(ALARM, ALARM_FLAGS), "numb"))
    calm = answer(change(on, "signs_now"), "none")
    assert asked(calm) == "fever"
    assert isinstance(next_step(answer(change(calm, "signs_now"), "numb")), Alert)


def test_stopping_at_an_alert_ends_with_what_was_said() -> None:
    step = next_step(stop(played(with_questions(ALARM, ALARM_FLAGS), "numb")))
    assert isinstance(step, Done)
    assert (step.outcome.level, step.outcome.red_flags) == ("emergency", ("numb_now",))


def test_back_from_an_alert_shows_the_answer_that_raised_it() -> None:
    step = next_step(go_back(played(with_questions(ALARM, ALARM_FLAGS), "numb")))
    assert isinstance(step, Ask)
    assert (step.entry.id, step.standing) == ("signs_now", ("numb",))


def test_emergency_answer_given_again_after_going_back_alerts_again() -> None:
    again = answer(go_back(played(with_questions(ALARM, ALARM_FLAGS), "numb")), "numb")
    assert next_step(again) == Alert("emergency", ("numb_now",))


def test_back_shows_the_question_before_with_its_answer() -> None:
    step = next_step(go_back(played(with_questions(LUMP), "yes", "small")))
    assert isinstance(step, Ask)
    assert (step.entry.id, step.standing) == ("size", "small")


def test_back_twice_goes_two_questions_back() -> None:
    assert asked(go_back(go_back(played(with_questions(LUMP), "yes", "small")))) == "lump"


def test_back_at_the_first_question_stays_there() -> None:
    start = begin(with_questions(LUMP))
    assert go_back(start) == start


def test_keeping_an_answer_returns_to_where_the_person_was() -> None:
    there = played(with_questions(LUMP), "yes", "small")
    assert keep(go_back(go_back(there))) == there


def test_changed_answer_voids_only_questions_no_longer_asked() -> None:
    there = played(with_questions(LUMP), "yes", "small", "other", "left", 7, "yes")
    changed = answer(change(there, "lump"), "no")
    assert changed.replies == {"lump": "no", "pain": 7, "night": "yes"}
    assert isinstance(next_step(changed), Review)


def test_what_a_change_voids_is_known_before_it_is_made() -> None:
    there = played(with_questions(LUMP), "yes", "small", "other", "left", 7)
    assert answers_dropped(there, answer(change(there, "lump"), "no")) == ("size", "site", "where")
    assert answers_dropped(there, answer(change(there, "lump"), "yes")) == ()


def test_change_asks_only_what_it_newly_opens() -> None:
    changed = answer(change(played(with_questions(LUMP), "no", 7, "yes"), "lump"), "yes")
    assert asked(changed) == "size"
    done = answer(answer(changed, "large"), "hip")
    assert list(done.replies) == ["lump", "size", "site", "pain", "night"]
    assert isinstance(next_step(done), Review)


def test_answer_that_depends_on_a_newly_opened_question_stands_until_that_is_answered() -> None:
    tree = with_questions("""
        a: {ask: A?, choices: {yes: {label: "Yes", then: {b: {ask: B?, choices: {yes: "Yes", no: "No"}}}}, no: "No"}}
        c: {ask: C?, when: {any: [{a: no}, {b: yes}]}, choices: {yes: "Yes", no: "No"}}
        """)
    opened = answer(change(played(tree, "no", "yes"), "a"), "yes")
    assert answer(opened, "yes").replies == {"a": "yes", "b": "yes", "c": "yes"}
    assert answer(opened, "no").replies == {"a": "yes", "b": "no"}


def test_question_that_was_not_answered_cannot_be_changed() -> None:
    with pytest.raises(AnswerError):
        change(begin(with_questions(LUMP)), "pain")


def test_optional_section_is_offered_after_the_core() -> None:
    there = played(questionnaire(SECTIONS), "adult", "no", "no")
    assert next_step(there) == Offer("more")
    assert asked(accept(there)) == "notes"
    assert isinstance(next_step(decline(there)), Review)


def test_flag_that_ends_lets_its_section_finish_and_asks_no_more() -> None:
    there = played(questionnaire(SECTIONS), "child")
    assert asked(there) == "ill"
    assert isinstance(next_step(answer(there, "no")), Review)


def test_flag_that_ends_voids_what_was_answered_in_later_sections() -> None:
    there = played(questionnaire(SECTIONS), "adult", "no", "yes")
    assert answers_dropped(there, answer(change(there, "age"), "child")) == ("lump",)


def test_finishing_waits_until_everything_is_answered() -> None:
    with pytest.raises(AnswerError):
        finish(begin(with_questions(LUMP)))


def test_finished_interview_is_done_and_can_still_be_changed() -> None:
    done = finish(played(with_questions(LUMP), "no", 3))
    assert isinstance(next_step(done), Done)
    assert asked(change(done, "pain")) == "pain"


def test_skipped_question_stays_on_the_path_as_skipped() -> None:
    tree = with_questions(LUMP)
    there = skip(played(tree, "yes", "small", "other"))
    assert there.replies["where"] is SKIPPED
    assert "where" not in there.answers


def test_may_be_asked_leaves_out_what_the_answers_rule_out() -> None:
    tree = with_questions(LUMP)
    assert may_be_asked(tree, {}) == {"lump", "size", "site", "where", "pain", "night"}
    assert may_be_asked(tree, {"lump": "no", "pain": 2}) == {"lump", "pain"}
