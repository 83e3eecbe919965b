"""Made questionnaires of any size, like the shipped one: with follow-ups, conditions and red flags."""

from __future__ import annotations

import random
from collections.abc import Iterator

LEVELS = ("emergency", "urgent", "soon", "calm")
MANY = [
    "        kind: many",
    "        choices: {a: A, b: B, c: C, d: D, unsure: Unsure, none: {label: None, exclusive: true}}",
]
ONE = ["        worse: [no, unsure, yes]", "        choices:", "          no: It is not", "          unsure: Unsure"]
NEAR = 40
"""How many questions back a condition reads at most: what belongs together stands together, however long the file."""


def made(questions: int, red_flags: int, seed: int = 1) -> str:
    """So many questions in all; every eleventh below another, a third of the others with a condition."""
    chance = random.Random(seed)
    main = _main(questions)
    with_follow_up = {*[*range(0, main, 10), 5][: questions - main]}
    lines = ["format: 1", "title: Made", "levels:"]
    for level in LEVELS:
        urgent = ", interrupt: true" if level == "emergency" else ""
        lines.append(f"  {level}: {{label: {level}, when_to_act: {level}, headline: {level}{urgent}}}")
    lines.append(
        f"budget: {{single_answer_emergency: {questions}, combined_emergency: {questions}, core: {questions}}}"
    )
    lines.append("sections:")
    for number in range(main):
        if number % 50 == 0:
            lines += [f"  s{number}:", f"    title: Part {number}", "    questions:"]
        lines += [f"      q{number}:", "        ask: Is it so?"]
        if number % 3 == 2:
            read = chance.choice([near for near in range(max(0, number - NEAR), number) if not is_many(near)])
            lines.append(f"        when: {{q{read}: [yes, unsure]}}")
        lines += MANY if is_many(number) else ONE
        if number in with_follow_up:
            opens = f"then: {{f{number}: {{ask: Still?, choices: {{no: No, yes: So}}}}}}"
            lines.append(f"          yes: {{label: It is, {opens}}}")
        elif not is_many(number):
            lines.append("          yes: It is")
    lines.append("red_flags:")
    lines += (_red_flag(flag, main, chance) for flag in range(red_flags))
    return "\n".join(lines) + "\n"


def quiet(questions: int) -> dict[str, str]:
    """No to everything that is asked of everyone, and to what such a person is asked beyond."""
    return {f"q{number}": "none" if is_many(number) else "no" for number in range(_main(questions))}


def _main(questions: int) -> int:
    """How many of them stand below no other."""
    return questions * 10 // 11


def is_many(number: int) -> bool:
    return number % 5 == 4


def _red_flag(flag: int, main: int, chance: random.Random) -> str:
    level = LEVELS[chance.choice((0, 1, 1, 2, 2))]
    width = min(60, main)
    first = chance.randrange(main - width + 1)
    tests = list(_tests(sorted(chance.sample(range(first, first + width), chance.choice((1, 1, 2, 3))))))
    joined = (
        "{any: [" + ", ".join("{" + test + "}" for test in tests) + "]}"
        if flag % 4 == 3
        else "{" + ", ".join(tests) + "}"
    )
    return f"  r{flag}: {{level: {level}, warn: Warn, because: Because, when: {joined}}}"


def _tests(questions: list[int]) -> Iterator[str]:
    for number in questions:
        yield f"q{number}: [{'a, unsure' if is_many(number) else 'yes, unsure'}]"
