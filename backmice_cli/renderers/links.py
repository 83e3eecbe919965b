"""A part of a questionnaire as another part points at it: what it is, its id, and its words for a person."""

from __future__ import annotations

from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.published import Published

LONGEST_WORDS = 60
"""Letters of a text that only reminds of what its id names."""


class Link(Published, frozen=True):
    kind: str
    id: str
    words: str
    level: str | None = None
    """Of a red flag or a line of the baseline; of a level itself."""
    how: str = ""
    """What ties the two together, in a few words."""


class Line(Published, frozen=True):
    """One line of a nested text."""

    depth: int
    words: str


def link_to(questionnaire: Questionnaire, kind: str, id: str, how: str = "") -> Link:
    words, level = words_of(questionnaire, kind, id), level_of(questionnaire, kind, id)
    return Link(kind=kind, id=id, words=words, level=level, how=how)


def level_of(questionnaire: Questionnaire, kind: str, id: str) -> str | None:
    match kind:
        case "red flag":
            return questionnaire.red_flags[id].level
        case "baseline":
            return questionnaire.baseline[int(id) - 1].level
        case "level":
            return id
    return None


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


def shortened(text: str, most: int = LONGEST_WORDS) -> str:
    """Cut a long text after a word."""
    if len(text) <= most:
        return text
    return text[: most - 3].rsplit(maxsplit=1)[0].rstrip(" ,.;:") + "..."
