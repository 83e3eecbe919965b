"""The page for the doctor as Markdown: CommonMark, and tables as GitHub has them. Every text stays letter for letter.

The picture is drawn in plain characters, for one file holds no image.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from backmice_cli.pictures.places import MarkedPicture
from backmice_cli.renderers import sheet
from backmice_cli.renderers.phrases import in_quotes, one_line
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
            yield f"# Main worry: “{escape_text(words)}”" if is_worry else f"# {escape_text(words)}"
        case sheet.AdviceBlock():
            yield from _write_advice(block)
        case sheet.TablesBlock(tables):
            for table in tables:
                yield f"## {escape_text(table.part.title)}"
                yield from _write_table(table)
        case sheet.ListBlock(heading, texts):
            yield f"## {heading}"
            yield _write_items(map(escape_text, texts))
        case sheet.OpenBlock(not_sure, unanswered):
            left_out = (sheet.LeadLine("Left without an answer:", unanswered),) if unanswered else ()
            yield "## Not sure or left out"
            yield _write_items(map(_write_lead_line, (*not_sure, *left_out)))
        case sheet.WorryBlock(words):
            yield "## Main worry, in full"
            yield escape_text(words)
        case sheet.AboutBlock(lines):
            yield "---"
            yield from map(escape_text, lines)


def _write_advice(advice: sheet.AdviceBlock) -> Iterator[str]:
    if advice.caution is not None:
        yield f"**{advice.caution}**"
    yield f"## {escape_text(advice.action)}"
    yield f"The questionnaire advised this on {advice.day}. When to act: **{escape_text(advice.when_to_act)}**"
    if advice.stopped is not None:
        yield f"**{advice.stopped}**"
    if advice.why:
        yield f"Why: {_join_texts(advice.why)}"
    if advice.wonders is not None:
        yield f"Wonders about: {escape_text(advice.wonders)}"
    yield "### Red flags"
    if advice.red_flags:
        yield _write_items(f"**{escape_text(flag)}**" for flag in advice.red_flags)
    elif not advice.milder:
        yield advice.no_red_flags
    yield from (f"Less urgent ({escape_text(line.lead)}): {_join_texts(line.words)}" for line in advice.milder)
    for block in advice.at_once:
        yield f"### {block.heading}"
        yield _write_items(escape_text(in_quotes(text) if block.is_speech else text) for text in block.items)


def _write_table(table: sheet.Table) -> Iterator[str]:
    if table.part.rows:
        rows = (f"| {escape_text(row.label)} | {_join_texts(row.values)} |" for row in table.part.rows)
        yield "\n".join(("| Asked | Answered |", "| --- | --- |", *rows))
    if table.picture is not None:
        yield from _write_drawing(table.picture)
        yield f"Marked: {escape_text(table.picture.place_names)}. {escape_text(table.picture.picture.note)}"
    if table.part.denied:
        yield _write_items(f"**No:** {escape_text(words)}" for words in table.part.denied)


def _write_drawing(marked: MarkedPicture) -> Iterator[str]:
    size = marked.picture.size_for(*PICTURE_ROOM)
    if size is not None:
        lines = marked.picture.draw(size, marked.choices, (), ascii_only=True)
        yield "\n".join(("```text", *(line.rstrip() for line in lines), "```"))


def _write_lead_line(line: sheet.LeadLine) -> str:
    return f"{escape_text(line.lead)} {_join_texts(line.words)}"


def _write_items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _join_texts(texts: Iterable[str]) -> str:
    return "; ".join(map(escape_text, texts))


_MARKS = re.compile(r"[\\`*_\[\]<>|~$#]|&(?=#?\w+;)|(?<=:)//|(?<=www)\.|:(?=\w+:)", re.IGNORECASE)
"""What could be markup anywhere in a line: in CommonMark, GitHub's tables, links, mathematics and emoji names."""

_AT_THE_START = re.compile(r"([-+=]|\d+(?=[.)]))")
"""What could begin a list, a rule or the underline of a heading."""


def escape_text(text: str) -> str:
    """The text on one line, so that Markdown shows it letter for letter wherever it stands."""
    line = _MARKS.sub(lambda found: f"\\{found[0]}", one_line(text))
    start = _AT_THE_START.match(line)
    if start is None:
        return line
    return f"{start[0]}\\{line[start.end() :]}" if start[0].isdigit() else f"\\{line}"
