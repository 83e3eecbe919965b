"""Who reads a question or a sign, and which rules an answer helps."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from backmice_cli.author.readers import ReadingPart, ReadingParts
from tests.support.shipped import shipped
from tests.support.small import with_questions

TREE = with_questions(
    """
    skin: {ask: Skin?, kind: many, choices: {red: Red, pus: Pus, fine: {label: Fine, exclusive: true}}}
    fever: {ask: Fever?, choices: {yes: "Yes", no: "No"}}
    pain: {ask: Pain?, kind: number, min: 0, max: 10}
    seen: {ask: Seen?, when: {sign: ill}, choices: {yes: "Yes", no: "No"}}
    """,
    """
    signs: {ill: {any: [{fever: yes}, {pain: {above: 8, below: 9}}]}}
    red_flags:
      both: {level: emergency, when: {sign: ill, skin: [red, pus]}, warn: Both, because: Act.}
      pus: {level: soon, when: {skin: pus, not: {seen: yes}}, warn: Pus, because: Act.}
      many: {level: soon, when: {skin: {count: {at_least: 2}}}, warn: Many, because: Act.}
    baseline: [{level: soon, when: {not: {seen: no}, pain: {at_least: 3}}}]
    possibilities: {cyst: {name: Cyst, what: A cyst., fits: [{when: {skin: pus}, say: pus}], needs: {sign: ill}}}
    advice: {rest: {kind: do, text: Rest., when: {fever: no}}}
    """,
)


@cache
def readers() -> ReadingParts:
    return ReadingParts(TREE)


def helped(question: str, choice: str) -> list[tuple[str, bool]]:
    rules = readers().rules_for_choice(question, TREE.outline[question].question, choice)
    return [(rule.id, rule.alone) for rule in rules]


def test_readers_of_a_question_read_it_directly_in_file_order() -> None:
    assert readers().of_questions["skin"] == (
        ReadingPart("red flag", "both"),
        ReadingPart("red flag", "pus"),
        ReadingPart("red flag", "many"),
        ReadingPart("possibility", "cyst"),
    )
    assert readers().of_questions["fever"] == (ReadingPart("sign", "ill"), ReadingPart("advice", "rest"))


def test_readers_of_a_sign_are_questions_rules_and_possibilities() -> None:
    assert readers().of_signs == {
        "ill": (ReadingPart("question", "seen"), ReadingPart("red flag", "both"), ReadingPart("possibility", "cyst"))
    }


def test_answer_helps_rules_through_signs_and_says_what_it_raises_alone() -> None:
    assert helped("skin", "pus") == [("both", False), ("pus", True)]
    assert helped("fever", "yes") == [("both", False)]


@pytest.mark.parametrize(("question", "choice"), [("skin", "fine"), ("fever", "no"), ("seen", "yes"), ("seen", "no")])
def test_answer_that_is_unread_or_only_denied_helps_nothing(question: str, choice: str) -> None:
    assert helped(question, choice) == []


def test_numbers_and_counts_help_as_tests_low_numbers_first() -> None:
    tests = readers().other_tests("pain")
    helped = [[(rule.id, rule.alone) for rule in readers().rules_for_test("pain", test)] for test in tests]
    assert helped == [[("1", True)], [("both", False)]]
    assert [rule.id for rule in readers().rules_for_test("skin", readers().other_tests("skin")[0])] == ["many"]


def test_shipped_choice_raises_alone_what_holds_for_it_alone() -> None:
    file, read = shipped(), ReadingParts(shipped())
    for entry in file.outline:
        for choice in entry.question.choices:
            answer = (choice,) if entry.question.kind == "many" else choice
            rules = read.rules_for_choice(entry.id, entry.question, choice)
            raised = {id for id, flag in file.red_flags.items() if file.evaluator.holds(flag.when, {entry.id: answer})}
            assert {rule.id for rule in rules if rule.alone and rule.kind == "red flag"} == raised
            ranks = [file.urgency[rule.level] for rule in rules]
            assert all(before <= after for before, after in pairwise(ranks))
