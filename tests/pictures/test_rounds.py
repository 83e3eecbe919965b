"""Rounds to scale, by exact drawings and by measuring them."""

from __future__ import annotations

import pytest

from backmice_cli.pictures.library import read_picture
from backmice_cli.pictures.rounds import Round, Rounds


def sizes() -> Rounds:
    picture = read_picture("sizes")
    assert isinstance(picture, Rounds)
    return picture


def disc(choice: str, *, ascii_only: bool) -> list[str]:
    """The round without the ruler and the empty rows above it."""
    return [line.rstrip() for line in sizes().draw(choice, ascii_only=ascii_only)[:-1] if line.strip()]


def test_grape_in_half_blocks() -> None:
    assert disc("grape", ascii_only=False) == [
        "  ▄▄████▄▄",
        " ██████████",
        "████████████",
        "████████████",
        " ██████████",
        "  ▀▀████▀▀",
    ]


def test_grape_in_ascii() -> None:
    assert disc("grape", ascii_only=True) == [
        "   @@@@@@",
        " @@@@@@@@@@",
        "@@@@@@@@@@@@",
        "@@@@@@@@@@@@",
        " @@@@@@@@@@",
        "   @@@@@@",
    ]


def test_round_lies_on_the_ruler() -> None:
    picture = Rounds("Two", {"small": Round(1, "1 cm"), "large": Round(2, "2 cm")})
    assert picture.draw("small", ascii_only=True) == [
        "              ",
        "              ",
        " @@@          ",
        "@@@@@         ",
        " @@@          ",
        "0----1----2 cm",
    ]


def test_choice_without_a_round_leaves_the_ruler() -> None:
    for choice in ("cant_tell", None):
        lines = sizes().draw(choice, ascii_only=False)
        assert [line.rstrip() for line in lines] == [""] * 15 + ["0----1----2----3----4----5----6 cm"]


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize(
    ("choice", "centimetres"), [("pea", 1), ("grape", 2.4), ("walnut", 3.9), ("golf_ball", 5), ("bigger", 6)]
)
def test_rounds_are_as_wide_and_high_as_the_ruler_says(choice: str, centimetres: float, ascii_only: bool) -> None:
    lines = disc(choice, ascii_only=ascii_only)
    assert max(map(len, lines)) == pytest.approx(centimetres * 5, abs=0.5)
    assert len(lines) == pytest.approx(centimetres * 2.5, abs=0.75)


@pytest.mark.parametrize("choice", ["pea", "grape", "walnut", "golf_ball", "bigger"])
def test_rounds_are_as_round_left_as_right(choice: str) -> None:
    widest = max(map(len, disc(choice, ascii_only=False)))
    for line in disc(choice, ascii_only=False):
        assert line == line.ljust(widest)[::-1].rstrip()
