"""The colours: each can be read on black and on white, each level has its own, and nothing is said by colour alone."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from rich.color import Color
from rich.console import Console

from backmice_cli import look
from backmice_cli.frontends.terminal.frontend import progress_bar
from backmice_cli.interview.interview import play
from backmice_cli.interview.progress import Progress
from backmice_cli.look import level_colour
from backmice_cli.renderers.answer import short_answer
from backmice_cli.renderers.blocks import print_blocks
from backmice_cli.renderers.result import build_result
from tests.support.shipped import CASES, read_case, shipped

COLOURS = {name: value for name, value in vars(look).items() if str(value).startswith("#")}
CONTRAST = 4.5
"""What WCAG 2 asks of text."""


def luminance(colour: tuple[int, int, int]) -> float:
    """As WCAG 2 defines it, from 0 for black to 1 for white."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_can_be_read_on_black_and_on_white(name: str) -> None:
    shown = luminance(Color.parse(COLOURS[name]).get_truecolor())
    assert contrast(shown, 0) >= CONTRAST
    assert contrast(shown, 1) >= CONTRAST


def test_all_colours_differ() -> None:
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_levels_that_ship_are_red_two_ambers_blue_and_green() -> None:
    levels = list(shipped().levels.values())
    colours = [level_colour(rank, len(levels) - 1 - rank, interrupts=one.interrupt) for rank, one in enumerate(levels)]
    assert colours == [look.EMERGENCY, look.SOON, look.LATER, look.ROUTINE, look.SELF_CARE]


def drawn(case: str, **console: object) -> str:
    result = build_result(play(shipped(), read_case(next(CASES.glob(f"{case}_*.yaml"))).answers), "0" * 64)
    file = io.StringIO()
    print_blocks(short_answer(result), Console(file=file, width=80, legacy_windows=False, **console))  # type: ignore[arg-type]
    return file.getvalue()


@pytest.mark.parametrize(("case", "rank"), [("e08", 0), ("e05", 1), ("e01", 3), ("e20", 4)])
def test_card_has_the_colour_of_its_level(case: str, rank: int) -> None:
    level = list(shipped().levels.values())[rank]
    wanted = level_colour(rank, len(shipped().levels) - 1 - rank, interrupts=level.interrupt)
    result = build_result(play(shipped(), read_case(next(CASES.glob(f"{case}_*.yaml"))).answers), "0" * 64)
    assert next(iter(short_answer(result))).colour == wanted


@pytest.mark.parametrize("colours", ["standard", "256", "truecolor"])
@pytest.mark.parametrize("case", ["e08", "e05", "e01"])
def test_without_its_colours_the_answer_reads_the_same(case: str, colours: str) -> None:
    coloured = drawn(case, force_terminal=True, color_system=colours)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == drawn(case)


def test_no_color_leaves_no_colour() -> None:
    text = drawn("e08", force_terminal=True, color_system="truecolor", no_color=True)
    assert re.search(r"\x1b\[(?:\d+;)*(?:3[0-8]|9[0-7])", text) is None


@pytest.mark.parametrize("ascii_only", [False, True])
def test_bar_is_always_as_long_and_never_shrinks_where_the_bound_does(ascii_only: bool) -> None:
    steps = [Progress(number, 40 - number // 3) for number in range(1, 30)]
    bars = [progress_bar(step, ascii_only=ascii_only) for step in steps]
    full = "=" if ascii_only else "━"
    assert len({len(bar) for bar in bars}) == 1
    assert all(before.count(full) <= after.count(full) for before, after in pairwise(bars))
    assert all(bar.isascii() for bar in bars) is ascii_only
