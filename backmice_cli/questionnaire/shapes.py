"""How a value of each type stands in a file, read from the types themselves: a new field needs no line here.

A shape reads one node, in one pass, and gives its value, or `Wrong` where there is none. What is wrong further inside
was reported by then, and has something harmless in its place.
"""

from __future__ import annotations

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, cast, get_args, get_type_hints

import msgspec
from msgspec import inspect
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from backmice_cli.questionnaire.condition import ANSWERED, RESERVED, Bounds, Condition, Test
from backmice_cli.questionnaire.model import Choice, Question
from backmice_cli.questionnaire.naming import owner_name, value_text
from backmice_cli.questionnaire.problem import Problem
from backmice_cli.questionnaire.reader import EMPTY, Reader, Trail, Wrong, path_of
from backmice_cli.questionnaire.suggest import hint_for, join_quoted, nearest_name, snake_case, suggestion_text

T = TypeVar("T", bound=msgspec.Struct)

STAND_IN = "\0"
"""Takes the place of a missing or wrong text; no file can hold it."""

FORMAT = "1"

DIGITS = r"[0-9]+(?:_[0-9]+)*"
WHOLE = rf"[+-]?{DIGITS}(?:\.0+)?"
DECIMAL = rf"[+-]?(?:{DIGITS}(?:\.(?:{DIGITS})?)?|\.{DIGITS})(?:[eE][+-]?[0-9]{{1,2}})?"
TRUE = ("true", "t", "yes", "y", "on", "1")
FALSE = ("false", "f", "no", "n", "off", "0")

_MANY = 16
"""A longer list of keys does not help in a message."""

_EMPTY_CONDITION = Wrong("empty-condition", "has an empty condition, which would always hold", "Fill it in.")
_IMPOSSIBLE_COUNT = Wrong("impossible-count", "asks for more conditions than 'of' has", "Lower 'at_least'.")
_HALF_COUNT = Wrong(
    "half-count",
    "has one of 'at_least' and 'of' only",
    "Write '{at_least: 2, of: [...]}', or a question before the number: '{age: {at_least: 40}}'.",
)
_HINTS = {
    Condition: "Write a question and its answer, such as '{lump: yes}'.",
    Bounds: "Write a bound, such as '{at_least: 2}'.",
    Question: "Start with 'ask: ...'.",
}


class Shape(ABC):
    """What may stand in a place of a file."""

    code = "wrong-shape"
    needs: str = ""
    """What would be right: `a number`."""
    hint: str | None = None
    defines_names = True
    """Whether ids may be defined inside it, such as those of questions; conditions define none."""

    @abstractmethod
    def read(self, reader: Reader, node: Node, trail: Trail) -> Any:
        """Give the value of a node, or `Wrong`."""

    @abstractmethod
    def stand_in(self) -> Any:
        """Make something harmless of this shape."""

    def wrong(self, node: Node) -> Wrong:
        """Say that a node is not of this shape."""
        if node.__class__ is ScalarNode and not node.value.strip():
            return EMPTY
        return Wrong(self.code, f"needs {self.needs}, not {value_text(sketch_node(node))}", self.hint)

    def read_or_stand_in(self, reader: Reader, node: Node, trail: Trail) -> Any:
        """Give the value of a node, or what is put in its place."""
        value = self.read(reader, node, trail)
        return self.put_right(reader, value, node, trail) if value.__class__ is Wrong else value

    def put_right(self, reader: Reader, wrong: Wrong, node: Node, trail: Trail, *, may_be_missing: bool = False) -> Any:
        """Say what is wrong with a node, and give what is put in its place."""
        if node.tag:
            reader.document.tagged(node)  # and nothing more is said at this place
        reader.report_wrong(wrong, trail, trail, may_be_missing=may_be_missing)
        reader.leave_out(trail, node if self.defines_names else None)
        return self.stand_in() if wrong.meant is None else wrong.meant


class TextShape(Shape):
    needs = "text"
    hint: str | None = "If it is one text, put it in quotes."

    def __init__(self, least: int, pattern: str | None, needs: str | None) -> None:
        self.least = least
        self.pattern = re.compile(pattern) if pattern else None
        if needs:
            self.needs, self.hint = needs, None

    def read(self, reader: Reader, node: Node, trail: Trail) -> Any:  # noqa: ARG002
        if node.__class__ is not ScalarNode:
            return self.wrong(node)
        text = reader.text(node) if node.tag else node.value.strip()  # most of a file: a call less for each
        if len(text) < self.least:
            return EMPTY
        return self.wrong(node) if self.pattern is not None and not self.pattern.search(text) else text

    def stand_in(self) -> str:
        return STAND_IN


