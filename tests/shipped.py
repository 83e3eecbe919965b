"""The questionnaire that ships, read once, and the answers of someone with nothing but a quiet, sore lump."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from backmice_cli.analysis.cases import Case
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.nodes import read_document

CASES = Path(__file__).parent / "cases"
POPULATIONS = Path(__file__).parent / "populations"

QUIET_FOLLOW_UPS = {
    "in_danger": "no",
    "ces_bladder": "old_explained",
    "ces_bowel": "old_explained",
    "ces_saddle": "old_explained",
    "ces_sexual": "old_explained",
    "ces_legs": "old_explained",
    "leg_weak": "old_explained",
    "preg_signs": "none",
    "after_needle": "normal",
    "tummy_other": "none",
    "skin_spread": "same",
    "rash_side": "both_sides",
    "lump_after_injury": "before",
}
"""What the same person says when another answer opens a follow-up."""


@cache
def shipped() -> Questionnaire:
    return sound(read_questionnaire(shipped_questionnaire_path()))


def read_case(path: Path) -> Case:
    document = read_document(path.read_bytes(), path.name)
    assert not document.problems, document.problems
    return Case.model_validate(document.data)


@cache
def quiet_answers() -> dict[str, str | tuple[str, ...]]:
    return {**read_case(CASES / "e01_quiet_lump.yaml").answers, **QUIET_FOLLOW_UPS}
