"""The one list of every condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from backmice_cli.questionnaire.load import shipped_questionnaire_path
from backmice_cli.questionnaire.places import condition_places
from backmice_cli.questionnaire.problem import Path
from tests.support.shipped import shipped
from tests.support.small import with_questions


def _written(data: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of everything in a file that is written as a condition."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if key in ("when", "needs") or path == ("signs",):
            yield (*path, key)
        else:
            yield from _written(value, (*path, key))


def test_every_condition_of_the_file_has_its_place() -> None:
    data = yaml.load(shipped_questionnaire_path().read_text("utf-8"), Loader=yaml.BaseLoader)
    found = [place.path for place in condition_places(shipped())]
    assert len(found) == len(set(found))
    assert set(found) == set(_written(data))


def test_place_names_the_part_that_it_belongs_to() -> None:
    questionnaire = with_questions(
        "lump: {ask: A lump?, choices: {yes: Yes, no: No}}",
        """
red_flags: {big: {level: soon, when: {lump: yes}, warn: W, because: B}}
baseline: [{level: calm, when: {lump: no}}]
""",
    )
    assert [(place.kind, place.id, place.path) for place in condition_places(questionnaire)] == [
        ("red flag", "big", ("red_flags", "big", "when")),
        ("baseline", "1", ("baseline", 0, "when")),
    ]
