"""`unsure-unread`: "I don't know" raises nothing, in a question where another answer raises the level (a note).

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

from backmice_cli.questionnaire.condition import Answer, Condition, Test
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.formula import AnswerIs, choices_in, formula_of, helping_leaves, written_out
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.problem import Severity

Read = set[tuple[str, str]]
"""Choices, each with its question."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    raising = _raising_choices(questionnaire)
    read = {(one.question, one.choice) for one in raising}
    read = read.union(*(_choices_read(line.when, questionnaire) for line in questionnaire.baseline))
    for entry in questionnaire.outline:
        quiet = entry.question.quiet_choice
        worst = next((one for one in raising if one.question == entry.id and one.choice != quiet), None)
        for unsure in entry.question.unsure_choices:
            if worst is not None and (entry.id, unsure) not in read and not entry.question.choices[unsure].then:
                other = f"'{worst.choice}' raises" if worst.alone else f"'{worst.choice}' with other answers raises"
                message = f"'{unsure}' of question '{entry.id}' raises nothing, while {other} '{worst.label}'"
                hint = f"Should a red flag that asks for '{worst.choice}' ask for '{unsure}' too?"
                yield Finding((*entry.path, "choices", unsure), "unsure-unread", message, hint, Severity.NOTE)


class _Raising(NamedTuple):
    """A choice that a red flag reads."""

    question: str
    choice: str
    label: str
    """Of the level."""
    alone: bool
    """Whether this answer is enough, with nothing else answered."""


def _raising_choices(questionnaire: Questionnaire) -> list[_Raising]:
    """Those that raise the level alone come first, then the most urgent, then in the order of the file."""
    found = []
    flags = [flag for flag in questionnaire.red_flags.values() if flag.level != questionnaire.mildest]
    for flag in sorted(flags, key=lambda flag: questionnaire.urgency[flag.level]):
        read, label = _choices_read(flag.when, questionnaire), questionnaire.levels[flag.level].label
        for entry in questionnaire.outline:
            for id in (id for id in entry.question.choices if (entry.id, id) in read):
                answer: Answer = (id,) if entry.question.kind == "many" else id
                alone = questionnaire.evaluator.holds(flag.when, {entry.id: answer})
                found.append(_Raising(entry.id, id, label, alone))
    return sorted(found, key=lambda one: not one.alone)


def _choices_read(condition: Condition, questionnaire: Questionnaire) -> Read:
    """The choices with which a condition can come to hold, through its signs too."""
    found: Read = set()
    for leaf, helps in helping_leaves(written_out(formula_of(condition), questionnaire.signs)):
        if isinstance(leaf, AnswerIs):
            choices = _choices_of_test(leaf.test, questionnaire.outline[leaf.question].question, helps)
            found |= {(leaf.question, choice) for choice in choices}
    return found


def _choices_of_test(test: Test, question: Question, helps: bool) -> set[str]:
    named = choices_in(test)
    if not named:
        return set(question.choices)
    return set(named) if helps else set(question.choices).difference(named)
