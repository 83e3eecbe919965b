"""`long-sentence`: a sentence of more than 20 words.

Someone who is worried or in pain loses the thread of a long sentence. Words are what stands between spaces; a colon
ends a sentence, as a full stop does.

Bad:

    help: >-
      Choose every sign that you have, even if it is mild or comes and goes,
      or if you have had it for a long time.

Good:

    help: >-
      Choose every sign that you have.
      It counts even if it is mild, comes and goes, or is old.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backmice_cli.author.check.wording.reading import split_sentences, split_words
from backmice_cli.author.check.wording.texts import Text
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Severity

LONGEST = 20


def check(_questionnaire: Questionnaire, texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        for sentence in split_sentences(text.text):
            count = len(split_words(sentence))
            if count > LONGEST:
                message = f"sentence of {count} words; {LONGEST} at most are easy to follow"
                yield Finding(text.path, "long-sentence", message, "Make two of it.", Severity.WARNING, words=sentence)
