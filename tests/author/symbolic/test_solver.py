"""Answers that show something: few, plain, always the same, and what the program says when it is given them."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys

import pytest

from backmice_cli.author.symbolic.queries import (
    ConditionHolds,
    Conjunction,
    FlagRaised,
    LevelIs,
    Negation,
    PossibilityListed,
    Query,
    QuestionAsked,
)
from backmice_cli.author.symbolic.replay_command import triage_command
from backmice_cli.author.symbolic.solver import Solver, WrongWitnessError
from backmice_cli.questionnaire.condition import Condition
from tests.support.paths import ROOT
from tests.support.shipped import shipped
from tests.support.small import read_as, with_questions

TREE = """
lump:
  ask: Can you feel a lump?
  choices:
    yes:
      label: "Yes"
      then:
        size: {ask: How big is it?, choices: {pea: Pea, egg: Egg}}
    no: "No"
signs:
  ask: What else?
  kind: many
  choices: {fever: Fever, rash: Rash, sweats: Sweats, none: {label: None, exclusive: true}}
pain: {ask: How bad is it?, kind: number, min: 0, max: 10}
words: {ask: Anything else?, kind: text}
"""


def when(**parts: object) -> ConditionHolds:
    return ConditionHolds(
        read_as(Condition, {"not" if key == "negated" else key: value for key, value in parts.items()})
    )


def solver_for(goal: Query) -> Solver:
    goals = goal.goals if isinstance(goal, Conjunction) else (goal,)
    return Solver(with_questions(TREE), [each.condition for each in goals if isinstance(each, ConditionHolds)])


@pytest.mark.parametrize(
    ("goal", "answers"),
    [
        (when(size="egg"), {"lump": "yes", "size": "egg"}),
        (when(signs=["rash", "fever"]), {"signs": ("fever",)}),
        (when(signs={"count": {"at_least": 2}}), {"signs": ("fever", "rash")}),
        (when(signs="answered"), {"signs": ("none",)}),
        (when(pain={"above": 3, "below": 4}), {"pain": 3.5}),
        (when(pain={"above": 3}), {"pain": 4}),
        (when(words="answered"), {"words": "something"}),
        (when(negated={"lump": "no"}), {}),
        (when(any=[{"pain": {"at_least": 9}}, {"signs": "fever"}]), {"signs": ("fever",)}),
        (QuestionAsked("size"), {"lump": "yes"}),
        (Conjunction((QuestionAsked("size"), when(pain={"at_most": 0}))), {"lump": "yes", "pain": 0}),
    ],
)
def test_fewest_answers_are_the_plainest(goal: Query, answers: dict[str, object]) -> None:
    assert solver_for(goal).fewest(goal) == answers


@pytest.mark.parametrize(
    "goal", [when(size="egg", lump="no"), when(lump={"all": ["yes", "no"]}), when(pain={"above": 10}), LevelIs("soon")]
)
def test_what_cannot_be_has_no_witness(goal: Query) -> None:
    solver = solver_for(goal)
    assert not solver.is_possible(goal)
    assert solver.fewest(goal) is None


def test_condition_that_tells_other_numbers_apart_must_be_known_from_the_start() -> None:
    with pytest.raises(LookupError):
        Solver(with_questions(TREE)).is_possible(when(pain={"above": 3}))


def test_fewest_answers_do_not_depend_on_what_was_looked_for_before() -> None:
    goals = [FlagRaised(flag) for flag in list(shipped().red_flags)[::10]]
    one, other = Solver(shipped()), Solver(shipped())
    assert [one.fewest(goal) for goal in goals] == [other.fewest(goal) for goal in reversed(goals)][::-1]


def test_optional_section_is_opened_by_an_answer_in_it() -> None:
    optional = next(entry for entry in shipped().outline if shipped().sections[entry.section].optional)
    answers = Solver(shipped()).fewest(QuestionAsked(optional.id))
    assert answers is not None
    assert {shipped().outline[id].section for id in answers} == {optional.section}


def test_wrong_witness_is_a_mistake_of_the_program() -> None:
    solver = Solver(with_questions(TREE))
    with pytest.raises(WrongWitnessError):
        solver.shown(when(lump="yes"), frozenset())


def test_command_gives_what_it_was_made_for() -> None:
    goal = Conjunction((PossibilityListed("back_mouse"), LevelIs("routine"), Negation(FlagRaised("rf_fever"))))
    answers = Solver(shipped()).fewest(goal)
    assert answers is not None
    words = shlex.split(triage_command(answers))
    assert words[:4] == ["backmice", "triage", "--rest", "skip"]
    run = subprocess.run(
        [sys.executable, "-m", "backmice_cli", *words[1:], "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    result = json.loads(run.stdout)
    assert result["level"]["id"] == "routine"
    assert "back_mouse" in [possibility["id"] for possibility in result["possibilities"]]


def test_command_quotes_what_a_shell_would_read() -> None:
    command = triage_command({"words": "it's $HOME", "pain": 0.00001}, "my file.yaml")
    assert shlex.split(command)[3:] == [
        "my file.yaml",
        "--rest",
        "skip",
        "-a",
        "words=it's $HOME",
        "-a",
        "pain=0.00001",
    ]


def test_without_z3_the_extra_is_named() -> None:
    program = """
import sys
sys.modules["z3"] = None
from backmice_cli.errors import MissingExtraError
try:
    import backmice_cli.author.symbolic.solver
except MissingExtraError as error:
    print(error.message, error.hint)
import backmice_cli.author.test.cases, backmice_cli.cli.app
"""
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert run.stdout == (
        "a proof needs the extra 'author', which is not installed"
        ' Install it with: python -m pip install "backmice[author]"\n'
    )
