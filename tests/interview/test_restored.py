"""An interview built again from stored replies: what fits stays, what does not is asked again."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from backmice_cli.commands.interview_store import restore_interview, stored_state
from backmice_cli.interview.answers import SKIPPED, Reply, Skipped
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    accept,
    answer,
    begin,
    change,
    decline,
    finish,
    go_back,
    go_on,
    interview_with_replies,
    keep,
    next_step,
    skip,
)
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.storage.interviews import State
from tests.support.small import questionnaire, with_questions

TREE = """
format: 1
title: Everything
levels:
  emergency: {label: Emergency, when_to_act: now, headline: Call now, interrupt: true}
  soon: {label: Soon, when_to_act: soon, headline: See a doctor}
sections:
  first:
    title: First
    questions:
      numb: {ask: Numb?, choices: {yes: "Yes", no: "No"}}
      lump:
        ask: Is there a lump?
        choices:
          yes:
            label: "Yes"
            then:
              size:
                ask: How big?
                choices: {small: Small, large: {label: Large, then: {cm: {ask: Cm?, kind: number}}}}
              weeks: {ask: For how many weeks?, kind: number, min: 0, max: 9, optional: true}
          no: "No"
  second:
    title: Second
    questions:
      signs:
        ask: Which?
        kind: many
        choices:
          hot: {label: Hot, then: {degrees: {ask: How hot?, kind: number, min: 35, max: 43}}}
          sore: Sore
          none: {label: None, exclusive: true}
      night: {ask: At night?, when: {any: [{weeks: {at_least: 3}}, {signs: sore}]}, choices: {yes: "Yes", no: "No"}}
  details:
    title: Details
    optional: true
    questions:
      work: {ask: What work?, kind: text, optional: true}
      lifting: {ask: Do you lift?, when: {work: answered}, choices: {yes: "Yes", no: "No"}}
red_flags:
  numb: {level: emergency, when: {numb: yes}, warn: Numb, because: Call now.}
  hot: {level: emergency, when: {signs: hot, size: large}, warn: Hot, because: Call now.}
  ends: {level: soon, when: {cm: {above: 9}}, warn: Large, because: See a doctor., ends: true}
"""


def again(interview: Interview, tree: Questionnaire | None = None) -> Interview:
    """The interview after it went through storage, perhaps into another version of its questionnaire."""
    stored = msgspec.json.decode(msgspec.json.encode(stored_state(interview)), type=State)
    return restore_interview(tree or interview.questionnaire, stored)


def replies_to(question: Question) -> st.SearchStrategy[Reply]:
    match question.kind:
        case "one":
            return st.sampled_from(list(question.choices))
        case "many":
            alone = [id for id, choice in question.choices.items() if choice.exclusive]
            together = [id for id in question.choices if id not in alone]
            return st.lists(st.sampled_from(together), min_size=1, unique=True) | st.sampled_from(alone)
        case "number":
            low, high = question.min or 0, question.max or 20
            return st.integers(int(low), int(high)) | st.sampled_from([low + 0.5, high - 0.25])
        case "text":
            return st.sampled_from(["desk", "a, b", "  much\tmore "])


class Steps(RuleBasedStateMachine):
    """Any sequence of steps, stored and built again in between, comes to what its last answers come to straight."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = questionnaire(TREE)
        self.interview = begin(self.tree)

    @property
    def step(self) -> object:
        return next_step(self.interview)

    @precondition(lambda self: isinstance(self.step, Ask))
    @rule(data=st.data())
    def answers(self, data: st.DataObject) -> None:
        step = next_step(self.interview)
        assert isinstance(step, Ask)
        self.interview = answer(self.interview, data.draw(replies_to(step.entry.question)))

    @precondition(lambda self: isinstance(self.step, Ask) and self.step.entry.question.optional)
    @rule()
    def skips(self) -> None:
        self.interview = skip(self.interview)

    @precondition(lambda self: isinstance(self.step, Alert))
    @rule()
    def goes_on(self) -> None:
        self.interview = go_on(self.interview)

    @precondition(lambda self: isinstance(self.step, Offer))
    @rule(wanted=st.booleans())
    def decides(self, wanted: bool) -> None:
        self.interview = (accept if wanted else decline)(self.interview)

    @precondition(lambda self: not isinstance(self.step, Done))
    @rule()
    def goes_back(self) -> None:
        self.interview = go_back(self.interview)

    @precondition(lambda self: self.interview.replies)
    @rule(data=st.data())
    def changes(self, data: st.DataObject) -> None:
        self.interview = change(self.interview, data.draw(st.sampled_from(list(self.interview.replies))))

    @precondition(lambda self: self.interview.returned_to is not None)
    @rule()
    def keeps(self) -> None:
        self.interview = keep(self.interview)

    @rule()
    def is_interrupted_and_goes_on(self) -> None:
        interview = again(self.interview)
        assert interview == replace(self.interview, returned_to=None, finished=False)
        self.interview = interview

    @invariant()
    def comes_to_the_same_as_straight(self) -> None:
        replies, accepted = self.interview.replies, self.interview.accepted
        straight = played_straight(self.tree, replies, accepted)
        assert list(straight.replies.items()) == list(replies.items())
        assert straight.frontier == self.interview.frontier
        assert straight.raised == self.interview.raised
        if straight.waiting is None:
            assert next_step(finish(straight)) == next_step(finish(keep(self.interview)))


