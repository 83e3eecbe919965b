"""The schema of a result, made from `Result`: a part that is added there comes along by itself."""

from __future__ import annotations

from msgspec import Struct
from msgspec.json import schema_components

from backmice_cli.author.export.schema import DRAFT, Schema
from backmice_cli.author.export.schema.docstrings import words_of
from backmice_cli.questionnaire.model import Review
from backmice_cli.renderers.published import Published
from backmice_cli.renderers.result import SCHEMA, Result

ID = "urn:backmice:result:1"


def result_schema() -> Schema:
    """Make the schema that every `triage --json` fits."""
    _, parts = schema_components([Result], ref_template="#/$defs/{name}")
    published: list[type[Struct]] = [*Published.__subclasses__(), Review]
    structs = {struct.__name__: struct for struct in published}
    parts = {name: _add_descriptions(part, structs[name]) for name, part in parts.items()}
    schema = parts.pop("Result")
    schema["properties"]["schema"]["const"] = SCHEMA
    return {"$schema": DRAFT, "$id": ID, "title": "backmice result", **schema, "$defs": parts}


def _add_descriptions(made: Schema, model: type[Struct]) -> Schema:
    """Add what stands under the fields, and ask for every key, since every key is always written."""
    words, properties = words_of(model), made["properties"]
    for name, key in zip(model.__struct_fields__, model.__struct_encode_fields__, strict=True):
        properties[key].pop("default", None)
        if name in words.fields:
            properties[key]["description"] = words.fields[name]
    about = {"description": words.about} if words.about else {}
    made = {key: value for key, value in made.items() if key not in ("title", "description")}
    return {**about, **made, "required": list(properties), "additionalProperties": False}
