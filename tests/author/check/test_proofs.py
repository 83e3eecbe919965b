"""The formulas against every interview of hundreds of small questionnaires: the same is found, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from itertools import islice

import pytest

from backmice_cli.author.check.emergencies import Emergencies
from backmice_cli.author.check.proofs import PROOFS, calmer_when_unsure, calmer_when_worse, run_proofs
from backmice_cli.author.check.question_counts import core_lengths
from backmice_cli.author.check.until_alert import FirstAlert
from backmice_cli.author.symbolic.queries import (
    AdviceGiven,
    BaselineIs,
    ConditionHolds,
    Conjunction,
    FlagDecides,
    FlagRaised,
    LevelAtLeast,
    LevelIs,
    Negation,
    PossibilityListed,
    Query,
    QuestionAnswered,
    QuestionAsked,
    is_true_of,
)
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.interview.interview import Interview
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.brute import Brute
from tests.support.trees import drawn, every_interview

BATCH = 20
SEEDS = range(0, int(os.environ.get("BACKMICE_TREES", "40")), BATCH)
"""The first of each batch. Set BACKMICE_TREES to try more."""

MOST_INTERVIEWS = 800
MOST_REPLIES = 400

ABOUT_PAIRS = (calmer_when_unsure.prove, calmer_when_worse.prove)
ABOUT_PARTS = {"over-budget"}


@cache
def trees(seed: int) -> tuple[Brute, ...]:
    """The trees of one batch that are small enough to go every way."""
    found = []
    for questionnaire in map(drawn, range(seed, seed + BATCH)):
        ended = list(islice(every_interview(questionnaire), MOST_INTERVIEWS + 1))
        if len(ended) <= MOST_INTERVIEWS:
            found.append(Brute(questionnaire, [one for one in ended if can_be_scripted(one.interview)]))
    assert len(found) > BATCH / 3
    return tuple(found)


def can_be_scripted(interview: Interview) -> bool:
    """Leave out who takes an optional section and answers nothing in it: for a script that is the same as declining."""
    outline = interview.questionnaire.outline
    answered = {outline[id].section for id in interview.answers}
    return all(section in answered for section, taken in interview.accepted.items() if taken)


def goals(questionnaire: Questionnaire) -> Iterator[Query]:
    yield from map(LevelIs, questionnaire.levels)
    yield from map(LevelAtLeast, questionnaire.levels)
    for flag in questionnaire.red_flags:
        yield from (FlagRaised(flag), FlagDecides(flag), Negation(FlagRaised(flag)))
        yield from (Conjunction((FlagRaised(flag), LevelIs(level))) for level in questionnaire.levels)
    yield from (BaselineIs(place) for place in range(len(questionnaire.baseline)))
    for entry in questionnaire.outline:
        yield from (QuestionAsked(entry.id), QuestionAnswered(entry.id), Negation(QuestionAsked(entry.id)))
        yield Conjunction((QuestionAsked(entry.id), Negation(QuestionAnswered(entry.id))))
    yield from map(PossibilityListed, questionnaire.possibilities)
    yield from map(AdviceGiven, questionnaire.advice)
    yield from map(ConditionHolds, questionnaire.signs.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_goal_is_possible_when_some_interview_reaches_it(seed: int) -> None:
    for brute in trees(seed):
        solver = Solver(brute.questionnaire)
        for goal in goals(brute.questionnaire):
            reached = [interview for interview in brute.interviews if is_true_of(goal, interview)]
            assert solver.is_possible(goal) == bool(reached), goal
            found = solver.fewest(goal)
            assert (found is not None) == bool(reached), goal
            if found is not None:
                assert len(found) == min(len(interview.answers) for interview in reached), goal


@pytest.mark.parametrize("seed", SEEDS)
def test_proofs_find_what_all_interviews_show(seed: int) -> None:
    for brute in trees(seed):
        proofs = [proof for proof in PROOFS if proof not in ABOUT_PAIRS]
        found = {(each.code, each.path) for each in run_proofs(Solver(brute.questionnaire), proofs)}
        assert {(code, path) for code, path in found if code not in ABOUT_PARTS} == brute.disproved()


@pytest.mark.parametrize("seed", SEEDS)
def test_one_reply_is_found_calmer_when_it_is_for_someone(seed: int) -> None:
    for brute in (tree for tree in trees(seed) if tree.replies_in_all() <= MOST_REPLIES):
        found = list(run_proofs(Solver(brute.questionnaire), ABOUT_PAIRS))
        expected = {(code, path) for code, path, id, one, two in brute.pairs() if brute.is_calmer(id, one, two)}
        assert {(one.code, one.path) for one in found} == expected
        for one in found:
            first, second = one.witnesses
            assert brute.questionnaire.urgency[first.level] > brute.questionnaire.urgency[second.level]


@pytest.mark.parametrize("seed", SEEDS)
def test_longest_way_to_an_emergency_is_the_longest_there_is(seed: int) -> None:
    for brute in trees(seed):
        emergencies = Emergencies(Solver(brute.questionnaire))
        assert questions(emergencies.longest_single()) == brute.longest(single=True)
        assert questions(emergencies.longest_combined()) == brute.longest(single=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_longest_way_of_quiet_people_is_the_longest_there_is(seed: int) -> None:
    for brute in trees(seed):
        emergencies = Emergencies(Solver(brute.questionnaire))
        assert questions(emergencies.quiet_single()) == brute.longest_quiet(single=True)
        assert questions(emergencies.quiet_combined()) == brute.longest_quiet(single=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_core_is_as_short_and_as_long_as_interviews_are(seed: int) -> None:
    for brute in trees(seed):
        measured = core_lengths(Solver(brute.questionnaire))
        assert (measured.shortest, measured.longest) == brute.core_lengths()


def questions(told: FirstAlert | None) -> int | None:
    return None if told is None else told.questions
