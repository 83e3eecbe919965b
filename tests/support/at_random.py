"""Interviews at random, of the shipped questionnaire and of drawn ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import Interview
from backmice_cli.questionnaire.model import Question
from tests.support.shipped import shipped
from tests.support.trees import NUMBERS, drawn, outcome_of


def some_reply(question: Question, chance: random.Random) -> Reply:
    """Mostly the calm reply where there is one, so that one answer more can make a difference."""
    if question.kind == "text":
        return "something"
    if question.kind == "number":
        low = question.min if question.min is not None else -100
        high = question.max if question.max is not None else 100
        return chance.choice([number for number in NUMBERS if low <= number <= high] or [low])
    choice = chance.choice(list(question.choices))
    if question.quiet_choice is not None and chance.random() < 0.7:
        choice = question.quiet_choice
    if question.kind == "one":
        return choice
    together = [id for id, offered in question.choices.items() if not offered.exclusive]
    return [choice] if choice not in together else list(dict.fromkeys((choice, chance.choice(together))))


def interviews(trees: int, each: int, of_shipped: int) -> Iterator[Interview]:
    """Finished interviews in which some questions were left out."""
    chance = random.Random(1)
    counts = [(drawn(seed), each) for seed in range(trees)] + [(shipped(), of_shipped)]
    for questionnaire, count in counts:
        for _ in range(count):
            told = [entry for entry in questionnaire.outline if chance.random() < 0.95]
            yield outcome_of(questionnaire, {entry.id: some_reply(entry.question, chance) for entry in told})
