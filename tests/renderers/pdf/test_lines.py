"""Lines and columns of the PDF, in letters that are one millimetre wide at one point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backmice_cli.renderers.pdf.layout import BOTTOM, HEIGHT, Pages
from backmice_cli.renderers.pdf.letters import as_drawn, join_arabic, make_printable
from backmice_cli.renderers.pdf.lines import PdfBlock, Setting, TextRun, set_block, wrap_runs

SETTING = Setting(lambda text, _bold: len(text) / 8, size=8, leading=1.2)
"""One letter is a millimetre wide."""
ANY = range(0x110000)


def lines(width: float, *runs: TextRun) -> list[str]:
    return ["".join(run.text for run in line) for line in wrap_runs(runs, width, SETTING)]


def test_words_move_to_the_next_line_whole() -> None:
    assert lines(10, TextRun("when it suits you")) == ["when it", "suits you"]


def test_word_wider_than_the_line_is_divided() -> None:
    assert lines(4, TextRun("an overlong word")) == ["an", "over", "long", "word"]


def test_runs_of_two_weights_share_a_line() -> None:
    line = wrap_runs((TextRun("Skin:", bold=True), TextRun("hot to touch")), 20, SETTING)
    assert line == [(TextRun("Skin:", bold=True), TextRun(" hot to touch"))]


@given(st.text(), st.integers(1, 30))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    found = lines(width, TextRun(text))
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(len(line) <= width for line in found)


def test_row_with_a_long_answer_runs_on_as_a_paragraph() -> None:
    [row] = set_block(PdfBlock((TextRun("short"),), label="Skin"), 60, SETTING)
    assert [piece.run.text for piece in row.pieces] == ["Skin", "short"]
    units = set_block(PdfBlock((TextRun("long " * 100),), label="Skin"), 60, SETTING)
    assert units[0].pieces[0].run == TextRun("Skin:", bold=True)
    assert len(units) > 6


def test_columns_part_before_a_heading() -> None:
    blocks = [PdfBlock((TextRun("text"),))] * 10
    heading = PdfBlock((TextRun("Pain"),), tag="H2")
    units = [unit for block in [*blocks, heading, *blocks[:7]] for unit in set_block(block, 90, SETTING)]
    pages = Pages()
    pages.flow(units, 2)
    assert [placed.x for placed in pages.placed].count(pages.placed[0].x) == 10
    assert pages.placed[10].unit.block is heading


@given(st.lists(st.integers(1, 400), max_size=12), st.sampled_from([1, 2]))
def test_everything_is_placed_once_and_above_the_margin(lengths: list[int], columns: int) -> None:
    blocks = [PdfBlock((TextRun("word " * length),), tag="H2" if length % 3 == 0 else "P") for length in lengths]
    units = [unit for block in blocks for unit in set_block(block, 90, SETTING)]
    pages = Pages()
    pages.flow(units, columns)
    assert [placed.unit for placed in pages.placed] == units
    assert all(placed.y + placed.unit.height <= HEIGHT - BOTTOM + 1e-3 for placed in pages.placed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\nb\x1b[31m", "a b[31m"),
        ("e\u0301", "é"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}", "\N{HEAVY BLACK HEART}"),
    ],
)
def test_text_is_printed_on_one_line_without_what_nobody_sees(typed: str, shown: str) -> None:
    assert make_printable(typed, ANY) == shown


@given(st.text())
def test_only_letters_of_the_font_are_printed(text: str) -> None:
    assert all(ord(letter) < 128 for letter in make_printable(text, range(128)))


def test_hebrew_is_drawn_from_the_right_with_brackets_turned() -> None:
    assert as_drawn("אב (גד) 12") == "12 (דג) בא"


def test_latin_is_drawn_as_written() -> None:
    assert as_drawn("a (b) 12") == "a (b) 12"


def test_arabic_letters_take_the_shape_of_their_place() -> None:
    assert [f"{ord(letter):04X}" for letter in join_arabic("بببب ب", ANY)] == [
        "FE91",
        "FE92",
        "FE92",
        "FE90",
        "0020",
        "FE8F",
    ]


def test_lam_and_alef_become_one_letter() -> None:
    assert join_arabic("سلام", ANY) == "\ufeb3\ufefc\ufee1"


def test_shape_that_the_font_lacks_is_left_as_letter() -> None:
    assert join_arabic("بب", range(0x700)) == "بب"
