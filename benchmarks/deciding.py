"""One assessment of the shipped questionnaire, beside the same rules in two rule engines; and one search for hinges.

Before anything is timed, all ways must give the same level and the same red flags for the answers of every case file.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import json_logic
import zen
from report import Row, medians, seconds
from rules import JsonLogic, Zen, deciding, level_and_flags, listing, plain
from sources import SHIPPED, all_cases, shipped
from timing import in_turn, ratio, timed

from backmice_cli.interview.hinges import hinges
from backmice_cli.interview.interview import Interview, play
from backmice_cli.interview.outcome import assess
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.load import load_questionnaire, sound_questionnaire
from backmice_cli.questionnaire.model import Questionnaire

OURS = "ours"
TABLE = "ZEN decision table"
EXPRESSION = "ZEN, one compiled expression"
WHOLE = "ZEN, one compiled expression of all conditions"
JSON_LOGIC = "JSON Logic"

Decide = Callable[[Mapping[str, Answer]], tuple[str, tuple[str, ...]]]


def _engines(questionnaire: Questionnaire) -> dict[str, Decide]:
    """Every way to the level and the red flags; whatever can be compiled is compiled here, untimed."""
    rules = deciding(questionnaire)
    names = list(rules)
    logic = {name: JsonLogic(questionnaire).rule(when) for name, when in rules.items()}
    language = Zen(questionnaire)
    table = zen.ZenEngine().create_decision(language.table(rules))
    expression = zen.compile_expression(language.all_in_one(rules.values()))
    whole = zen.compile_expression(language.all_in_one((rules | listing(questionnaire)).values()))

    def ours(answers: Mapping[str, Answer]) -> tuple[str, tuple[str, ...]]:
        outcome = assess(questionnaire, answers)
        return outcome.level, outcome.red_flags

    def with_rules(holding: Callable[[dict[str, Any]], Iterable[str]]) -> Decide:
        return lambda answers: level_and_flags(questionnaire, holding(plain(answers)))

    def holding(values: list[bool]) -> Iterable[str]:
        return (name for name, value in zip(names, values, strict=False) if value)

    return {
        OURS: ours,
        TABLE: with_rules(lambda data: (row["name"] for row in table.evaluate(data)["result"])),
        EXPRESSION: with_rules(lambda data: holding(expression.evaluate(data))),
        WHOLE: with_rules(lambda data: holding(whole.evaluate(data))),
        JSON_LOGIC: with_rules(lambda data: (name for name, rule in logic.items() if json_logic.jsonLogic(rule, data))),
    }


def assessments(rounds: int) -> list[Row]:
    questionnaire = shipped()
    people = [play(questionnaire, case["answers"]).answers for case in all_cases()]
    engines = _engines(questionnaire)
    _refuse_differences(engines, people)
    some = people[:: max(1, len(people) // 50)]

    def everyone(decide: Decide) -> Callable[[], object]:
        return lambda: [decide(answers) for answers in some]

    runs = in_turn({name: timed(everyone(decide)) for name, decide in engines.items()}, rounds)
    each = {name: statistics.median(values) / len(some) for name, values in runs.items()}
    detail = {name: medians(ours=seconds(each[OURS]), theirs=seconds(each[name])) for name in engines}
    equal = f"equal for {len(people)} people"

    def beside(name: str, what: str, limit: float | None) -> Row:
        return Row(
            "one `assess`", f"{name}: {what}", ratio(runs[OURS], runs[name]), " x", limit, f"{detail[name]}; {equal}"
        )

    level_rules, all_rules = "red flags and baseline", "all that `assess` tests"
    return [
        Row("one `assess`", "", each[OURS] * 1e6, " µs", 150, f"mean over {len(some)} people"),
        Row(
            "the first `assess` after loading",
            "",
            _first_assess(rounds, people[0]) * 1e3,
            " ms",
            None,
            "compiling included",
        ),
        beside(TABLE, level_rules, 1),
        beside(WHOLE, all_rules, 1),
        beside(JSON_LOGIC, level_rules, 1),
        beside(EXPRESSION, f"{level_rules} only, which is a third of the conditions", None),
    ]


def _refuse_differences(engines: Mapping[str, Decide], people: Iterable[Mapping[str, Answer]]) -> None:
    """A comparison of unequal results would be worth nothing."""
    for answers in people:
        found = {name: decide(answers) for name, decide in engines.items()}
        wrong = [name for name, result in found.items() if result != found[OURS]]
        if wrong:
            raise AssertionError(f"{wrong} differ for {answers}: {found}")


def _first_assess(rounds: int, answers: Mapping[str, Answer]) -> float:
    text = SHIPPED.read_bytes()

    def first() -> float:
        questionnaire = sound_questionnaire(load_questionnaire(text, SHIPPED.name))
        return timed(lambda: assess(questionnaire, answers))()

    return statistics.median(in_turn({OURS: first}, rounds)[OURS])


def hinge_searches(rounds: int) -> list[Row]:
    """For the cases that stand alone in a file, but for emergencies, where hinges are not looked for."""
    questionnaire = shipped()
    interviews = [play(questionnaire, case["answers"]) for case in all_cases() if case["title"].startswith("E")]
    found = [interview for interview in interviews if hinges(interview)]
    runs = in_turn({str(place): timed(_search(interview)) for place, interview in enumerate(found)}, rounds)
    middle = [statistics.median(values) * 1e3 for values in runs.values()]
    return [
        Row("one `hinges`", "", statistics.median(middle), " ms", 5, f"the middle of {len(found)} people"),
        Row("the slowest `hinges`", "", max(middle), " ms", 5, f"of {len(found)} people"),
    ]


def _search(interview: Interview) -> Callable[[], object]:
    return lambda: hinges(interview)
