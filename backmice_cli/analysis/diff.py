"""How two questionnaires differ: whose level, what people are told and when, which questions.

Needs the extra `author`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from backmice_cli.analysis.comparing.both import Both
from backmice_cli.analysis.comparing.levels import Group, groups_of, order_of
from backmice_cli.analysis.comparing.matching import Matching
from backmice_cli.analysis.comparing.order import Order
from backmice_cli.analysis.comparing.questions import QuestionChange, asked_differently, question_changes
from backmice_cli.analysis.comparing.shown import Shown, shown_differently
from backmice_cli.analysis.comparing.texts import TextChange, text_changes
from backmice_cli.questionnaire.model import Accepted, Questionnaire

LESS_URGENT = "less-urgent"
"""The problem that `accepted` names."""


@dataclass(frozen=True)
class Diff:
    """All differences."""

    matching: Matching = field(repr=False)
    order: Order
    groups: tuple[Group, ...]
    is_complete: bool
    """False when there are more groups than are told."""
    shown: tuple[Shown, ...]
    questions: tuple[QuestionChange, ...]
    texts: tuple[TextChange, ...]

    def accepted(self, group: Group) -> str | None:
        """Why the author of the new questionnaire keeps that people became less urgent, if they said so."""
        places = _places(group)
        return next((entry.because for entry in self._entries if any(_covers(entry.at, at) for at in places)), None)

    def accepted_text(self, change: TextChange) -> str | None:
        """Why the author keeps a text that may tell people to act later, if they said so."""
        return next((entry.because for entry in self._entries if _covers(entry.at, change.at)), None)

    @property
    def unused(self) -> tuple[str, ...]:
        """The places of entries that accept nothing here."""
        groups = [group for group in self.groups if group.direction in ("less", "unclear")]
        places = {place for group in groups for place in _places(group)}
        places |= {change.at for change in self.texts if change.is_less_urgent}
        return tuple(entry.at for entry in self._entries if not any(_covers(entry.at, at) for at in places))

    @property
    def _entries(self) -> list[Accepted]:
        return [entry for entry in self.matching.new.accepted if entry.problem == LESS_URGENT]

    @property
    def open(self) -> tuple[Group, ...]:
        """Those who became less urgent, or may have, and nobody accepted it."""
        return tuple(
            group for group in self.groups if group.direction in ("less", "unclear") and self.accepted(group) is None
        )

    @property
    def is_safe(self) -> bool:
        """Whether nobody became less urgent, or is told to act later, but those whom the author knows of."""
        if any(change.is_less_urgent and self.accepted_text(change) is None for change in self.texts):
            return False
        return not self.open and (self.is_complete or any(group.direction == "more" for group in self.groups))


def diff(old: Questionnaire, new: Questionnaire) -> Diff:
    """Find all differences."""
    matching = Matching(old, new)
    both = Both(matching)
    groups = groups_of(both)
    shown = tuple(shown_differently(both))
    questions = (*question_changes(matching), *asked_differently(both))
    return Diff(
        matching, order_of(both), groups.groups, groups.is_complete, shown, questions, tuple(text_changes(matching))
    )


def _places(group: Group) -> set[str]:
    """Where an author may accept it: at the rule, or at what keeps its answers from being given."""
    at_causes = {
        f"red_flags.{cause.detail}" if cause.kind == "ended" else f"questions.{cause.question}"
        for cause in group.causes
    }
    return {group.at, *at_causes}


def _covers(accepted: str, place: str) -> bool:
    """A part covers what is inside it; a choice also what its question no longer says."""
    return place == accepted or place.startswith(f"{accepted}.") or accepted.startswith(f"{place}.choices.")
