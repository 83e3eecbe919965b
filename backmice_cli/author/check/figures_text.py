"""The figures of a questionnaire as sentences for its authors, and as numbers for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from backmice_cli.questionnaire.english import counted
from backmice_cli.questionnaire.model import Questionnaire

if TYPE_CHECKING:
    from backmice_cli.author.check.figures import Distance, Figures


def numbers(questionnaire: Questionnaire, figures: Figures | None) -> dict[str, Any]:
    """Give all figures by name; without proofs those that need none."""
    sizes = dict(zip(("questions", "choices", "red_flags"), _sizes(questionnaire), strict=True))
    return sizes if figures is None else {**sizes, **asdict(figures)}


def sentences(questionnaire: Questionnaire, figures: Figures | None) -> list[str]:
    """Say them, a sentence each."""
    questions, choices, flags = _sizes(questionnaire)
    said = [f"It has {counted(questions, 'question')}, {counted(choices, 'choice')}, {counted(flags, 'red flag')}."]
    if figures is not None:
        said += _of_proofs(figures)
    return said


def _of_proofs(figures: Figures) -> Iterator[str]:
    yield (
        f"Without optional sections an interview has {counted(figures.shortest, 'question')} at least,"
        f" {figures.typical} for a quiet person, {figures.longest} at most{_budget(figures.budget)}."
    )
    yield from _told(figures.single_answer_emergency, "one answer makes")
    yield from _told(figures.combined_emergency, "several answers make")


def _told(distance: Distance, made: str) -> Iterator[str]:
    if distance.quiet is None or distance.anyone is None:
        return
    sentence = f"An emergency that {made} is told after {counted(distance.quiet, 'question')} at most"
    if distance.anyone > distance.quiet:
        sentence += f", {distance.anyone} for someone with much else to tell"
    yield f"{sentence}{_budget(distance.budget)}."


def _budget(allowed: int | None) -> str:
    return "" if allowed is None else f" (budget {allowed})"


def _sizes(questionnaire: Questionnaire) -> tuple[int, int, int]:
    choices = sum(len(entry.question.choices) for entry in questionnaire.outline)
    return len(questionnaire.outline), choices, len(questionnaire.red_flags)
