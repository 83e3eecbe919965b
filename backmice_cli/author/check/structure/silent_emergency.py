"""`silent-emergency`, `no-call`: the most urgent level does not stop the interview, or does not say whom to call.

A person in an emergency must not be asked twenty more questions first: the most urgent level has `interrupt: true`.
And a step must name a number: a headline that says "get help" leaves a frightened person to look one up. In an English
file that step also says to call. A step that only some people see does not count, and hours are no number to call.
Every region is told its own emergency number.

Bad:

    levels:
      emergency: {..., headline: Get help now, steps: [Find a doctor.]}

Good:

    levels:
      emergency: {..., steps: ["Call 999, 911 or 112 now."], interrupt: true}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backmice_cli.author.check.wording import is_english
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Line, Questionnaire
from backmice_cli.questionnaire.problem import Path, Severity

_NUMBER = re.compile(r"\b\d{2,}\b(?!\s*(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\b)")
_CALL = re.compile(r"\b(?:call|calls|phone|ring|dial|telephone)\b", re.IGNORECASE)


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    id, level = next(iter(questionnaire.levels.items()))
    if len(questionnaire.levels) == 1:
        return  # a file with one level sorts nobody: it has no emergency
    path: Path = ("levels", id)
    if not level.interrupt:
        message = f"level '{id}' is the most urgent, and does not stop the interview"
        hint = "Write 'interrupt: true', so that it is told at once."
        yield Finding(path, "silent-emergency", message, hint, Severity.WARNING)
        return
    at: Path = (*path, "steps") if level.steps else path
    told = [step for step in level.steps if step.when is None]
    numbered = [step.text for step in told if _NUMBER.search(step.text)]
    if not numbered:
        message = f"level '{id}' stops the interview, and its steps name no number to call"
        hint = "Name the emergency number of each region, such as 999, 911 or 112."
        yield Finding(at, "no-call", message, hint, Severity.WARNING)
    elif is_english(questionnaire) and not any(map(_CALL.search, numbered)):
        message = f"level '{id}' stops the interview, and no step says to call a number"
        yield Finding(at, "no-call", message, "Begin the step with 'Call'.", Severity.WARNING)
    else:
        for region, number in _regions_unnamed(questionnaire, told):
            message = f"level '{id}' stops the interview, and in region '{region}' no step names {number}"
            yield Finding(at, "no-call", message, "Add a step with it, for that region.", Severity.WARNING)


def _regions_unnamed(questionnaire: Questionnaire, steps: list[Line]) -> Iterator[tuple[str, str]]:
    """The regions with their emergency numbers where no step that is read there names it."""
    for id, region in questionnaire.regions.items():
        number = region.emergency_number
        read = [step.text.casefold() for step in steps if step.regions is None or id in step.regions]
        if number is not None and not any(number.casefold() in text for text in read):
            yield id, number
