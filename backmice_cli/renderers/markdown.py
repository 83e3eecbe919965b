"""The page for the doctor as Markdown: CommonMark, and tables as GitHub has them. Every text stays letter for letter.

The picture is drawn in plain characters, for one file holds no image.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from backmice_cli.pictures.library import read_picture
from backmice_cli.pictures.places import PlaceMap
from backmice_cli.renderers.phrases import one_line, quoted
from backmice_cli.renderers.result import PictureResult, Result
from backmice_cli.renderers.sheet import Group, Sheet, Table, build_sheet

PICTURE_ROOM = (40, 16)
"""Columns and rows: as much as stands beside a table in most viewers."""


class MarkdownRenderer:
    """Writes the sheet with headings, lists and tables. The same result on the same day gives the same bytes."""

    def __init__(self, today: datetime.date) -> None:
        self._today = today

    def render(self, result: Result) -> str:
        return "\n\n".join(_blocks(build_sheet(result, self._today))) + "\n"


def _blocks(sheet: Sheet) -> Iterator[str]:
    yield f"# {_first_line(sheet)}"
    yield from _advice(sheet)
    for table in sheet.tables:
        yield f"## {escaped(table.title)}"
        yield from _table(table)
    yield from _listed("## Questions to ask", sheet.ask)
    yield from _unsure(sheet)
    if sheet.worry_in_full is not None:
        yield "## Main worry, in full"
        yield escaped(sheet.worry_in_full)
    yield "---"
    yield from map(escaped, sheet.about)


def _first_line(sheet: Sheet) -> str:
    return f"Main worry: “{escaped(sheet.worry)}”" if sheet.worry is not None else escaped(sheet.title)


def _advice(sheet: Sheet) -> Iterator[str]:
    if sheet.caution is not None:
        yield f"**{sheet.caution}**"
    yield f"## {escaped(sheet.action)}"
    yield f"The questionnaire advised this on {sheet.day}. When to act: **{escaped(sheet.when_to_act)}**"
    if sheet.stopped is not None:
        yield f"**{sheet.stopped}**"
    if sheet.why:
        yield f"Why: {_joined(sheet.why)}"
    if sheet.wonders is not None:
        yield f"Wonders about: {escaped(sheet.wonders)}"
    yield "### Red flags"
    if sheet.red_flags:
        yield _items(f"**{escaped(flag)}**" for flag in sheet.red_flags)
    elif not sheet.milder:
        yield sheet.no_red_flags
    yield from (f"Less urgent ({escaped(group.lead)}): {_joined(group.words)}" for group in sheet.milder)
    yield from _listed("### What to do now", sheet.steps)
    yield from _listed("### Say on the phone", [quoted(words) for words in sheet.say])


def _table(table: Table) -> Iterator[str]:
    if table.rows:
        rows = (f"| {escaped(row.label)} | {_joined(row.values)} |" for row in table.rows)
        yield "\n".join(("| Asked | Answered |", "| --- | --- |", *rows))
    if table.picture is not None:
        yield from _drawing(table.picture)
        yield f"Marked: {escaped(table.marked)}. {escaped(table.note)}"
    if table.denied:
        yield _items(f"**No:** {escaped(words)}" for words in table.denied)


def _drawing(answer: PictureResult) -> Iterator[str]:
    picture = read_picture(answer.picture)
    size = picture.size_for(*PICTURE_ROOM) if isinstance(picture, PlaceMap) else None
    if isinstance(picture, PlaceMap) and size is not None:
        lines = picture.draw(size, answer.places, (), ascii_only=True)
        yield "\n".join(("```text", *(line.rstrip() for line in lines), "```"))


def _unsure(sheet: Sheet) -> Iterator[str]:
    lines = [_group(group) for group in sheet.not_sure]
    if sheet.unanswered:
        lines.append(_group(Group("Left without an answer:", sheet.unanswered)))
    if lines:
        yield "## Not sure or left out"
        yield _items(lines)


def _group(group: Group) -> str:
    return f"{escaped(group.lead)} {_joined(group.words)}"


def _listed(heading: str, texts: Iterable[str]) -> Iterator[str]:
    items = _items(escaped(text) for text in texts)
    if items:
        yield from (heading, items)


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(map(escaped, texts))


_MARKS = re.compile(r"[\\`*_\[\]<>|~$#]|&(?=#?\w+;)|(?<=:)//|(?<=www)\.|:(?=\w+:)", re.IGNORECASE)
"""What could be markup anywhere in a line: in CommonMark, GitHub's tables, links, mathematics and emoji names."""

_AT_THE_START = re.compile(r"([-+=]|\d+(?=[.)]))")
"""What could begin a list, a rule or the underline of a heading."""


def escaped(text: str) -> str:
    """The text on one line, so that Markdown shows it letter for letter wherever it stands."""
    line = _MARKS.sub(lambda found: f"\\{found[0]}", one_line(text))
    start = _AT_THE_START.match(line)
    if start is None:
        return line
    return f"{start[0]}\\{line[start.end() :]}" if start[0].isdigit() else f"\\{line}"
