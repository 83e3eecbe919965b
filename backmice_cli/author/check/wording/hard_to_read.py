"""`hard-to-read`: long words in long sentences: a text that asks for more years at school than many people have.

The measure is the school grade of Flesch and Kincaid; five more is the age. What says what to do, and what must be
answered, is held to age 13 (grade 8), explanations to age 15. All texts of a kind together are held to age 11 and 13.
A text of fewer than 15 words is not judged alone, for a single long word would decide. Words in brackets are left out:
they are there to be said to a doctor.

Bad:

    because: >-
      Immediate assessment is indicated.
      Neurological deterioration following compression is irreversible.

Good:

    because: >-
      Go to the emergency department now.
      Squeezed nerves can be hurt for good if nobody helps soon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backmice_cli.author.check.wording.reading import (
    TextMeasure,
    bare_words,
    count_syllables,
    join_measures,
    measure_text,
)
from backmice_cli.author.check.wording.texts import KINDS, Text
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.naming import part_name
from backmice_cli.questionnaire.problem import Severity
from backmice_cli.questionnaire.suggest import join_quoted

TO_ACT_ON = frozenset({"title", "level", "come_back", "ask", "label", "warn", "because", "say"})
"""Kinds of text that are read in haste; all others explain."""
GRADE_OF_ONE = {True: 8, False: 10}
GRADE_OF_ALL = {True: 6, False: 8}
FEWEST_WORDS = 15
FEWEST_WORDS_OF_ALL = 60
FIRST_AGE = 5
GROWN_UP = 21
LONG_WORD = 3
MOST_SHOWN = 3


def check(_questionnaire: Questionnaire, texts: Sequence[Text]) -> Iterator[Finding]:
    measured = [(text, measure_text(text.text)) for text in texts]
    for text, measure in measured:
        limit = GRADE_OF_ONE[text.kind in TO_ACT_ON]
        if measure.words >= FEWEST_WORDS and round(measure.grade) > limit:
            yield _reading_finding(text, f"{part_name(text.path)} reads", measure, limit)
    for kind, name in KINDS.items():
        of_kind = [(text, measure) for text, measure in measured if text.kind == kind]
        measure = join_measures(measure for _, measure in of_kind)
        limit = GRADE_OF_ALL[kind in TO_ACT_ON]
        if measure.words >= FEWEST_WORDS_OF_ALL and round(measure.grade) > limit:
            first = Text(kind, of_kind[0][0].path[:1], "")
            yield _reading_finding(first, f"{name}, taken together, read", measure, limit)


def _reading_finding(text: Text, what: str, measure: TextMeasure, limit: int) -> Finding:
    age = round(measure.grade) + FIRST_AGE
    at_age = f"at age {age}" if age < GROWN_UP else f"at age {GROWN_UP} or over"
    message = f"{what} {at_age}; {limit + FIRST_AGE} at most here"
    return Finding(
        text.path, "hard-to-read", message, _longest_words_hint(text.text), Severity.WARNING, words=text.text or None
    )


def _longest_words_hint(text: str) -> str:
    """Say what to do, with the longest words as they are written."""
    counted = {word: count_syllables(word) for word in bare_words(text)}
    long = sorted((word for word, count in counted.items() if count >= LONG_WORD), key=lambda word: -counted[word])
    return "Use shorter sentences and shorter words" + (f": {join_quoted(long[:MOST_SHOWN])}." if long else ".")
