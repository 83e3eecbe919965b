"""The pictures beside the choices, key by key, on drawn screens of several sizes."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace

from backmice_cli.frontends.loop import run_interview
from backmice_cli.frontends.terminal.frontend import TerminalFrontend
from backmice_cli.interview.interview import Interview, begin
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.shipped import shipped
from tests.support.small import with_questions
from tests.support.terminal import CTRL_C, DOWN, ENTER, SPACE, UP, at_terminal

LIT, TICKED = "█", "▒"


def alone(id: str) -> Questionnaire:
    """One question of the questionnaire that ships, as the only one."""
    entry = shipped().outline[id]
    section = shipped().sections[entry.section]
    question = replace(entry.question, when=None)
    return Questionnaire(
        format="1",
        title="One question",
        regions=shipped().regions,
        levels=shipped().levels,
        sections={entry.section: replace(section, questions={id: question})},
        sources=shipped().sources,
    )


def interviewed(tree: Questionnaire, frontend: TerminalFrontend) -> Interview:
    return run_interview(begin(tree), frontend)


WHERE = partial(interviewed, alone("lump_where"))
SIZE = partial(interviewed, alone("lump_size"))

FACE = with_questions(
    """
    where:
      ask: Where is it?
      picture: lower_back
      choices: {dimple: By a dimple, buttock: In the buttock, elsewhere: Somewhere else}
    """
)


class TestBesideTheChoices:
    def test_at_80_columns_all_choices_and_the_picture_fit(self) -> None:
        with at_terminal(WHERE) as terminal:
            terminal.see("Where is the lump")
            terminal.press(SPACE, DOWN)
            terminal.see("Lit: Hip bone edge")
            assert terminal.screen.lines == [
                "The lump or sore place: question 1 of at most 2 ────────────────",
                "Where is the lump or sore place?",
                "Dimples are the two dents just above the buttocks.",
                "   1 [x] By a dimple                               Left  from behind   Right",
                " » 2 [ ] Along the rim of the hip bone, at the back  ⡇ ⢳   ⡞   ╎   ⢳   ⡞ ⢸",
                "   3 [ ] Between a dimple and the middle             ⢳  ⠳⣄⡼⠁   ╎   ⠈⢧⣠⠞  ⡞",
                "   4 [ ] In the long muscle beside the backbone      ⢸⡀        ╎        ⢀⡇",
                "   5 [ ] Right on the backbone                        ⣇        ╎        ⣸",
                "   6 [ ] In the soft side above the hip bone          ⢸  ⢀⣠⠤⠖  ╎  ⠲⠤⣄⡀  ⡇",
                "   7 [ ] On the side of the hip                       ⠘⡆⡴⠋     ╎     ⠙⢦⢰⠃",
                "   8 [ ] In the buttock                                ⡇       ╎       ⢸",
                "   9 [ ] In the crease of the bottom                  ⣸████⡀   ╎   ⢀████⣇",
                "   a [ ] Between the shoulder blades                 ⣰⠋   ██⡄  ╎  ⢠██   ⠙⣆",
                "   c [ ] Somewhere else                             ⢠⠃     ▒▒⢲⡀╎⢀⡖▒▒     ⠘⡄",
                "   u [ ] I'm not sure                               ⡏         ⠱⣤⠎         ⢹",
                "                                                   ⢸⠁          ⣿          ⠈⡇",
                "                                                   ⢸           ⣿           ⡇",
                "                                                    ⡇ ⠢⣀      ⢀⣿⡀      ⣀⠔ ⢸",
                "                                                    ⢳   ⠉⠒⠒⠒⠒⠊⠁⣿⠈⠑⠒⠒⠒⠒⠉   ⡞",
                "                                                   Lit: Hip bone edge",
                "                                                   Ticked ▒: Dimple",
                "Up/Down: move   Space or 1-9,a,c,u: tick   Enter: confirm   ?: why",
                "!: emergency   Ctrl-C: stop",
                "",
            ]

    def test_on_a_large_terminal_the_picture_is_large(self) -> None:
        with at_terminal(WHERE, columns=120, rows=40) as terminal:
            terminal.see("Lit: Dimple")
            lines = terminal.screen.lines
            assert lines[5] == " » 1 [ ] By a dimple" + " " * 31 + "Left        from behind         Right"
            assert lines[20] == " " * 53 + "⢀⠏        ███⡀  ╎  ⢀███        ⠹⡀"
            assert lines[30] == " " * 51 + "Lit: Dimple"
            assert lines[33].startswith("Up/Down: move")

    def test_in_ascii_nothing_else_is_drawn(self) -> None:
        with at_terminal(WHERE, encoding="ascii") as terminal:
            terminal.see("Where is the lump")
            terminal.press(SPACE, DOWN)
            terminal.see("Lit: Hip bone edge", "Ticked x: Dimple")
            assert terminal.screen.text.isascii()
            assert "?" not in terminal.screen.text.replace("?: why", "").replace("sore place?", "")
            assert [line[51:] for line in terminal.screen.lines[11:14]] == [
                "   /####.   :   .####\\",
                "  /'   ##\\  :  /##   '\\",
                " /      xx. : .xx      \\",
            ]

    def test_linux_console_gets_ascii(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TERM", "linux")
        with at_terminal(WHERE) as terminal:
            terminal.see("/      ##. : .##      \\", "» 1 [ ]")

    def test_without_colour_lit_and_ticked_still_differ(self) -> None:
        with at_terminal(WHERE, colour=False) as terminal:
            terminal.see("Where is the lump")
            terminal.press(SPACE, DOWN)
            terminal.see("⣸████⡀", "▒▒⢲⡀", "Lit: Hip bone edge", "Ticked ▒: Dimple")
            assert not terminal.screen.has_colour


class TestLightFollowsTheCursor:
    def test_moving_lights_another_place(self) -> None:
        with at_terminal(WHERE) as terminal:
            terminal.see("Lit: Dimple", f" ⢠⠃     {LIT * 2}⢲⡀╎")
            terminal.press("8")  # goes there and ticks
            terminal.see("Lit: Buttock", f"⢸⠁  {LIT * 7} ⣿", " ⢠⠃      o⢲⡀╎")
            terminal.press(UP)
            terminal.see("Lit: Side of hip", f"⢸⠁{LIT * 2}{TICKED * 7} ⣿", "Ticked ▒: Buttock")

    def test_choice_without_a_place_lights_nothing(self) -> None:
        with at_terminal(WHERE) as terminal:
            terminal.see("Lit: Dimple")
            terminal.press(UP)
            terminal.see("Lit: nothing", " » u [ ] I'm not sure")
            assert LIT not in terminal.screen.text

    def test_many_ticked_places_are_counted(self) -> None:
        with at_terminal(WHERE) as terminal:
            terminal.see("Lit: Dimple")
            terminal.press("1", "2", "8")
            terminal.see("Ticked ▒: 3 places")
            terminal.press(SPACE)
            terminal.see("Ticked ▒: 2 places")

    def test_before_anything_is_pointed_at_nothing_is_lit(self) -> None:
        with at_terminal(partial(interviewed, FACE)) as terminal:
            terminal.see("Lit: nothing", "   1 By a dimple")
            terminal.press(DOWN)
            terminal.see("Lit: Dimple", LIT)
            assert "Ticked" not in terminal.screen.text

    def test_what_is_chosen_beside_the_picture_is_the_answer(self) -> None:
        with at_terminal(WHERE) as terminal:
            terminal.see("Lit: Dimple")
            terminal.press(SPACE, DOWN, DOWN, SPACE, ENTER)
            terminal.see("Check your answers")
            terminal.press(ENTER)
            assert terminal.result().answers == {"lump_where": ("dimple", "si_area")}

    def test_message_moves_nothing(self) -> None:
        with at_terminal(WHERE) as terminal:
            terminal.see("Lit: Dimple", "Ctrl-C: stop")
            before = terminal.screen.lines
            terminal.press(ENTER)
            terminal.see("Nothing is ticked yet.")
            assert terminal.screen.lines[:21] == before[:21]


class TestNarrowTerminal:
    @pytest.mark.parametrize("columns", [40, 50])
    def test_without_room_there_is_no_picture_and_every_choice_is_reached(self, columns: int) -> None:
        with at_terminal(WHERE, columns=columns) as terminal:
            terminal.see("Where is the lump", "Ctrl-C: stop")
            assert LIT not in terminal.screen.text
            assert "Lit:" not in terminal.screen.text
            for label in ("rim of the hip", "Between a dimple", "long muscle", "Right on", "soft side", "side of the"):
                terminal.press(DOWN)
                terminal.screen.wait_until(lambda label=label: label in terminal.screen.cursor, label)  # type: ignore[misc]
            terminal.press(UP, UP, UP, UP, UP, UP, UP)
            terminal.see_cursor_at("u [ ] I'm not sure")

    def test_at_50_columns_the_picture_goes_above(self) -> None:
        with at_terminal(WHERE, columns=50, rows=48) as terminal:
            terminal.see("Lit: Dimple")
            lines = terminal.screen.lines
            place = lines.index("Left        from behind         Right")
            assert lines[place + 15] == "  ⢀⠏        ███⡀  ╎  ⢀███        ⠹⡀"
            assert lines[place + 25] == "Lit: Dimple"
            assert lines[place + 27] == " » 1 [ ] By a dimple"

    def test_at_64_columns_the_picture_is_small(self) -> None:
        with at_terminal(WHERE, columns=64) as terminal:
            terminal.see("Lit: Dimple")
            assert terminal.screen.lines[5].endswith("Left          Right")
            assert terminal.screen.lines[13].endswith(" ⣸⠁   ██⡄╎⢠██   ⠈⣇")
            terminal.press("6")
            terminal.see("Lit: Side of waist", "Ticked ▒: 1 place\n")

    def test_resized_terminal_finds_a_new_spot(self) -> None:
        with at_terminal(WHERE) as terminal:
            terminal.see("Lit: Dimple")
            terminal.screen.resize(50, 24)
            terminal.press(DOWN)
            terminal.see_no("Lit:")
            terminal.press(CTRL_C)


class TestSizes:
    def test_round_of_the_size_pointed_at_lies_on_the_ruler(self) -> None:
        with at_terminal(SIZE) as terminal:
            terminal.see("How big is it", "Roughly to scale")
            assert LIT not in terminal.screen.text
            terminal.press("2")
            terminal.see("Roughly to scale: 1 to 2.4 cm")
            assert [line[26:] for line in terminal.screen.lines[13:21]] == [
                "   ▄▄████▄▄",
                "  ██████████",
                " ████████████",
                " ████████████",
                "  ██████████",
                "   ▀▀████▀▀",
                " 0----1----2----3----4----5----6 cm",
                " Roughly to scale: 1 to 2.4 cm",
            ]

    def test_largest_round_fits_at_80_columns(self) -> None:
        with at_terminal(SIZE) as terminal:
            terminal.see("How big is it")
            terminal.press("5")
            terminal.see("Roughly to scale: over 5 cm", " » 5 Bigger (over 5 cm)", "Ctrl-C: stop")
            assert f"  {LIT * 30}" in terminal.screen.text

    @pytest.mark.parametrize("columns", [40, 50])
    def test_without_room_there_are_no_rounds(self, columns: int) -> None:
        with at_terminal(SIZE, columns=columns) as terminal:
            terminal.see("How big is it", "u I cannot tell", "Ctrl-C: stop")
            assert "scale" not in terminal.screen.text

    def test_in_ascii_rounds_are_drawn_with_letters(self) -> None:
        with at_terminal(SIZE, encoding="ascii") as terminal:
            terminal.see("How big is it")
            terminal.press("1")
            terminal.see("Roughly to scale: up to 1 cm", "@@@@@")
            assert terminal.screen.text.isascii()
