"""How two questionnaires differ, as lines for an author.

Decides nothing. Commands stand on lines of their own, never broken, so that they can be copied.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from backmice_cli.author.diff.differences import Diff
from backmice_cli.author.diff.joint_interview import DifferenceExample
from backmice_cli.author.diff.levels import LevelGroup
from backmice_cli.author.diff.order import Direction
from backmice_cli.author.diff.report import DiffReport, words_of_question
from backmice_cli.author.diff.texts import TextChange
from backmice_cli.author.progress import WIDEST
from backmice_cli.questionnaire.english import count_text
from backmice_cli.renderers.literal import literal_line

_HEADINGS: dict[Direction, str] = {
    "less": "Less urgent",
    "unclear": "Changed, and nobody can say which is more urgent",
    "more": "More urgent",
}


class DiffText:
    """Lines for a terminal of some width; without a width, lines as long as they are."""

    def __init__(self, width: int | None = None, encoding: str = "utf-8") -> None:
        self._width = None if width is None else min(width, WIDEST)
        self._encoding = encoding
        self._arrow = "→" if literal_line("→", encoding) == "→" else "->"

    def render(self, report: DiffReport) -> str:
        lines: list[str] = []
        for line in self._lines(report):
            if line or lines[-1:] != [""]:
                lines.append(line)
        return "\n".join(lines).rstrip() + "\n"

    def _lines(self, report: DiffReport) -> Iterator[str]:
        found = report.found
        for name, which, file in (("Old", "old", found.matching.old), ("New", "new", found.matching.new)):
            name_of_file = report.files["old" if which == "old" else "new"].name
            yield from self._wrapped(f"{name}: {name_of_file} ({file.title}, version {file.version})", hang=5)
        yield ""
        yield from self._wrapped(_in_short(report))
        for direction, heading in _HEADINGS.items():
            yield from self._groups(heading, report.groups(direction), report)
        if not found.is_complete:
            yield ""
            yield from self._wrapped("There are more differences than these. Compare versions that are closer.")
        if found.shown:
            yield from self._heading(f"At the same level, told otherwise ({len(found.shown)})")
        for one in found.shown:
            yield from self._wrapped(report.words_of_shown(one), 2)
            if one.example is not None:
                yield from self._example(one.example, report)
                yield ""
        yield from self._texts(found.texts)
        if found.questions:
            yield from self._heading(f"Questions ({len(found.questions)})")
        for change in found.questions:
            yield from self._wrapped(words_of_question(change), 2)
            if change.example is not None:
                yield from self._example(change.example, report)
        if found.unused:
            yield from self._heading("Accepted, and not met here")
            for at in found.unused:
                yield from self._wrapped(f"less-urgent at {at}: remove it, or it would hide the next one.", 2)

    def _groups(self, heading: str, groups: Sequence[LevelGroup], report: DiffReport) -> Iterator[str]:
        if not groups:
            return
        yield from self._heading(f"{heading} ({len(groups)})")
        pair = None
        for group in groups:
            if (group.old_level, group.new_level) != pair:
                pair = group.old_level, group.new_level
                yield from self._wrapped(f" {self._arrow} ".join(self._level(id, report) for id in pair))
                yield ""
            yield from self._wrapped(report.words_of_rule(group), 2)
            for sentence in report.reasons(group):
                yield from self._wrapped(sentence, 4)
            accepted = report.accepted(group)
            if accepted is not None:
                yield from self._wrapped(f"Accepted: {accepted}", 4)
            elif group.direction != "more":
                yield from self._wrapped(f"To accept it: {{problem: less-urgent, at: {group.at}, because: ...}}", 4)
            yield from self._example(group.example, report)
            yield ""

    def _level(self, id: str, report: DiffReport) -> str:
        label = report.level_label(id)
        return f"{label} ({id})" if label != id else id

    def _example(self, example: DifferenceExample, report: DiffReport) -> Iterator[str]:
        for name, command in zip(("Old", "New"), report.commands(example), strict=True):
            yield f"    {name}: {self._shown_as(command)}"

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
        return literal_line(text, self._encoding)

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


def _group_count(groups: Sequence[LevelGroup]) -> str:
    return f"{count_text(len(groups), 'group')} of people"


def _in_short(report: DiffReport) -> str:
    found = report.found
    if report.is_same_advice and not found.questions:
        return "No difference in advice: both say the same to everyone, in the same words."
    if report.is_same_advice:
        return "No difference in advice: everyone comes to the same level and is told the same."
    parts = []
    names: dict[Direction, str] = {"less": "less urgent", "unclear": "unclear", "more": "more urgent"}
    for direction, name in names.items():
        groups = report.groups(direction)
        if groups:
            kept = sum(report.accepted(group) is not None for group in groups)
            parts.append(f"{_group_count(groups)} {name}" + (f" ({kept} accepted)" if kept else ""))
    others = "Everyone else comes to the same level." if found.is_complete else "There are more that are not listed."
    levels = f"Levels that differ: {', '.join(parts)}. {others}"
    return f"{levels if parts else 'Everyone comes to the same level.'}{_told_in_short(found)}"


def _told_in_short(found: Diff) -> str:
    later = [text for text in found.texts if text.less_urgent]
    if not later:
        return " Some are told otherwise there." if found.shown or found.texts else ""
    kept = sum(text.accepted is not None for text in later)
    accepted = f" ({kept} accepted)" if kept else ""
    return f" {count_text(len(later), 'text')} may tell people to act later{accepted}."
