"""The schema of questionnaires by itself: nothing of the model is missing, and every key says what it is.

Whether it agrees with the loader is in `tests/author/export/test_schema_and_loader.py`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any, get_origin

import pytest
from jsonschema import Draft202012Validator
from msgspec import Struct

from backmice_cli.author.export.schema import docstrings
from backmice_cli.author.export.schema.questionnaire import questionnaire_schema, whole_number
from backmice_cli.questionnaire import condition, model
from backmice_cli.questionnaire.condition import AllOf, Count
from backmice_cli.questionnaire.model import Questionnaire

SCHEMA = questionnaire_schema()
MODELS = [
    found
    for module in (model, condition)
    for name, found in inspect.getmembers(module, inspect.isclass)
    if get_origin(found) is None  # on Python 3.10, `dict[str, str]` passes for a class
    and issubclass(found, Struct)
    and found.__module__ == module.__name__
    and found.__struct_fields__
]
ONLY_FOR_EDITORS = {"errorMessage", "patternErrorMessage"}


def properties_of(found: type[Struct]) -> dict[str, Any]:
    if found is Questionnaire:
        return dict(SCHEMA["properties"])
    name = "answers_wanted" if found in (AllOf, Count) else re.sub(r"(?<=[a-z])([A-Z])", r"_\1", found.__name__).lower()
    return dict(SCHEMA["$defs"][name]["properties"])


def subschemas(part: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema, itself first."""
    if isinstance(part, dict):
        yield part
        for key, inner in part.items():
            if key in ("properties", "$defs", "dependentSchemas"):
                for schema in inner.values():
                    yield from subschemas(schema)
            elif key in ("allOf", "anyOf"):
                for schema in inner:
                    yield from subschemas(schema)
            elif key in ("if", "then", "not", "items", "propertyNames", "additionalProperties"):
                yield from subschemas(inner)


@pytest.mark.parametrize("found", MODELS, ids=lambda found: found.__name__)
def test_every_field_of_the_model_is_in_the_schema(found: type[Struct]) -> None:
    keys = set(found.__struct_encode_fields__) - {"tests"}
    assert keys <= set(properties_of(found))
    assert found in (AllOf, Count) or keys == set(properties_of(found))


@pytest.mark.parametrize("found", MODELS, ids=lambda found: found.__name__)
def test_every_key_says_what_it_is_in_plain_words(found: type[Struct]) -> None:
    for key, schema in properties_of(found).items():
        said = schema.get("description", "")
        assert re.fullmatch(r"[A-Z0-9'][^`\n]*\.", said), f"'{key}' needs a sentence under its field: {said!r}"


def test_schema_is_sound_in_its_draft() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_definitions_are_all_there_and_all_used() -> None:
    used = {found["$ref"] for found in subschemas(SCHEMA) if "$ref" in found}
    assert used == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_schema_uses_words_of_its_draft_and_two_that_editors_know() -> None:
    known = set(Draft202012Validator.VALIDATORS) | {"$schema", "$id", "$defs", "title", "description", "default"}
    known |= {"then"}  # read together with `if`
    assert {key for found in subschemas(SCHEMA) for key in found} - known == ONLY_FOR_EDITORS


def test_patterns_mean_the_same_to_every_reader() -> None:
    patterns = {found["pattern"] for found in subschemas(SCHEMA) if "pattern" in found}
    assert all(re.compile(pattern) for pattern in patterns)
    assert [pattern for pattern in patterns if re.search(r"\(\?[^:]|\\[^sS.+]", pattern)] == []


def test_schema_is_made_anew_each_time() -> None:
    questionnaire_schema()["$defs"].clear()
    assert questionnaire_schema() == SCHEMA


@pytest.mark.parametrize(
    ("least", "most"),
    [(1, None), (1, 2), (1800, 2200)],
)
def test_range_is_the_same_for_numbers_and_for_text(least: int, most: int | None) -> None:
    schema = Draft202012Validator(whole_number(least, most))
    for number in range(-20, 2500):
        fits = number >= least and (most is None or number <= most)
        assert schema.is_valid(number) == fits, number
        assert schema.is_valid(str(number)) == fits, number
        assert schema.is_valid(f"{number}.0") == fits, number
        assert not schema.is_valid(f"{number}.5")


@pytest.mark.parametrize("text", ["yes", "No", "ON", "t", "0"])
def test_words_for_true_and_false_are_taken(text: str) -> None:
    flag = Draft202012Validator(SCHEMA["$defs"]["true_or_false"])
    assert flag.is_valid(text)
    assert not flag.is_valid(f"{text}x")


def test_program_without_its_source_gives_a_schema_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_source(_: object) -> str:
        raise OSError

    docstrings._words_in.cache_clear()
    monkeypatch.setattr(inspect, "getsource", no_source)
    bare = questionnaire_schema()
    docstrings._words_in.cache_clear()
    assert "description" not in bare["properties"]["title"]
    assert Draft202012Validator(bare).is_valid({}) is False
