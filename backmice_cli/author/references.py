"""How one part of a questionnaire names another: by its words for a person, shortened."""

from __future__ import annotations

from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.published import Published

LONGEST_WORDS = 60
"""Letters of a text that only reminds of what its id names."""


class LinkedLine(Published, frozen=True):
    """One line of a nested text."""

    depth: int
    words: str


def words_of(questionnaire: Questionnaire, kind: str, id: str) -> str:
    """Give the words that name a part; a sign has none."""
    match kind:
        case "question":
            return questionnaire.outline[id].question.ask
        case "red flag":
            return questionnaire.red_flags[id].warn
        case "level":
            return questionnaire.levels[id].headline
        case "possibility":
            return questionnaire.possibilities[id].name
        case "advice":
            return questionnaire.advice[id].text
        case "baseline":
            return questionnaire.baseline[int(id) - 1].because or ""
    return ""


def shorten_text(text: str, most: int = LONGEST_WORDS) -> str:
    """Cut a long text after a word."""
    if len(text) <= most:
        return text
    return text[: most - 3].rsplit(maxsplit=1)[0].rstrip(" ,.;:") + "..."
