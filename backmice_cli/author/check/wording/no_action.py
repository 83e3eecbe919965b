"""`no-action`: a red flag, level or first step that does not begin with what to do.

In an emergency people read the first words only. The `headline` of a level, the first of its `steps`, and the `because`
of a red flag that interrupts begin with a verb that says what to do ("Call", "Go to", "Book"), with "Do not" or
"Never", or with a condition and then the verb ("If it gets worse, call"). A region may stand before it ("UK: call
999").

Bad:

    because: >-
      Squeezed nerves can be hurt for good,
      so you should go to the emergency department.

Good:

    because: >-
      Go to the emergency department now.
      Squeezed nerves can be hurt for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backmice_cli.author.check.wording.texts import Text
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.naming import part_name
from backmice_cli.questionnaire.problem import Path, Severity

_VERBS = (
    "act alert apply arrange ask avoid bathe be book breathe bring call carry check choose clean collect come "
    "contact continue cool count cover describe dial dress drink drop eat elevate ensure expect feel find follow "
    "get give go have hold inform insist keep leave let lie lift list look loosen make mark measure mention "
    "move note phone place plan point press prop protect pull push put raise read record relax remain remove "
    "request rest return ring rinse rub say see seek send share show sit sleep soak speak squeeze stand start "
    "stay stop stretch take talk telephone tell text think touch travel treat try turn use visit wait wake walk "
    "wash watch wear wipe wrap write"
)
ACTIONS = frozenset(_VERBS.split())

_BEFORE = re.compile(
    r"^(?:\w[\w .,/&'-]{0,30}:\s+|(?:please|now|today|first|at once|on the phone),?\s+)+", re.IGNORECASE
)
_CONDITION = re.compile(r"^(?:if|when|while|unless|until|before|after|once|as soon as)\b", re.IGNORECASE)
_BIDDEN = re.compile(r"^(?:do not|don't|never|always)\s+\w", re.IGNORECASE)
_FIRST_WORD = re.compile(r"^[\"']?([a-z]+)", re.IGNORECASE)
_SENTENCE = re.compile(r"^[^.!?]*")


def check(questionnaire: Questionnaire, texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        if _says_what_to_do(text.path, questionnaire) and not starts_with_action(text.text):
            message = f"{part_name(text.path)} does not begin with what to do"
            hint = "Begin with a verb, such as 'Call', 'Go' or 'Book'; the reason comes after it."
            yield Finding(text.path, "no-action", message, hint, Severity.WARNING, words=text.text)


def starts_with_action(text: str) -> bool:
    """Tell whether the first sentence bids the person to do something, or not to."""
    start = _BEFORE.sub("", text.replace("\u2019", "'").strip())
    if _CONDITION.match(start):
        first_sentence = _SENTENCE.match(start)
        clauses = first_sentence[0].split(",")[1:] if first_sentence is not None else []
        return any(_bids_action(clause.strip()) for clause in clauses)
    return _bids_action(start)


def _bids_action(clause: str) -> bool:
    word = _FIRST_WORD.match(clause)
    return _BIDDEN.match(clause) is not None or (word is not None and word[1].lower() in ACTIONS)


def _says_what_to_do(path: Path, questionnaire: Questionnaire) -> bool:
    match path:
        case ("levels", _, "headline") | ("levels", _, "steps", 0):
            return True
        case ("red_flags", str() as flag, "because"):
            # Anyone else has read the level's own steps first; saying them again in each reason hides the reason.
            level = questionnaire.levels.get(questionnaire.red_flags[flag].level)
            return level is not None and level.interrupt
    return False
