"""The sheet as blocks of text, strip by strip from its first line to its last. Knows no widths and no pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from backmice_cli.pictures.places import MarkedPicture
from backmice_cli.renderers import sheet
from backmice_cli.renderers.pdf.lines import Band, PdfBlock, TextRun, lead_run

MANY_FLAGS = 8
"""More red flags than this run on in one paragraph."""

BULLET = TextRun("•")
NO = TextRun("No:", bold=True)
SMALL = 0.88

Printable = Callable[[str], str]
"""What makes a text fit for the font."""


@dataclass(frozen=True)
class Strip:
    """Blocks in one or two columns over the width of the page, perhaps with a picture at their right."""

    blocks: tuple[PdfBlock, ...]
    columns: int = 1
    picture: MarkedPicture | None = None
    caption: str = ""
    """The words below the picture, which a screen reader reads in its place."""


def strips_of(blocks: Iterable[sheet.SheetBlock], printable: Printable) -> Iterator[Strip]:
    for strip in _strips_as_written(blocks):
        fitted = tuple(_make_printable(block, printable) for block in strip.blocks)
        yield replace(strip, blocks=fitted, caption=printable(strip.caption))


def _make_printable(block: PdfBlock, printable: Printable) -> PdfBlock:
    label = block.label if block.label is None else printable(block.label)
    return replace(block, label=label, runs=tuple(replace(run, text=printable(run.text)) for run in block.runs))


def run_on(strip: Strip) -> Strip:
    """Join what stands between two headings into one paragraph, to save lines."""
    blocks: list[PdfBlock] = []
    for block in strip.blocks:
        label = (lead_run(block.label),) if block.label is not None else ()
        if block.alone:
            blocks.append(replace(block, above=0))
            continue
        mark = (block.mark,) if block.mark is not None else ()
        runs = (*mark, *label, *block.runs)
        if blocks and _runs_on(blocks[-1]) and _runs_on(block):
            blocks[-1] = replace(blocks[-1], runs=(*blocks[-1].runs, *runs))
        else:
            blocks.append(replace(block, runs=runs, label=None, mark=None, scale=1.0, above=block.above / 5))
    if strip.caption:
        blocks.append(_words_block(strip.caption))
    return replace(strip, blocks=tuple(blocks))


def _runs_on(block: PdfBlock) -> bool:
    return not block.is_heading and block.band == "none" and not block.alone


def _strips_as_written(blocks: Iterable[sheet.SheetBlock]) -> Iterator[Strip]:
    above: list[PdfBlock] = []
    for block in blocks:
        match block:
            case sheet.FirstLine():
                above.append(_first_block(block))
            case sheet.AdviceBlock():
                yield Strip((*above, *_advice_blocks(block)))
                yield Strip(tuple(_red_flag_blocks(block)))
                if block.at_once:
                    yield Strip(tuple(inner for part in block.at_once for inner in _list_blocks(part)))
                above = []
            case sheet.TablesBlock(tables):
                for table in tables:
                    if table.picture is None:
                        above += _table_blocks(table)
                        continue
                    if above:
                        yield Strip(tuple(above), 2)
                    caption = f"Marked: {table.picture.place_names}. {table.picture.picture.note}"
                    yield Strip(tuple(_table_blocks(table)), 1, table.picture, caption)
                    above = []
            case sheet.ListBlock():
                above += _list_blocks(block)
            case sheet.OpenBlock():
                above += _open_blocks(block)
            case sheet.WorryBlock(words):
                above += (_heading_block("Main worry, in full"), _words_block(words))
            case sheet.AboutBlock(lines):
                yield Strip(tuple(above), 2)
                yield Strip(tuple(PdfBlock((TextRun(words),), scale=SMALL, above=0.1) for words in lines))


def _first_block(line: sheet.FirstLine) -> PdfBlock:
    words = TextRun(_in_quotes(line.words) if line.is_worry else line.words, bold=True)
    return PdfBlock((TextRun("Main worry:"), words) if line.is_worry else (words,), "H1", 1.35)


def _advice_blocks(advice: sheet.AdviceBlock) -> Iterator[PdfBlock]:
    if advice.caution is not None:
        yield PdfBlock((TextRun(advice.caution, bold=True),))
    band: Band = "filled" if advice.urgent else "bar"
    action = (TextRun(f"The questionnaire advised on {advice.day}:"), TextRun(advice.action, bold=True))
    yield PdfBlock(action, "H2", 1.2, 0.4, band)
    yield PdfBlock((TextRun("When to act:"), TextRun(advice.when_to_act, bold=True)), scale=1.1, band=band)
    if advice.stopped:
        yield PdfBlock((TextRun(advice.stopped, bold=True),), band=band)
    if advice.why:
        yield PdfBlock((TextRun("Why:"), TextRun("; ".join(advice.why))), band=band)
    if advice.wonders is not None:
        yield PdfBlock((TextRun("Wonders about:"), TextRun(advice.wonders)), band=band)


def _red_flag_blocks(advice: sheet.AdviceBlock) -> Iterator[PdfBlock]:
    yield _heading_block("Red flags")
    if not advice.red_flags and not advice.milder:
        yield _words_block(advice.no_red_flags)
    if len(advice.red_flags) > MANY_FLAGS:
        yield PdfBlock((TextRun("; ".join(advice.red_flags)),))
    else:
        yield from (PdfBlock((TextRun(flag, bold=True),), mark=BULLET) for flag in advice.red_flags)
    yield from (_lead_block(sheet.LeadLine(f"Less urgent ({line.lead}):", line.words)) for line in advice.milder)


def _table_blocks(table: sheet.Table) -> Iterator[PdfBlock]:
    yield _heading_block(table.part.title)
    for row in table.part.rows:
        yield PdfBlock((TextRun("; ".join(row.values)),), label=row.label)
    for denied in table.part.denied:
        yield PdfBlock((TextRun(denied),), above=0.08, mark=NO, alone=True)


def _open_blocks(block: sheet.OpenBlock) -> Iterator[PdfBlock]:
    yield _heading_block("Not sure or left out")
    yield from (replace(_lead_block(line), alone=True) for line in block.not_sure)
    if block.unanswered:
        yield _lead_block(sheet.LeadLine("Left without an answer:", block.unanswered))


def _list_blocks(block: sheet.ListBlock) -> Iterator[PdfBlock]:
    yield _heading_block(block.heading)
    for text in block.items:
        yield PdfBlock((TextRun(_in_quotes(text) if block.is_speech else text),), mark=BULLET)


def _heading_block(words: str) -> PdfBlock:
    return PdfBlock((TextRun(words, bold=True),), tag="H2", scale=1.08, above=0.55)


def _words_block(words: str) -> PdfBlock:
    return PdfBlock((TextRun(words),))


def _lead_block(line: sheet.LeadLine) -> PdfBlock:
    return PdfBlock((TextRun(line.lead, bold=True), TextRun("; ".join(line.words))), above=0.12)


def _in_quotes(words: str) -> str:
    return f"“{words}”"
