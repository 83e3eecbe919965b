"""The picture files: whole, in step with the questionnaire, and fit for every terminal."""

from __future__ import annotations

import pytest

from backmice_cli.frontends.terminal.body_picture import picture_drawer
from backmice_cli.pictures.library import FOLDER, read_picture
from backmice_cli.pictures.places import PlaceMap, Size
from backmice_cli.pictures.rounds import Rounds
from backmice_cli.questionnaire.model import PICTURES
from tests.support.shipped import shipped

SHOWN = {entry.id: entry.question for entry in shipped().outline if entry.question.picture is not None}


def lower_back() -> PlaceMap:
    picture = read_picture("lower_back")
    assert isinstance(picture, PlaceMap)
    return picture


SIZES = lower_back().sizes


def test_every_known_picture_has_its_file() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(PICTURES)
    assert all(read_picture(name).title for name in PICTURES)


def test_sizes_come_from_large_to_small() -> None:
    assert [(size.width, size.height) for size in SIZES] == [(37, 24), (25, 15), (19, 12)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.width)
def test_drawings_are_as_large_as_their_map(size: Size) -> None:
    for grid in (size.drawing, size.ascii, size.map):
        assert [len(line) for line in grid] == [size.width] * size.height


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.width)
def test_every_place_is_on_every_size(size: Size) -> None:
    assert set("".join(size.map)) - {"."} == set(lower_back().places)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.width)
def test_both_sides_have_the_same_places(size: Size) -> None:
    assert [line[::-1] for line in size.map] == list(size.map)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.width)
def test_ascii_form_is_ascii(size: Size) -> None:
    assert "".join(size.ascii).isascii()


def test_two_places_never_share_a_choice() -> None:
    choices = [place.choice for place in lower_back().places.values()]
    assert len(set(choices)) == len(choices)


def test_shipped_questions_show_both_pictures() -> None:
    assert {id: question.picture for id, question in SHOWN.items()} == {
        "lump_where": "lower_back",
        "lump_size": "sizes",
    }


def test_only_elsewhere_and_not_sure_have_no_place() -> None:
    places = {place.choice for place in lower_back().places.values()}
    choices = set(SHOWN["lump_where"].choices)
    assert choices - places == {"elsewhere", "not_sure"}
    assert places <= choices


def test_only_cannot_tell_has_no_round() -> None:
    picture = read_picture("sizes")
    assert isinstance(picture, Rounds)
    assert set(SHOWN["lump_size"].choices) - set(picture.rounds) == {"cant_tell"}


def test_words_of_a_round_are_those_of_its_label() -> None:
    picture = read_picture("sizes")
    assert isinstance(picture, Rounds)
    labels = {id: choice.label for id, choice in SHOWN["lump_size"].choices.items()}
    assert [id for id, shown in picture.rounds.items() if f"({shown.words})" not in labels[id]] == []


@pytest.mark.parametrize("question", SHOWN, ids=str)
@pytest.mark.parametrize("width", range(16, 50))
def test_lines_keep_their_number_and_length_whatever_is_lit(question: str, width: int) -> None:
    draw = picture_drawer(SHOWN[question], ascii_only=False)
    assert draw is not None
    shapes = set()
    for pointed in (None, "", *SHOWN[question].choices):
        for ticked in ((), ("dimple",), tuple(SHOWN[question].choices)):
            lines = draw(pointed, ticked, width, 30)
            shapes.add(tuple(len(line.text) for line in lines))
            assert all(len(line.text) <= width for line in lines)
    assert len(shapes) == 1
