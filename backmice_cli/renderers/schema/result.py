"""The schema of a result, made from `Result` by pydantic: a part that is added there comes along by itself."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from backmice_cli.renderers.result import SCHEMA, Result
from backmice_cli.renderers.schema.docstrings import words_of
from backmice_cli.renderers.schema.scalars import DRAFT, Schema

ID = "urn:backmice:result:1"


def result_schema() -> Schema:
    """Make the schema that every `triage --json` fits."""
    schema = Result.model_json_schema(by_alias=True, schema_generator=_Described, mode="serialization")
    schema["properties"]["schema"]["const"] = SCHEMA
    return {"$schema": DRAFT, "$id": ID, "title": "A result of backmice", **schema}


class _Described(GenerateJsonSchema):
    """Adds what stands under the fields, and asks for every key, since every key is always written."""

    def model_schema(self, schema: Any) -> Schema:
        model = schema["cls"]
        made = super().model_schema(schema)
        made.pop("title", None)
        words = words_of(model)
        if words.about:
            made["description"] = words.about
        properties = made["properties"]
        for name, text in words.fields.items():
            properties[model.model_fields[name].alias or name]["description"] = text
        made["required"] = list(properties)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave out titles such as `When To Act`, which say no more than the key."""
        return False
