"""Measures what the budgets speak of, as ratios within this one run; absolute times on a shared machine mean little.

python benchmarks/ratios.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from backmice_cli.interview.interview import Interview, answer, begin
from backmice_cli.questionnaire.load import load_questionnaire, shipped_questionnaire_path, sound
from tests.shipped import CASES, read_case

HERE = Path(__file__).parent
RUNS = 15


def median_ratio(ours: Callable[[], object], theirs: Callable[[], object], runs: int = RUNS) -> float:
    """Run both in turn and give the median of the ratios, pair by pair."""
    return statistics.median(_seconds(ours) / _seconds(theirs) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def program(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)


def scripted_run() -> float:
    answers = read_case(CASES / "e01_quiet_lump.yaml").answers
    flags = [f"--answer={id}={reply if isinstance(reply, str) else ','.join(reply)}" for id, reply in answers.items()]
    ours = program("-m", "backmice_cli", "triage", "--json", *flags)
    return median_ratio(ours, program(str(HERE / "one_line.py")))


def first_question() -> float:
    """From start to the first question on a real terminal."""
    from tests.pty import on_pty

    def seen(text: str, *command: str) -> Callable[[], object]:
        def work() -> None:
            with on_pty(sys.executable, *command, columns=80, rows=60) as terminal:
                terminal.see(text)

        return work

    ours = seen("question 1 of at most", "-m", "backmice_cli", "triage")
    return median_ratio(ours, seen("Is there a lump?", str(HERE / "one_question.py")))


def loading(text: str) -> float:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return median_ratio(lambda: load_questionnaire(text, "file"), lambda: yaml.compose(text, Loader=loader))


def flat(count: int) -> str:
    """A questionnaire of so many questions, every tenth with a condition, and a red flag for each hundred."""
    lines = ["format: 1", "title: Flat", "levels:", "  now: {label: Now, when_to_act: now, headline: Now}"]
    lines += ["  later: {label: Later, when_to_act: later, headline: Later}", "sections:", "  all:", "    title: All"]
    lines.append("    questions:")
    for number in range(count):
        when = f", when: {{q{number - 1}: a}}" if number % 10 == 9 else ""
        lines.append(f"      q{number}: {{ask: Question {number}, choices: {{a: A, b: B}}{when}}}")
    lines.append("red_flags:")
    for number in range(0, count, 100):
        lines.append(f"  f{number}: {{level: now, when: {{q{number}: b}}, warn: Flag {number}, because: Act.}}")
    return "\n".join(lines)


def answer_step() -> float:
    small, large = (begin(sound(load_questionnaire(flat(count), "file"))) for count in (10, 10_000))
    return median_ratio(_steps(large), _steps(small), runs=51)


def _steps(start: Interview) -> Callable[[], object]:
    def work() -> None:
        interview = start
        for _ in range(8):
            interview = answer(interview, "a")

    work()
    return work


MEASURES: list[tuple[str, str, Callable[[], float]]] = [
    ("scripted triage --json / a typer program that prints one line", "1.35", scripted_run),
    ("exec to first question / a one-question typer + questionary program", "1.15", first_question),
    ("load of questions.yaml / yaml.compose", "2", lambda: loading(shipped_questionnaire_path().read_text("utf-8"))),
    ("load of 10,000 questions / yaml.compose", "2", lambda: loading(flat(10_000))),
    ("answer step among 10,000 questions / among 10", "2", answer_step),
]


def main() -> None:
    for what, limit, measure in MEASURES:
        print(f"{measure():6.2f}  at most {limit:5}  {what}", flush=True)  # noqa: T201 a report


if __name__ == "__main__":
    main()
