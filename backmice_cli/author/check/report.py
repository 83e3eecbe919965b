"""What `check` found, as text for authors or as one JSON object. Decides nothing; every text is shown literally."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from backmice_cli.questionnaire.english import count_text
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Position, Problem, Severity

if TYPE_CHECKING:
    from backmice_cli.author.check.figures import Distance, Figures


SCHEMA = "backmice.check/1"
"""Name and version of what is written as JSON."""

INDENT = "    "
_UNBROKEN = 100
"""Room for an excerpt where nothing wraps."""
_CUT = "..."
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True)
class ReportedProblem:
    """A problem as it is listed."""

    problem: Problem
    at: str | None = None
    """The part it is about, as an author writes it in `accepted`; None for mistakes that cannot be accepted."""
    because: str | None = None
    """Why it is accepted, if it is."""


@dataclass(frozen=True)
class CheckReport:
    """All that was found in one file."""

    file: str
    sha256: str
    text: str = field(repr=False)
    """Of the file, for excerpts."""
    problems: Sequence[ReportedProblem]
    """Sorted by place."""
    accepted: Sequence[ReportedProblem] = ()
    proved: Sequence[str] = ()
    """What was proved, a clause each."""
    left_out: Sequence[str] = ()
    """What was not checked and why, a sentence each."""
    figures: Sequence[str] = ()
    """A sentence each."""
    numbers: Mapping[str, Any] = field(default_factory=dict)
    """The same figures for programs."""

    def count(self, severity: Severity) -> int:
        return sum(one.problem.severity is severity for one in self.problems)

    @property
    def is_sound(self) -> bool:
        found = self.count(Severity.ERROR) + self.count(Severity.WARNING)
        return not found and not self.left_out


class ProblemsText:
    """One paragraph for each problem, then what is known about the whole.

    Args:
        width: of the terminal; without it every problem keeps to one line, for programs that read them.
    """

    def __init__(self, width: int | None = None) -> None:
        self._width = width

    def render(self, checked: CheckReport) -> str:
        lines = _LINE_BREAK.split(checked.text)
        paragraphs = ["\n".join(self._paragraph(one.problem, lines)) for one in checked.problems]
        paragraphs.append("\n".join(line for text in self._closing(checked) for line in self._wrapped(text)))
        return "\n\n".join(paragraphs) + "\n"

    def _paragraph(self, problem: Problem, lines: Sequence[str]) -> Iterator[str]:
        yield from self._wrapped(f"{one_line(problem)} [{problem.code}]", INDENT)
        if problem.position.line <= len(lines):
            room = (self._width or _UNBROKEN) - len(INDENT) - 1
            for line in excerpt_lines(lines[problem.position.line - 1], problem.position.column, room):
                yield INDENT + line
        yield from (f"{INDENT}Try: {_visible_text(example.command)}" for example in problem.examples)

    def _closing(self, checked: CheckReport) -> Iterator[str]:
        yield f"{checked.file}: {verdict_text(checked)}"
        if checked.proved:
            yield "Proved, whatever is answered:"
            yield from (f"- {clause}" for clause in checked.proved)
        yield from checked.left_out
        yield from checked.figures

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        text = _visible_text(text)
        if self._width is None:
            return [text]
        more = "  " if text.startswith("- ") else indent
        width = max(self._width - 1, 20)
        return textwrap.wrap(text, width, subsequent_indent=more, break_long_words=False, break_on_hyphens=False)


class ProblemsJson:
    """One object; its keys are stable, and the same file gives the same bytes on the same day."""

    def render(self, checked: CheckReport) -> str:
        found = {
            "schema": SCHEMA,
            "file": checked.file,
            "sha256": checked.sha256,
            "sound": checked.is_sound,
            "errors": checked.count(Severity.ERROR),
            "warnings": checked.count(Severity.WARNING),
            "notes": checked.count(Severity.NOTE),
            "problems": [_as_json(one) for one in checked.problems],
            "accepted": [{**_as_json(one), "because": one.because} for one in checked.accepted],
            "proved": list(checked.proved),
            "left_out": list(checked.left_out),
            "figures": dict(checked.numbers),
        }
        return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def one_line(problem: Problem) -> str:
    """Say where, how bad, what, and what would be right."""
    sentence = f"{problem.position}: {problem.severity.value}: {problem.message}."
    return f"{sentence} {problem.hint}" if problem.hint else sentence


def verdict_text(checked: CheckReport) -> str:
    """Sum up in a sentence or two."""
    counts = {severity: checked.count(severity) for severity in Severity}
    found = ", ".join(count_text(count, severity.value) for severity, count in counts.items() if count)
    if checked.is_sound:
        summary = f"sound. {found}." if found else "sound."
    else:
        summary = f"{found}." if found else "no mistake in what was checked."
    kept = len(checked.accepted)
    return summary + (f" {kept} accepted, with {'a reason' if kept == 1 else 'reasons'}." if kept else "")


def excerpt_lines(line: str, column: int, room: int) -> list[str]:
    """Give the line, cut to the room, and a caret below the column; nothing for an empty line."""
    plain = _visible_text(line).rstrip()
    if not plain:
        return []
    at = min(column - 1, len(plain))
    start = min(len(plain) - len(plain.lstrip()), at)
    before, after = plain[start:at], plain[at:]
    if cell_len(plain[start:]) > room and cell_len(before) > room // 2:
        before = _CUT + _last_cells(before, room // 3)
    after = _first_cells(after, room - cell_len(before))
    return [before + after, " " * cell_len(before) + "^"]


def _first_cells(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    while text and cell_len(text) > room - len(_CUT):
        text = text[: min(len(text) - 1, room)]
    return text.rstrip() + _CUT


def _last_cells(text: str, room: int) -> str:
    text = text[-room:]
    while cell_len(text) > room:
        text = text[1:]
    return text


def _visible_text(text: str) -> str:
    """Put a sign for each character that a terminal would obey or hide, so that columns stay as they are."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if letter == "\t" else "\ufffd" if unicodedata.category(letter) in _UNSEEN else letter for letter in text
    )


