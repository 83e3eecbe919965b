"""How time and memory grow with the number of questions, from 10 to 10,000."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import yaml
from made import made, quiet
from report import Row, medians, seconds, table
from ruamel.yaml import YAML
from sources import HERE, SHIPPED
from timing import exponent, in_turn, ratio, timed

from backmice_cli.interview.hinges import hinges
from backmice_cli.interview.interview import Ask, Interview, answer, begin, next_step, play
from backmice_cli.interview.outcome import assess
from backmice_cli.questionnaire.load import load_questionnaire, sound_questionnaire

SIZES = (10, 100, 1_000, 10_000)
FITTED = SIZES[1:]
"""Below, what every file costs hides what a question costs."""
STEPS = 4
SLOW = 3
"""Rounds of ruamel.yaml where one takes seconds."""

Series = dict[int, float]


class Growth(NamedTuple):
    curves: dict[str, Series]
    """Seconds by number of questions; the last curve is MiB."""
    rows: list[Row]


MEMORY = "memory, MiB"


def growth(rounds: int) -> Growth:
    measured = {size: _at(size, rounds) for size in SIZES}
    names = list(measured[SIZES[0]])
    curves = {name: {size: statistics.median(measured[size][name]) for size in SIZES} for name in names}
    largest = measured[SIZES[-1]]
    steps = ratio(largest["answer step"], measured[SIZES[0]]["answer step"])
    step_medians = {f"of_{size}": seconds(curves["answer step"][size]) for size in (SIZES[0], SIZES[-1])}
    load = {"load": largest["load"], "compose": largest["compose"]}
    return Growth(
        curves,
        [
            _load_row("load of 10,000 questions", load),
            Row("load, growth from 100 to 10,000", "", _slope(curves["load"]), "", 1.1, "exponent; 1 is linear"),
            Row("one answer among 10,000 questions", "among 10", steps, " x", 2, medians(**step_medians)),
        ],
    )


def shipped_load(rounds: int) -> list[Row]:
    text = SHIPPED.read_bytes()
    runs = in_turn(
        {"load": timed(lambda: load_questionnaire(text, "file")), "compose": timed(lambda: _compose(text))}, rounds
    )
    return [_load_row("load of questions.yaml", runs)]


def _load_row(what: str, runs: dict[str, list[float]]) -> Row:
    detail = medians(**{name: seconds(statistics.median(values)) for name, values in runs.items()})
    return Row(what, "`yaml.compose`, C loader", ratio(runs["load"], runs["compose"]), " x", 2, detail)


def _compose(text: bytes) -> object:
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def _at(size: int, rounds: int) -> dict[str, list[float]]:
    text = made(size, size // 2).encode()
    questionnaire = sound_questionnaire(load_questionnaire(text, "made.yaml"))
    interview = play(questionnaire, quiet(size))
    answers = interview.answers
    begun = begin(questionnaire)

    def first_step() -> float:
        fresh = sound_questionnaire(load_questionnaire(text, "made.yaml"))
        return timed(lambda: next_step(begin(fresh)))()

    many = max(1, 1_000 // size)
    runs = in_turn(
        {
            "compose": timed(lambda: _compose(text), many),
            "load": timed(lambda: load_questionnaire(text, "made.yaml"), many),
            "first step": first_step,
            "answer step": timed(_steps(begun), 50),
            "assess": timed(lambda: assess(questionnaire, answers), many),
            "hinges": timed(lambda: hinges(interview)),
        },
        rounds,
    )
    runs["answer step"] = [seconds / STEPS for seconds in runs["answer step"]]
    runs |= in_turn(
        {"ruamel.yaml": timed(lambda: YAML().load(text))}, rounds if size < 1_000 else min(rounds, SLOW), warm=False
    )
    runs |= in_turn({MEMORY: lambda: _memory(size)}, min(rounds, SLOW), warm=False)
    return runs


def _steps(begun: Interview) -> Callable[[], object]:
    def work() -> None:
        interview, step = begun, next_step(begun)
        for _ in range(STEPS):
            assert isinstance(step, Ask)
            interview = answer(interview, step.entry.question.quiet_choice or "")
            step = next_step(interview)

    return work


def _memory(size: int) -> float:
    """What loading it and its first question add to the peak memory of a new process."""
    run = subprocess.run((sys.executable, HERE / "memory.py", str(size)), check=True, capture_output=True, text=True)
    return float(run.stdout)


def curves_table(curves: dict[str, Series]) -> str:
    def shown(name: str, value: float) -> str:
        return f"{value:.3g} MiB" if name == MEMORY else seconds(value)

    lines = [
        " | ".join([name.partition(",")[0], *(shown(name, series[size]) for size in SIZES), f"{_slope(series):.2f}"])
        for name, series in curves.items()
    ]
    head = " | ".join(["questions", *(f"{size:,}" for size in SIZES), "exponent from 100 on"])
    return table(head, lines)


def _slope(series: Series) -> float:
    return exponent({size: series[size] for size in FITTED})
