"""Small random questionnaires of every shape the language has, and every interview of one, tried out one by one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from msgspec.structs import replace

from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    accept,
    answer,
    begin,
    decline,
    finish,
    go_on,
    next_step,
    skip,
)
from backmice_cli.questionnaire.model import NeverTogether, Question, Questionnaire
from tests.support.small import read_as

LEVELS = ("now", "today", "soon", "calm")
NUMBERS = (-1, 0, 0.5, 1, 1.5, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 5)
"""One in every stretch between the bounds that a drawn condition can have."""


@dataclass
class _Drawn:
    id: str
    kind: str
    choices: tuple[str, ...]


class Tree:
    """Draws one questionnaire."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.earlier: list[_Drawn] = []
        self.signs: dict[str, Any] = {}
        self.count = 0

    def questionnaire(self) -> Questionnaire:
        chance = self.chance
        sections: dict[str, Any] = {}
        for place in range(chance.choice((1, 2, 2, 3))):
            optional = place > 0 and chance.random() < 0.4
            questions = dict(self.question(0) for _ in range(chance.choice((1, 1, 2))))
            sections[f"s{place}"] = {"title": "Part", "optional": optional, "questions": questions}
            if chance.random() < 0.5:
                self.signs[f"sign{place}"] = self.condition()
            if optional:
                break
        levels = LEVELS[: chance.choice((2, 3, 4))]
        about, reading = (list(self.signs)[-1], {"sign": next(iter(self.signs))}) if self.signs else (None, None)
        line = {"text": "It grows.", "about": about, "when": reading}
        questionnaire = read_as(
            Questionnaire,
            {
                "format": "1",
                "title": "Drawn",
                "levels": {
                    level: {
                        **{"label": level, "when_to_act": level, "headline": level, "interrupt": place == 0},
                        "steps": [line],
                    }
                    for place, level in enumerate(levels)
                },
                "sections": sections,
                "signs": self.signs,
                "red_flags": {f"flag{n}": self.red_flag(levels) for n in range(chance.choice((1, 2, 3)))},
                "baseline": [
                    {"level": chance.choice(levels), "when": self.condition()} for _ in range(chance.choice((0, 1, 3)))
                ],
                "possibilities": {f"thing{n}": self.possibility() for n in range(chance.choice((0, 1, 3)))},
                "listing": {"some": chance.choice((1, 1, 2)), "most": chance.choice((1, 2)), "never_at": levels[:1]},
                "advice": {
                    f"advice{n}": {
                        **{"kind": "do", "text": "Rest.", "when": self.condition(), "never_at": levels[:n]},
                        "about": about,
                    }
                    for n in range(chance.choice((0, 1, 2)))
                },
                "come_back_sooner": {levels[0]: [line]},
            },
        )
        ids = [*self.signs, *questionnaire.red_flags, *questionnaire.possibilities, *questionnaire.advice]
        apart = [self.never_together(ids) for _ in range(2)]
        return replace(questionnaire, never_together=tuple(apart))

    def never_together(self, ids: list[str]) -> NeverTogether:
        these, others = (self.chance.choices(ids, k=2) for _ in range(2))
        return read_as(NeverTogether, {"these": these, "with": others, "because": "One denies the other."})

    def question(self, depth: int) -> tuple[str, dict[str, Any]]:
        chance = self.chance
        id, self.count = f"q{self.count}", self.count + 1
        kind = chance.choice(("one", "one", "one", "many", "many", "number", "text")) if self.count < 6 else "one"
        question: dict[str, Any] = {"ask": "Is it?", "kind": kind, "optional": chance.random() < 0.2}
        if self.earlier and chance.random() < 0.35:
            question["when"] = self.condition()
        names: tuple[str, ...] = ()
        if kind == "number":
            question |= chance.choice(({}, {"min": 0}, {"min": 0, "max": 4}, {"max": 2}))
        elif kind in ("one", "many"):
            names = chance.choice((("no", "unsure", "yes"), ("no", "yes"), ("a", "b", "none"), ("yes", "no", "unsure")))
        drawn = _Drawn(id, kind, names)
        self.earlier.append(drawn)
        if names:
            quiet = chance.random() < 0.7
            question["choices"] = {
                name: {"label": name, "exclusive": kind == "many" and name in ("no", "none") and quiet}
                for name in names
            }
            if chance.random() < 0.5:
                question["worse"] = chance.sample(names, len(names))
            for name in names:
                if depth < 2 and self.count < 6 and chance.random() < 0.3:
                    question["choices"][name]["then"] = dict([self.question(depth + 1)])
        return id, question

    def red_flag(self, levels: tuple[str, ...]) -> dict[str, Any]:
        chance = self.chance
        ends = chance.random() < 0.25
        level = levels[0] if chance.random() < 0.5 else chance.choice(levels)
        return {"level": level, "when": self.condition(), "warn": "Oh", "because": "So", "ends": ends}

    def possibility(self) -> dict[str, Any]:
        chance = self.chance
        thing: dict[str, Any] = {"name": "Thing", "what": "A thing", "ranked": chance.random() < 0.8}
        for key in ("fits", "against"):
            thing[key] = [
                {"when": self.condition(), "say": "So", "weight": chance.choice((1, 2))}
                for _ in range(chance.choice((0, 1, 2)))
            ]
        if chance.random() < 0.4:
            thing["needs"] = self.condition()
        if chance.random() < 0.3:
            thing["shown_if"] = ["flag0"]
        return thing

    def condition(self, depth: int = 0) -> dict[str, Any]:
        chance = self.chance
        form = chance.choice(("test",) * 5 + ("two", "any", "all", "not", "of", "sign")) if depth < 2 else "test"
        if form == "two":
            return self.test() | self.test()
        if form in ("any", "all"):
            return {form: [self.condition(depth + 1), self.condition(depth + 1)]}
        if form == "not":
            return {"not": self.condition(depth + 1)} | (self.test() if chance.random() < 0.6 else {})
        if form == "of":
            return {"at_least": chance.choice((1, 2, 3)), "of": [self.condition(depth + 1) for _ in range(3)]}
        if form == "sign" and self.signs:
            return {"sign": chance.choice(list(self.signs))}
        return self.test()

    def test(self) -> dict[str, Any]:
        chance = self.chance
        asked = chance.choice(self.earlier)
        if chance.random() < 0.1 or asked.kind == "text":
            return {asked.id: "answered"}
        if asked.kind == "number":
            bound = chance.choice(("at_least", "above", "at_most", "below"))
            return {asked.id: {bound: chance.choice((0, 1, 2, 2.5, 3))}}
        if asked.kind == "many" and chance.random() < 0.4:
            count = {chance.choice(("at_least", "at_most")): chance.choice((1, 2, 3))}
            return {asked.id: chance.choice(({"all": list(asked.choices[:2])}, {"count": count}))}
        return {asked.id: chance.sample(asked.choices, chance.choice((1, 1, 2)))}