class _ScalarShape(Shape):
    """A text that says something else."""

    def read(self, reader: Reader, node: Node, trail: Trail) -> Any:  # noqa: ARG002
        if node.__class__ is not ScalarNode:
            return self.wrong(node)
        text = reader.text(node)
        value = self.value(text) if text else EMPTY
        return self.wrong(node) if value is None else value

    @abstractmethod
    def value(self, text: str) -> Any:
        """Give what a text says, None when it says nothing of this kind, or `Wrong`."""


class WordShape(_ScalarShape):
    code = "unknown-word"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def value(self, text: str) -> Any:
        if text in self.words:
            return text
        hint = hint_for(text, self.words, "It can be", "or")
        return Wrong(self.code, f"cannot be {value_text(text)}", hint, nearest_name(text, self.words))

    def wrong(self, node: Node) -> Wrong:
        return Wrong(self.code, f"cannot be {value_text(sketch_node(node))}")

    def stand_in(self) -> str:
        return self.words[0]


class NumberShape(_ScalarShape):
    code, needs = "not-a-number", "a number"
    form = re.compile(DECIMAL)

    def __init__(self, least: float | None, most: float | None) -> None:
        self.least, self.most = least, most

    def value(self, text: str) -> Any:
        if not self.form.fullmatch(text):
            return None
        number = self.number(text)
        if self.least is not None and number < self.least:
            return Wrong("out-of-range", f"needs to be at least {self.least:g}, not {value_text(text)}")
        if self.most is not None and number > self.most:
            return Wrong("out-of-range", f"needs to be at most {self.most:g}, not {value_text(text)}")
        return number

    def number(self, text: str) -> float:
        return float(text)

    def stand_in(self) -> float:
        return 1


class WholeNumberShape(NumberShape):
    needs = "a whole number"
    form = re.compile(WHOLE)

    def number(self, text: str) -> int:
        return int(text.partition(".")[0])


class FlagShape(_ScalarShape):
    code, needs = "not-true-or-false", "true or false"

    def value(self, text: str) -> bool | None:
        return True if text.lower() in TRUE else False if text.lower() in FALSE else None

    def stand_in(self) -> bool:
        return False


class DayShape(_ScalarShape):
    code, needs = "not-a-date", "a date such as 2027-11-20"
    form = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

    def value(self, text: str) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(text) if self.form.fullmatch(text) else None
        except ValueError:  # the 30th of February
            return None

    def stand_in(self) -> datetime.date:
        return datetime.date.min


class ListShape(Shape):
    needs, hint = "a list", "Start each entry with '- '."

    def __init__(self, entry: Shape, least: int, *, or_one: bool) -> None:
        self.entry, self.least, self.or_one = entry, least, or_one
        self.defines_names = entry.defines_names

    def read(self, reader: Reader, node: Node, trail: Trail) -> Any:
        if node.__class__ is SequenceNode:
            if node.tag:
                reader.document.tagged(node)
            if len(node.value) < self.least:
                return EMPTY
            read = self.entry.read_or_stand_in
            return tuple([read(reader, inner, (trail, place)) for place, inner in enumerate(node.value)])
        if not self.or_one or node.__class__ is not ScalarNode:
            return self.wrong(node)
        value = self.entry.read(reader, node, trail)
        return value if value.__class__ is Wrong else (value,)

    def stand_in(self) -> tuple[Any, ...]:
        return (self.entry.stand_in(),)


class TextsShape(ListShape):
    """One text or several, each way as it is written."""

    needs = "text or a list of texts"

    def read(self, reader: Reader, node: Node, trail: Trail) -> Any:
        is_one = node.__class__ is ScalarNode
        return self.entry.read(reader, node, trail) if is_one else super().read(reader, node, trail)


