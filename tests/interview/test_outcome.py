"""The level has one rule, and the quick way to it gives the same."""

from __future__ import annotations

import random

from backmice_cli.interview.answers import read_reply
from backmice_cli.interview.outcome import Assessor, assess, level_of
from backmice_cli.questionnaire.condition import Answers
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.at_random import interviews, some_reply


def plain_level(questionnaire: Questionnaire, answers: Answers) -> str:
    """As the contract has it: the most urgent of all red flags that hold, and of the first line of the baseline."""
    holds = questionnaire.evaluator.holds
    baseline = next((line.level for line in questionnaire.baseline if holds(line.when, answers)), questionnaire.mildest)
    raised = {flag.level for flag in questionnaire.red_flags.values() if holds(flag.when, answers)}
    return next(level for level in questionnaire.levels if level in raised | {baseline})


def test_level_is_the_most_urgent_of_flags_and_baseline() -> None:
    for interview in interviews(trees=150, each=4, of_shipped=20):
        questionnaire, answers = interview.questionnaire, interview.answers
        expected = plain_level(questionnaire, answers)
        assert level_of(questionnaire, answers) == assess(questionnaire, answers).level == expected


def test_assessor_gives_the_level_of_answers_that_differ() -> None:
    chance = random.Random(3)
    for interview in interviews(trees=150, each=4, of_shipped=20):
        questionnaire, answers = interview.questionnaire, interview.answers
        assessor = Assessor(questionnaire, answers)
        for _ in range(5):
            touched = {entry.id for entry in questionnaire.outline if chance.random() < 0.1}
            other = {id: given for id, given in answers.items() if id not in touched}
            for id in touched:
                question = questionnaire.outline[id].question
                if chance.random() < 0.8:
                    other[id] = read_reply(question, some_reply(question, chance))
            changed = {id: given for id, given in other.items() if id in touched}
            rank = assessor.differing_in(touched)(questionnaire.evaluator.facts(changed))
            assert list(questionnaire.levels)[rank] == plain_level(questionnaire, other)
