"""Lit places, by exact drawings."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from backmice_cli.pictures.places import PicturePlace, PlaceMap, Size
from tests.pictures.test_library import lower_back

SMALL = PlaceMap(
    "A face",
    "Both eyes are marked.",
    {"e": PicturePlace("eye", "Eye"), "m": PicturePlace("mouth", "Mouth")},
    (
        Size(("╭───╮", "│. .│", "╰─‿─╯"), ("/---\\", "|. .|", "\\_-_/"), (".....", ".e.e.", "..m..")),
        Size((": :", " ‿ "), (": :", " - "), ("e.e", ".m.")),
    ),
)
LARGE, TINY = SMALL.sizes


def drawn(
    size: Size, lit: Collection[str] = (), ticked: Collection[str] = (), *, ascii_only: bool = False
) -> list[str]:
    return SMALL.draw(size, lit, ticked, ascii_only=ascii_only)


def test_nothing_lit_is_the_drawing_alone() -> None:
    assert drawn(LARGE) == ["╭───╮", "│. .│", "╰─‿─╯"]
    assert drawn(LARGE, ascii_only=True) == ["/---\\", "|. .|", "\\_-_/"]


def test_lit_and_ticked_places_differ_in_their_characters() -> None:
    assert drawn(LARGE, ["eye"], ["mouth"]) == ["╭───╮", "│█ █│", "╰─▒─╯"]
    assert drawn(LARGE, ["eye"], ["mouth"], ascii_only=True) == ["/---\\", "|# #|", "\\_x_/"]


def test_ticked_place_that_is_lit_shows_as_lit() -> None:
    assert drawn(TINY, ["eye"], ["eye"]) == ["█ █", " ‿ "]


def test_choice_without_a_place_lights_nothing() -> None:
    assert drawn(TINY, ["ear", ""], ["ear"]) == drawn(TINY)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(5, 3, LARGE), (80, 24, LARGE), (5, 2, TINY), (4, 3, TINY), (3, 2, TINY), (2, 9, None), (9, 1, None)],
)
def test_largest_size_that_fits_is_taken(width: int, height: int, size: Size | None) -> None:
    assert SMALL.size_for(width, height) is size


def test_back_with_the_dimples_lit_and_the_buttocks_ticked() -> None:
    medium = lower_back().sizes[1]
    assert [line.rstrip() for line in lower_back().draw(medium, ["dimple"], ["buttock"], ascii_only=False)] == [
        "  ⡇ ⢳   ⡞   ╎   ⢳   ⡞ ⢸",
        "  ⢳  ⠳⣄⡼⠁   ╎   ⠈⢧⣠⠞  ⡞",
        "  ⢸⡀        ╎        ⢀⡇",
        "   ⣇        ╎        ⣸",
        "   ⢸  ⢀⣠⠤⠖  ╎  ⠲⠤⣄⡀  ⡇",
        "   ⠘⡆⡴⠋     ╎     ⠙⢦⢰⠃",
        "    ⡇       ╎       ⢸",
        "   ⣸⡥⠤⠤⢄⡀   ╎   ⢀⡠⠤⠤⢬⣇",
        "  ⣰⠋    ⠹⡄  ╎  ⢠⠏    ⠙⣆",
        " ⢠⠃     ██⢲⡀╎⢀⡖██     ⠘⡄",
        " ⡏  ▒▒▒▒▒▒ ⠱⣤⠎ ▒▒▒▒▒▒  ⢹",
        "⢸⠁  ▒▒▒▒▒▒▒ ⣿ ▒▒▒▒▒▒▒  ⠈⡇",
        "⢸   ▒▒▒▒▒▒▒ ⣿ ▒▒▒▒▒▒▒   ⡇",
        " ⡇ ⠢⣀ ▒▒▒▒▒⢀⣿⡀▒▒▒▒▒ ⣀⠔ ⢸",
        " ⢳   ⠉⠒⠒⠒⠒⠊⠁⣿⠈⠑⠒⠒⠒⠒⠉   ⡞",
    ]


def test_back_in_ascii() -> None:
    medium = lower_back().sizes[1]
    assert [line.rstrip() for line in lower_back().draw(medium, ["dimple"], ["buttock"], ascii_only=True)] == [
        "  | \\   /   :   \\   / |",
        "  |  \\_/    :    \\_/  |",
        "   \\        :        /",
        "   |        :        |",
        "   |   _.-' : '-._   |",
        "   | .'     :     '. |",
        "    |       :       |",
        "   /.---.   :   .---.\\",
        "  /'     \\  :  /     '\\",
        " /      ##. : .##      \\",
        "|   xxxxxx\\ : /xxxxxx   |",
        "|   xxxxxxx\\|/xxxxxxx   |",
        "|   xxxxxxx | xxxxxxx   |",
        " \\ '. xxxxx | xxxxx .' /",
        " |   '-----'|'-----'   |",
    ]
