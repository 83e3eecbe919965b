"""The schema of a result, made from `Result` by pydantic: a part that is added there comes along by itself."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from backmice_cli.renderers.result import SCHEMA, Result
from backmice_cli.renderers.schema import DRAFT, Schema
from backmice_cli.renderers.schema.docstrings import words_of

ID = "urn:backmice:result:1"


def result_schema() -> Schema:
    """Make the schema that every `triage --json` fits."""
    schema = Result.model_json_schema(by_alias=True, schema_generator=_Described, mode="serialization")
    schema["properties"]["schema"]["const"] = SCHEMA
    return {"$schema": DRAFT, "$id": ID, "title": "backmice result", **schema}


class _Described(GenerateJsonSchema):
    """Adds what stands under the fields, and asks for every key, since every key is always written."""

    def model_schema(self, schema: Any) -> Schema:
        model = schema["cls"]
        made = super().model_schema(schema)
        made.pop("title", None)
        words, properties = words_of(model), made["properties"]
        for name, field in model.model_fields.items():
            described = properties[field.alias or name]
            described.pop("title", None)  # `When To Act` says no more than the key
            described.pop("default", None)  # every key is always written
            if name in words.fields:
                described["description"] = words.fields[name]
        about = {"description": words.about} if words.about else {}
        return {**about, **made, "required": list(properties)}
