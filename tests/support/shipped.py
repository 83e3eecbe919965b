"""The questionnaire that ships, read once, and the answers of someone with nothing but a quiet, sore lump."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from backmice_cli.author.test.case_files import read_case_file
from backmice_cli.author.test.cases import Case
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound_questionnaire
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.paths import TESTS

CASES = TESTS / "cases"
POPULATIONS = TESTS / "populations"

QUIET_FOLLOW_UPS = {
    "in_danger": "no",
    "leg_weak": "old_explained",
    "nerve_since": "old_explained",
    "spots": "one",
    "skin_touch": "no",
    "skin_course": "old_same",
    "preg_signs": "none",
    "stand_walk": "able",
    "injury_xray": "done",
    "after_needle": "normal",
    "place_look": "no",
    "lump_cough": "no",
    "checked_since": "same",
    "lump_after_injury": "before",
    "tummy_other": "none",
    "leg_since": "steady_checked",
    "main_worry": "Is it cancer?",
}
"""What the same person says when another answer opens a follow-up."""


@cache
def shipped() -> Questionnaire:
    return sound_questionnaire(read_questionnaire(shipped_questionnaire_path()))


def read_case(path: Path) -> Case:
    file = read_case_file(path, shipped())
    assert not file.problems, file.problems
    return file.cases[0].case


@cache
def quiet_answers() -> dict[str, str | tuple[str, ...]]:
    return {**read_case(CASES / "e01_quiet_lump.yaml").answers, **QUIET_FOLLOW_UPS}
