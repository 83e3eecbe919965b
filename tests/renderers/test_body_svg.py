"""The picture of the back as SVG: every place of the drawing in characters, on both sides, in plain shapes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from backmice_cli.pictures.contour import HEIGHT, PLACES, WIDTH
from backmice_cli.pictures.library import mark_picture, read_picture
from backmice_cli.pictures.places import PlaceMap
from backmice_cli.renderers.body_svg import SvgColours, body_svg

SVG = "{http://www.w3.org/2000/svg}"
IN_THE_MIDDLE = {"upper_back", "on_spine", "tail_cleft"}


def drawn(*places: str, colours: SvgColours | None = None) -> ElementTree.Element:
    marked = mark_picture("lower_back", places)
    svg = body_svg(marked, colours) if marked is not None else None
    assert svg is not None
    return ElementTree.fromstring(svg)


def marks(svg: ElementTree.Element) -> list[str]:
    return [path.attrib["d"] for path in svg if path.get("fill") == SvgColours().mark]


def points(path: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_every_place_of_the_drawing_has_a_shape() -> None:
    back = read_picture("lower_back")
    assert isinstance(back, PlaceMap)
    assert set(PLACES) == {place.choice for place in back.places.values()}


@pytest.mark.parametrize("place", sorted(set(PLACES) - IN_THE_MIDDLE))
def test_place_is_marked_on_both_sides_alike(place: str) -> None:
    right, left = map(points, marks(drawn(place)))
    assert [y for _, y in right] == [y for _, y in left]
    assert [x for x, _ in right] == pytest.approx([WIDTH - x for x, _ in left], abs=0.02)


@pytest.mark.parametrize("place", sorted(IN_THE_MIDDLE))
def test_place_in_the_middle_is_marked_once(place: str) -> None:
    (mark,) = map(points, marks(drawn(place)))
    assert min(x for x, _ in mark) + max(x for x, _ in mark) == pytest.approx(WIDTH, abs=0.02)


def test_shapes_stay_on_the_picture() -> None:
    svg = drawn(*PLACES)
    assert svg.attrib["viewBox"] == f"0 0 {WIDTH} {HEIGHT}"
    for path in svg.iter(f"{SVG}path"):
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points(path.attrib["d"]))


def test_only_chosen_places_are_marked() -> None:
    assert len(marks(drawn("dimple", "on_spine", "not_sure"))) == 3


def test_marked_place_differs_from_the_body_in_more_than_colour() -> None:
    svg = drawn("dimple", colours=SvgColours(line="black", mark="black", rim="black"))
    assert {path.get("stroke-width") for path in svg.iter(f"{SVG}path")} >= {"2", "2.5"}


def test_words_tell_what_is_marked() -> None:
    svg = drawn("hip_bone_rim", "dimple")
    assert svg.attrib["role"] == "img"
    assert svg.findtext(f"{SVG}title") == "Your back, seen from behind. Marked: Hip bone edge, Dimple."
    assert svg.findtext(f"{SVG}desc") == "The picture does not tell left from right."


def test_shapes_are_plain() -> None:
    svg = drawn(*PLACES)
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} == {"svg", "title", "desc", "path"}
    used = {name for path in svg.iter(f"{SVG}path") for name in path.attrib}
    assert used <= {"d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray"}


def test_colours_are_the_readers() -> None:
    svg = drawn("dimple", colours=SvgColours(line="currentColor", mark="var(--mark)", rim="#123456"))
    used = {path.attrib[name] for path in svg.iter(f"{SVG}path") for name in ("fill", "stroke") if name in path.attrib}
    assert used == {"none", "currentColor", "var(--mark)", "#123456"}


@pytest.mark.parametrize(("name", "chosen"), [("sizes", "grape"), ("lower_back", "elsewhere")])
def test_nothing_is_drawn_where_no_place_is_marked(name: str, chosen: str) -> None:
    assert mark_picture(name, (chosen,)) is None
    assert mark_picture(name, ()) is None