class TableShape(Shape):
    """Entries under ids of the author's own."""

    needs, hint = "keys with values", "Write each entry under an id of its own."

    def __init__(self, entry: Shape, pattern: str | None, least: int) -> None:
        self.entry, self.least = entry, least
        self.pattern = re.compile(pattern) if pattern else None
        self.is_of_choices = isinstance(entry, PartShape) and entry.type is Choice

    def read(self, reader: Reader, node: Node, trail: Trail) -> Any:
        if node.__class__ is not MappingNode:
            return self.wrong(node)
        entries = reader.entries(node)
        if len(node.value) < self.least:
            return EMPTY
        if id(node) in reader.document.with_doubles:
            # one of the two may be meant as another id, which then lacks; an id of a question may lack anywhere
            is_of_questions = trail[-1] in ("sections", "questions", "then")
            reader.gaps.short.update({path_of(trail), ("sections",)} if is_of_questions else {path_of(trail)})
        if self.pattern is not None and not all(map(self.pattern.search, entries)):
            entries = self._with_good_ids(reader, entries, trail)
        read, values = self.entry.read_or_stand_in, {}
        for key, inner in entries.items():
            before = len(reader.document.problems)
            value = read(reader, inner, (trail, key))
            if self.is_of_choices and key in Choice.__struct_fields__ and reader.take_back(before):
                reader.report((trail, key), *misplaced_field(key, tuple(entries)), at_key=True)
                reader.leave_out((trail, key), inner)
            else:
                values[key] = value
        return values

    def _with_good_ids(self, reader: Reader, entries: dict[str, Node], trail: Trail) -> dict[str, Node]:
        """Read the entries with bad ids under good ones that are free."""
        taken, found = set(entries), {}
        for key, node in entries.items():
            good = key
            if not cast(re.Pattern[str], self.pattern).search(key):
                reader.report((trail, key), *bad_id(key, is_choice=self.is_of_choices), at_key=True)
                reader.gaps.lost.add(key)
                good = snake_case(key) or "stand_in"
                good = good if good not in taken else f"{good}_{len(taken)}"
                taken.add(good)
                reader.rename(trail, key, good)
            found[good] = node
        return found

    def stand_in(self) -> dict[str, Any]:
        return {"stand_in" if self.pattern else STAND_IN: self.entry.stand_in()}


class PartShape(Shape):
    """Keys of the language, each with a value of its own shape."""

    needs = "keys with values"
    may_lack_wrong_fields = True

    def __init__(self, type: type[msgspec.Struct]) -> None:
        self.type = type
        self.hint = _HINTS.get(type)
        self.alone: str | None = getattr(type, "ALONE", None)
        self.may_be_empty = type is not Bounds
        self.fields: dict[str, tuple[str, Shape]] = {}
        """Key to the name of its field and its shape."""
        self.required: list[str] = []

    def learn(self, fields: Sequence[inspect.Field]) -> None:
        """Look at the fields, once there is a shape: a part may hold others like itself."""
        self.fields = {field.encode_name: (field.name, _make_shape(field.type)) for field in fields}
        for name, shape in self.fields.values():
            if isinstance(shape, WordShape):  # msgspec sorts them
                words = get_args(get_type_hints(self.type)[name])
                shape.words = words if words[0] in shape.words else get_args(words[0])
        self.required = [field.encode_name for field in fields if field.required]

    def read(self, reader: Reader, node: Node, trail: Trail) -> Any:
        if node.__class__ is MappingNode:
            entries = reader.entries(node)
            if not entries and not self.may_be_empty:
                return _EMPTY_CONDITION
            return self.type(**self.values(reader, entries, node, trail))
        if self.alone is None or node.__class__ is not ScalarNode:
            return self.wrong(node)
        text = self.fields[self.alone][1].read(reader, node, trail)
        return text if text.__class__ is Wrong else self.type(**{self.alone: text})

    def values(self, reader: Reader, entries: dict[str, Node], node: Node, trail: Trail) -> dict[str, Any]:
        """Read the values of the fields, by their names."""
        if not entries.keys() <= self.fields.keys():
            entries = self._known_entries(reader, entries, trail)
        values = {}
        for key, inner in entries.items():
            name, shape = self.fields[key]
            value = shape.read(reader, inner, (trail, key))
            if value.__class__ is Wrong:
                may_be_left_out = self.may_lack_wrong_fields and key not in self.required and value.meant is None
                value = shape.put_right(reader, value, inner, (trail, key), may_be_missing=key not in self.required)
                if may_be_left_out:
                    continue
            values[name] = value
        if id(node) in reader.document.with_doubles:
            for key in self.fields.keys() - entries.keys():  # one of the two may be meant as this
                reader.leave_out((trail, key))
        for key in self.required:
            if key not in entries:
                self._report_missing(reader, key, trail)
                values[self.fields[key][0]] = self.fields[key][1].stand_in()
        return values

    def _known_entries(self, reader: Reader, entries: dict[str, Node], trail: Trail) -> dict[str, Node]:
        found, known = dict(entries), list(self.fields)
        for key in [key for key in entries if key not in self.fields]:
            meant = nearest_name(key, known)
            missing = [other for other in self.required if other not in found]
            if meant is None and len(missing) == 1 and entries[key].__class__ is ScalarNode:
                meant = missing[0] if isinstance(self.fields[missing[0]][1], TextShape) else None
            found = report_slip(reader, found, (key, meant), known, trail)
        return found

    def _report_missing(self, reader: Reader, key: str, trail: Trail) -> None:
        path = path_of(trail)
        if (*path, key) not in reader.gaps.holes:
            hint = f"Add '{key}: {FORMAT}'." if key == "format" else f"Add '{key}: ...'."
            reader.report((trail, key), "missing-key", f"{owner_name(path)} has no '{key}'", hint)
            reader.leave_out((trail, key))

    def stand_in(self) -> Any:
        return self.type(**{self.fields[key][0]: self.fields[key][1].stand_in() for key in self.required})


