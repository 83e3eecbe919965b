"""Reads a picture from its file beside this module. The files explain their own form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from backmice_cli.pictures.places import MarkedPicture, PicturePlace, PlaceMap, Size
from backmice_cli.pictures.rounds import Round, Rounds

FOLDER = Path(__file__).parent

Sections = dict[str, list[str]]


@cache
def read_picture(name: str) -> PlaceMap | Rounds:
    """Read one of the pictures that `questionnaire.pictures` names."""
    sections = _read_sections((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    title = sections["title"][0]
    if "rounds" in sections:
        return Rounds(title, dict(_read_round(line) for line in sections["rounds"]))
    places = dict(_read_place(line) for line in sections["places"])
    return PlaceMap(title, sections["note"][0], places, tuple(_read_sizes(sections)))


def mark_picture(name: str, choices: tuple[str, ...]) -> MarkedPicture | None:
    """The picture with the places of these choices; None where it has no place to mark."""
    picture = read_picture(name)
    if isinstance(picture, PlaceMap) and picture.shown(choices):
        return MarkedPicture(name, picture, choices)
    return None


def _read_sections(text: str) -> Sections:
    """The lines below each `[heading]`, without comments and without the empty lines between."""
    sections: Sections = {}
    for line in text.splitlines():
        if line.startswith("["):
            below = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            below.append(line)
    return sections


def _read_place(line: str) -> tuple[str, PicturePlace]:
    letter, choice, words = line.split(maxsplit=2)
    return letter, PicturePlace(choice, words)


def _read_round(line: str) -> tuple[str, Round]:
    choice, centimetres, words = line.split(maxsplit=2)
    return choice, Round(float(centimetres), words)


def _read_sizes(sections: Sections) -> Iterator[Size]:
    """Read the sizes; short lines of a drawing are filled up to the width of its map."""
    for name in [heading.removesuffix(" map") for heading in sections if heading.endswith(" map")]:
        map = sections[f"{name} map"]
        drawing, ascii = (
            tuple(line.ljust(len(map[0])) for line in sections[f"{name} {kind}"]) for kind in ("drawing", "ascii")
        )
        yield Size(drawing, ascii, tuple(map))
