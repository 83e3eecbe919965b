"""Small questionnaires written in a test."""

from __future__ import annotations

import json
from textwrap import dedent, indent
from typing import Any, TypeVar

import msgspec

from backmice_cli.questionnaire.load import load_questionnaire, sound_questionnaire
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.nodes import read_document
from backmice_cli.questionnaire.reader import Reader
from backmice_cli.questionnaire.shapes import read_whole

T = TypeVar("T", bound=msgspec.Struct)

LEVELS = """
format: 1
title: Small
levels:
  emergency: {label: Emergency, when_to_act: now, headline: Call now, steps: [Call now.], interrupt: true}
  soon: {label: Soon, when_to_act: this week, headline: See a doctor soon}
  calm: {label: Calm, when_to_act: when it suits you, headline: Look after it}
"""


def questionnaire(text: str) -> Questionnaire:
    """A whole questionnaire from its text; it must be free of problems."""
    return sound_questionnaire(load_questionnaire(dedent(text), "small.yaml"))


def with_questions(questions: str, rest: str = "") -> Questionnaire:
    """A questionnaire with three levels and one section of these questions; `rest` is anything else at the top."""
    section = "sections:\n  only:\n    title: Only\n    questions:\n"
    return questionnaire(LEVELS + section + indent(dedent(questions), "      ") + "\n" + dedent(rest))


def read_as(type: type[T], data: object) -> T:
    """A part of a file, from what stands in the file as plain data; None is left out."""
    document = read_document(json.dumps(_without_none(data)).encode(), "part.yaml")
    part = read_whole(type, Reader(document))
    assert not document.problems, document.problems
    return part


def written(part: Any) -> Any:
    """A part as plain data, as it stands in a file."""
    match part:
        case msgspec.Struct():
            names = zip(part.__struct_encode_fields__, part.__struct_fields__, strict=True)
            fields = {key: written(getattr(part, name)) for key, name in names if getattr(part, name) is not None}
            return {**fields.pop("tests", {}), **fields}
        case dict():
            return {key: written(value) for key, value in part.items()}
        case tuple():
            return [written(value) for value in part]
    return part


def _without_none(data: object) -> object:
    if isinstance(data, dict):
        return {key: _without_none(value) for key, value in data.items() if value is not None}
    return [_without_none(value) for value in data] if isinstance(data, list | tuple) else data