def played_straight(
    tree: Questionnaire, replies: dict[str, str | tuple[str, ...] | int | float | Skipped], accepted: dict[str, bool]
) -> Interview:
    """Give these replies in the order of asking, as far as they go, then those behind a question without one."""
    interview = begin(tree)
    while True:
        step = next_step(interview)
        match step:
            case Ask() if step.entry.id in replies:
                reply = replies[step.entry.id]
                interview = skip(interview) if reply is SKIPPED else answer(interview, reply)
            case Ask():
                return interview_with_replies(tree, replies, accepted)
            case Alert():
                interview = go_on(interview)
            case Offer() if step.section in accepted:
                interview = (accept if accepted[step.section] else decline)(interview)
            case _:
                return interview


TestAnySequenceOfSteps = Steps.TestCase
TestAnySequenceOfSteps.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)


LUMP = """
lump:
  ask: Lump?
  choices:
    yes: {label: "Yes", then: {size: {ask: Size?, choices: {small: Small, large: Large}}}}
    no: "No"
pain: {ask: Pain?, kind: number, min: 0, max: 10}
"""


def stopped() -> Interview:
    interview = begin(with_questions(LUMP))
    for reply in ("yes", "large", 7):
        interview = answer(interview, reply)
    return interview


def asked_next(interview: Interview) -> str | None:
    step = next_step(interview)
    return step.entry.id if isinstance(step, Ask) else None


class TestChangedQuestionnaire:
    def test_reply_to_a_choice_that_is_gone_is_asked_again(self) -> None:
        interview = again(stopped(), with_questions(LUMP.replace("large: Large", "huge: Huge")))
        assert interview.replies == {"lump": "yes", "pain": 7}
        assert asked_next(interview) == "size"

    def test_number_out_of_the_new_range_is_asked_again(self) -> None:
        interview = again(stopped(), with_questions(LUMP.replace("max: 10", "max: 5")))
        assert interview.replies == {"lump": "yes", "size": "large"}
        assert asked_next(interview) == "pain"

    def test_reply_to_a_question_that_is_gone_is_left_out(self) -> None:
        interview = again(stopped(), with_questions(LUMP.replace("pain:", "ache:")))
        assert interview.replies == {"lump": "yes", "size": "large"}
        assert asked_next(interview) == "ache"

    def test_follow_up_that_its_answer_no_longer_opens_is_left_out(self) -> None:
        moved = LUMP.replace('yes: {label: "Yes", then', 'no: {label: "No", then').replace('no: "No"', 'yes: "Yes"')
        interview = again(stopped(), with_questions(moved))
        assert interview.replies == {"lump": "yes", "pain": 7}
        assert isinstance(next_step(interview), Review)

    def test_new_question_before_the_others_is_asked_first(self) -> None:
        interview = again(stopped(), with_questions('age: {ask: Age?, choices: {a: "1", b: "2"}}' + LUMP))
        assert interview.replies == {"lump": "yes", "size": "large", "pain": 7}
        assert asked_next(interview) == "age"

    def test_skipped_question_that_must_be_answered_now_is_asked_again(self) -> None:
        optional = "notes: {ask: Notes?, kind: text, optional: true}"
        interview = skip(begin(with_questions(optional)))
        assert again(interview) == interview
        assert asked_next(again(interview, with_questions(optional.replace("true", "false")))) == "notes"

    def test_new_red_flag_is_shown(self) -> None:
        flag = "red_flags: {sore: {level: emergency, when: {pain: {above: 5}}, warn: Sore, because: Call now.}}"
        assert next_step(again(stopped(), with_questions(LUMP, flag))) == Alert("emergency", ("sore",))

    def test_flag_that_was_shown_is_not_shown_again(self) -> None:
        flag = "red_flags: {sore: {level: emergency, when: {pain: {above: 5}}, warn: Sore, because: Call now.}}"
        interview = again(stopped(), with_questions(LUMP, flag))
        assert isinstance(next_step(again(interview)), Alert)
        assert isinstance(next_step(again(go_on(interview))), Review)

    def test_section_that_is_no_longer_optional_was_not_declined(self) -> None:
        tree = questionnaire(TREE)
        core = questionnaire(TREE.replace("optional: true\n    questions", "optional: false\n    questions"))
        assert interview_with_replies(tree, {}, {"details": False}).accepted == {"details": False}
        assert interview_with_replies(core, {}, {"details": False, "gone": True}).accepted == {}
