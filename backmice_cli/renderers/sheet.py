"""The page for the doctor, arranged: which of the result's words stand on it, in which order, and the few around them.

Markdown and HTML write the same sheet. Nothing is judged here: what is on the page, and how urgent it is, the result
has said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from backmice_cli.pictures.library import read_picture
from backmice_cli.pictures.places import PlaceMap
from backmice_cli.renderers.doctor_page import PagePart, PageRow
from backmice_cli.renderers.phrases import action_to_take, lead, one_line, review_state, words_to_say
from backmice_cli.renderers.result import PictureResult, RedFlagResult, Result

LONGEST_WORRY = 300
"""Characters of the first line. It must not push the level off the page; a longer worry goes on further down."""

MOST_MILDER = 24
"""Red flags below the level that are spelled out: as many as fit one page of PDF where everything else is told too."""

NO_RED_FLAGS = "None in these answers."
NOT_ASKED = "Danger signs: not asked, or not all of them."
STOPPED_EARLY = "Stopped early: the advice rests only on these answers. The questions left could make it more urgent."
STOPPED_IN_EMERGENCY = "Stopped early: the advice rests only on these answers."
OWN_ANSWERS = "The person's own answers, without an examination. Not a diagnosis."
SENT_NOWHERE = "Made on the person's own computer and sent nowhere."


@dataclass(frozen=True)
class Group:
    """Words that one lead stands before."""

    lead: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A part of the page, with the picture that one of its rows was answered on."""

    title: str
    rows: tuple[PageRow, ...]
    denied: tuple[str, ...]
    picture: PictureResult | None
    marked: str
    """The places on it."""
    note: str


@dataclass(frozen=True)
class Sheet:
    """One page, from its first line to its last."""

    title: str
    language: str
    worry: str | None
    """The main worry; without it the title stands first."""
    worry_in_full: str | None
    """When the first line holds only its start."""
    action: str
    when_to_act: str
    urgent: bool
    caution: str | None
    """Stands before the advice: danger was not asked about."""
    stopped: str | None
    no_red_flags: str
    """Said where none was raised."""
    red_flags: tuple[str, ...]
    """Those that the level rests on."""
    milder: tuple[Group, ...]
    """The other red flags, by when to act on them alone, the most urgent first."""
    why: tuple[str, ...]
    """What the level rests on where no red flag is at it."""
    wonders: str | None
    """What fits the answers best, which the person has read and may ask about."""
    steps: tuple[str, ...]
    """What to do at once, in an emergency."""
    say: tuple[str, ...]
    """What to say on the phone, in an emergency."""
    tables: tuple[Table, ...]
    ask: tuple[str, ...]
    not_sure: tuple[Group, ...]
    """Each question, and what was said to it."""
    unanswered: tuple[str, ...]
    about: tuple[str, ...]
    day: str


def build_sheet(result: Result, today: datetime.date) -> Sheet:
    page, level = result.doctor_page, result.level
    worry = one_line(page.worry) if page.worry is not None else None
    shown = _cut(worry) if worry is not None else None
    own_flags = tuple(flag.warn for flag in result.red_flags if flag.level == level.id)
    milder = [flag for flag in result.red_flags if flag.level != level.id]
    return Sheet(
        title=f"For the doctor: {result.questionnaire.title}",
        language=result.questionnaire.language,
        worry=shown,
        worry_in_full=worry if worry != shown else None,
        action=action_to_take(result),
        when_to_act=level.when_to_act,
        urgent=level.interrupt,
        caution=result.caution,
        stopped=_stopped(result),
        no_red_flags=NO_RED_FLAGS if result.caution is None else NOT_ASKED,
        red_flags=own_flags,
        milder=tuple(_milder(milder)),
        why=() if own_flags else level.because,
        wonders=result.possibilities[0].name if result.possibilities else None,
        steps=level.steps if level.interrupt else (),
        say=tuple(words_to_say(result)) if level.interrupt else (),
        tables=tuple(_table(part, result.pictures) for part in page.parts),
        ask=result.advice.ask,
        not_sure=tuple(Group(lead(row.label), row.values) for row in page.not_sure),
        unanswered=page.unanswered,
        about=tuple(_about(result)),
        day=f"{today.day} {today:%B %Y}",
    )


def _cut(worry: str) -> str:
    """As much as fits the first line, in whole words where it has words."""
    if len(worry) <= LONGEST_WORRY:
        return worry
    start = worry[:LONGEST_WORRY]
    whole_words = start[: start.rfind(" ")]
    return f"{whole_words if len(whole_words) > LONGEST_WORRY // 2 else start} …"


def _stopped(result: Result) -> str | None:
    if not result.stopped:
        return None
    return STOPPED_IN_EMERGENCY if result.level.interrupt else STOPPED_EARLY


def _milder(flags: list[RedFlagResult]) -> Iterator[Group]:
    """By time, the most urgent first, as the result has them; what is cut is counted for each time."""
    by_time: dict[str, list[str]] = {}
    for flag in flags:
        by_time.setdefault(flag.when_to_act, []).append(flag.warn)
    room = MOST_MILDER
    for when_to_act, warnings in by_time.items():
        shown, cut = warnings[:room], len(warnings[room:])
        room -= len(shown)
        counted = (f"{'and ' if shown else ''}{cut} more, from the answers below",) if cut else ()
        yield Group(when_to_act, (*shown, *counted))


def _table(part: PagePart, pictures: tuple[PictureResult, ...]) -> Table:
    asked = {row.question for row in part.rows}
    for answer in pictures:
        picture = read_picture(answer.picture)
        if answer.question in asked and isinstance(picture, PlaceMap) and picture.shown(answer.places):
            names = ", ".join(place.words for place in picture.shown(answer.places))
            return Table(part.title, part.rows, part.denied, answer, names, picture.note)
    return Table(part.title, part.rows, part.denied, None, "", "")


def _about(result: Result) -> Iterator[str]:
    questionnaire = result.questionnaire
    region = f" Region: {result.region.label}." if result.region is not None else ""
    yield f"{OWN_ANSWERS} {SENT_NOWHERE}{region}"
    yield result.disclaimer
    yield (
        f"Questionnaire: {questionnaire.title}, version {questionnaire.version} "
        f"(sha256 {questionnaire.sha256[:12]}). {review_state(questionnaire.review)}"
    )
