"""The sheet as blocks of text, strip by strip from its first line to its last. Knows no widths and no pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from backmice_cli.renderers.pdf.lines import Band, Block, Run, led
from backmice_cli.renderers.result import PictureResult
from backmice_cli.renderers.sheet import Sheet, Table

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
    picture: PictureResult | None = None
    caption: str = ""
    """Stands below the picture, and is read out in its place."""


def strips_of(sheet: Sheet, printable: Printable) -> Iterator[Strip]:
    for strip in _strips(sheet):
        blocks = tuple(_fit(block, printable) for block in strip.blocks)
        yield replace(strip, blocks=blocks, caption=printable(strip.caption))


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


def _strips(sheet: Sheet) -> Iterator[Strip]:
    yield Strip((*_worry(sheet), *_advice(sheet)))
    yield Strip(tuple(_red_flags(sheet)))
    if sheet.say or sheet.steps:
        yield Strip((*_list("What to do now", sheet.steps), *_list("Say on the phone", map(_quoted, sheet.say))))
    columns: list[Block] = []
    for table in sheet.tables:
        if table.picture is None:
            columns += _table(table)
            continue
        if columns:
            yield Strip(tuple(columns), 2)
        yield Strip(tuple(_table(table)), 1, table.picture, f"Marked: {table.marked}. {table.note}")
        columns = []
    yield Strip((*columns, *_list("Questions to ask", sheet.ask), *_open(sheet), *_worry_in_full(sheet)), 2)
    yield Strip(tuple(_about(sheet)))


def _worry(sheet: Sheet) -> Iterator[Block]:
    title = (Run(sheet.title, bold=True),)
    runs = title if sheet.worry is None else (Run("Main worry:"), Run(_quoted(sheet.worry), bold=True))
    yield Block(runs, "H1", 1.35)


def _advice(sheet: Sheet) -> Iterator[Block]:
    if sheet.caution is not None:
        yield Block((Run(sheet.caution, bold=True),))
    band: Band = "filled" if sheet.urgent else "bar"
    yield Block((Run(f"The questionnaire advised on {sheet.day}:"), Run(sheet.action, bold=True)), "H2", 1.2, 0.4, band)
    yield Block((Run("When to act:"), Run(sheet.when_to_act, bold=True)), scale=1.1, band=band)
    if sheet.stopped:
        yield Block((Run(sheet.stopped, bold=True),), band=band)
    if sheet.why:
        yield Block((Run("Why:"), Run("; ".join(sheet.why))), band=band)
    if sheet.wonders is not None:
        yield Block((Run("Wonders about:"), Run(sheet.wonders)), band=band)


def _red_flags(sheet: Sheet) -> Iterator[Block]:
    yield _heading("Red flags")
    if not sheet.red_flags and not sheet.milder:
        yield _words(sheet.no_red_flags)
    if len(sheet.red_flags) > MANY_FLAGS:
        yield Block((Run("; ".join(sheet.red_flags)),))
    else:
        yield from (Block((Run(flag, bold=True),), mark=BULLET) for flag in sheet.red_flags)
    yield from (_led(f"Less urgent ({group.lead})", group.words) for group in sheet.milder)


def _table(table: Table) -> Iterator[Block]:
    yield _heading(table.title)
    for row in table.rows:
        yield Block((Run("; ".join(row.values)),), label=row.label)
    for denied in table.denied:
        yield Block((Run(denied),), above=0.08, mark=NO, alone=True)


def _open(sheet: Sheet) -> Iterator[Block]:
    if sheet.not_sure or sheet.unanswered:
        yield _heading("Not sure or left out")
        yield from (replace(_led(group.lead, group.words), alone=True) for group in sheet.not_sure)
        if sheet.unanswered:
            yield _led("Left without an answer", sheet.unanswered)


def _worry_in_full(sheet: Sheet) -> Iterator[Block]:
    if sheet.worry_in_full is not None:
        yield from (_heading("Main worry, in full"), _words(sheet.worry_in_full))


def _about(sheet: Sheet) -> Iterator[Block]:
    return (Block((Run(words),), scale=SMALL, above=0.1) for words in sheet.about)


def _list(heading: str, items: Iterable[str]) -> Iterator[Block]:
    blocks = [Block((Run(item),), mark=BULLET) for item in items]
    if blocks:
        yield from (_heading(heading), *blocks)


def _heading(words: str) -> Block:
    return Block((Run(words, bold=True),), tag="H2", scale=1.08, above=0.55)


def _words(words: str) -> Block:
    return Block((Run(words),))


def _led(lead: str, words: Iterable[str]) -> Block:
    return Block((led(lead), Run("; ".join(words))), above=0.12)


def _quoted(words: str) -> str:
    return f"“{words}”"
