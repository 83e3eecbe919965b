"""Measures what the budgets speak of, as ratios within this one run; absolute times on a shared machine mean little.

python benchmarks/ratios.py
"""

from __future__ import annotations

import fcntl
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from backmice_cli.frontends.screens import STAYS_HERE
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


def start(shown: str, *command: str) -> tuple[float, float]:
    """Start a program on a terminal until it shows these words; gives the seconds, and its peak memory until then."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", 60, 80, 0, 0))
    written = b""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TERM": "xterm-256color", "BACKMICE_STATE_DIR": folder, "BACKMICE_REGION": ""}
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
        )
        os.close(theirs)
        while shown.encode() not in written:
            written += os.read(ours, 65_536)
        seconds = time.perf_counter() - begun
        process.kill()
        _, process.returncode, used = os.wait4(process.pid, 0)
        os.close(ours)
    return seconds, used.ru_maxrss


def start_ratio(shown: str, what: int) -> Callable[[], float]:
    """The same of our program and of the one with one question, in turn.

    Args:
        what: 0 for time, 1 for memory.
    """
    ours = (shown, "-m", "backmice_cli", "triage")
    theirs = ("Not sure", str(HERE / "one_question.py"))
    return lambda: statistics.median(start(*ours)[what] / start(*theirs)[what] for _ in range(RUNS))


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
    ("exec to first text / to the question of a typer + questionary program", "1.05", start_ratio(STAYS_HERE[:20], 0)),
    ("exec to first prompt / to the same", "1.15", start_ratio("Where are you?", 0)),
    ("peak memory at the first prompt / of the same", "1.25", start_ratio("Where are you?", 1)),
    ("load of questions.yaml / yaml.compose", "2", lambda: loading(shipped_questionnaire_path().read_text("utf-8"))),
    ("load of 10,000 questions / yaml.compose", "2", lambda: loading(flat(10_000))),
    ("answer step among 10,000 questions / among 10", "2", answer_step),
]


def main() -> None:
    for what, limit, measure in MEASURES:
        print(f"{measure():6.2f}  at most {limit:5}  {what}", flush=True)  # noqa: T201 a report


if __name__ == "__main__":
    main()
