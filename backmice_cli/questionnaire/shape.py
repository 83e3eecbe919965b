"""Plain data to the model; what pydantic refuses is said in our words and put right, so that reading goes on.

Pydantic decides what fits; its texts, tags and paths stay in here. A wrong part gives way to something harmless: it is
left out where it may be missing, else a stand-in takes its place, and nothing more is said about that part.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from backmice_cli.questionnaire.complaints import FORMAT, bad_id, complaint, misplaced_field
from backmice_cli.questionnaire.condition import ANSWERED, RESERVED, Condition
from backmice_cli.questionnaire.expected import expected_at, is_model, keys_of, may_be_missing, stand_in, test_around
from backmice_cli.questionnaire.model import Choice, Questionnaire
from backmice_cli.questionnaire.naming import owner_name, shown
from backmice_cli.questionnaire.nodes import Document, Path
from backmice_cli.questionnaire.suggest import listed, nearest_name, snake_case

Whole = TypeVar("Whole", bound=BaseModel)

_MANY = 16
"""A longer list of keys does not help in a message."""
_ROUNDS = 20
"""Putting one part right can bring up what stood behind it; each round goes one step deeper."""


class Shaped:
    """The model of a file, and which parts of it the author did not write."""

    def __init__(self) -> None:
        self.questionnaire: Questionnaire | None = None
        self.holes: set[Path] = set()
        """Parts that were left out or have a stand-in."""
        self.lost: set[str] = set()
        """Names found in parts that were left out: they may be meant well, so nobody complains about them."""
        self.short: set[Path] = set()
        """Mappings that may lack an id, since another stands twice there; `("sections",)` where it is a question's."""

    def covers(self, path: Path) -> bool:
        """Tell whether `path` leads into a hole."""
        return bool(self.holes) and any(path[:length] in self.holes for length in range(len(path) + 1))

    def leave_room(self, path: Path, part: dict[str, Any], expected: Any) -> None:
        """Expect nothing that a mapping lacks: a key that stands twice there may be meant as that."""
        if is_model(expected):
            self.holes.update((*path, key) for key in keys_of(expected) if key not in part)
        else:
            self.short.add(path)
            if path[-1] in ("sections", "questions", "then"):
                self.short.add(("sections",))


def shape(document: Document) -> Shaped:
    """Turn the document's data into the model; mistakes go to the document's problems. Changes the data."""
    shaped = Shaped()
    for part in document.left_out:
        shaped.lost.update(_names_in(part))
    if _is_of_this_format(document):
        shaped.questionnaire = fitted(document, Questionnaire, shaped)
    return shaped


def fitted(document: Document, whole: type[Whole], shaped: Shaped) -> Whole | None:
    """Turn the document's data, a mapping, into the model of a whole file; None after too many mistakes."""
    made, repair = None, _Repair(document, whole, shaped)
    for _ in range(_ROUNDS):
        try:
            made = whole.model_validate(document.data)
            break
        except ValidationError as error:
            repair.all(error.errors(include_url=False, include_input=False))
        if document.is_full:
            break
    for path, part in _mappings(document.data) if document.with_doubles else ():
        if id(part) in document.with_doubles:
            shaped.leave_room(path, part, expected_at(path, whole))
    return made


def _is_of_this_format(document: Document) -> bool:
    """Check what must be right before anything else is worth a message."""
    data, places = document.data, document.places
    if not isinstance(data, dict):
        message = f"a questionnaire has keys with values, not {shown(data)}"
        document.report(places.of(()), "not-a-questionnaire", message, "Start with 'format: 1'.")
        return False
    written = data.get("format", FORMAT)
    if isinstance(written, str) and written not in (FORMAT, ""):
        message = f"format {shown(written)} is not known; this program reads format {FORMAT}"
        document.report(places.of(("format",)), "unknown-format", message, f"Write 'format: {FORMAT}'.")
        return False
    return True


