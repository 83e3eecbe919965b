"""What the model has in each place of a file: its type, its keys, and something harmless to put there.

Reads the model's own annotations, so that a new field needs no line here. Used only when something is wrong.
"""

from __future__ import annotations

import builtins
import types
import typing
from functools import cache
from typing import Annotated, Any, TypeGuard, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from backmice_cli.questionnaire.condition import Bounds, Condition, Test
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.nodes import Path

STAND_IN = "\0"
"""Takes the place of a missing or wrong text; no file can hold it."""

_A_TEST = frozenset(Bounds.model_fields) | {"all", "count"}
"""What may stand under a question in a condition."""


def stand_in(expected: Any) -> Any:
    """Make something harmless that the model takes for `expected`."""
    if expected is Condition:
        return Condition.model_construct(all=())  # always holds, reads nothing, and is not refused as empty
    if is_model(expected):
        hints = _hints(expected)
        required = [name for name, field in expected.model_fields.items() if field.is_required()]
        return expected.model_construct(**{name: stand_in(_bare(hints[name])) for name in required})
    inner = get_args(expected)
    match get_origin(expected):
        case builtins.tuple:
            return [stand_in(_bare(inner[0]))]
        case builtins.dict:
            return {STAND_IN if inner[0] is str else "stand_in": stand_in(_bare(inner[1]))}
        case typing.Literal:
            return inner[0]
    return 1 if expected in (int, float) else STAND_IN


def expected_at(path: Path, whole: type[BaseModel] = Questionnaire) -> Any:
    """Find the type that the model of the whole file has for `path`, without `Annotated` and `None`."""
    expected: Any = whole
    for step in path:
        expected = _bare(_step(expected, step))
    return expected


def test_around(path: Path, whole: type[BaseModel]) -> Path | None:
    """Find the test of a question that `path` is, or leads into."""
    expected: Any = whole
    for length, step in enumerate(path, 1):
        expected = _bare(_step(expected, step))
        if expected is Test:
            return path[:length]
    return None


def _step(expected: Any, step: str | int) -> Any:
    if expected is Test:
        return {"count": Bounds, "all": tuple[str, ...]}.get(str(step), str if isinstance(step, int) else float)
    if is_model(expected):
        for name, field in expected.model_fields.items():
            if step == (field.alias or name):
                return _hints(expected)[name]
        return Test if expected is Condition else Any
    inner = get_args(expected)
    return inner[1 if get_origin(expected) is dict else 0] if inner else Any


def _bare(annotation: Any) -> Any:
    while annotation is not Test:
        inner = get_args(annotation)
        if get_origin(annotation) is Annotated:
            annotation = inner[0]
        elif get_origin(annotation) in (typing.Union, types.UnionType) and type(None) in inner:
            annotation = next(other for other in inner if other is not type(None))
        else:
            break
    return annotation


def is_model(expected: Any) -> TypeGuard[type[BaseModel]]:
    # on Python 3.10, `list[str]` passes for a class
    return get_origin(expected) is None and isinstance(expected, type) and issubclass(expected, BaseModel)


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def keys_of(expected: Any) -> list[str]:
    if expected is Test:
        return sorted(_A_TEST)
    return [field.alias or name for name, field in expected.model_fields.items()]


def may_be_missing(path: Path, whole: type[BaseModel] = Questionnaire) -> bool:
    """Tell whether `path` is a field that has a default."""
    parent = expected_at(path[:-1], whole)
    if not path or not is_model(parent):
        return False
    fields = parent.model_fields.items()
    return any(path[-1] == (field.alias or name) and not field.is_required() for name, field in fields)
