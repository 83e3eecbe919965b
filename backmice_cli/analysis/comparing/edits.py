"""Every value that is written otherwise: texts, conditions, levels, numbers.

Line breaks and the order of keys do not count. What an edit leads to is not looked at here. The list `accepted`, which
speaks of problems alone, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pydantic import BaseModel

from backmice_cli.analysis.comparing.condition_text import AS_WRITTEN, Names, condition_text
from backmice_cli.analysis.comparing.matching import Matching
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.model import Question

PartKind = Literal[
    "questionnaire", "level", "section", "question", "sign", "red_flag", "baseline", "possibility", "advice", "source"
]

_TREES = {"levels", "sections", "signs", "red_flags", "baseline", "possibilities", "advice", "sources", "accepted"}
_ALONE = {"choices", "questions", "format"}
"""What is compared apart, by ids of its own."""
_SORTED = {"sources", "shown_if", "never_at"}
"""Lists whose order says nothing."""
_MAIN = {
    "level": "headline",
    "section": "title",
    "question": "ask",
    "red_flag": "warn",
    "possibility": "name",
    "advice": "text",
    "source": "title",
}


@dataclass(frozen=True)
class Edit:
    """One value that is otherwise; None where there is none."""

    kind: PartKind
    part: str
    """Its id in the new, or in the old if it is gone; the number of a line of the baseline from 1."""
    field: str
    """Keys joined by dots; empty where the whole part came or went, and its main words are the value."""
    old: str | None
    new: str | None


def edits(matching: Matching) -> Iterator[Edit]:
    """Yield all, by kind of part, in the order of the new questionnaire; what is gone comes last."""
    old, new = matching.old, matching.new
    yield from _fields("questionnaire", "", _top(old), _top(new), matching)
    yield from _parts("level", old.levels, new.levels, matching.levels, matching)
    yield from _parts("section", old.sections, new.sections, matching.sections, matching)
    questions = [{entry.id: entry.question for entry in one.outline} for one in (old, new)]
    yield from _parts("question", questions[0], questions[1], matching.questions, matching)
    yield from _parts("sign", old.signs, new.signs, matching.signs, matching)
    yield from _parts("red_flag", old.red_flags, new.red_flags, matching.red_flags, matching)
    lines = [{str(place): line for place, line in enumerate(one.baseline, 1)} for one in (old, new)]
    numbers = {str(here + 1): str(there + 1) for here, there in matching.baseline.items()}
    yield from _parts("baseline", lines[0], lines[1], numbers, matching)
    yield from _parts("possibility", old.possibilities, new.possibilities, matching.possibilities, matching)
    yield from _parts("advice", old.advice, new.advice, matching.advice, matching)
    yield from _parts("source", old.sources, new.sources, matching.sources, matching)


def _top(questionnaire: BaseModel) -> dict[str, object]:
    return {key: value for key, value in _values(questionnaire) if key not in _TREES}


def _parts(
    kind: PartKind,
    old: Mapping[str, BaseModel],
    new: Mapping[str, BaseModel],
    pairs: Mapping[str, str],
    matching: Matching,
) -> Iterator[Edit]:
    back = {there: here for here, there in pairs.items()}
    for id, part in new.items():
        if id not in back:
            yield Edit(kind, id, "", None, _main(kind, part))
            continue
        if id != back[id]:
            yield Edit(kind, id, "number" if kind == "baseline" else "id", back[id], id)
        before = old[back[id]]
        if isinstance(part, Condition) and isinstance(before, Condition):
            yield from _fields(kind, id, {"": before}, {"": part}, matching)
        else:
            yield from _fields(kind, id, dict(_values(before)), dict(_values(part)), matching)
            if isinstance(part, Question) and isinstance(before, Question):
                yield from _choices(id, back[id], before, part, matching)
    yield from (Edit(kind, id, "", _main(kind, part), None) for id, part in old.items() if id not in pairs)


def _choices(id: str, before: str, old: Question, new: Question, matching: Matching) -> Iterator[Edit]:
    back = {there: here for here, there in matching.choices[before].items()}
    for choice, part in new.choices.items():
        if choice not in back:
            yield Edit("question", id, f"choices.{choice}", None, part.label)
            continue
        earlier = {f"choices.{choice}.{key}": value for key, value in _values(old.choices[back[choice]])}
        later = {f"choices.{choice}.{key}": value for key, value in _values(part)}
        yield from _fields("question", id, earlier, later, matching)
    gone = (choice for choice in old.choices if choice not in matching.choices[before])
    yield from (Edit("question", id, f"choices.{choice}", old.choices[choice].label, None) for choice in gone)


def _values(part: BaseModel) -> Iterator[tuple[str, object]]:
    """Yield the fields of a part, without the parts inside it that are compared apart."""
    for key, field in type(part).model_fields.items():
        if key not in _ALONE and key != "then":
            yield field.alias or key, getattr(part, key)


def _fields(
    kind: PartKind, id: str, old: Mapping[str, object], new: Mapping[str, object], matching: Matching
) -> Iterator[Edit]:
    for key in dict.fromkeys((*new, *old)):
        yield from (
            Edit(kind, id, field, *pair) for field, *pair in _changes(key, old.get(key), new.get(key), matching)
        )


def _changes(key: str, old: object, new: object, matching: Matching) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield what differs in a value: key, then the old and the new text."""
    if isinstance(old, dict) or isinstance(new, dict) or (_is_block(old) and _is_block(new)):
        before, after = _inside(old), _inside(new)
        for inner in dict.fromkeys((*after, *before)):
            yield from _changes(f"{key}.{inner}", before.get(inner), after.get(inner), matching)
    elif _is_list(old) or _is_list(new):
        yield from _entries(key, _as_list(old), _as_list(new), matching)
    elif isinstance(old, Condition) and isinstance(new, Condition):
        if not matching.is_same_condition(old, new):
            yield key, condition_text(old), condition_text(new)
    elif _text(old, key, matching.names) != _text(new, key, AS_WRITTEN):
        yield key, _text(old, key, AS_WRITTEN), _text(new, key, AS_WRITTEN)