def _as_json(one: ReportedProblem) -> dict[str, Any]:
    problem = one.problem
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "line": problem.position.line,
        "column": problem.position.column,
        "at": one.at,
        "message": problem.message,
        "hint": problem.hint,
        "related": [_place_data(position) for position in problem.related],
        "examples": [{"command": example.command, "level": example.level} for example in problem.examples],
    }


def _place_data(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def figure_numbers(questionnaire: Questionnaire, figures: Figures | None) -> dict[str, Any]:
    """Give all figures by name; without proofs those that need none."""
    sizes = dict(zip(("questions", "choices", "red_flags"), _sizes_of(questionnaire), strict=True))
    return sizes if figures is None else {**sizes, **asdict(figures)}


def figure_sentences(questionnaire: Questionnaire, figures: Figures | None) -> list[str]:
    """Say them, a sentence each."""
    questions, choices, flags = _sizes_of(questionnaire)
    said = [
        f"It has {count_text(questions, 'question')}, {count_text(choices, 'choice')}, {count_text(flags, 'red flag')}."
    ]
    if figures is not None:
        said += _of_proofs(figures)
    return said


def _of_proofs(figures: Figures) -> Iterator[str]:
    yield (
        f"Without optional sections an interview has {count_text(figures.shortest, 'question')} at least,"
        f" {figures.typical} for a quiet person, {figures.longest} at most{_budget_words(figures.budget)}."
    )
    yield from _distance_sentence(figures.single_answer_emergency, "one answer makes")
    yield from _distance_sentence(figures.combined_emergency, "several answers make")


def _distance_sentence(distance: Distance, made: str) -> Iterator[str]:
    if distance.quiet is None or distance.anyone is None:
        return
    sentence = f"An emergency that {made} is told after {count_text(distance.quiet, 'question')} at most"
    if distance.anyone > distance.quiet:
        sentence += f", {distance.anyone} for someone with much else to tell"
    yield f"{sentence}{_budget_words(distance.budget)}."


def _budget_words(allowed: int | None) -> str:
    return "" if allowed is None else f" (budget {allowed})"


def _sizes_of(questionnaire: Questionnaire) -> tuple[int, int, int]:
    choices = sum(len(entry.question.choices) for entry in questionnaire.outline)
    return len(questionnaire.outline), choices, len(questionnaire.red_flags)
