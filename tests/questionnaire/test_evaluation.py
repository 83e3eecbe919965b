"""Compiled conditions say what the author's own words say; what is not known yet leaves open no more than it must."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator, Mapping

from backmice_cli.questionnaire.condition import AllOf, Answer, Answers, Bounds, Condition, Count, Test
from backmice_cli.questionnaire.evaluation import Evaluator
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.at_random import interviews
from tests.support.shipped import shipped
from tests.support.small import read_as


def passes(test: Test, answer: Answer | None) -> bool:
    given = answer if isinstance(answer, tuple) else (answer,)
    match test:
        case "answered":
            return answer is not None
        case tuple():
            return any(choice in test for choice in given)
        case AllOf():
            return isinstance(answer, tuple) and all(choice in answer for choice in test.all)
        case Count():
            return isinstance(answer, tuple) and test.count.admit(len(answer))
        case Bounds():
            return isinstance(answer, int | float) and test.admit(answer)


def holds(condition: Condition, answers: Answers, signs: Mapping[str, Condition]) -> bool:
    """The table of the contract, as it stands there."""
    parts = [passes(test, answers.get(question)) for question, test in condition.tests.items()]
    if condition.sign is not None:
        parts.append(holds(signs[condition.sign], answers, signs))
    if condition.any is not None:
        parts.append(any(holds(part, answers, signs) for part in condition.any))
    if condition.all is not None:
        parts.append(all(holds(part, answers, signs) for part in condition.all))
    if condition.negated is not None:
        parts.append(not holds(condition.negated, answers, signs))
    if condition.of is not None and condition.at_least is not None:
        parts.append(sum(holds(part, answers, signs) for part in condition.of) >= condition.at_least)
    return all(parts)


def rules_of(questionnaire: Questionnaire) -> Iterator[Condition]:
    yield from questionnaire.signs.values()
    yield from (flag.when for flag in questionnaire.red_flags.values())
    yield from (line.when for line in questionnaire.baseline)
    yield from (advice.when for advice in questionnaire.advice.values() if advice.when is not None)


def test_compiled_conditions_hold_where_the_contract_says_so() -> None:
    for interview in interviews(trees=150, each=6, of_shipped=30):
        questionnaire, answers = interview.questionnaire, interview.answers
        for condition in rules_of(questionnaire):
            expected = holds(condition, answers, questionnaire.signs)
            assert questionnaire.evaluator.holds(condition, answers) == expected, (condition, answers)


def test_what_is_settled_stays_so_whatever_is_answered_to_the_rest() -> None:
    chance = random.Random(2)
    for interview in interviews(trees=150, each=6, of_shipped=10):
        questionnaire, answers = interview.questionnaire, interview.answers
        unsettled = {id for id in answers if chance.random() < 0.3}
        known = {id: given for id, given in answers.items() if id not in unsettled}
        for condition in rules_of(questionnaire):
            outlook = questionnaire.evaluator.outlook(condition, known, unsettled)
            settled = questionnaire.evaluator.meaning(condition).reads.isdisjoint(unsettled)
            assert (outlook is not None) >= settled
            assert outlook in (None, holds(condition, answers, questionnaire.signs))
            assert outlook in (None, holds(condition, known, questionnaire.signs))


def test_evaluator_goes_to_another_process() -> None:
    condition = next(iter(shipped().signs.values()))
    shipped().evaluator.holds(condition, {})
    again = pickle.loads(pickle.dumps(shipped()))
    assert not again.evaluator.holds(next(iter(again.signs.values())), {})


def test_same_object_is_compiled_once() -> None:
    evaluator = Evaluator({})
    condition = read_as(Condition, {"q": "a"})
    assert evaluator.meaning(condition) is evaluator.meaning(condition)