class _Repair:
    """Says what is wrong with one part after the other, and puts it right in the data."""

    def __init__(self, document: Document, whole: type[BaseModel], shaped: Shaped) -> None:
        self.document = document
        self.whole = whole
        self.shaped = shaped
        self.data = document.data
        self.new_names: dict[Path, str] = {}
        """Path to the name it has now, for keys that were renamed."""

    def all(self, errors: list[Any]) -> None:
        """Go through pydantic's errors: bad ids, then misspelt keys, since each explains a missing one too."""
        paths = [self._path_of(error) for error in errors]
        errors = [
            error
            for error, path in zip(errors, paths, strict=True)
            if not self._is_misplaced(path) and not self._only_lost_entries(error, path)
        ]
        bad_ids: dict[Path, list[Any]] = {}
        for error in errors:
            if error["loc"][-1:] == ("[key]",):
                bad_ids.setdefault(error["loc"][:-2], []).append(error)
        for together in sorted(bad_ids.values(), key=lambda together: len(together[0]["loc"])):
            self._bad_ids([self._path_of(error) for error in together])
        rest = [(error, self._path_of(error)) for error in errors if error["loc"][-1:] != ("[key]",)]
        missing: dict[Path, list[str]] = {}
        for error, path in rest:
            if error["type"] == "missing":
                missing.setdefault(path[:-1], []).append(str(path[-1]))
        for error, path in rest:
            if error["type"] == "extra_forbidden" and not self._is_settled(path):
                self._unknown_key(path, missing.get(path[:-1], []))
        for error, path in rest:
            if error["type"] == "missing" and not self._is_settled(path):
                self._missing_key(path)
            elif error["type"] not in ("missing", "extra_forbidden") and not self._is_settled(path):
                self._wrong_value(error, path)

    def _is_misplaced(self, path: Path) -> bool:
        """Tell whether a field of a choice stands among the choices, which alone makes `path` wrong; say so."""
        for length in range(len(path), 1, -1):
            here = path[:length]
            if here[-2] == "choices" and here[-1] in Choice.model_fields and self._expected_at(here) is Choice:
                if not self._is_settled(here):
                    choices = tuple(_at(self.data, here[:-1]))
                    self._report(here, *misplaced_field(str(here[-1]), choices), key=True)
                    self._leave_out(here)
                return True
        return False

    def _only_lost_entries(self, error: Any, path: Path) -> bool:
        """Tell whether a list is too short to pydantic alone, which does not count entries that it has refused."""
        return error["type"] == "too_short" and bool(_at(self.data, path))

    def _is_settled(self, path: Path) -> bool:
        return self.document.is_full or self.shaped.covers(path)

    def _path_of(self, error: Any) -> Path:
        """Lead pydantic's path back to the data: it also names the kinds of tests, and keys as they were."""
        path: Path = ()
        here: Any = self.data
        for step in error["loc"]:
            name = self.new_names.get((*path, step), step)
            if name in here if isinstance(here, dict) else isinstance(here, list) and isinstance(step, int):
                here = here[name]
                path = (*path, name)
        return (*path, error["loc"][-1]) if error["type"] == "missing" else path

    def _unknown_key(self, path: Path, missing: list[str]) -> None:
        parent, key = path[:-1], str(path[-1])
        mapping = _at(self.data, parent)
        known = keys_of(self._expected_at(parent))
        meant = nearest_name(key, known)
        if meant is None and len(missing) == 1 and _is_text(self._expected_at((*parent, missing[0])), mapping[key]):
            meant = missing[0]
        hint = f"Did you mean '{meant}'?" if meant else f"Known here: {listed(known)}." if len(known) < _MANY else None
        self._report(path, "unknown-key", f"unknown key '{key}'", hint, key=True)
        test = test_around(path, self.whole)
        if meant is not None and meant not in mapping:
            self._rename(parent, {key: meant})
        elif test is not None:
            self._put(test, ANSWERED)
        else:
            self._leave_out(path)

    def _missing_key(self, path: Path) -> None:
        key = path[-1]
        if key in _at(self.data, path[:-1]):
            return  # a misspelt key stands for it now
        if not self._has_doubles(path[:-1]):
            hint = f"Add '{key}: {FORMAT}'." if key == "format" else f"Add '{key}: ...'."
            self._report(path, "missing-key", f"{owner_name(path[:-1])} has no '{key}'", hint)
        self._put(path, stand_in(self._expected_at(path)))

    def _bad_ids(self, paths: list[Path]) -> None:
        """Read the bad ids of one mapping as good ones that are free."""
        if self.document.is_full:
            return
        taken = set(_at(self.data, paths[0][:-1]))
        names: dict[str, str] = {}
        for path in paths:
            id = str(path[-1])
            code, message, hint = bad_id(id, is_choice=path[-2:-1] == ("choices",))
            self._report(path, code, message, hint, key=True)
            good = snake_case(id) or "stand_in"
            names[id] = good if good not in taken else f"{good}_{len(taken)}"
            taken.add(names[id])
        self.shaped.lost.update(names)
        self._rename(paths[0][:-1], names)

    def _wrong_value(self, error: Any, path: Path) -> None:
        test = test_around(path, self.whole)
        if test is not None:
            self._wrong_test(error, path, test)
            return
        expected, value, kind = self._expected_at(path), _at(self.data, path), error["type"]
        if not (kind == "half-count" and self._has_doubles(path)):
            place = (*path, "at_least") if kind == "impossible-count" else path
            self._report(place, *complaint(error, path, value, self.whole))
        is_word = kind == "literal_error" and isinstance(value, str)
        near = nearest_name(value, get_args(expected)) if is_word else None
        if near is not None:
            self._put(path, near)
        elif kind in ("half-count", "impossible-count") and "of" in value:
            self._put((*path, "at_least"), 1)
        elif may_be_missing(path, self.whole) and self._expected_at(path[:-1]) is not Condition:
            # in a condition, less may be nothing at all
            self._leave_out(path)
        else:
            self._put(path, stand_in(expected))

    def _wrong_test(self, error: Any, path: Path, test: Path) -> None:
        """Report what stands under a question in a condition, unless a word of the language was misspelt."""
        question = str(test[-1])
        reserved = nearest_name(question, sorted(RESERVED))
        if reserved is not None and question not in self._names_in_sections:
            message = f"{owner_name(test)} asks about '{question}', which is not a question"
            self._report(test, "unknown-question", message, f"Did you mean '{reserved}'?", key=True)
        else:
            self._report(path, *complaint(error, path, _at(self.data, path), self.whole))
        self._put(test, ANSWERED)

    def _expected_at(self, path: Path) -> Any:
        return expected_at(path, self.whole)

    def _has_doubles(self, path: Path) -> bool:
        """Tell whether a key stands twice in this mapping, which may be why another one is missing."""
        return id(_at(self.data, path)) in self.document.with_doubles

    @cached_property
    def _names_in_sections(self) -> frozenset[str]:
        return frozenset(_names_in(self.data.get("sections")))

    def _report(self, path: Path, code: str, message: str, hint: str | None, *, key: bool = False) -> None:
        if not self.document.is_full:
            places = self.document.places
            self.document.report(places.of_key(path) if key else places.of(path), code, message, hint)

    def _put(self, path: Path, value: Any) -> None:
        parent, key = _at(self.data, path[:-1]), path[-1]
        if not isinstance(parent, dict) or key in parent:
            self._lose(path, parent[key])
        parent[key] = value
        self.shaped.holes.add(path)

    def _leave_out(self, path: Path) -> None:
        self._lose(path, _at(self.data, path[:-1]).pop(path[-1]))
        self.shaped.holes.add(path)

    def _lose(self, path: Path, value: Any) -> None:
        """Remember names that may have been defined in a part that is left out; conditions define none."""
        in_condition = self._expected_at(path) is Condition or test_around(path, self.whole) is not None
        if not (isinstance(value, str) or in_condition):
            self.shaped.lost.update(_names_in(value))

    def _rename(self, parent: Path, names: dict[str, str]) -> None:
        """Read keys of a mapping under other names, in the places where they stand."""
        renamed = self.document.places.renamed
        for key, name in names.items():
            renamed[(*parent, name)] = renamed.pop((*parent, key), key)
            self.new_names[(*parent, key)] = name
        mapping = _at(self.data, parent)
        entries = [(names.get(key, key), value) for key, value in mapping.items()]
        mapping.clear()
        mapping.update(entries)


def _is_text(expected: Any, value: Any) -> bool:
    return expected is str and isinstance(value, str)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _mappings(value: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Find every mapping in plain data, with the path to it."""
    if isinstance(value, dict):
        yield path, value
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _mappings(inner, (*path, step))


def _names_in(value: Any) -> Iterator[str]:
    """Find every key and every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names_in(inner)
