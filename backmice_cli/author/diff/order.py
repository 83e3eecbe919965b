"""Which of two levels is the more urgent, when each is a level of another questionnaire.

Levels that are in both are compared by the order of each questionnaire that has both. A level of one alone stands
between its neighbours there, and is compared with those of the other through what they share. Where two orders
contradict each other, or nothing is shared, no answer is given: `unclear`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Direction = Literal["same", "less", "more", "unclear"]
"""The new level is as urgent, less urgent, more urgent; or nobody can tell."""


@dataclass(frozen=True)
class Order:
    """The levels of two questionnaires, most urgent first, and which are the same."""

    old: Sequence[str]
    new: Sequence[str]
    same: Mapping[str, str]
    """Old id to new id."""

    def direction(self, old: str, new: str) -> Direction:
        """Say where someone comes who was at an old level and is now at a new one."""
        if self.same.get(old) == new:
            return "same"
        votes = self._votes(old, new)
        return votes.pop() if len(votes) == 1 else "unclear"

    def _votes(self, old: str, new: str) -> set[Direction]:
        votes: set[Direction] = set()
        if old in self.same:
            votes.add(_direction_of(self.new.index(self.same[old]), self.new.index(new)))
        back = {there: here for here, there in self.same.items()}
        if new in back:
            votes.add(_direction_of(self.old.index(old), self.old.index(back[new])))
        return votes or self._through_shared(old, new)

    def _through_shared(self, old: str, new: str) -> set[Direction]:
        """Both are in one questionnaire alone: a shared level between them tells."""
        votes: set[Direction] = set()
        for here, there in self.same.items():
            first = _direction_of(self.old.index(old), self.old.index(here))
            if first == _direction_of(self.new.index(there), self.new.index(new)):
                votes.add(first)
        return votes


def _direction_of(before: int, after: int) -> Direction:
    return "less" if after > before else "more"
