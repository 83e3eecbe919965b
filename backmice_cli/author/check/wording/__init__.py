"""The checks of what a person reads, one module each. The docstring of a module is its page in the manual.

They never keep a questionnaire from running, and do not run when a person starts an interview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from backmice_cli.author.check.wording import (
    colour_only,
    forbidden_phrase,
    hard_to_read,
    hard_word,
    long_sentence,
    no_action,
    position_only,
    unnamed_unsure,
)
from backmice_cli.author.check.wording.texts import Text, texts_of
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Severity

WordingCheck = Callable[[Questionnaire, Sequence[Text]], Iterable[Finding]]

CHECKS: tuple[WordingCheck, ...] = (
    long_sentence.check,
    hard_to_read.check,
    hard_word.check,
    no_action.check,
    colour_only.check,
    position_only.check,
    forbidden_phrase.check,
    unnamed_unsure.check,
)
"""All of them know English only."""


def is_english(questionnaire: Questionnaire) -> bool:
    return questionnaire.language.casefold().replace("_", "-").partition("-")[0] in ("en", "english")


def check_wording(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Yield what the checks notice, in their order; one note alone where the texts are not English."""
    if not is_english(questionnaire):
        message = f"the wording is not checked: the language is '{questionnaire.language}', and only English is known"
        yield Finding(("language",), "wording-unchecked", message, severity=Severity.NOTE, at_value=True)
        return
    found = list(texts_of(questionnaire))
    for check in CHECKS:
        yield from check(questionnaire, found)
