"""What follows from the answers, as formulas: level, deciding line of the baseline, possibilities, advice."""

from __future__ import annotations

from functools import cached_property

from backmice_cli.author.symbolic.formulas import FALSE, TRUE, Literal
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.questionnaire.model import Possibility, Questionnaire


class OutcomeFormulas:
    """The outcome of every interview."""

    def __init__(self, interviews: InterviewFormulas, questionnaire: Questionnaire | None = None) -> None:
        """Take the rules of the questionnaire that is asked, or of one that asks the same and has the same signs."""
        self._interviews = interviews
        self._circuit = interviews.circuit
        self._questionnaire = questionnaire or interviews.questionnaire
        self._scores: dict[tuple[str, int], Literal] = {}

    def raised(self, flag: str) -> Literal:
        rule = self._questionnaire.red_flags.get(flag)  # a possibility may name one that a mutant leaves out
        return FALSE if rule is None else self._interviews.condition_holds(rule.when)

    @cached_property
    def decided_by(self) -> list[Literal]:
        """For each line of the baseline: whether it is the first that holds."""
        found: list[Literal] = []
        earlier: list[Literal] = []
        for line in self._questionnaire.baseline:
            holds = self._interviews.condition_holds(line.when)
            found.append(self._circuit.every([holds, *(-other for other in earlier)]))
            earlier.append(holds)
        return found

    @cached_property
    def _at_least(self) -> list[Literal]:
        """By rank: whether the level is that one or a more urgent one."""
        urgency = self._questionnaire.urgency
        raising: list[list[Literal]] = [[] for _ in urgency]
        for id, flag in self._questionnaire.red_flags.items():
            raising[urgency[flag.level]].append(self.raised(id))
        for line, decides in zip(self._questionnaire.baseline, self.decided_by, strict=True):
            raising[urgency[line.level]].append(decides)
        found: list[Literal] = []
        for rank, literals in enumerate(raising):
            more_urgent = found[-1:]
            last = rank == len(raising) - 1
            found.append(TRUE if last else self._circuit.some([*more_urgent, *literals]))
        return found

    def level_at_least(self, level: str) -> Literal:
        """Whether the level is this one or a more urgent one."""
        return self._at_least[self._questionnaire.urgency[level]]

    def level_is(self, level: str) -> Literal:
        rank = self._questionnaire.urgency[level]
        more_urgent = self._at_least[rank - 1] if rank else -TRUE
        return self._circuit.every([self._at_least[rank], -more_urgent])

    def decides(self, flag: str) -> Literal:
        """Whether a red flag is raised and nothing is more urgent."""
        return self._circuit.every([self.raised(flag), self.level_is(self._questionnaire.red_flags[flag].level)])

    def advised(self, advice: str) -> Literal:
        given = self._questionnaire.advice[advice]
        when = self._interviews.condition_holds(given.when)
        return self._circuit.every([when, *(-self.level_is(level) for level in given.never_at)])

    def listed(self, possibility: str) -> Literal:
        """Whether a possibility is on the list and not cut off at its end."""
        listing = self._questionnaire.listing
        flagged, scored = self._flagged(possibility), self._scored(possibility)
        others = [other for other in self._questionnaire.possibilities if other != possibility]
        if len(others) >= listing.most:
            ahead = [self._is_ahead(other, possibility) for other in others]
            scored = self._circuit.every([scored, -self._circuit.at_least(listing.most, ahead)])
        shown = self._circuit.some([flagged, scored])
        return self._circuit.every([shown, *(-self.level_is(level) for level in listing.never_at)])

    def is_candidate(self, possibility: str) -> Literal:
        """Whether it would be listed, were the list long enough."""
        never_at = self._questionnaire.listing.never_at
        shown = self._circuit.some([self._flagged(possibility), self._scored(possibility)])
        return self._circuit.every([shown, *(-self.level_is(level) for level in never_at)])

    def _flagged(self, id: str) -> Literal:
        possibility = self._questionnaire.possibilities[id]
        return self._circuit.every(
            [self._needed(possibility), self._circuit.some(self.raised(flag) for flag in possibility.shown_if)]
        )

    def _scored(self, id: str) -> Literal:
        possibility = self._questionnaire.possibilities[id]
        if not possibility.ranked:
            return -TRUE
        enough = self._scores_at_least(id, self._questionnaire.listing.some)
        return self._circuit.every([self._needed(possibility), enough, -self._flagged(id)])

    def _needed(self, possibility: Possibility) -> Literal:
        return self._interviews.condition_holds(possibility.needs)

    def _scores_at_least(self, id: str, least: int) -> Literal:
        known = self._scores.get((id, least))
        if known is None:
            possibility = self._questionnaire.possibilities[id]
            fits = [(self._interviews.condition_holds(feature.when), feature.weight) for feature in possibility.fits]
            against = [
                (self._interviews.condition_holds(feature.when), -feature.weight) for feature in possibility.against
            ]
            known = self._scores[id, least] = self._circuit.weighed(least, [*fits, *against])
        return known

    def _is_ahead(self, other: str, possibility: str) -> Literal:
        """Whether the other stands before this one when both are on the list for their scores, or for a red flag."""
        possibilities = self._questionnaire.possibilities
        ids = list(possibilities)
        one, two = possibilities[other], possibilities[possibility]
        first = self._questionnaire.listing.some + 1
        highest = max(sum(feature.weight for feature in each.fits) for each in (one, two))
        scores = range(first, highest + 1)
        steps = [(self._scores_at_least(other, score), self._scores_at_least(possibility, score)) for score in scores]
        if ids.index(other) < ids.index(possibility):
            better = self._circuit.every(self._circuit.some([theirs, -ours]) for theirs, ours in steps)
        else:
            better = self._circuit.some(self._circuit.every([theirs, -ours]) for theirs, ours in steps)
        return self._circuit.some([self._flagged(other), self._circuit.every([self._scored(other), better])])
