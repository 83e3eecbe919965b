"""What the advice rests on: answers whose change, alone, would change the level."""

from __future__ import annotations

from functools import reduce

from backmice_cli.analysis.cases import play
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.hinges import MOST_HINGES, Hinge, emergency_hinges, hinges
from backmice_cli.interview.interview import Interview, answer, begin
from backmice_cli.interview.outcome import level_of
from tests.shipped import CASES, quiet_answers, read_case, shipped
from tests.small import with_questions

TREE = """
fever: {ask: Fever?, choices: {yes: "Yes", no: "No"}}
signs:
  ask: Signs?
  kind: many
  choices:
    numb: {label: Numb, then: {since: {ask: New?, choices: {new: New, old: Old}}}}
    sore: Sore
    none: {label: None, exclusive: true}
pain: {ask: Pain?, kind: number, min: 0, max: 10}
"""
RULES = """
red_flags:
  new: {level: emergency, when: {since: new}, warn: New, because: Go now.}
  old: {level: soon, when: {since: old}, warn: Old, because: See someone.}
  hot: {level: soon, when: {fever: yes}, warn: Hot, because: See someone.}
  bad: {level: soon, when: {pain: {at_least: 8}}, warn: Bad, because: See someone.}
"""


def played(*replies: Reply) -> Interview:
    return reduce(answer, replies, begin(with_questions(TREE, RULES)))


def test_calm_result_names_what_would_make_it_more_urgent_most_urgent_first() -> None:
    assert hinges(played("no", "none", 3)) == (
        Hinge("signs", ("numb",), "emergency", {"since": "new"}),
        Hinge("pain", 8, "soon"),
    )


def test_nothing_milder_is_ever_named() -> None:
    assert [hinge.level for hinge in hinges(played("yes", "none", 9))] == ["emergency"]


def test_answer_that_matters_because_of_the_others_comes_first() -> None:
    infected = play(shipped(), read_case(CASES / "e05_red_hot_lump.yaml").answers)
    assert Hinge("fever", ("measured",), "emergency") in hinges(infected)[:2]


def test_number_is_tried_where_a_rule_changes_its_mind() -> None:
    assert Hinge("pain", 8, "soon") in hinges(played("no", "none", 7))


def test_sign_and_its_detail_count_as_one_change() -> None:
    assert emergency_hinges(played("no", "none", 3)) == (Hinge("signs", ("numb",), "emergency", {"since": "new"}),)


def test_emergency_has_no_hinges() -> None:
    emergency = played("no", "numb", "new")
    assert (hinges(emergency), emergency_hinges(emergency)) == ((), ())


def test_every_hinge_of_every_worked_example_is_true() -> None:
    for path in sorted(CASES.glob("*.yaml")):
        interview = play(shipped(), read_case(path).answers)
        found = hinges(interview)
        assert len(found) <= MOST_HINGES
        for hinge in found:
            would_be = hinge.would_be if isinstance(hinge.would_be, str | tuple) else str(hinge.would_be)
            details = {id: str(reply) for id, reply in hinge.details.items()}
            replies = {**quiet_answers(), **read_case(path).answers, hinge.question: would_be, **details}
            assert hinge.level != level_of(shipped(), interview.answers)
            assert level_of(shipped(), play(shipped(), replies).answers) == hinge.level, (path.stem, hinge)
