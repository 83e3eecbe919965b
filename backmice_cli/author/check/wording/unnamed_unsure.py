"""`unnamed-unsure`: a choice whose words say that the person does not know, under an id that does not say so.

Ids tell the program which choices neither say nor deny: it proves that these are never calmer than "no", and lists them
apart for the doctor. A choice "I'm not sure" with the id `maybe` gets neither, and nothing else would tell. A label
that begins with "Yes" says yes, and is left alone.

Bad:

    numb:
      ask: Are you numb?
      choices: {yes: "Yes", no: "No", maybe: I'm not sure}

Good:

    numb:
      ask: Are you numb?
      choices: {yes: "Yes", no: "No", unsure: I'm not sure}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backmice_cli.author.check.wording.texts import Text
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import UNSURE, UNSURE_ENDINGS, Questionnaire
from backmice_cli.questionnaire.problem import Severity

_ENDS = r"(?=\s*(?:$|[^\w\s])| (?:and|about|any|exactly|for sure|how|if|it|or|that|the|this|what|whether|which|yet)\b)"
"""What may follow: "I can't tell hot from cold" and "I do not know where I am" are signs, and no doubts."""

_UNSURE = re.compile(
    r"\b(?:unsure|not (?:\w+ )?(?:sure|certain)"
    rf"|(?:(?:don'?t|do not)(?: really)? know|(?:can'?t|cannot|can not) tell){_ENDS}"
    r"|(?:rather|prefer) not(?: to)? (?:say|answer|tell))\b",
    re.IGNORECASE,
)
_SAYS_YES = re.compile(r"yes\b", re.IGNORECASE)


def check(questionnaire: Questionnaire, _texts: Sequence[Text]) -> Iterator[Finding]:
    for entry in questionnaire.outline:
        for id, choice in entry.question.choices.items():
            found = _UNSURE.search(choice.label.replace("\u2019", "'"))
            if found is not None and id not in entry.question.unsure_choices and not _SAYS_YES.match(choice.label):
                message = f"choice '{id}' of question '{entry.id}' reads like not knowing, but its id does not say so"
                words = choice.label[found.start() : found.end()]
                path = (*entry.path, "choices", id, "label")
                yield Finding(path, "unnamed-unsure", message, _unsure_hint(), Severity.WARNING, words=words)


def _unsure_hint() -> str:
    ids = ", ".join(f"'{id}'" for id in sorted(UNSURE))
    endings = " or ".join(f"'{ending}'" for ending in UNSURE_ENDINGS)
    return f"The ids that count are {ids}, and those that end in {endings}."
