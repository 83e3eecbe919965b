"""`unsure-unread`: "I don't know" raises nothing, in a question where another answer raises the level.

A person who does not know whether a danger sign is there may have it. The note asks whether the red flag that reads the
other answer should read this one too. A choice that a baseline line reads, or that opens questions of its own, is left
alone, and so is a question of which only the quiet answer is read: `calmer-when-unsure` compares with that. A red flag
that denies an answer (`not`), or asks only whether there is one, reads all other choices too.

Bad:

    red_flags: {numb: {level: emergency, when: {numb: yes}, ...}}

Good:

    red_flags: {numb: {level: emergency, when: {numb: [yes, unsure]}, ...}}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from backmice_cli.analysis.placed import Noticed
from backmice_cli.questionnaire.condition import AllOf, Answer, Condition, Test
from backmice_cli.questionnaire.evaluation import holds
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.problem import Severity

Read = set[tuple[str, str]]
"""Choices, each with its question."""


def check(questionnaire: Questionnaire) -> Iterator[Noticed]:
    raising = _raising(questionnaire)
    read = {(one.question, one.choice) for one in raising}
    read = read.union(*(_read(line.when, questionnaire) for line in questionnaire.baseline))
    for entry in questionnaire.outline:
        quiet = entry.question.quiet_choice
        worst = next((one for one in raising if one.question == entry.id and one.choice != quiet), None)
        for unsure in entry.question.unsure_choices:
            if worst is not None and (entry.id, unsure) not in read and not entry.question.choices[unsure].then:
                other = f"'{worst.choice}' raises" if worst.alone else f"'{worst.choice}' with other answers raises"
                message = f"'{unsure}' of question '{entry.id}' raises nothing, while {other} '{worst.label}'"
                hint = f"Should a red flag that asks for '{worst.choice}' ask for '{unsure}' too?"
                yield Noticed(
                    (*entry.path, "choices", unsure),
                    "unsure-unread",
                    message,
                    hint,
                    severity=Severity.NOTE,
                    at_key=True,
                )


class _Raising(NamedTuple):
    """A choice that a red flag reads."""

    question: str
    choice: str
    label: str
    """Of the level."""
    alone: bool
    """Whether this answer is enough, with nothing else answered."""


def _raising(questionnaire: Questionnaire) -> list[_Raising]:
    """Those that raise the level alone come first, then the most urgent, then in the order of the file."""
    found = []
    flags = [flag for flag in questionnaire.red_flags.values() if flag.level != questionnaire.mildest]
    for flag in sorted(flags, key=lambda flag: questionnaire.urgency[flag.level]):
        read, label = _read(flag.when, questionnaire), questionnaire.levels[flag.level].label
        for entry in questionnaire.outline:
            for id in (id for id in entry.question.choices if (entry.id, id) in read):
                answer: Answer = (id,) if entry.question.kind == "many" else id
                alone = holds(flag.when, {entry.id: answer}, questionnaire.signs)
                found.append(_Raising(entry.id, id, label, alone))
    return sorted(found, key=lambda one: not one.alone)


def _read(condition: Condition, questionnaire: Questionnaire, denied: bool = False) -> Read:
    """The choices with which a condition can come to hold, through its signs too."""
    found: Read = set()
    for id, test in condition.tests.items():
        question = questionnaire.outline[id].question
        found |= {(id, choice) for choice in _choices(test, question, denied)}
    for keys, part in condition.parts():
        found |= _read(part, questionnaire, not denied if keys == ("not",) else denied)
    if condition.sign is not None:
        found |= _read(questionnaire.signs[condition.sign], questionnaire, denied)
    return found


def _choices(test: Test, question: Question, denied: bool) -> set[str]:
    match test:
        case tuple():
            named = set(test)
        case AllOf():
            named = set(test.all)
        case _:
            return set(question.choices)
    return set(question.choices) - named if denied else named
