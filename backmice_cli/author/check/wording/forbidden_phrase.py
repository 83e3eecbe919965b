"""`forbidden-phrase`: words that soothe, promise, diagnose, guess at chances or frighten.

A questionnaire cannot examine anyone. A person who reads "nothing to worry about" may stay at home with a serious
illness, and one who reads "deadly" may stop reading. "You have" before the name of one of the file's own possibilities
is found too, unless "if" or "whether" stands before it.

Bad:

    because: It is probably just a lipoma, so there is nothing to worry about.

Good:

    because: >-
      Book an ordinary appointment.
      It may be a lump of fat (lipoma), but someone needs to feel it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backmice_cli.author.check.wording.texts import Text
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Severity

SOOTHES = "Someone who needs help may stay at home. Say what to do, and when to come back sooner."
PROMISES = "Nothing is certain without an examination. Say what may be, and how a doctor finds out."
GUESSES = "Answers cannot tell how probable an illness is. Say what fits, and what speaks against it."
DIAGNOSES = "Only an examination can tell. Say that it may be, or that the answers fit."
FRIGHTENS = "Fear keeps people from acting. Say what to do, and how soon."


class Phrase(NamedTuple):
    """Words that do not belong in a questionnaire, and why."""

    pattern: str
    reason: str


_WORRIED = r"(?:worried|alarmed|concerned|afraid|scared|frightened|anxious)"
_NO_CAUSE = (
    r"(?:nothing|no (?:cause|reason|need)|not an? (?:cause|reason))"
    rf" (?:to (?:worry|panic|fear|be {_WORRIED})|(?:for|of) (?:alarm|concern|worry|panic))(?: about)?|no worries"
)
_NO_WORRY = (
    r"(?:(?:don't|do not|doesn't|does not)(?: (?:need|have) to)?|need not|needn't|shouldn't|should not|must not)"
    rf" (?:worry|panic|be {_WORRIED})(?: about)?"
)
_FINE = (
    r"rest assured|(?<!if )(?<!when )(?<!once )(?<!until )(?<!whether )(?<!unless )"
    r"(?<!sure )(?<!sure that )(?<!clear that )"
    r"you(?:'re| are| will be|'ll be) (?:just |perfectly |quite |completely |totally |now |safe and )*"
    r"(?:fine|ok|okay|safe|in no danger|out of danger)"
)
_HARMLESS = (
    r"(?:always|completely|perfectly|entirely|totally|quite|just|simply|it's|(?:it|this|that) is|(?:they|these) are)"
    r" harmless"
)
_JUST = (
    r"(?:it|this|that)(?:'s| is)"
    r" (?:(?:just|only|merely) (?:an?|some|your|the|fat|stress)|nothing|not (?:serious|dangerous))"
)
_NO_DOCTOR = (
    r"(?:no need|(?:do not|don't|needn't|need not|does not|doesn't)(?: need)?)(?: to)?"
    r"(?: see| visit| call| ask| be seen by)? (?:an?|any|your|the) (?:doctor|gp|nurse|clinic|hospital)"
)

PHRASES = (
    *(Phrase(pattern, SOOTHES) for pattern in (_NO_CAUSE, _NO_WORRY, _FINE, _HARMLESS, _JUST, _NO_DOCTOR)),
    Phrase(
        r"certainly|definitely|guaranteed?|without (?:an?y? )?doubt|100 ?%|completely treatable|cure[sd]?", PROMISES
    ),
    Phrase(r"probabl[ey]|(?:un)?likely|likelihood|\d+(?:\.\d+)? ?(?:%|per ?cent)", GUESSES),
    Phrase(r"deadly|fatal(?:ly)?|lethal|terrifying|horrific|horrible|you (?:could|may|might|will) die", FRIGHTENS),
)

_START, _END = r"(?<![\w-])(?:", r")(?![\w])"
_COMPILED = [(re.compile(f"{_START}{phrase.pattern}{_END}", re.IGNORECASE), phrase.reason) for phrase in PHRASES]


def check(questionnaire: Questionnaire, texts: Sequence[Text]) -> Iterator[Finding]:
    diagnosis = _diagnosis_pattern(questionnaire)
    patterns = [*_COMPILED, (diagnosis, DIAGNOSES)] if diagnosis is not None else _COMPILED
    for text in texts:
        for start, end, reason in _places_found(text.text.replace("\u2019", "'"), patterns):
            words = text.text[start:end]
            message = f"'{' '.join(words.split())}' does not belong in a questionnaire"
            yield Finding(text.path, "forbidden-phrase", message, reason, Severity.WARNING, words=words)


def _places_found(text: str, patterns: Sequence[tuple[re.Pattern[str], str]]) -> list[tuple[int, int, str]]:
    """Give start, end and reason of each place once: phrases that overlap are one, with the reason of the first."""
    found: list[tuple[int, int, str]] = []
    spans = ((*match.span(), reason) for pattern, reason in patterns for match in pattern.finditer(text))
    for start, end, reason in sorted(spans, key=lambda span: span[:2]):
        if found and start < found[-1][1]:
            first, last, why = found[-1]
            found[-1] = first, max(last, end), why
        else:
            found.append((start, end, reason))
    return found


def _diagnosis_pattern(questionnaire: Questionnaire) -> re.Pattern[str] | None:
    """Find "you have" before the name of a possibility, with or without what stands in brackets."""
    names: set[str] = set()
    for possibility in questionnaire.possibilities.values():
        names.update(part.strip() for part in re.split(r"[()]", possibility.name) if part.strip())
    if not names:
        return None
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(names))
    return re.compile(
        rf"(?<!if )(?<!whether )\byou(?:'ve| have)(?: got)?(?: an?| the)? (?:{either})(?!\w)", re.IGNORECASE
    )
