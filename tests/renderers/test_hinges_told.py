"""What the advice rests on, as it is told: only what differs, in plain English."""

from __future__ import annotations

from functools import reduce

import pytest

from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import Interview, answer, begin
from backmice_cli.renderers.result import HingeResult, build_result
from backmice_cli.renderers.text import TextRenderer
from tests.support.small import with_questions

TREE = """
signs:
  ask: Signs?
  kind: many
  choices:
    sore: {label: Sore, tell: It is sore.}
    numb: {label: Numb, tell: You feel numb.}
    rest: {label: Rest, tell: Rest eases it.}
    itch: Itchy
    none: {label: None, tell: You have no signs., exclusive: true}
pain: {ask: Pain?, tell: Your pain, kind: number, min: 0, max: 10}
"""
NUMB = "red_flags: {numb: {level: emergency, when: {signs: numb}, warn: Numb, because: Go now.}}"
NO_REST = "red_flags: {tiring: {level: soon, when: {not: {signs: [rest, none]}}, warn: Tiring, because: See someone.}}"
ITCH = "red_flags: {itch: {level: soon, when: {signs: itch}, warn: Itch, because: See someone.}}"
BAD = "red_flags: {bad: {level: soon, when: {pain: {at_least: 8}}, warn: Bad, because: See someone.}}"


def played(rules: str, *replies: Reply) -> Interview:
    return reduce(answer, replies, begin(with_questions(TREE, rules)))


def told(interview: Interview) -> tuple[tuple[HingeResult, ...], str]:
    """The hinges of an interview, and their lines."""
    result = build_result(interview, "0" * 64)
    _, _, after = TextRenderer(full=True).render(result).partition("What would change this advice:\n")
    return result.hinges, after.partition("\n\n")[0]


@pytest.mark.parametrize(
    ("rules", "replies", "differs", "lines"),
    [
        pytest.param(
            NUMB,
            ("none", 3),
            ("You have no signs.", "You feel numb."),
            "- You have no signs.\n  If instead: You feel numb. Then get help now.",
            id="a sign for none",
        ),
        pytest.param(
            NUMB,
            (("sore", "rest"), 3),
            ("", "You feel numb."),
            "- If also: You feel numb. Then get help now.",
            id="one more sign",
        ),
        pytest.param(
            NO_REST,
            (("sore", "rest"), 3),
            ("Rest eases it.", ""),
            "- Rest eases it.\n  If this is no longer so: get help this week.",
            id="what eases it falls away",
        ),
        pytest.param(
            ITCH,
            ("sore", 3),
            ("", "Signs? Itchy"),
            "- If also: Signs? Itchy. Then get help this week.",
            id="a choice without a sentence",
        ),
        pytest.param(
            BAD,
            ("sore", 3),
            ("Your pain: 3", "Your pain: 8"),
            "- Your pain: 3\n  If instead: Your pain: 8. Then get help this week.",
            id="a number",
        ),
    ],
)
def test_only_what_differs_is_told(
    rules: str, replies: tuple[Reply, ...], differs: tuple[str, str], lines: str
) -> None:
    hinges, text = told(played(rules, *replies))
    assert [(hinge.answer, hinge.would_be) for hinge in hinges] == [differs]
    assert text == lines
