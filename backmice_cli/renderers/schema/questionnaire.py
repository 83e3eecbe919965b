"""The schema of a questionnaire file, read from the model's own annotations, so that a new field needs no line here.

What a schema can know, it refuses as the loader does: keys, kinds of values, ids, words, what goes with which kind of
question. What one part says about another (unknown ids, later questions) is left to `backmice check`.
"""

from __future__ import annotations

import builtins
import datetime
import re
import types
import typing
from collections.abc import Callable, Sequence
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from backmice_cli.questionnaire.checks.too_many_levels import MAX_LEVELS
from backmice_cli.questionnaire.checks.unfit_fields import UNFIT
from backmice_cli.questionnaire.condition import ANSWERED, RESERVED, Bounds, Condition, Test, as_list
from backmice_cli.questionnaire.model import Choice, Line, Question, Questionnaire
from backmice_cli.questionnaire.pictures import PICTURES
from backmice_cli.renderers.schema import DRAFT, Schema, scalars
from backmice_cli.renderers.schema.docstrings import words_of
from backmice_cli.renderers.schema.scalars import refused, whole_number

ID = "urn:backmice:{name}:1"

_SCALARS = {
    "text": scalars.text(),
    "name": scalars.name(),
    "number": scalars.NUMBER,
    "true_or_false": scalars.FLAG,
    "day": scalars.DAY,
}
_KINDS = {bool: "true_or_false", float: "number", datetime.date: "day"}
_TEST = "answers_wanted"
_ID = "^[a-z][a-z0-9_]*$"
_FORBIDDEN_IDS = {Question: sorted(RESERVED), Choice: [ANSWERED, *Choice.model_fields]}
_WORD = "This is a word of the language, not an id. Check the indentation, or take another id."
_ID_RULE = "An id {start} small letters, digits and '_' only."


def questionnaire_schema() -> Schema:
    """Make the schema that every questionnaire fits, read by the rules of YAML or with every value as text."""
    schema = file_schema(Questionnaire, "questionnaire")
    schema["properties"]["levels"]["maxProperties"] = MAX_LEVELS
    return schema


def file_schema(whole: type[BaseModel], name: str) -> Schema:
    """Make the schema of another kind of file, from its model."""
    return _Definitions().whole(whole, name)


