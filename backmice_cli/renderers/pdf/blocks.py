"""The sheet as blocks of text, strip by strip from its first line to its last. Knows no widths and no pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from backmice_cli.pictures.places import MarkedPicture
from backmice_cli.renderers import sheet
from backmice_cli.renderers.pdf.lines import Band, Block, Run, led

MANY_FLAGS = 8
"""From one more on, red flags run on in one paragraph."""

BULLET = Run("•")
NO = Run("No:", bold=True)
SMALL = 0.88

Printable = Callable[[str], str]
"""Makes a text fit to be printed."""


@dataclass(frozen=True)
class Strip:
    """Blocks in one or two columns over the width of the page, perhaps with a picture at their right."""

    blocks: tuple[Block, ...]
    columns: int = 1
    picture: MarkedPicture | None = None
    caption: str = ""
    """Stands below the picture, and is read out in its place."""


def strips_of(blocks: Iterable[sheet.SheetBlock], printable: Printable) -> Iterator[Strip]:
    for strip in _strips(blocks):
        fitted = tuple(_fit(block, printable) for block in strip.blocks)
        yield replace(strip, blocks=fitted, caption=printable(strip.caption))


def _fit(block: Block, printable: Printable) -> Block:
    label = block.label if block.label is None else printable(block.label)
    return replace(block, label=label, runs=tuple(replace(run, text=printable(run.text)) for run in block.runs))


def run_on(strip: Strip) -> Strip:
    """What stands between two headings as one paragraph, where every line counts; in two columns, which read better."""
    blocks: list[Block] = []
    for block in strip.blocks:
        label = (led(block.label),) if block.label is not None else ()
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
        blocks.append(_words(strip.caption))
    return replace(strip, blocks=tuple(blocks))


def _runs_on(block: Block) -> bool:
    return not block.is_heading and block.band == "none" and not block.alone


def _strips(blocks: Iterable[sheet.SheetBlock]) -> Iterator[Strip]:
    above: list[Block] = []
    for block in blocks:
        match block:
            case sheet.FirstLine():
                above.append(_first_line(block))
            case sheet.AdviceBlock():
                yield Strip((*above, *_advice(block)))
                yield Strip(tuple(_red_flags(block)))
                if block.at_once:
                    yield Strip(tuple(inner for part in block.at_once for inner in _list(part)))
                above = []
            case sheet.TablesBlock(tables):
                for table in tables:
                    if table.picture is None:
                        above += _table(table)
                        continue
                    if above:
                        yield Strip(tuple(above), 2)
                    caption = f"Marked: {table.picture.place_names}. {table.picture.picture.note}"
                    yield Strip(tuple(_table(table)), 1, table.picture, caption)
                    above = []
            case sheet.ListBlock():
                above += _list(block)
            case sheet.OpenBlock():
                above += _open(block)
            case sheet.WorryBlock(words):
                above += (_heading("Main worry, in full"), _words(words))
            case sheet.AboutBlock(lines):
                yield Strip(tuple(above), 2)
                yield Strip(tuple(Block((Run(words),), scale=SMALL, above=0.1) for words in lines))


def _first_line(line: sheet.FirstLine) -> Block:
    words = Run(_quoted(line.words) if line.is_worry else line.words, bold=True)
    return Block((Run("Main worry:"), words) if line.is_worry else (words,), "H1", 1.35)


def _advice(advice: sheet.AdviceBlock) -> Iterator[Block]:
    if advice.caution is not None:
        yield Block((Run(advice.caution, bold=True),))
    band: Band = "filled" if advice.urgent else "bar"
    action = (Run(f"The questionnaire advised on {advice.day}:"), Run(advice.action, bold=True))
    yield Block(action, "H2", 1.2, 0.4, band)
    yield Block((Run("When to act:"), Run(advice.when_to_act, bold=True)), scale=1.1, band=band)
    if advice.stopped:
        yield Block((Run(advice.stopped, bold=True),), band=band)
    if advice.why:
        yield Block((Run("Why:"), Run("; ".join(advice.why))), band=band)
    if advice.wonders is not None:
        yield Block((Run("Wonders about:"), Run(advice.wonders)), band=band)


def _red_flags(advice: sheet.AdviceBlock) -> Iterator[Block]:
    yield _heading("Red flags")
    if not advice.red_flags and not advice.milder:
        yield _words(advice.no_red_flags)
    if len(advice.red_flags) > MANY_FLAGS:
        yield Block((Run("; ".join(advice.red_flags)),))
    else:
        yield from (Block((Run(flag, bold=True),), mark=BULLET) for flag in advice.red_flags)
    yield from (_led(sheet.LeadLine(f"Less urgent ({line.lead}):", line.words)) for line in advice.milder)


def _table(table: sheet.Table) -> Iterator[Block]:
    yield _heading(table.part.title)
    for row in table.part.rows:
        yield Block((Run("; ".join(row.values)),), label=row.label)
    for denied in table.part.denied:
        yield Block((Run(denied),), above=0.08, mark=NO, alone=True)


def _open(block: sheet.OpenBlock) -> Iterator[Block]:
    yield _heading("Not sure or left out")
    yield from (replace(_led(line), alone=True) for line in block.not_sure)
    if block.unanswered:
        yield _led(sheet.LeadLine("Left without an answer:", block.unanswered))


def _list(block: sheet.ListBlock) -> Iterator[Block]:
    yield _heading(block.heading)
    for text in block.items:
        yield Block((Run(_quoted(text) if block.is_speech else text),), mark=BULLET)


def _heading(words: str) -> Block:
    return Block((Run(words, bold=True),), tag="H2", scale=1.08, above=0.55)


def _words(words: str) -> Block:
    return Block((Run(words),))


def _led(line: sheet.LeadLine) -> Block:
    return Block((Run(line.lead, bold=True), Run("; ".join(line.words))), above=0.12)


def _quoted(words: str) -> str:
    return f"“{words}”"
