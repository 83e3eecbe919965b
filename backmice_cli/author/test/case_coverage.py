"""What cases reach of a questionnaire, and what none of them does."""

from __future__ import annotations

from dataclasses import dataclass, field

from backmice_cli.interview.interview import Interview
from backmice_cli.interview.outcome import Outcome
from backmice_cli.questionnaire.model import Questionnaire

PARTS = ("questions", "choices", "red flags", "baseline lines", "levels", "possibilities")


@dataclass
class Reached:
    """Ids of what was reached, by part; a choice is written `question=choice`, a baseline line by its number from 1."""

    parts: dict[str, set[str]] = field(default_factory=lambda: {part: set() for part in PARTS})

    def add(self, interview: Interview, outcome: Outcome) -> None:
        """Take in what one interview reached."""
        outline = interview.questionnaire.outline
        self.parts["questions"].update(interview.replies)
        for id, answer in interview.answers.items():
            choices = outline[id].question.choices
            given = answer if isinstance(answer, tuple) else (answer,)
            self.parts["choices"].update(f"{id}={choice}" for choice in given if choice in choices)
        self.parts["red flags"].update(outcome.red_flags)
        if outcome.baseline is not None:
            self.parts["baseline lines"].add(str(outcome.baseline + 1))
        self.parts["levels"].add(outcome.level)
        self.parts["possibilities"].update(possibility.id for possibility in outcome.possibilities)

    def join(self, other: Reached) -> None:
        for part, ids in other.parts.items():
            self.parts[part] |= ids


@dataclass(frozen=True)
class Coverage:
    """Of one part: how much there is, and what no case reaches, in the order of the file."""

    part: str
    of: int
    missing: tuple[str, ...]

    @property
    def reached(self) -> int:
        return self.of - len(self.missing)


def coverage_of(questionnaire: Questionnaire, reached: Reached) -> tuple[Coverage, ...]:
    """Hold what was reached against everything there is."""
    everything = {
        "questions": [entry.id for entry in questionnaire.outline],
        "choices": [f"{entry.id}={choice}" for entry in questionnaire.outline for choice in entry.question.choices],
        "red flags": list(questionnaire.red_flags),
        "baseline lines": [str(number) for number in range(1, len(questionnaire.baseline) + 1)],
        "levels": list(questionnaire.levels),
        "possibilities": list(questionnaire.possibilities),
    }
    return tuple(
        Coverage(part, len(ids), tuple(id for id in ids if id not in reached.parts[part]))
        for part, ids in everything.items()
    )
