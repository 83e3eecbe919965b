"""The short answer, as part of the published result: what a person needs within the hour, by ids and texts.

Picks and cuts, and judges nothing: level, red flags, possibilities and advice come from the outcome, in its order. What
stands first in the file is what its author puts first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, repeat

from msgspec.structs import replace

from backmice_cli.interview.interview import Interview
from backmice_cli.interview.outcome import Outcome
from backmice_cli.interview.regions import emergency_numbers, in_region
from backmice_cli.interview.words import words_to_say
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.published import Published

MOST_STEPS = 6
MOST_REASONS = 3
MOST_TO_SAY = 2
MOST_SIGNS = 5
MOST_ADVICE = {"do": 3, "avoid": 3, "ask": 4}
"""NHS care cards and the first layer of the Guidelines International Network's toolkit are about as short."""

SHARES = (3, 1)
"""Signs to come back for that the most urgent level and the next one get before the others are given any."""

MOST_WORDS = {"urgent": 130, "other": 250}
"""Of the texts; with the headings around them they fill one screen. What is left out stands in the whole result."""

SHORTENED = (("others", "avoid", "ask", "do"), ("say", "because"))
"""The lists that give way where there are too many words, each down to one: the first group before the second.

In a group the longest list gives way first, and of equals the one that stands first here.
"""


class BriefText(Published, frozen=True):
    """A text of the questionnaire, by the id of what it belongs to."""

    id: str
    text: str


class BriefSooner(Published, frozen=True):
    """The signs that call for help at a more urgent level."""

    level: str
    """Empty when the questionnaire names no signs."""
    lead: str
    """What to do then, as `Call 999 if`."""
    signs: tuple[str, ...]


class BriefPossibility(Published, frozen=True):
    """The possibility that fits best."""

    id: str
    name: str
    fits: tuple[str, ...]
    """The answers that fit it, the weightiest first."""
    what: str


class BriefResult(Published, frozen=True):
    """What stands on one screen. Everything in it stands in the whole result too."""

    steps: tuple[str, ...]
    because: tuple[BriefText, ...]
    """What raised the level: red flags, or the reason of the baseline with an empty id."""
    say: tuple[str, ...]
    """The words for the phone or the doctor."""
    sooner: tuple[BriefSooner, ...]
    """Empty at the most urgent level: nothing is sooner."""
    possibility: BriefPossibility | None
    others: tuple[BriefText, ...]
    """The names of the other possibilities."""
    do: tuple[BriefText, ...]
    avoid: tuple[BriefText, ...]
    ask: tuple[BriefText, ...]
    see_a_doctor: str


def build_brief(
    interview: Interview,
    outcome: Outcome,
    steps: Sequence[str],
    because: Sequence[BriefText],
    sooner: Sequence[tuple[str, Sequence[str]]],
) -> BriefResult:
    """Pick the short answer from the whole one.

    Args:
        because: what raised the level.
        sooner: levels with their signs to come back for, the most urgent first.
    """
    questionnaire = interview.questionnaire
    deciding = [reason.id for reason in because if reason.id]
    words = words_to_say(questionnaire, deciding, interview.answers)
    say = [text for text in words.values() if text is not None]
    first, others = outcome.possibilities[:1], outcome.possibilities[1:]
    is_urgent = questionnaire.levels[outcome.level].interrupt
    is_left = is_urgent and interview.stopped
    brief = BriefResult(
        steps=tuple(steps[:MOST_STEPS]),
        because=tuple(because[:MOST_REASONS]),
        say=tuple(say[:MOST_TO_SAY]),
        sooner=_brief_signs(questionnaire, interview.region, sooner),
        possibility=_brief_possibility(questionnaire, first[0].id, first[0].fits) if first else None,
        others=tuple(BriefText(id=one.id, text=questionnaire.possibilities[one.id].name) for one in others),
        do=() if is_left else _brief_advice(interview, outcome, "do"),
        avoid=() if is_left else _brief_advice(interview, outcome, "avoid"),
        ask=() if is_left else _brief_advice(interview, outcome, "ask"),
        see_a_doctor=questionnaire.see_a_doctor,
    )
    return _drop_texts(brief, MOST_WORDS["urgent" if is_urgent else "other"])


