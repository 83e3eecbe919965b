"""How two questionnaires differ, as the plain data that both forms show, as lines for an author, and as JSON.

Decides nothing. Commands stand on lines of their own, never broken, so that they can be copied.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from backmice_cli.author.diff.texts import TextChange
from backmice_cli.questionnaire.english import counted
from backmice_cli.renderers.literal import literal

WIDEST = 100
SCHEMA = "backmice-diff-2"


@dataclass(frozen=True)
class ComparedFile:
    """One of the two."""

    file: str
    title: str
    version: str
    sha256: str


@dataclass(frozen=True)
class AnsweredExample:
    """Someone who shows a difference: what they answer to each, and the commands that play it."""

    old_answers: Mapping[str, str]
    new_answers: Mapping[str, str]
    old_command: str
    new_command: str


@dataclass(frozen=True)
class LevelChange:
    """People who come to another level for one reason."""

    old_level: str
    new_level: str
    rule: str
    """As words: red flag 'x' (its warning)."""
    at: str
    """As `accepted` names it."""
    reason: str
    because: Sequence[str]
    """What is otherwise, as sentences."""
    accepted: str | None
    """Why the author keeps it."""
    example: AnsweredExample


@dataclass(frozen=True)
class Telling:
    """A red flag, possibility or advice that some people of the same level see in one of the two alone."""

    kind: str
    id: str
    comes: bool
    words: str
    example: AnsweredExample | None


@dataclass(frozen=True)
class QuestionLine:
    """A change of the tree of questions."""

    what: str
    question: str
    words: str
    example: AnsweredExample | None


@dataclass(frozen=True)
class Report:
    """All of it."""

    old: ComparedFile
    new: ComparedFile
    levels: Mapping[str, str]
    """Level id to label, of both."""
    less_urgent: Sequence[LevelChange]
    unclear: Sequence[LevelChange]
    more_urgent: Sequence[LevelChange]
    is_complete: bool
    shown: Sequence[Telling]
    questions: Sequence[QuestionLine]
    texts: Sequence[TextChange]
    """Those that reach people sooner, and more people, first."""
    unused_accepted: Sequence[str]

    @property
    def is_same_advice(self) -> bool:
        return not (self.less_urgent or self.unclear or self.more_urgent or self.shown or self.texts)


class DiffJson:
    """One object; the same differences give the same bytes."""

    def render(self, report: Report) -> str:
        data = {"schema": SCHEMA, "same_advice": report.is_same_advice, **asdict(report)}
        del data["levels"]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


class DiffText:
    """Lines for a terminal of some width; without a width, lines as long as they are."""

    def __init__(self, width: int | None = None, encoding: str = "utf-8") -> None:
        self._width = None if width is None else min(width, WIDEST)
        self._encoding = encoding
        self._arrow = "→" if literal("→", encoding) == "→" else "->"

    def render(self, report: Report) -> str:
        lines: list[str] = []
        for line in self._lines(report):
            if line or lines[-1:] != [""]:
                lines.append(line)
        return "\n".join(lines).rstrip() + "\n"

    def _lines(self, report: Report) -> Iterator[str]:
        for name, file in (("Old", report.old), ("New", report.new)):
            yield from self._wrapped(f"{name}: {file.file} ({file.title}, version {file.version})", hang=5)
        yield ""
        yield from self._wrapped(_in_short(report))
        yield from self._changes("Less urgent", report.less_urgent, report)
        yield from self._changes("Changed, and nobody can say which is more urgent", report.unclear, report)
        yield from self._changes("More urgent", report.more_urgent, report)
        if not report.is_complete:
            yield ""
            yield from self._wrapped("There are more differences than these. Compare versions that are closer.")
        yield from self._shown(report.shown)
        yield from self._texts(report.texts)
        yield from self._questions(report.questions)
        if report.unused_accepted:
            yield from self._heading("Accepted, and not met here")
            for at in report.unused_accepted:
                yield from self._wrapped(f"less-urgent at {at}: remove it, or it would hide the next one.", 2)

    def _changes(self, heading: str, changes: Sequence[LevelChange], report: Report) -> Iterator[str]:
        if not changes:
            return
        yield from self._heading(f"{heading} ({len(changes)})")
        pair = None
        for change in changes:
            if (change.old_level, change.new_level) != pair:
                pair = change.old_level, change.new_level
                yield from self._wrapped(f"{self._level(pair[0], report)} {self._arrow} {self._level(pair[1], report)}")
                yield ""
            yield from self._wrapped(change.rule, 2)
            for sentence in change.because:
                yield from self._wrapped(sentence, 4)
            if change.accepted is not None:
                yield from self._wrapped(f"Accepted: {change.accepted}", 4)
            elif change not in report.more_urgent:
                yield from self._wrapped(f"To accept it: {{problem: less-urgent, at: {change.at}, because: ...}}", 4)
            yield from self._example(change.example)
            yield ""

    def _level(self, id: str, report: Report) -> str:
        return f"{report.levels[id]} ({id})" if report.levels[id] != id else id

    def _example(self, example: AnsweredExample) -> Iterator[str]:
        yield f"    Old: {self._shown_as(example.old_command)}"
        yield f"    New: {self._shown_as(example.new_command)}"

    def _shown(self, shown: Sequence[Telling]) -> Iterator[str]:
        if not shown:
            return
        yield from self._heading(f"At the same level, told otherwise ({len(shown)})")
        for one in shown:
            yield from self._wrapped(one.words, 2)
            if one.example is not None:
                yield from self._example(one.example)
                yield ""

    def _questions(self, questions: Sequence[QuestionLine]) -> Iterator[str]:
        if not questions:
            return
        yield from self._heading(f"Questions ({len(questions)})")
        for line in questions:
            yield from self._wrapped(line.words, 2)
            if line.example is not None:
                yield from self._example(line.example)

    def _texts(self, texts: Sequence[TextChange]) -> Iterator[str]:
        if not texts:
            return
        yield from self._heading(f"Told in other words, or at another time ({len(texts)})")
        reach = at = None
        for text in texts:
            if text.reach != reach:
                reach, at = text.reach, None
                yield from self._wrapped(f"{reach[0].upper()}{reach[1:]}")
            if text.at != at:
                at = text.at
                yield from self._wrapped(at, 2)
            if text.old is not None:
                yield from self._wrapped(f"- {text.old}", 4, hang=6)
            if text.new is not None:
                yield from self._wrapped(f"+ {text.new}", 4, hang=6)
            if text.accepted is not None:
                yield from self._wrapped(f"Accepted: {text.accepted}", 4)
            elif text.less_urgent:
                yield from self._wrapped("Less urgent, as far as a program can tell. To accept it:", 4)
                yield from self._wrapped(f"{{problem: less-urgent, at: {at}, because: ...}}", 4)

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield from self._wrapped(text)
        yield "-" * min(len(text), self._width or WIDEST)

    def _shown_as(self, text: str) -> str:
        return literal(text, self._encoding)

    def _wrapped(self, text: str, indent: int = 0, hang: int = 0) -> Iterator[str]:
        shown, first = self._shown_as(text), " " * indent
        if self._width is None:
            yield first + shown
            return
        yield from textwrap.wrap(
            shown,
            max(self._width, 20),
            initial_indent=first,
            subsequent_indent=first + " " * (hang or (2 if indent else 0)),
            break_on_hyphens=False,
        )


def _group_count(changes: Sequence[LevelChange]) -> str:
    return f"{counted(len(changes), 'group')} of people"


def _in_short(report: Report) -> str:
    if report.is_same_advice and not report.questions:
        return "No difference in advice: both say the same to everyone, in the same words."
    if report.is_same_advice:
        return "No difference in advice: everyone comes to the same level and is told the same."
    parts = []
    for name, changes in (("less urgent", report.less_urgent), ("unclear", report.unclear)):
        if changes:
            kept = sum(change.accepted is not None for change in changes)
            parts.append(f"{_group_count(changes)} {name}" + (f" ({kept} accepted)" if kept else ""))
    if report.more_urgent:
        parts.append(f"{_group_count(report.more_urgent)} more urgent")
    others = "Everyone else comes to the same level." if report.is_complete else "There are more that are not listed."
    levels = f"Levels that differ: {', '.join(parts)}. {others}"
    told = _told_in_short(report)
    return f"{levels if parts else 'Everyone comes to the same level.'}{told}"


def _told_in_short(report: Report) -> str:
    later = [text for text in report.texts if text.less_urgent]
    if not later:
        return " Some are told otherwise there." if report.shown or report.texts else ""
    kept = sum(text.accepted is not None for text in later)
    accepted = f" ({kept} accepted)" if kept else ""
    return f" {counted(len(later), 'text')} may tell people to act later{accepted}."
