"""The page for the doctor as Markdown: CommonMark, and tables as GitHub has them. Every text stays letter for letter.

The picture is drawn in plain characters, for one file holds no image.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from backmice_cli.pictures.places import MarkedPicture
from backmice_cli.renderers import sheet
from backmice_cli.renderers.phrases import one_line, quoted
from backmice_cli.renderers.result import Result

PICTURE_ROOM = (40, 16)
"""Columns and rows: as much as stands beside a table in most viewers."""


class MarkdownRenderer:
    """Writes the sheet with headings, lists and tables. The same result on the same day gives the same bytes."""

    def __init__(self, today: datetime.date) -> None:
        self._today = today

    def render(self, result: Result) -> str:
        page = sheet.build_sheet(result, self._today)
        return "\n\n".join(text for block in page.blocks for text in _write_block(block)) + "\n"


def _write_block(block: sheet.SheetBlock) -> Iterator[str]:
    match block:
        case sheet.FirstLine(words, is_worry):
            yield f"# Main worry: “{escaped(words)}”" if is_worry else f"# {escaped(words)}"
        case sheet.AdviceBlock():
            yield from _advice(block)
        case sheet.TablesBlock(tables):
            for table in tables:
                yield f"## {escaped(table.part.title)}"
                yield from _table(table)
        case sheet.ListBlock(heading, texts):
            yield f"## {heading}"
            yield _items(map(escaped, texts))
        case sheet.OpenBlock(not_sure, unanswered):
            left_out = (sheet.LeadLine("Left without an answer:", unanswered),) if unanswered else ()
            yield "## Not sure or left out"
            yield _items(map(_led, (*not_sure, *left_out)))
        case sheet.WorryBlock(words):
            yield "## Main worry, in full"
            yield escaped(words)
        case sheet.AboutBlock(lines):
            yield "---"
            yield from map(escaped, lines)


def _advice(advice: sheet.AdviceBlock) -> Iterator[str]:
    if advice.caution is not None:
        yield f"**{advice.caution}**"
    yield f"## {escaped(advice.action)}"
    yield f"The questionnaire advised this on {advice.day}. When to act: **{escaped(advice.when_to_act)}**"
    if advice.stopped is not None:
        yield f"**{advice.stopped}**"
    if advice.why:
        yield f"Why: {_joined(advice.why)}"
    if advice.wonders is not None:
        yield f"Wonders about: {escaped(advice.wonders)}"
    yield "### Red flags"
    if advice.red_flags:
        yield _items(f"**{escaped(flag)}**" for flag in advice.red_flags)
    elif not advice.milder:
        yield advice.no_red_flags
    yield from (f"Less urgent ({escaped(line.lead)}): {_joined(line.words)}" for line in advice.milder)
    for block in advice.at_once:
        yield f"### {block.heading}"
        yield _items(escaped(quoted(text) if block.is_speech else text) for text in block.items)


def _table(table: sheet.Table) -> Iterator[str]:
    if table.part.rows:
        rows = (f"| {escaped(row.label)} | {_joined(row.values)} |" for row in table.part.rows)
        yield "\n".join(("| Asked | Answered |", "| --- | --- |", *rows))
    if table.picture is not None:
        yield from _drawing(table.picture)
        yield f"Marked: {escaped(table.picture.place_names)}. {escaped(table.picture.picture.note)}"
    if table.part.denied:
        yield _items(f"**No:** {escaped(words)}" for words in table.part.denied)


def _drawing(marked: MarkedPicture) -> Iterator[str]:
    size = marked.picture.size_for(*PICTURE_ROOM)
    if size is not None:
        lines = marked.picture.draw(size, marked.choices, (), ascii_only=True)
        yield "\n".join(("```text", *(line.rstrip() for line in lines), "```"))


def _led(line: sheet.LeadLine) -> str:
    return f"{escaped(line.lead)} {_joined(line.words)}"


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
