"""docs/clinical-coverage.md, held against the questionnaire that ships."""

from __future__ import annotations

import re

import pytest

from backmice_cli.questionnaire.nodes import read_document
from tests.support.paths import ROOT
from tests.support.shipped import shipped

PAGE = (ROOT / "docs" / "clinical-coverage.md").read_text(encoding="utf-8")
FILE = read_document((ROOT / "questions.yaml").read_bytes(), "questions.yaml").data
ROWS = {
    row[1]: row[0] for row in re.finditer(r"^\| (R\d\d|C\d+|[ABPL]\d+|5\.\d+|7\.\d+|F\d{3}) \|.*$", PAGE, re.MULTILINE)
}

EXPECTED = [
    *(f"R{number:02}" for number in range(1, 73)),
    *(f"C{number}" for number in range(1, 22)),
    *(f"A{number}" for number in range(1, 18)),
    *(f"B{number}" for number in range(1, 39)),
    *(f"P{number}" for number in range(1, 6)),
    *(f"L{number}" for number in range(1, 4)),
    *(f"5.{number}" for number in range(1, 22)),
    *(f"7.{number}" for number in range(1, 32)),
    *(f"F{number:03}" for number in range(1, 171)),
]


def where(id: str) -> str:
    """The cell of a row that says where it lives."""
    return ROWS[id].split("|")[3 if id[0] in "RCABPL" else 2]


def leads_somewhere(path: str) -> bool:
    part: object = FILE
    for key in path.split("."):
        if not isinstance(part, dict) or key not in part:
            return False
        part = part[key]
    return bool(part)


def test_every_row_of_the_reference_is_accounted_for() -> None:
    assert sorted(ROWS) == sorted(EXPECTED)


def test_no_row_stands_twice() -> None:
    assert len(re.findall(r"^\| (?:[A-Z]?\d[\d.]*) \|", PAGE, re.MULTILINE)) == len(EXPECTED)


@pytest.mark.parametrize("id", ROWS)
def test_row_says_where_it_lives_or_that_it_is_left_out(id: str) -> None:
    places = re.findall(r"`([a-z_]+(?:\.[a-z_0-9]+)*)`", where(id))
    assert places or ("left out" in ROWS[id] and ROWS[id].split("|")[-2].strip())
    assert [place for place in places if not leads_somewhere(place)] == []


@pytest.mark.parametrize("id", [id for id in ROWS if id[0] in "RCAB"])
def test_red_flag_has_the_level_that_its_row_says(id: str) -> None:
    told = re.findall(r"`red_flags\.(\w+)` ?(\w*)", where(id))
    assert told or id[0] == "B"
    assert told == [(flag, shipped().red_flags[flag].level) for flag, _ in told]


@pytest.mark.parametrize("id", ROWS)
def test_note_names_only_rows_and_red_flags_that_there_are(id: str) -> None:
    note = ROWS[id].split("|")[-2]
    assert set(re.findall(r"\b(?:R\d\d|[CABPL]\d+|F\d{3})\b", note)) <= set(EXPECTED)
    assert set(re.findall(r"\brf_\w+", note)) <= set(shipped().red_flags)


def test_every_red_flag_of_the_file_stands_on_the_page() -> None:
    assert [flag for flag in shipped().red_flags if f"`red_flags.{flag}`" not in PAGE] == []


def test_every_possibility_of_the_file_stands_on_the_page() -> None:
    assert [id for id in shipped().possibilities if f"`possibilities.{id}`" not in PAGE] == []


def test_every_level_said_beside_a_red_flag_is_its_own() -> None:
    told = re.findall(rf"`red_flags\.(\w+)` ({'|'.join(shipped().levels)})\b", PAGE)
    assert told == [(flag, shipped().red_flags[flag].level) for flag, _ in told]
