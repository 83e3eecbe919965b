"""The page for the doctor, arranged: which of the result's words stand on it, in which order, and the few around them.

HTML, Markdown and PDF walk the blocks of one sheet. Nothing is judged here: what is on the page, and how urgent it is,
the result has said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from backmice_cli.pictures.library import mark_picture
from backmice_cli.pictures.places import MarkedPicture
from backmice_cli.renderers.doctor_page import PagePart
from backmice_cli.renderers.phrases import action_to_take, one_line, review_state, with_colon, words_for_phone
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
class LeadLine:
    """Words with what stands before them, such as a question."""

    lead: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class FirstLine:
    """The main worry, or the page's title for someone who named none."""

    words: str
    is_worry: bool


@dataclass(frozen=True)
class ListBlock:
    heading: str
    items: tuple[str, ...]
    is_speech: bool = False
    """The items are the person's words, so they stand in quotation marks."""


@dataclass(frozen=True)
class AdviceBlock:
    """What the questionnaire advised, and what that rests on."""

    caution: str | None
    """Says, before the advice, that danger was not asked about."""
    action: str
    when_to_act: str
    day: str
    urgent: bool
    stopped: str | None
    """Says that the person stopped early."""
    why: tuple[str, ...]
    """What the level rests on where no red flag is at it."""
    wonders: str | None
    """What fits the answers best, which the person has read and may ask about."""
    no_red_flags: str
    """The words for a page without red flags."""
    red_flags: tuple[str, ...]
    """Those that the level rests on."""
    milder: tuple[LeadLine, ...]
    """The other red flags, by when to act on them alone, the most urgent first."""
    at_once: tuple[ListBlock, ...]
    """What to do and what to say on the phone, in an emergency."""


@dataclass(frozen=True)
class Table:
    """A part of the page, with the picture that one of its rows was answered on."""

    part: PagePart
    picture: MarkedPicture | None


@dataclass(frozen=True)
class TablesBlock:
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class OpenBlock:
    """What the person could not say or left out."""

    not_sure: tuple[LeadLine, ...]
    """Each question, and what was said to it."""
    unanswered: tuple[str, ...]


@dataclass(frozen=True)
class WorryBlock:
    """The main worry once more, where the first line holds only its start."""

    words: str


@dataclass(frozen=True)
class AboutBlock:
    lines: tuple[str, ...]


SheetBlock = FirstLine | AdviceBlock | TablesBlock | ListBlock | OpenBlock | WorryBlock | AboutBlock
"""`templates/doctor_page.html.j2` knows the blocks by the names of their classes."""


@dataclass(frozen=True)
class Sheet:
    title: str
    language: str
    day: str
    blocks: tuple[SheetBlock, ...]
    """All of the page, in the order of reading."""


def build_sheet(result: Result, today: datetime.date) -> Sheet:
    title, day = f"For the doctor: {result.questionnaire.title}", f"{today.day} {today:%B %Y}"
    return Sheet(title, result.questionnaire.language, day, tuple(_blocks_of(result, title, day)))


def _blocks_of(result: Result, title: str, day: str) -> Iterator[SheetBlock]:
    page = result.doctor_page
    worry = one_line(page.worry or "")
    start = _start_of_worry(worry)
    yield FirstLine(start or title, is_worry=bool(start))
    yield _advice_block(result, day)
    yield TablesBlock(tuple(_table_with_picture(part, result.pictures) for part in page.parts))
    if result.advice.ask:
        yield ListBlock("Questions to ask", result.advice.ask)
    if page.not_sure or page.unanswered:
        yield OpenBlock(tuple(LeadLine(with_colon(row.label), row.values) for row in page.not_sure), page.unanswered)
    if worry != start:
        yield WorryBlock(worry)
    yield AboutBlock(tuple(_about_lines(result)))


def _start_of_worry(worry: str) -> str:
    """Cut the worry to what fits the first line, between words where there are any."""
    if len(worry) <= LONGEST_WORRY:
        return worry
    start = worry[:LONGEST_WORRY]
    whole_words = start[: start.rfind(" ")]
    return f"{whole_words if len(whole_words) > LONGEST_WORRY // 2 else start} …"


def _advice_block(result: Result, day: str) -> AdviceBlock:
    level = result.level
    own_flags = tuple(flag.warn for flag in result.red_flags if flag.level == level.id)
    at_once = (
        ListBlock("What to do now", level.steps),
        ListBlock("Say on the phone", tuple(words_for_phone(result)), is_speech=True),
    )
    return AdviceBlock(
        caution=result.caution,
        action=action_to_take(result),
        when_to_act=level.when_to_act,
        day=day,
        urgent=level.interrupt,
        stopped=(STOPPED_IN_EMERGENCY if level.interrupt else STOPPED_EARLY) if result.stopped else None,
        why=() if own_flags else level.because,
        wonders=result.possibilities[0].name if result.possibilities else None,
        no_red_flags=NO_RED_FLAGS if result.caution is None else NOT_ASKED,
        red_flags=own_flags,
        milder=tuple(_milder_lines([flag for flag in result.red_flags if flag.level != level.id])),
        at_once=tuple(block for block in at_once if block.items) if level.interrupt else (),
    )


def _milder_lines(flags: list[RedFlagResult]) -> Iterator[LeadLine]:
    """Group red flags by when to act, the most urgent first, and count for each time those that are cut."""
    by_time: dict[str, list[str]] = {}
    for flag in flags:
        by_time.setdefault(flag.when_to_act, []).append(flag.warn)
    room = MOST_MILDER
    for when_to_act, warnings in by_time.items():
        shown, cut = warnings[:room], len(warnings[room:])
        room -= len(shown)
        counted = (f"{'and ' if shown else ''}{cut} more, from the answers below",) if cut else ()
        yield LeadLine(when_to_act, (*shown, *counted))


def _table_with_picture(part: PagePart, pictures: tuple[PictureResult, ...]) -> Table:
    asked = {row.question for row in part.rows}
    marked = (mark_picture(answer.picture, answer.places) for answer in pictures if answer.question in asked)
    return Table(part, next(filter(None, marked), None))


def _about_lines(result: Result) -> Iterator[str]:
    questionnaire = result.questionnaire
    region = f" Region: {result.region.label}." if result.region is not None else ""
    yield f"{OWN_ANSWERS} {SENT_NOWHERE}{region}"
    yield result.disclaimer
    yield (
        f"Questionnaire: {questionnaire.title}, version {questionnaire.version} "
        f"(sha256 {questionnaire.sha256[:12]}). {review_state(questionnaire.review)}"
    )
