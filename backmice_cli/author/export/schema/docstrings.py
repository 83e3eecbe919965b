"""The strings that stand under a model's fields, which Python itself throws away. Knows nothing of schemas.

The source is read only when a schema is wanted.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from typing import NamedTuple

from msgspec import Struct


class FieldTexts(NamedTuple):
    """What a model's source says about it, each as one line of text."""

    about: str | None
    """The first paragraph of its own docstring."""
    fields: dict[str, str]
    """Field to the string under it, where there is one."""


def words_of(model: type[Struct]) -> FieldTexts:
    """Give the words of a model; fields that it inherits bring theirs along."""
    words = _words_in(model.__module__).get(model.__name__, FieldTexts(None, {}))
    bases = [base for base in model.__bases__ if issubclass(base, Struct) and base is not Struct]
    inherited = {field: text for base in bases for field, text in words_of(base).fields.items()}
    return FieldTexts(words.about, {**inherited, **words.fields})


@cache
def _words_in(module: str) -> dict[str, FieldTexts]:
    try:
        source = inspect.getsource(sys.modules[module])
    except OSError:  # a program frozen into one file carries no source
        return {}
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    return {node.name: FieldTexts(_field_text(node), _under_fields(node)) for node in classes}


def _field_text(node: ast.ClassDef) -> str | None:
    docstring = ast.get_docstring(node)
    return None if docstring is None else _one_line(docstring.partition("\n\n")[0])


def _under_fields(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str() as text)):
                found[name] = _one_line(text)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("`", "'")
