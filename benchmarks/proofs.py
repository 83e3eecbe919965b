"""How much processor time the proofs take for a large questionnaire.

python benchmarks/proofs.py [QUESTIONS [RED_FLAGS]]
"""

from __future__ import annotations

import random
import sys
import time

from backmice_cli.analysis.proofs import PROOFS
from backmice_cli.analysis.solver import Solver
from backmice_cli.questionnaire.load import load_questionnaire, sound

LEVELS = ("emergency", "urgent", "soon", "calm")
MANY = [
    "        kind: many",
    "        choices: {a: A, b: B, c: C, d: D, unsure: Unsure, none: {label: None, exclusive: true}}",
]
ONE = ["        worse: [no, unsure, yes]", "        choices:", "          no: It is not", "          unsure: Unsure"]


def large(questions: int, red_flags: int, seed: int = 1) -> str:
    """A questionnaire like the shipped one: follow-ups, conditions on earlier answers, rules on one to three."""
    chance = random.Random(seed)
    lines = ["format: 1", "title: Large", "levels:"]
    for level in LEVELS:
        urgent = ", interrupt: true" if level == "emergency" else ""
        lines.append(f"  {level}: {{label: {level}, when_to_act: {level}, headline: {level}{urgent}}}")
    lines += [f"budget: {{single_answer_emergency: {questions}, combined_emergency: {questions}, core: {questions}}}"]
    lines.append("sections:")
    for number in range(questions):
        if number % 50 == 0:
            lines += [f"  s{number}:", f"    title: Part {number}", "    questions:"]
        lines += [f"      q{number}:", "        ask: Is it so?"]
        if number % 3 == 2:
            read = chance.choice([near for near in range(max(0, number - 40), number) if near % 5 != 4])
            lines.append(f"        when: {{q{read}: [yes, unsure]}}")
        lines += MANY if number % 5 == 4 else ONE
        if number % 10 == 0:
            lines.append(
                f"          yes: {{label: It is, then: {{f{number}: {{ask: Still?, choices: {{no: No, yes: So}}}}}}}}"
            )
        elif number % 5 != 4:
            lines.append("          yes: It is")
    lines.append("red_flags:")
    for flag in range(red_flags):
        level = LEVELS[chance.choice((0, 1, 1, 2, 2))]
        tests = []
        first = chance.randrange(questions - 60)
        for near in sorted(chance.sample(range(first, first + 60), chance.choice((1, 1, 2, 3)))):
            tests.append(f"q{near}: [{'a, unsure' if near % 5 == 4 else 'yes, unsure'}]")
        joined = "{" + ", ".join(tests) + "}"
        if flag % 4 == 3:
            joined = "{any: [" + ", ".join("{" + test + "}" for test in tests) + "]}"
        lines.append(f"  r{flag}: {{level: {level}, warn: Warn, because: Because, when: {joined}}}")
    return "\n".join(lines) + "\n"


def main() -> None:
    questions, red_flags = (*map(int, sys.argv[1:3]), *(1000, 500)[len(sys.argv) - 1 :])
    text = large(questions, red_flags)
    start = time.process_time()
    solver = Solver(sound(load_questionnaire(text, "large.yaml")))
    print(f"{'encoded':24}{time.process_time() - start:8.2f} s")  # noqa: T201
    for prove in PROOFS:
        before = time.process_time()
        found = len(list(prove(solver)))
        name = prove.__module__.rpartition(".")[2]
        print(f"{name:24}{time.process_time() - before:8.2f} s  {found} findings")  # noqa: T201
    print(f"{'all':24}{time.process_time() - start:8.2f} s, {solver.prover.queries} queries")  # noqa: T201


if __name__ == "__main__":
    main()