def _is_block(value: object) -> bool:
    return isinstance(value, BaseModel) and not isinstance(value, Condition)


def _inside(value: object) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    return dict(_values(value)) if isinstance(value, BaseModel) else {}


def _is_list(value: object) -> bool:
    """Tell sentences, and lists of parts, from lists of ids."""
    return isinstance(value, tuple) and any(not isinstance(one, str) or " " in one for one in value)


def _as_list(value: object) -> Sequence[object]:
    return value if isinstance(value, tuple) else ()


def _entries(
    key: str, old: Sequence[object], new: Sequence[object], matching: Matching
) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the entries of a list that came, went or are otherwise, each on its own, numbered as in the new."""
    before = [_text(one, key, matching.names) for one in old]
    after = [_text(one, key, AS_WRITTEN) for one in new]
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(end - start, last - first)):
            place, there = start + step, first + step
            one = old[place] if place < end else None
            other = new[there] if there < last else None
            name = f"{key}.{min(there, last) + 1}"
            if _is_block(one) and _is_block(other):
                yield from _changes(name, one, other, matching)
            else:
                yield name, _text(one, key, AS_WRITTEN), _text(other, key, AS_WRITTEN)


def _text(value: object, key: str, names: Names) -> str | None:
    """A value as one line of text."""
    if value is None or value == ():
        return None
    if isinstance(value, Condition):
        return condition_text(value, names, in_order=names is not AS_WRITTEN)
    if isinstance(value, BaseModel):
        parts = ((name, _text(inner, name, names)) for name, inner in _values(value))
        return "; ".join(f"{name}: {text}" for name, text in parts if text is not None)
    if isinstance(value, tuple):
        entries = [str(_text(one, key, names)) for one in value]
        return ", ".join(sorted(entries) if key.rpartition(".")[2] in _SORTED else entries)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else " ".join(str(value).split())


def _main(kind: PartKind, part: BaseModel) -> str:
    """The words that a part is known by."""
    if isinstance(part, Condition):
        return condition_text(part)
    if kind == "baseline":
        return str(_text(part, "", AS_WRITTEN))
    return " ".join(str(getattr(part, _MAIN[kind])).split())
