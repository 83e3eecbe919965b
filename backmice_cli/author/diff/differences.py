"""How two questionnaires differ: whose level, what people are told and when, which questions.

Needs the extra `author`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from backmice_cli.author.diff.joint_interview import JointInterview
from backmice_cli.author.diff.levels import LevelGroup, groups_of
from backmice_cli.author.diff.matching import Matching
from backmice_cli.author.diff.questions import QuestionChange, asked_differently, question_changes
from backmice_cli.author.diff.shown import Shown, shown_differently
from backmice_cli.author.diff.texts import TextChange, text_changes
from backmice_cli.questionnaire.model import Accepted, Questionnaire

LESS_URGENT = "less-urgent"
"""The problem that `accepted` names."""


@dataclass(frozen=True)
class Diff:
    """All differences."""

    matching: Matching = field(repr=False)
    groups: tuple[LevelGroup, ...]
    is_complete: bool
    """False when there are more groups than are told."""
    shown: tuple[Shown, ...]
    questions: tuple[QuestionChange, ...]
    texts: tuple[TextChange, ...]

    def accepted(self, group: LevelGroup) -> str | None:
        """Why the author of the new questionnaire keeps that people became less urgent, if they said so."""
        return _reason_accepted(self.matching, _places_of(group))

    @property
    def unused(self) -> tuple[str, ...]:
        """The places of entries that accept nothing here."""
        places = {place for group in self.groups if group.direction != "more" for place in _places_of(group)}
        places |= {change.at for change in self.texts if change.less_urgent}
        return tuple(
            entry.at for entry in _entries_of(self.matching) if not any(_place_covers(entry.at, at) for at in places)
        )

    @property
    def is_safe(self) -> bool:
        """Whether nobody became less urgent, or is told to act later, but those whom the author knows of."""
        if any(change.less_urgent and change.accepted is None for change in self.texts):
            return False
        if any(group.direction != "more" and self.accepted(group) is None for group in self.groups):
            return False
        return self.is_complete or any(group.direction == "more" for group in self.groups)


def find_differences(old: Questionnaire, new: Questionnaire) -> Diff:
    """Find all differences."""
    matching = Matching(old, new)
    both = JointInterview(matching)
    groups = groups_of(both)
    texts = (
        replace(change, accepted=_reason_accepted(matching, {change.at})) if change.less_urgent else change
        for change in text_changes(matching)
    )
    return Diff(
        matching,
        groups.groups,
        groups.is_complete,
        tuple(shown_differently(both)),
        (*question_changes(matching), *asked_differently(both)),
        tuple(texts),
    )


def _entries_of(matching: Matching) -> list[Accepted]:
    return [entry for entry in matching.new.accepted if entry.problem == LESS_URGENT]


def _reason_accepted(matching: Matching, places: set[str]) -> str | None:
    """Why the author keeps what is at one of these places, if they said so."""
    found = (
        entry.because for entry in _entries_of(matching) if any(_place_covers(entry.at, place) for place in places)
    )
    return next(found, None)


def _places_of(group: LevelGroup) -> set[str]:
    """Where an author may accept it: at the rule, or at what keeps its answers from being given."""
    at_causes = {
        f"red_flags.{cause.detail}" if cause.kind == "ended" else f"questions.{cause.question}"
        for cause in group.causes
    }
    return {group.at, *at_causes}


def _place_covers(accepted: str, place: str) -> bool:
    """A part covers what is inside it; a choice also what its question no longer says."""
    return place == accepted or place.startswith(f"{accepted}.") or accepted.startswith(f"{place}.choices.")