def _drop_texts(brief: BriefResult, most: int) -> BriefResult:
    """Leave out the last text of one list after the other until the words are few enough, or no list can give more."""
    for lists in SHORTENED:
        while _count_words(brief) > most and (longer := [part for part in lists if len(getattr(brief, part)) > 1]):
            part = max(longer, key=lambda part: len(getattr(brief, part)))
            brief = replace(brief, **{part: getattr(brief, part)[:-1]})
    return brief


def _count_words(value: object) -> int:
    """The words of a text, or of all texts in a value; ids have none."""
    match value:
        case str():
            return len(value.split())
        case tuple():
            return sum(map(_count_words, value))
        case Published():
            fields = set(value.__struct_fields__) - {"id", "level"}
            return sum(_count_words(getattr(value, field)) for field in fields)
    return 0


def _brief_signs(
    questionnaire: Questionnaire, region: str | None, signs: Sequence[tuple[str, Sequence[str]]]
) -> tuple[BriefSooner, ...]:
    counts = _share_out([len(texts) for _, texts in signs])
    return tuple(
        BriefSooner(level=level, lead=_lead_to_signs(questionnaire, level, region), signs=tuple(texts[:count]))
        for (level, texts), count in zip(signs, counts, strict=True)
        if count
    )


def _share_out(wanted: Sequence[int]) -> list[int]:
    """Share out the room for signs: to each level its share, then what is left to the most urgent ones."""
    levels = range(len(wanted))
    shares = zip(levels, chain(SHARES, repeat(1)), strict=False)
    first = [level for level, share in shares for _ in range(share)]
    then = [level for level in levels for _ in range(MOST_SIGNS)]
    counts = [0] * len(wanted)
    for level in (*first, *then):
        if sum(counts) < MOST_SIGNS and counts[level] < wanted[level]:
            counts[level] += 1
    return counts


def _lead_to_signs(questionnaire: Questionnaire, id: str, region: str | None) -> str:
    if not id:
        return "Get help sooner if"
    level = questionnaire.levels[id]
    if level.interrupt and (numbers := emergency_numbers(questionnaire, region)):
        return f"Call {numbers} if"
    return f"{level.headline.rstrip('.:')} if"


def _brief_possibility(questionnaire: Questionnaire, id: str, fits: tuple[str, ...]) -> BriefPossibility:
    possibility = questionnaire.possibilities[id]
    weights = {feature.say: -feature.weight for feature in reversed(possibility.fits)}
    what = possibility.brief or _first_sentences(possibility.what, 2)
    return BriefPossibility(
        id=id, name=possibility.name, fits=tuple(sorted(fits, key=weights.__getitem__)[:MOST_REASONS]), what=what
    )


def _brief_advice(interview: Interview, outcome: Outcome, kind: str) -> tuple[BriefText, ...]:
    questionnaire = interview.questionnaire
    chosen = {id: questionnaire.advice[id] for id in outcome.advice}
    texts = {id: advice.brief or _first_paragraph(advice.text) for id, advice in chosen.items()}
    return tuple(
        BriefText(id=id, text=in_region(questionnaire, texts[id], advice.regions, interview.region))
        for id, advice in chosen.items()
        if advice.kind == kind
    )[: MOST_ADVICE[kind]]


def _first_paragraph(text: str) -> str:
    return next(line for line in text.splitlines() if line.strip())


def _first_sentences(text: str, count: int) -> str:
    return " ".join(re.split(r"(?<=[.!?])\s+(?=[A-Z])", _first_paragraph(text))[:count])