class ConditionShape(PartShape):
    """Words of the language beside tests of questions."""

    defines_names = False
    may_lack_wrong_fields = False  # what is left may be nothing at all

    def __init__(self, type: type[msgspec.Struct]) -> None:
        super().__init__(type)
        self.may_be_empty = False
        self.test: Shape

    def learn(self, fields: Sequence[inspect.Field]) -> None:
        super().learn([field for field in fields if field.name != "tests"])
        self.test = TestShape()

    def values(self, reader: Reader, entries: dict[str, Node], node: Node, trail: Trail) -> dict[str, Any]:
        tests = {
            question: self.test.read_or_stand_in(reader, inner, (trail, question))
            for question, inner in entries.items()
            if question not in RESERVED
        }
        if len(tests) == len(entries):
            return {"tests": tests}
        words = {key: inner for key, inner in entries.items() if key in RESERVED}
        return {"tests": tests, **super().values(reader, words, node, trail)}

    def read(self, reader: Reader, node: Node, trail: Trail) -> Any:
        condition = super().read(reader, node, trail)
        if condition.__class__ is Wrong or condition.of is None is condition.at_least:
            return condition
        if condition.of is None:
            has_other = id(node) in reader.document.with_doubles
            return msgspec.structs.replace(condition, at_least=None) if has_other else _HALF_COUNT
        if condition.at_least is not None and condition.at_least <= len(condition.of):
            return condition
        place = (trail, "at_least")
        if condition.at_least is not None:
            reader.report_wrong(_IMPOSSIBLE_COUNT, trail, place)
        elif id(node) not in reader.document.with_doubles:
            reader.report_wrong(_HALF_COUNT, trail, trail)
        reader.leave_out(place)
        return msgspec.structs.replace(condition, at_least=1)

    def stand_in(self) -> Condition:
        return Condition(all=())  # always holds, reads nothing, and is not refused as empty


class TestShape(Shape):
    """What stands under a question in a condition: choices, or keys of one of some parts."""

    defines_names = False

    def __init__(self) -> None:
        types = cast(inspect.UnionType, inspect.type_info(Test)).types
        self.choices = next(_make_shape(type) for type in types if isinstance(type, inspect.Metadata))
        parts = [cast(PartShape, _make_shape(type)) for type in types if isinstance(type, inspect.StructType)]
        self.parts = {key: part for part in parts for key in part.fields}

    def read(self, reader: Reader, node: Node, trail: Trail) -> Any:
        before = len(reader.document.problems)
        if node.__class__ is MappingNode:
            value = self._part(reader, node, trail)
        elif node.__class__ is ScalarNode and reader.text(node) == ANSWERED:
            value = ANSWERED
        else:
            value = self.choices.read(reader, node, trail)
        if value.__class__ is Wrong:
            value = self.put_right(reader, value, node, trail)
        problems = reader.take_back(before)
        slips = [problem for problem in problems if problem.code == "unknown-key"]
        others = [problem for problem in problems if problem.code != "unknown-key"]
        reader.document.problems += slips
        if others:
            self._report_wrong(reader, others[0], trail)
        if not others and not (slips and value == ANSWERED):
            return value
        reader.leave_out(trail)
        return ANSWERED

    def _part(self, reader: Reader, node: Node, trail: Trail) -> Any:
        entries, known = reader.entries(node), sorted(self.parts)
        for key in [key for key in entries if key not in self.parts]:
            entries = report_slip(reader, entries, (key, nearest_name(key, known)), known, trail)
        part = self.parts[next((key for key in ("all", "count") if key in entries), "at_least")]
        if not entries:
            return ANSWERED if node.value else _EMPTY_CONDITION
        return part.type(**part.values(reader, entries, node, trail))

    def _report_wrong(self, reader: Reader, problem: Problem, trail: Trail) -> None:
        """Report one mistake in a test, unless a word of the language was misspelt before it."""
        question = trail[-1]
        reserved = nearest_name(question, sorted(RESERVED))
        if problem.code == "tag" or reserved is None or question in reader.names_in_sections:
            reader.document.problems.append(problem)
        else:
            message = f"{owner_name(path_of(trail))} asks about '{question}', which is not a question"
            reader.report(trail, "unknown-question", message, suggestion_text(reserved), at_key=True)

    def stand_in(self) -> str:
        return ANSWERED