def drawn(seed: int) -> Questionnaire:
    return Tree(seed).questionnaire()


def replies_to(question: Question) -> Iterator[Reply]:
    """Every reply that can make a difference."""
    if question.kind == "text":
        yield "something"
    elif question.kind == "number":
        low = question.min if question.min is not None else -100
        high = question.max if question.max is not None else 100
        yield from (number for number in NUMBERS if low <= number <= high)
    elif question.kind == "one":
        yield from question.choices
    else:
        together = [id for id, choice in question.choices.items() if not choice.exclusive]
        yield from ([id] for id, choice in question.choices.items() if choice.exclusive)
        for size in range(1, len(together) + 1):
            yield from (list(chosen) for chosen in combinations(together, size))


@dataclass(frozen=True)
class Ended:
    """One way to go through, and how far it had come when the first alert came."""

    interview: Interview
    at_alert: Interview | None


def every_interview(questionnaire: Questionnaire) -> Iterator[Ended]:
    """Go every way there is: each reply to each question, and none."""
    waiting = [Ended(begin(questionnaire), None)]
    while waiting:
        ended = waiting.pop()
        interview, at_alert = ended.interview, ended.at_alert
        match next_step(interview):
            case Ask(entry):
                replied = [answer(interview, reply) for reply in replies_to(entry.question)]
                waiting += [Ended(one, at_alert) for one in (*replied, skip(interview, even_required=True))]
            case Alert():
                waiting.append(Ended(go_on(interview), at_alert or interview))
            case Offer():
                waiting += [Ended(accept(interview), at_alert), Ended(decline(interview), at_alert)]
            case Review():
                yield Ended(finish(interview), at_alert)
            case Done():
                raise AssertionError("only a finished interview is done")


def outcome_of(questionnaire: Questionnaire, intended: dict[str, Reply]) -> Interview:
    """Go through with what a person would say to each question; everything else is left out."""
    interview = begin(questionnaire)
    while True:
        match next_step(interview):
            case Ask(entry):
                reply = intended.get(entry.id)
                interview = skip(interview, even_required=True) if reply is None else answer(interview, reply)
            case Alert():
                interview = go_on(interview)
            case Offer():
                interview = accept(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return interview
