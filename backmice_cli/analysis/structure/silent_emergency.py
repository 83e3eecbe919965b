"""`silent-emergency`, `no-call`: the most urgent level does not stop the interview, or does not say whom to call.

A person in an emergency must not be asked twenty more questions first: the most urgent level has `interrupt: true`.
And a step must name a number: a headline that says "get help" leaves a frightened person to look one up. In an English
file that step also says to call. A step that only some people see does not count, and hours are no number to call.

Bad:

    levels:
      emergency: {label: Emergency, when_to_act: now, headline: Get help now, steps: [Find a doctor.]}

Good:

    levels:
      emergency: {..., steps: ["Call 999, 911 or 112 now."], interrupt: true}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backmice_cli.analysis.placed import Noticed
from backmice_cli.analysis.wording import is_english
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.nodes import Path

_NUMBER = re.compile(r"\b\d{2,}\b(?!\s*(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\b)")
_CALL = re.compile(r"\b(?:call|calls|phone|ring|dial|telephone)\b", re.IGNORECASE)


def check(questionnaire: Questionnaire) -> Iterator[Noticed]:
    id, level = next(iter(questionnaire.levels.items()))
    if len(questionnaire.levels) == 1:
        return  # a file with one level sorts nobody: it has no emergency
    path: Path = ("levels", id)
    if not level.interrupt:
        message = f"level '{id}' is the most urgent, and does not stop the interview"
        yield Noticed(
            path, "silent-emergency", message, "Write 'interrupt: true', so that it is told at once.", at_key=True
        )
        return
    numbered = [step.text for step in level.steps if step.when is None and _NUMBER.search(step.text)]
    at: Path = (*path, "steps") if level.steps else path
    if not numbered:
        message = f"level '{id}' stops the interview, and its steps name no number to call"
        yield Noticed(
            at, "no-call", message, "Name the emergency number of each region, such as 999, 911 or 112.", at_key=True
        )
    elif is_english(questionnaire) and not any(map(_CALL.search, numbered)):
        message = f"level '{id}' stops the interview, and no step says to call a number"
        yield Noticed(at, "no-call", message, "Begin the step with 'Call'.", at_key=True)