def report_slip(
    reader: Reader, entries: dict[str, Node], slip: tuple[str, str | None], known: list[str], trail: Trail
) -> dict[str, Node]:
    """Report a `slip`, an unknown key and what was probably meant; give the entries with that key, or without any."""
    key, meant = slip
    hint = suggestion_text(meant) if meant else f"Known here: {join_quoted(known)}." if len(known) < _MANY else None
    reader.report((trail, key), "unknown-key", f"unknown key '{key}'", hint, at_key=True)
    if meant is None or meant in entries:
        reader.leave_out((trail, key), entries[key])
        return {other: node for other, node in entries.items() if other != key}
    reader.rename(trail, key, meant)
    return {meant if other == key else other: node for other, node in entries.items()}


def misplaced_field(field: str, choices: Sequence[str]) -> tuple[str, str, str]:
    """Say that a field of a choice stands among the `choices`, and below which it was probably meant to stand."""
    fields, place = Choice.__struct_fields__, choices.index(field)
    owner = next((id for id in (*reversed(choices[:place]), *choices) if id not in fields), "yes")
    message = f"a choice cannot have the id '{field}', which is a field of a choice"
    return "reserved-id", message, f"Put it below its choice, such as '{owner}: {{label: ..., {field}: ...}}'."


def bad_id(id: str, *, is_choice: bool = False) -> tuple[str, str, str]:
    """Say what a good id looks like, and which one is near."""
    rule = "has small letters, digits and '_' only"
    rule = f"The id of a choice {rule}." if is_choice else f"An id starts with a letter and {rule}."
    if id != id.strip():
        return "bad-id", f"the id {value_text(id)} has a space around it, inside the quotes", "Remove the space."
    good = snake_case(id)
    return "bad-id", f"{value_text(id)} is not a good id", f"{suggestion_text(good)} {rule}" if good else rule


def read_whole(type: type[T], reader: Reader) -> T:
    """Read a whole file, whose document is a mapping."""
    assert reader.document.root is not None
    return cast(T, shape_of(type).read_or_stand_in(reader, reader.document.root, ()))


@cache
def shape_of(type: type[msgspec.Struct]) -> PartShape:
    """Give the shape of a whole file."""
    return cast(PartShape, _make_shape(inspect.type_info(type)))


_parts: dict[type, PartShape] = {}


def _make_shape(type: inspect.Type, extra: Mapping[str, Any] = MappingProxyType({})) -> Shape:  # noqa: PLR0912 a branch for each kind
    match type:
        case inspect.Metadata():
            return _make_shape(type.type, type.extra or {})
        case inspect.UnionType(types=(inspect.StrType(), inspect.VarTupleType(item_type=entry))):
            return TextsShape(_make_shape(entry), 0, or_one=False)
        case inspect.UnionType():  # with None
            return _make_shape(next(one for one in type.types if not isinstance(one, inspect.NoneType)), extra)
        case inspect.StrType():
            return TextShape(type.min_length or 0, type.pattern, extra.get("needs"))
        case inspect.LiteralType():
            return WordShape([str(word) for word in type.values])
        case inspect.IntType():
            return WholeNumberShape(type.ge, type.le)
        case inspect.FloatType():
            return NumberShape(type.ge, type.le)
        case inspect.BoolType():
            return FlagShape()
        case inspect.DateType():
            return DayShape()
        case inspect.VarTupleType():
            return ListShape(_make_shape(type.item_type), type.min_length or 0, or_one="or_one" in extra)
        case inspect.DictType():
            key = cast(inspect.StrType, type.key_type)
            return TableShape(_make_shape(type.value_type), key.pattern, type.min_length or 0)
        case inspect.StructType():
            if type.cls not in _parts:
                _parts[type.cls] = (ConditionShape if type.cls is Condition else PartShape)(type.cls)
                _parts[type.cls].learn(type.fields)
            return _parts[type.cls]
    raise TypeError(f"no file holds a {type}")


def sketch_node(node: Node | None) -> Any:
    """Give a node as far as a message shows it: a text, the texts under its keys, or that it is a list."""
    match node:
        case MappingNode():
            return {key.value: value.value for key, value in reversed(node.value) if isinstance(key, ScalarNode)}
        case SequenceNode():
            return []
    return None if node is None else node.value
