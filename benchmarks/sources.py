"""The questionnaire that ships, and the case files beside its tests, as plain data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from backmice_cli.questionnaire.load import read_questionnaire, sound_questionnaire
from backmice_cli.questionnaire.model import Questionnaire

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHIPPED = ROOT / "questions.yaml"
CASES = ROOT / "tests" / "cases"


@cache
def shipped() -> Questionnaire:
    return sound_questionnaire(read_questionnaire(SHIPPED))


@cache
def all_cases() -> list[dict[str, Any]]:
    """Every case, scalars as text."""
    return [case for path in sorted(CASES.rglob("*.yaml")) for case in _cases_in(path)]


def case_file(name: str) -> dict[str, Any]:
    return _cases_in(CASES / name)[0]


def answers_in(case: dict[str, Any]) -> dict[str, str]:
    """Its answers as options take them."""
    return {id: reply if isinstance(reply, str) else ",".join(reply) for id, reply in case["answers"].items()}


def _cases_in(path: Path) -> list[dict[str, Any]]:
    read = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
    cases: list[dict[str, Any]] = read.get("cases", [read])
    return cases
