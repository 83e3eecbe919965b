"""`unused-choice`: a choice that no condition names, that opens no question and tells nothing (a note).

Such a choice is often right, as the one that stands for "something else". It is a note, for a rule may be missing. The
quiet choice (`no`, `none`, or the one that excludes the others) is expected to change nothing.

Example:

    place: {ask: Where is it?, choices: {hip: Hip, back: Back}}
    red_flags: {on_the_back: {when: {place: back}, ...}}

Who says `hip` is told the same as who says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.formula import choices_in, tests_in
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.places import condition_places
from backmice_cli.questionnaire.problem import Severity


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    read = _choices_read(questionnaire)
    for entry in questionnaire.outline:
        for id, choice in entry.question.choices.items():
            changes = choice.then or choice.tell or (entry.id, id) in read
            if not changes and id != entry.question.quiet_choice:
                message = f"choice '{id}' of question '{entry.id}' changes nothing"
                hint = "No condition names it. Is a rule missing?"
                yield Finding((*entry.path, "choices", id), "unused-choice", message, hint, severity=Severity.NOTE)


def _choices_read(questionnaire: Questionnaire) -> set[tuple[str, str]]:
    """The choices that conditions name, each with its question."""
    return {
        (tested.question, choice)
        for place in condition_places(questionnaire)
        for tested in tests_in(place.formula)
        for choice in choices_in(tested.test)
    }