class _Definitions:
    """Makes a definition of every model that a questionnaire holds, each once."""

    def __init__(self) -> None:
        self.made: dict[str, Schema] = dict(_SCALARS)

    def whole(self, model: type[BaseModel], name: str) -> Schema:
        top = self._object(model)
        head = {"$schema": DRAFT, "$id": ID.format(name=name), "title": f"backmice {name}"}
        return {**head, **top, "$defs": dict(sorted(self.made.items()))}

    def _value(self, annotation: Any) -> Schema:
        """Make the schema of what stands under a key."""
        if annotation is Test:
            return self._defined(_TEST, self._test)
        kind, marks = _taken_apart(annotation)
        inner = get_args(kind)
        match get_origin(kind):
            case builtins.tuple:
                return self._list(inner[0], _limit(marks, "min_length"), short=any(_reads_one(mark) for mark in marks))
            case builtins.dict:
                return self._table(inner[0], inner[1], _limit(marks, "min_length"))
            case typing.Literal:
                typed = [int(word) if word.isdigit() else False for word in inner if word.isdigit() or word == "no"]
                return {"enum": [*inner, *typed]}
        if kind is str:
            return _ref("text" if _limit(marks, "min_length") else "name")
        if kind is int:
            return whole_number(_limit(marks, "ge"), _limit(marks, "le"))
        if kind is float:
            limits = {"minimum": _limit(marks, "ge"), "maximum": _limit(marks, "le")}
            return {**_ref("number"), **{name: limit for name, limit in limits.items() if limit is not None}}
        return _ref(_KINDS[kind]) if kind in _KINDS else self._defined(_snake(kind), lambda: self._model(kind))

    def _defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.made:
            self.made[name] = {}  # it may hold itself
            self.made[name] = make()
        return _ref(name)

    def _list(self, entry: Any, least: int | None, *, short: bool) -> Schema:
        """Make the schema of a list; `short` where a single entry may be written without it."""
        one = self._value(entry)
        many: Schema = {"type": "array", "items": one, **({"minItems": least} if least else {})}
        if short:
            del many["type"]
            many |= scalars.text("array") if one in (_ref("text"), _ref("line")) else scalars.name("array")
        return many

    def _table(self, key: Any, value: Any, least: int | None) -> Schema:
        names = self._names(key, value)
        return {
            "type": "object",
            **({"propertyNames": names} if names else {}),
            "additionalProperties": self._value(value),
            **({"minProperties": least} if least else {}),
        }

    def _names(self, key: Any, value: Any) -> Schema:
        """Make the schema of the ids in a table of `value`, where the loader looks at their form."""
        pattern = _limit(_taken_apart(key)[1], "pattern") or (_ID if value is Question else None)
        if pattern is None:
            return {}
        start = "starts with a letter and has" if pattern == _ID else "has"
        rule = {"pattern": pattern, "errorMessage": _ID_RULE.format(start=start)}
        forbidden = _FORBIDDEN_IDS.get(value)
        return {**rule, **refused({"enum": forbidden}, _WORD, never="null")} if forbidden else rule

    def _object(self, model: type[BaseModel]) -> Schema:
        hints, words = get_type_hints(model, include_extras=True), words_of(model)
        properties = {}
        for name, field in model.model_fields.items():
            said = {"description": words.fields[name]} if name in words.fields else {}
            default = {"default": field.default} if isinstance(field.default, str | int) else {}
            properties[field.alias or name] = {**said, **self._value(hints[name]), **default}
        required = [field.alias or name for name, field in model.model_fields.items() if field.is_required()]
        return {
            **({"description": words.about} if words.about else {}),
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _model(self, model: type[BaseModel]) -> Schema:
        made = self._object(model)
        if model in (Choice, Line):
            del made["type"]
            return {**made, **scalars.text("object")}
        if model is Question:
            picture = made["properties"]["picture"]
            del picture["$ref"]
            picture["enum"] = list(PICTURES)
            return {**made, "allOf": [_of_kind(kind) for kind in UNFIT]}
        if model is Condition:
            together = {"at_least": ["of"], "of": ["at_least"]}
            tests = {"additionalProperties": self._value(Test), "minProperties": 1}
            return {**made, **tests, "dependentRequired": together}
        return {**made, "minProperties": 1} if model is Bounds else made

    def _test(self) -> Schema:
        """Make the schema of what stands under a question in a condition: choices, or one of some models."""
        members = {member: _taken_apart(member)[0] for member in get_args(_taken_apart(Test)[0])}
        choices = next(self._value(member) for member, kind in members.items() if get_origin(kind) is tuple)
        objects = [self._object(kind) for kind in members.values() if get_origin(kind) is None]
        alone = [key for made in objects if len(made["properties"]) == 1 for key in made["properties"]]
        return {
            "items": choices["items"],
            "minItems": choices["minItems"],
            "description": "What the answer must be: a choice, a list of choices, or 'answered' for any answer.",
            "properties": {key: value for made in objects for key, value in made["properties"].items()},
            "additionalProperties": False,
            "minProperties": 1,
            "dependentSchemas": {key: {"maxProperties": 1} for key in alone},
        }


def _of_kind(kind: str) -> Schema:
    """Say what a question of this kind cannot have, and what it needs."""
    is_default = Question.model_fields["kind"].default == kind
    fitting: Schema = {"properties": dict.fromkeys(UNFIT[kind], False)}
    if kind in ("one", "many"):
        fitting["required"] = ["choices"]
        fitting["properties"]["choices"] = {"minProperties": 2 if kind == "one" else 1}
    if kind == "one":
        alone = refused(scalars.SET, "Remove it, or write 'kind: many'.", never="null")
        fitting["properties"]["choices"]["additionalProperties"] = {"properties": {"exclusive": alone}}
    asked = {"properties": {"kind": {"const": kind}}, **({} if is_default else {"required": ["kind"]})}
    return {"if": asked, "then": fitting}


def _taken_apart(annotation: Any) -> tuple[Any, list[Any]]:
    """Separate a type from what is marked on it, and from `None`."""
    marks: list[Any] = []
    while True:
        inner = get_args(annotation)
        if get_origin(annotation) is Annotated:
            annotation = inner[0]
            for mark in inner[1:]:
                marks += mark.metadata if isinstance(mark, FieldInfo) else [mark]
        elif get_origin(annotation) in (typing.Union, types.UnionType) and type(None) in inner:
            annotation = next(other for other in inner if other is not type(None))
        else:
            return annotation, marks


def _limit(marks: Sequence[Any], name: str) -> Any:
    """Give a limit such as `ge` or `min_length`, None where none is marked."""
    return next((limit for mark in marks if (limit := getattr(mark, name, None)) is not None), None)


def _reads_one(mark: Any) -> bool:
    return getattr(mark, "func", None) is as_list


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _snake(model: type[BaseModel]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()
