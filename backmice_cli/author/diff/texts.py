"""What a person is told, and when, that is otherwise: texts old and new, by whom they reach.

Every text that a person reads counts as advice. Line breaks do not. What became of a rule's condition is not looked at
here: `levels.py` and `shown.py` say what it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from backmice_cli.author.check.wording.texts import Text, texts_of
from backmice_cli.author.diff.matching import Matching
from backmice_cli.questionnaire.formula import formula_of
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.notation import formula_text
from backmice_cli.questionnaire.problem import Path

_MAIN = {"red_flags": "warn", "possibilities": "name", "advice": "text"}
"""The words by which a whole rule is known that came or went."""


@dataclass(frozen=True)
class TextChange:
    """One text that is otherwise; None where there is none."""

    reach: str
    """Who reads it, in words."""
    at: str
    """Where it stands, with dots, as `accepted` names it; in the ids of the new file, or of the old if it is gone."""
    old: str | None
    new: str | None
    less_urgent: bool
    """Whether it must be accepted: a program cannot tell whether another time frame is later."""
    accepted: str | None = None
    """Why the author keeps it."""


Ranked = tuple[int, TextChange]
"""The smaller the number, the more urgent what it belongs to, and the more people it reaches."""


def text_changes(matching: Matching) -> list[TextChange]:
    """List all, those that reach people sooner and more people first."""
    old, new = _Side(matching.old, matching), _Side(matching.new, None)
    found = [*_interrupt_changes(matching), *_changed_texts(old, new)]
    return [change for _, change in sorted(found, key=lambda ranked: ranked[0])]


def _interrupt_changes(matching: Matching) -> Iterator[Ranked]:
    for here, there in matching.levels.items():
        before, after = matching.old.levels[here].interrupt, matching.new.levels[there].interrupt
        if before != after:
            words = {True: "stops the interview and is told at once", False: "is told only at the end"}
            reach, rank = _reach_of_level(there, matching.new)
            at = f"levels.{there}.interrupt"
            yield rank, TextChange(reach, at, words[before], words[after], before)


class _Side:
    """The texts of one file by place, in the names of the new file; the entries of a list together."""

    def __init__(self, questionnaire: Questionnaire, matching: Matching | None) -> None:
        self.questionnaire = questionnaire
        self._matching = matching
        self._questions = {entry.path: entry.id for entry in questionnaire.outline}
        self.texts: dict[Path, list[str]] = {}
        said = formula_of if matching is None else matching.in_new_names
        only = {path[:-1]: formula_text(said(condition)) for path, condition in questionnaire.line_conditions()}
        where = {path[:-1]: ", ".join(regions) for path, regions in questionnaire.regional()}
        for text in (*_of_regions(questionnaire), *texts_of(questionnaire)):
            path = self._in_new_names(text.path)
            if path is not None:
                words = " ".join(text.text.split())
                marks = [f"only if {only[text.path]}"] if text.path in only else []
                marks += [f"only in {where[text.path]}"] if text.path in where else []
                self.texts.setdefault(path, []).append(f"{words} ({'; '.join(marks)})" if marks else words)

    def has(self, table: str, id: str) -> bool:
        """Whether it has a rule or level of this new name."""
        return any(path[:2] == (table, id) for path in self.texts)

    def _in_new_names(self, path: Path) -> Path | None:
        """The place of a text; None for one of a question or choice that is in one file alone, told elsewhere."""
        path = tuple(key for key in path if not isinstance(key, int))
        table = str(path[0])
        if table == "sections" and len(path) > 3:
            return self._of_question(path)
        if len(path) == 1 or self._matching is None or table in ("baseline", "regions"):
            return path
        names: Mapping[str, str] = getattr(self._matching, "levels" if table == "come_back_sooner" else table, {})
        return (table, names.get(str(path[1]), str(path[1])), *path[2:])

    def _of_question(self, path: Path) -> Path | None:
        length = max(length for length in range(len(path) + 1) if path[:length] in self._questions)
        id, inside = self._questions[path[:length]], path[length:]
        if self._matching is None:
            return ("questions", id, *inside)
        if id not in self._matching.questions:
            return None
        if inside[0] == "choices":
            choices = self._matching.choices[id]
            inside = ("choices", choices.get(str(inside[1]), str(inside[1])), *inside[2:])
        return ("questions", self._matching.questions[id], *inside)


def _of_regions(questionnaire: Questionnaire) -> Iterator[Text]:
    """Names and numbers: no sentences, so wording has nothing to say of them."""
    for id, region in questionnaire.regions.items():
        for key, text in (("label", region.label), ("emergency_number", region.emergency_number)):
            if text is not None:
                yield Text("region", ("regions", id, key), text)


def _changed_texts(old: _Side, new: _Side) -> Iterator[Ranked]:
    for path in dict.fromkeys((*old.texts, *new.texts)):
        before, after = old.texts.get(path, []), new.texts.get(path, [])
        table, id = str(path[0]), str(path[1]) if len(path) > 1 else ""
        if before == after or not _is_told_here(path, bool(before), bool(after), old, new):
            continue
        reach, rank = _reach_of(path, old.questionnaire, new.questionnaire)
        gone, come = [text for text in before if text not in after], [text for text in after if text not in before]
        if not gone and not come:  # only their order differs: what stands first is read first
            gone, come = [" / ".join(before)], [" / ".join(after)]
        is_whole = table in _MAIN and (not old.has(table, id) or not new.has(table, id))
        at = ".".join(map(str, path[:2] if is_whole else path))
        for one, other in zip_longest(gone, come):
            yield rank, TextChange(reach, at, one, other, _is_less_urgent(path, one, other, old.questionnaire))


def _is_told_here(path: Path, before: bool, after: bool, old: _Side, new: _Side) -> bool:
    """Leave out the texts of what came or went whole, but for the words that it is known by."""
    table, id = str(path[0]), str(path[1]) if len(path) > 1 else ""
    if table == "questions":
        if not (before and after) and path[2] == "choices":  # a choice that came or went is a change of the tree
            return any(other[:4] == path[:4] for other in (new if before else old).texts)
        return any(other[:2] == path[:2] for other in (new if before else old).texts)
    if table in _MAIN and not (old.has(table, id) and new.has(table, id)):
        return path[2:] == (_MAIN[table],)
    return True


def _is_less_urgent(path: Path, old: str | None, new: str | None, questionnaire: Questionnaire) -> bool:
    if old is None:
        return False
    match path:
        case ("levels", _, "when_to_act"):
            return True
        case ("levels", str() as level, "headline" | "steps" | "text"):
            known = questionnaire.levels.get(level)
            return known is not None and known.interrupt
        case ("regions", _, "emergency_number"):
            return True
        case ("red_flags", _, "warn" | "because") | ("come_back_sooner", *_) | ("disclaimer",) | ("see_a_doctor",):
            return new is None
    return False


def _reach_of(path: Path, old: Questionnaire, new: Questionnaire) -> tuple[str, int]:
    """Who reads a text, and how early it stands in the list."""
    count = len(new.levels) + 1
    match path:
        case ("levels" | "come_back_sooner", str() as level, *_):
            return _reach_of_level(level, new if level in new.levels else old)
        case ("red_flags", str() as id, *_):
            file = new if id in new.red_flags else old
            flag = file.red_flags[id]
            return f"people with red flag '{id}' ({file.levels[flag.level].label})", 2 + 2 * file.urgency[flag.level]
        case ("questions", str() as id, *_):
            return f"everyone who is asked '{id}'", 2 * count
        case ("possibilities", str() as id, *_):
            return f"people for whom '{id}' is listed", 2 * count + 1
        case ("advice", str() as id, *_):
            return f"people given advice '{id}'", 2 * count + 2
        case ("baseline", *_):
            return "people whom no red flag warns", 2 * count
    return "everyone", 0


def _reach_of_level(level: str, file: Questionnaire) -> tuple[str, int]:
    return f"everyone at '{file.levels[level].label}'", 1 + 2 * file.urgency[level]
