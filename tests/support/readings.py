"""A questionnaire as different readers of YAML see it, and what the published schema says of it.

The loader takes every value as text. Editors type values first, by YAML 1.2 (most of them) or 1.1.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from yaml.nodes import ScalarNode

from backmice_cli.author.export.schema.questionnaire import questionnaire_schema
from backmice_cli.questionnaire.nodes import read_document

_WORDS = {"": None, "~": None, "null": None, "true": True, "True": True, "false": False, "False": False}


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(questionnaire_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_text(content: bytes) -> Any:
    """The file as the loader reads it: every value is text."""
    return read_document(content, "q.yaml").data


def as_yaml_1_1(content: bytes) -> Any:
    """The file by the rules of YAML 1.1, where `yes` is true and 2027-11-20 is a date."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML's own scanner trips over `{ask: Why?}`
    return _json(yaml.load(content, loader))


def unquoted_1_1(data: Any) -> Any:
    """Texts as YAML 1.1 would read them without their quotes."""
    return _json(_each(data, _typed_1_1))


def unquoted_1_2(data: Any) -> Any:
    """Texts as YAML 1.2 would read them without their quotes."""
    return _each(data, _typed_1_2)


def _typed_1_1(text: str) -> Any:
    loader = yaml.SafeLoader("")
    tag = loader.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # no types for it
    try:
        return loader.construct_object(ScalarNode(tag, text))
    except ValueError:  # 2027-02-30
        return text


def _typed_1_2(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def _each(data: Any, typed: Callable[[str], Any]) -> Any:
    if isinstance(data, dict):
        return {key: _each(value, typed) for key, value in data.items()}
    return [_each(entry, typed) for entry in data] if isinstance(data, list) else typed(data)


def _json(data: Any) -> Any:
    """Data as JSON has it: keys are text, and a date is text too."""
    if isinstance(data, dict):
        return {_key(key): _json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_json(entry) for entry in data]
    return data.isoformat() if isinstance(data, datetime.date) else data


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else str(_json(key))
