"""docs/clinical-coverage.md, held against the questionnaire that ships."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backmice_cli.questionnaire.nodes import read_document
from tests.shipped import shipped

PAGE = (Path(__file__).parents[1] / "docs" / "clinical-coverage.md").read_text(encoding="utf-8")
FILE = read_document((Path(__file__).parents[1] / "questions.yaml").read_bytes(), "questions.yaml").data
ROWS = {row[1]: row[0] for row in re.finditer(r"^\| (R\d\d|C\d+|5\.\d+|7\.\d+|F\d{3}) \|.*$", PAGE, re.MULTILINE)}

EXPECTED = [
    *(f"R{number:02}" for number in range(1, 73)),
    *(f"C{number}" for number in range(1, 22)),
    *(f"5.{number}" for number in range(1, 22)),
    *(f"7.{number}" for number in range(1, 32)),
    *(f"F{number:03}" for number in range(1, 171)),
]


def leads_somewhere(path: str) -> bool:
    part: object = FILE
    for key in path.split("."):
        if not isinstance(part, dict) or key not in part:
            return False
        part = part[key]
    return bool(part)


def test_every_row_of_the_reference_is_accounted_for() -> None:
    assert sorted(ROWS) == sorted(EXPECTED)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_row_says_where_it_lives_or_that_it_is_left_out(row: str) -> None:
    places = re.findall(r"`([a-z_]+(?:\.[a-z_0-9]+)*)`", row.split("|")[3 if row[2] in "RC" else 2])
    assert places or ("left out" in row and row.split("|")[-2].strip())
    assert [place for place in places if not leads_somewhere(place)] == []


@pytest.mark.parametrize("row", [row for id, row in ROWS.items() if id[0] in "RC"])
def test_red_flag_has_the_level_that_its_row_says(row: str) -> None:
    told = re.findall(r"`red_flags\.(\w+)` (\w+)", row)
    assert told
    assert told == [(flag, shipped().red_flags[flag].level) for flag, _ in told]


def test_every_red_flag_of_the_file_stands_on_the_page() -> None:
    assert [flag for flag in shipped().red_flags if f"`red_flags.{flag}`" not in PAGE] == []


def test_every_possibility_of_the_file_stands_on_the_page() -> None:
    assert [id for id in shipped().possibilities if f"`possibilities.{id}`" not in PAGE] == []
