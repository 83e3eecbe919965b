"""The groups of differences against everyone who can answer two small questionnaires: nothing is missed or made up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count, islice

import pytest

from backmice_cli.author.diff.joint_interview import JointInterview
from backmice_cli.author.diff.levels import groups_of, order_of
from backmice_cli.author.diff.matching import Matching
from backmice_cli.author.diff.rules import DEFAULT, LevelRule
from backmice_cli.interview.interview import Interview
from backmice_cli.interview.outcome import assess, level_of
from tests.support.changed_trees import answered, changed_pair, few

BATCHES = range(int(os.environ.get("BACKMICE_TREES", "60")) // 10)
"""Of ten pairs each. Set BACKMICE_TREES to try more."""

MOST_PEOPLE = 1500

Group = tuple[str, str, str, LevelRule]
"""More or less urgent, the level before and after, the rule that decides the more urgent one."""


def small_pairs(batch: int) -> Iterator[tuple[int, Matching]]:
    """Ten pairs that few enough people can answer to try them all, each with its seed."""
    pairs = ((seed, Matching(*changed_pair(seed))) for seed in count(batch * 1000))
    return islice((pair for pair in pairs if len(few(pair[1], MOST_PEOPLE)) <= MOST_PEOPLE), 10)


def deciding(interview: Interview) -> Iterator[LevelRule]:
    """The rules that decide the level, worked out from the outcome."""
    questionnaire = interview.questionnaire
    outcome = assess(questionnaire, interview.answers)
    found = [
        LevelRule("red_flag", id) for id in outcome.red_flags if questionnaire.red_flags[id].level == outcome.level
    ]
    if outcome.baseline is not None and questionnaire.baseline[outcome.baseline].level == outcome.level:
        found.append(LevelRule("baseline", line=outcome.baseline))
    yield from found or [DEFAULT]


@pytest.mark.parametrize("batch", BATCHES)
def test_groups_are_all_differences_and_nothing_else(batch: int) -> None:
    for seed, matching in small_pairs(batch):
        assert listed_groups(matching) == differing(matching), seed


def differing(matching: Matching) -> dict[Group, int]:
    """Every group of people whose level differs, with the fewest answers of someone in it, found by asking everyone."""
    order = order_of(JointInterview(matching))
    fewest: dict[Group, int] = {}
    for person in few(matching, MOST_PEOPLE):
        old, new = answered(person, matching, new=False), answered(person, matching, new=True)
        levels = level_of(matching.old, old.answers), level_of(matching.new, new.answers)
        direction = order.direction(*levels)
        if direction != "same":
            keys = {matching.questions.get(id, f"{id} (old)") for id in old.answers} | set(new.answers)
            for rule in deciding(new if direction == "more" else old):
                group = (direction, *levels, rule)
                fewest[group] = min(fewest.get(group, len(keys)), len(keys))
    return fewest


def listed_groups(matching: Matching) -> dict[Group, int]:
    """The same as `diff` finds it."""
    groups = groups_of(JointInterview(matching))
    assert groups.is_complete
    found: dict[Group, int] = {}
    for one in groups.groups:
        keys = {matching.questions.get(id, f"{id} (old)") for id in one.example.old} | set(one.example.new)
        key = (one.direction, one.old_level, one.new_level, one.rule)
        found[key] = min(found.get(key, len(keys)), len(keys))
    return found


@pytest.mark.parametrize("seed", range(0, 240, 8))
def test_questionnaire_does_not_differ_from_itself(seed: int) -> None:
    same, _ = changed_pair(seed)
    assert groups_of(JointInterview(Matching(same, same))).groups == ()
