"""The schema of a questionnaire file, made from the shapes that read it, so that a new field needs no line here.

What a schema can know, it refuses as the loader does: keys, kinds of values, ids, words, what goes with which kind of
question. What one part says about another (unknown ids, later questions) is left to `backmice check`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import fields

from backmice_cli.author.export.schema import DRAFT, Schema
from backmice_cli.author.export.schema.docstrings import words_of
from backmice_cli.questionnaire.checks.too_many_levels import MAX_LEVELS
from backmice_cli.questionnaire.checks.unfit_fields import UNFIT
from backmice_cli.questionnaire.condition import ANSWERED, RESERVED, Bounds
from backmice_cli.questionnaire.model import PICTURES, Choice, Question, Questionnaire
from backmice_cli.questionnaire.shapes import (
    DECIMAL,
    FALSE,
    TRUE,
    WHOLE,
    ConditionShape,
    DayShape,
    FlagShape,
    ListShape,
    NumberShape,
    PartShape,
    Shape,
    TableShape,
    TestShape,
    TextShape,
    WholeNumberShape,
    WordShape,
    shape_of,
)

_LARGEST = 1e99


def _any_case(words: tuple[str, ...]) -> str:
    """Make a pattern for words in small or capital letters; JSON Schema has no flag for it."""
    letters = (f"[{letter.upper()}{letter}]" if letter.isalpha() else letter for letter in "|".join(words))
    return f"^(?:{''.join(letters)})$"


def refuse_values(what: Schema, message: str, *, never: str) -> Schema:
    """Refuse values that fit `what`, none of which is of the type `never`.

    `not` would be shorter, but for it editors have no message of ours.
    """
    return {"if": what, "then": {"type": never, "errorMessage": message}}


def text_schema(*others: str) -> Schema:
    """Make the schema of text, in whose place `others` may stand."""
    not_empty = {"pattern": r"\S", "patternErrorMessage": "This is empty. Fill it in."}
    return _text_or({"type": ["string", "number", *others], **not_empty}, "null")


def name_schema(*others: str) -> Schema:
    """Make the schema of a name of something else in the file, in whose place `others` may stand.

    The loader lets it be empty, and then finds nothing of that name.
    """
    return _text_or({"type": ["string", "number", *others]})


def _text_or(text: Schema, *refused: str) -> Schema:
    """Let true, false and null through by what they are not: editors offer them wherever a schema names their type."""
    others = {"not": {"type": ["string", "number", "object", "array", *refused]}}
    return {"anyOf": [{**text, "errorMessage": "Write text here."}, others]}


NUMBER: Schema = {
    "type": ["number", "string"],
    "minimum": -_LARGEST,
    "maximum": _LARGEST,
    "pattern": rf"^\s*{DECIMAL}\s*$",
    "errorMessage": "Write a number.",
}

FLAG: Schema = {
    "type": ["boolean", "integer", "string"],
    "minimum": 0,
    "maximum": 1,
    "pattern": _any_case((*TRUE, *FALSE)),
    "errorMessage": "Write true or false.",
}

SET: Schema = {"anyOf": [{"enum": [True, 1]}, {"type": "string", "pattern": _any_case(TRUE)}]}
"""A flag that says true."""

DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "errorMessage": "Write a date such as 2027-11-20.",
}


_RANGES: dict[tuple[float | None, float | None], str] = {
    (1, None): "[1-9][0-9]*",
    (1, 2): "[12]",
    (1800, 2200): "1[89][0-9]{2}|2[01][0-9]{2}|2200",
}
"""The ranges of whole numbers that a file may hold, for the same numbers as text: a schema cannot compare texts."""


def whole_number(least: float | None, most: float | None) -> Schema:
    """Make the schema of a whole number in one of the ranges above, or of any."""
    message = f"Write a whole number from {least}{f' to {most}' if most is not None else ' up'}."
    limits = {name: limit for name, limit in {"minimum": least, "maximum": most}.items() if limit is not None}
    digits = rf"\+?0*(?:{_RANGES[least, most]})(?:\.0+)?" if limits else WHOLE
    return {
        "type": ["integer", "string"],
        **limits,
        "pattern": rf"^\s*{digits}\s*$",
        "errorMessage": message if limits else "Write a whole number.",
    }


ID = "urn:backmice:{name}:1"

_SCALARS = {
    "text": text_schema(),
    "name": name_schema(),
    "number": NUMBER,
    "true_or_false": FLAG,
    "day": DAY,
}
_FORBIDDEN_IDS = {Question: sorted(RESERVED), Choice: [ANSWERED, *Choice.__struct_fields__]}
_WORD = "This is a word of the language, not an id. Check the indentation, or take another id."
_ID_RULE = "An id {start} small letters, digits and '_' only."


def questionnaire_schema() -> Schema:
    """Make the schema that every questionnaire fits, read by the rules of YAML or with every value as text."""
    schema = file_schema(Questionnaire, "questionnaire")
    schema["properties"]["levels"]["maxProperties"] = MAX_LEVELS
    return schema


def file_schema(whole: type[Struct], name: str) -> Schema:
    """Make the schema of another kind of file, from its type."""
    made = _Definitions()
    top = made.part(shape_of(whole))
    head = {"$schema": DRAFT, "$id": ID.format(name=name), "title": f"backmice {name}"}
    return {**head, **top, "$defs": dict(sorted(made.definitions.items()))}


class _Definitions:
    """Makes a definition of every part that a file holds, each once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = dict(_SCALARS)

    def _value(self, shape: Shape) -> Schema:
        """Make the schema of what stands under a key."""
        as_yaml = {"1": 1, "no": False}  # an editor types a word without quotes before the schema sees it
        match shape:
            case TextShape():
                return _reference_to("text" if shape.least else "name")
            case WordShape():
                return {"enum": [*shape.words, *(as_yaml[word] for word in shape.words if word in as_yaml)]}
            case WholeNumberShape():
                return whole_number(shape.least, shape.most)
            case NumberShape():
                limits = {"minimum": shape.least, "maximum": shape.most}
                return {
                    **_reference_to("number"),
                    **{name: limit for name, limit in limits.items() if limit is not None},
                }
            case FlagShape():
                return _reference_to("true_or_false")
            case DayShape():
                return _reference_to("day")
            case ListShape():
                return self._list(shape)
            case TableShape():
                return self._table(shape)
            case TestShape():
                return self._defined("answers_wanted", lambda: self._test(shape))
            case PartShape():
                name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", shape.type.__name__).lower()
                return self._defined(name, lambda: self.part(shape))
        raise TypeError(shape)

    def _defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # it may hold itself
            self.definitions[name] = make()
        return _reference_to(name)

    def _list(self, shape: ListShape) -> Schema:
        many: Schema = {"items": self._value(shape.entry), **({"minItems": shape.least} if shape.least else {})}
        if not shape.or_one:
            return {"type": "array", **many}
        is_text = isinstance(shape.entry, PartShape) or (isinstance(shape.entry, TextShape) and shape.entry.least)
        return {**many, **(text_schema("array") if is_text else name_schema("array"))}

    def _table(self, shape: TableShape) -> Schema:
        names: Schema = {}
        if shape.pattern is not None:
            start = "has" if shape.is_of_choices else "starts with a letter and has"
            names = {"pattern": shape.pattern.pattern, "errorMessage": _ID_RULE.format(start=start)}
            forbidden = _FORBIDDEN_IDS.get(shape.entry.type) if isinstance(shape.entry, PartShape) else None
            names |= refuse_values({"enum": forbidden}, _WORD, never="null") if forbidden else {}
        return {
            "type": "object",
            **({"propertyNames": names} if names else {}),
            "additionalProperties": self._value(shape.entry),
            **({"minProperties": shape.least} if shape.least else {}),
        }

    def part(self, shape: PartShape) -> Schema:
        words = words_of(shape.type)
        defaults = {field.name: field.default for field in fields(shape.type) if isinstance(field.default, str | int)}
        properties = {}
        for key, (name, inner) in shape.fields.items():
            said = {"description": words.fields[name]} if name in words.fields else {}
            default = {"default": defaults[name]} if name in defaults else {}
            properties[key] = {**said, **self._value(inner), **default}
        made: Schema = {
            **({"description": words.about} if words.about else {}),
            "type": "object",
            "properties": properties,
            **({"required": shape.required} if shape.required else {}),
            "additionalProperties": False,
        }
        if shape.alone is not None:
            del made["type"]
            made |= text_schema("object")
        if shape.type is Question:
            del properties["picture"]["$ref"]
            properties["picture"]["enum"] = list(PICTURES)
            made["allOf"] = [_of_kind(kind) for kind in UNFIT]
        if isinstance(shape, ConditionShape):
            together = {"at_least": ["of"], "of": ["at_least"]}
            made |= {"additionalProperties": self._value(shape.test), "minProperties": 1, "dependentRequired": together}
        return {**made, "minProperties": 1} if shape.type is Bounds else made

    def _test(self, shape: TestShape) -> Schema:
        """Make the schema of what stands under a question in a condition: choices, or keys of one of some parts."""
        choices = self._value(shape.choices)
        parts = [self.part(part) for part in dict.fromkeys(shape.parts.values())]
        alone = [key for made in parts if len(made["properties"]) == 1 for key in made["properties"]]
        return {
            "items": choices["items"],
            "minItems": choices["minItems"],
            "description": "What the answer must be: a choice, a list of choices, or 'answered' for any answer.",
            "properties": {key: value for made in parts for key, value in made["properties"].items()},
            "additionalProperties": False,
            "minProperties": 1,
            "dependentSchemas": {key: {"maxProperties": 1} for key in alone},
        }


def _of_kind(kind: str) -> Schema:
    """Say what a question of this kind cannot have, and what it needs."""
    fitting: Schema = {"properties": dict.fromkeys(UNFIT[kind], False)}
    if kind in ("one", "many"):
        fitting["required"] = ["choices"]
        fitting["properties"]["choices"] = {"minProperties": 2 if kind == "one" else 1}
    if kind == "one":
        alone = refuse_values(SET, "Remove it, or write 'kind: many'.", never="null")
        fitting["properties"]["choices"]["additionalProperties"] = {"properties": {"exclusive": alone}}
    # without a `kind`, a question is one of `one`
    asked = {"properties": {"kind": {"const": kind}}, **({} if kind == "one" else {"required": ["kind"]})}
    return {"if": asked, "then": fitting}


def _reference_to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
