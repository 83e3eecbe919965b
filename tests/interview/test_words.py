"""The words for the phone: of the ticked choices that raised a red flag, then the flag's own."""

from __future__ import annotations

import pytest

from backmice_cli.interview.words import MOST_FACTS, Ticked, choices_asked_for, choices_told, words_to_say
from backmice_cli.questionnaire.condition import Answers
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.small import with_questions

QUESTIONS = """
skin:
  ask: The skin?
  kind: many
  choices:
    hot: {label: Hot, say: My skin is hot.}
    red: {label: Red, say: My skin is red.}
    pus: {label: Pus, say: There is pus.}
    dry: {label: Dry, say: My skin is dry.}
    rash: Rash
    none: {label: None, exclusive: true}
leg:
  ask: The leg?
  choices:
    weak:
      label: Weak
      say: My leg is weak.
      then:
        since: {ask: Since?, choices: {new: {label: New, say: It is new.}, old: {label: Old, say: It is old.}}}
    fine: Fine
look: {ask: Look?, when: {skin: [hot, red]}, choices: {worse: {label: Worse, say: It is worse.}, same: Same}}
fever: {ask: Fever?, choices: {yes: {label: "Yes", say: I have a fever.}, no: {label: "No", say: I have no fever.}}}
pain: {ask: Pain?, kind: number, min: 0, max: 10}
"""


def tree(*conditions: str, say: str = "", signs: str = "") -> Questionnaire:
    """Red flags `flag0`, `flag1` and so on, all with the same words of their own."""
    own = f", say: {say}" if say else ""
    flags = "".join(
        f"  flag{place}: {{level: soon, when: {when}, warn: Warning, because: It matters.{own}}}\n"
        for place, when in enumerate(conditions)
    )
    return with_questions(QUESTIONS, f"{signs}\nred_flags:\n{flags}")


def words(condition: str, answers: Answers, *, say: str = "", signs: str = "") -> str | None:
    """What is said for one red flag."""
    return words_to_say(tree(condition, say=say, signs=signs), ["flag0"], answers)["flag0"]


def test_only_what_was_ticked_is_said() -> None:
    assert words("{skin: [hot, red]}", {"skin": ("hot",)}) == "My skin is hot."
    assert words("{skin: [hot, red]}", {"skin": ("red", "pus")}) == "My skin is red."


def test_own_words_of_the_flag_come_last() -> None:
    said = words("{skin: hot, fever: yes}", {"skin": ("hot",), "fever": "yes"}, say='"Is it infected?"')
    assert said == "My skin is hot. I have a fever. Is it infected?"


def test_words_are_in_the_order_of_asking() -> None:
    answers: Answers = {"skin": ("hot", "red"), "fever": "yes"}
    assert words("{fever: yes, skin: [red, hot]}", answers) == "My skin is hot. My skin is red. I have a fever."


def test_choice_without_words_leaves_it_to_the_flag() -> None:
    assert words("{skin: rash}", {"skin": ("rash",)}, say="I have a rash.") == "I have a rash."
    assert words("{skin: rash}", {"skin": ("rash",)}) is None


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("{any: [{skin: hot}, {skin: red}, {fever: yes}]}", "My skin is hot. I have a fever."),
        ("{all: [{skin: hot}, {any: [{fever: yes}, {leg: weak}]}]}", "My skin is hot. I have a fever."),
        ("{at_least: 2, of: [{skin: hot}, {skin: red}, {fever: yes}]}", "My skin is hot. I have a fever."),
        ("{skin: {all: [hot, pus]}}", "My skin is hot. There is pus."),
        ("{sign: ill}", "My skin is hot. I have a fever."),
        ("{not: {skin: red}, fever: yes}", "I have a fever."),
        ("{fever: yes, not: {not: {skin: hot}}}", "I have a fever."),
        ("{skin: {count: {at_least: 2}}, fever: answered, pain: {at_least: 1}}", None),
    ],
)
def test_of_a_condition_the_parts_that_hold_are_said(condition: str, said: str | None) -> None:
    signs = "signs: {hot: {skin: hot}, ill: {all: [{sign: hot}, {fever: yes}]}}"
    assert words(condition, {"skin": ("hot", "pus"), "fever": "yes", "pain": 3}, signs=signs) == said


def test_flag_that_does_not_hold_tells_no_choice() -> None:
    assert words("{skin: hot, fever: yes}", {"skin": ("hot",)}) is None
    file = tree("{skin: hot, fever: yes}")
    assert choices_told(file, file.red_flags["flag0"].when, {"skin": ("hot",)}) == []


def test_choices_told_are_named_once() -> None:
    file = tree("{any: [{skin: [hot, red]}, {skin: hot, fever: yes}]}")
    told = choices_told(file, file.red_flags["flag0"].when, {"skin": ("hot",), "fever": "yes"})
    assert told == [Ticked("skin", "hot"), Ticked("fever", "yes")]


def test_choices_asked_for_are_all_that_can_raise_a_flag() -> None:
    signs = "signs: {ill: {skin: {all: [pus, hot]}}}"
    file = tree("{any: [{sign: ill}, {leg: weak, not: {skin: red}}], fever: answered}", signs=signs)
    asked = choices_asked_for(file, file.red_flags["flag0"].when)
    assert asked == [Ticked("skin", "hot"), Ticked("skin", "pus"), Ticked("leg", "weak")]


def test_follow_up_brings_the_choice_that_opened_it() -> None:
    assert words("{since: new}", {"leg": "weak", "since": "new"}) == "My leg is weak. It is new."
    assert words("{look: worse}", {"skin": ("red", "pus"), "look": "worse"}) == "My skin is red. It is worse."


def test_few_facts_are_said_and_each_need_first() -> None:
    everything: Answers = {"skin": ("hot", "red", "pus", "dry"), "leg": "weak", "since": "new", "fever": "yes"}
    said = words("{skin: [hot, red, pus, dry], fever: yes}", everything)
    assert said == "My skin is hot. My skin is red. I have a fever."
    assert str(said).count(".") == MOST_FACTS


def test_what_only_opened_a_question_is_left_out_first() -> None:
    answers: Answers = {"skin": ("hot",), "leg": "weak", "since": "new", "fever": "yes"}
    assert words("{skin: hot, since: new, fever: yes}", answers) == "My skin is hot. It is new. I have a fever."


def test_what_the_flag_reads_itself_is_said_before_what_its_signs_read() -> None:
    signs = "signs: {sick: {skin: hot, leg: weak}}"
    answers: Answers = {"skin": ("hot",), "leg": "weak", "since": "old", "fever": "yes"}
    assert words("{sign: sick, since: old, fever: yes}", answers, signs=signs) == (
        "My skin is hot. It is old. I have a fever."
    )


def test_no_sentence_stands_twice() -> None:
    flags = tree(
        "{skin: hot, fever: yes}", "{fever: yes, leg: weak}", "{fever: yes}", say='"I am ill. Is it infected?"'
    )
    answers: Answers = {"skin": ("hot",), "leg": "weak", "fever": "yes"}
    assert words_to_say(flags, flags.red_flags, answers) == {
        "flag0": "My skin is hot. I have a fever. I am ill. Is it infected?",
        "flag1": "My leg is weak.",
        "flag2": None,
    }


def test_own_sentence_that_a_choice_says_too_stands_once_and_last() -> None:
    assert words("{fever: yes, leg: weak}", {"fever": "yes", "leg": "weak"}, say="I have a fever. Help me.") == (
        "My leg is weak. I have a fever. Help me."
    )
