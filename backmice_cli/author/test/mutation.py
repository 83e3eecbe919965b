"""How many changes of a rule the cases notice: a case notices a change when it fails with it.

A case is played again only where its answers tell the old condition from the new one; that cannot hide a change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from backmice_cli.author.parallel import map_in_processes
from backmice_cli.author.test.cases import Case, compare_outcome
from backmice_cli.author.test.mutants import Mutant, apply_mutant, mutants_of
from backmice_cli.errors import AnswerError
from backmice_cli.interview.interview import Interview, play
from backmice_cli.interview.outcome import assess
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire

_PORTION = 40  # as in case_runs.py; a mutant is tried on many cases
_LITTLE = 20_000
"""Cases times mutants that are tried before another process would be ready."""


@dataclass(frozen=True)
class PlayedCase:
    """A case that passes, as the unchanged questionnaire plays it."""

    case: Case
    interview: Interview
    answers: dict[str, Answer]


@dataclass(frozen=True)
class Mutation:
    """What the cases notice."""

    tried: tuple[Mutant, ...]
    noticed: tuple[bool, ...]
    """For each of `tried`."""
    equivalent: int = 0
    """Changes that no answers can show; they are not in `tried`."""

    @property
    def score(self) -> float:
        """The share of changes that some case notices; 1 when there was nothing to try."""
        return sum(self.noticed) / len(self.tried) if self.tried else 1.0

    @property
    def unnoticed(self) -> tuple[Mutant, ...]:
        return tuple(mutant for mutant, seen in zip(self.tried, self.noticed, strict=True) if not seen)

    @property
    def by_rule(self) -> dict[str, tuple[int, int]]:
        """Kind of rule to how many of its changes are noticed, and of how many."""
        found: dict[str, tuple[int, int]] = {}
        for mutant, seen in zip(self.tried, self.noticed, strict=True):
            noticed, tried = found.get(mutant.rule, (0, 0))
            found[mutant.rule] = noticed + seen, tried + 1
        return found

    def without(self, is_equivalent: Callable[[Mutant], bool]) -> Mutation:
        """Leave out the unnoticed changes that no answers can show."""
        kept = [
            (mutant, seen)
            for mutant, seen in zip(self.tried, self.noticed, strict=True)
            if seen or not is_equivalent(mutant)
        ]
        tried, noticed = tuple(mutant for mutant, _ in kept), tuple(seen for _, seen in kept)
        return Mutation(tried, noticed, self.equivalent + len(self.tried) - len(tried))


def try_mutants(
    questionnaire: Questionnaire,
    cases: Sequence[Case],
    tell: Callable[[int, int], None],
) -> Mutation:
    """Try every mutant on the cases, which must pass; `tell` gets how many were tried, and of how many."""
    tried = mutants_of(questionnaire)
    portions = [range(start, min(start + _PORTION, len(tried))) for start in range(0, len(tried), _PORTION)]
    seen: list[bool] = []
    alone = len(tried) * len(cases) <= _LITTLE
    trial = Trial(questionnaire, tuple(cases))
    for part in map_in_processes(_notice_portion, trial, portions, alone=alone):
        seen += part
        tell(len(seen), len(tried))
    return Mutation(tried, tuple(seen))


class Trial:
    """The cases and the mutants, worked out in each process once; only what they come from is sent to another."""

    def __init__(self, questionnaire: Questionnaire, cases: tuple[Case, ...]) -> None:
        self.questionnaire = questionnaire
        self._cases = cases
        self._ready: tuple[list[PlayedCase], tuple[Mutant, ...]] | None = None

    def __reduce__(self) -> tuple[type[Trial], tuple[Questionnaire, tuple[Case, ...]]]:
        return Trial, (self.questionnaire, self._cases)

    @property
    def ready(self) -> tuple[list[PlayedCase], tuple[Mutant, ...]]:
        if self._ready is None:
            self._ready = [play_case(self.questionnaire, case) for case in self._cases], mutants_of(self.questionnaire)
        return self._ready


def _notice_portion(trial: Trial, places: Iterable[int]) -> list[bool]:
    cases, tried = trial.ready
    return [any_notices(trial.questionnaire, tried[place], cases) for place in places]


def play_case(questionnaire: Questionnaire, case: Case) -> PlayedCase:
    interview = play(questionnaire, case.answers)
    return PlayedCase(case, interview, interview.answers)


def any_notices(questionnaire: Questionnaire, mutant: Mutant, cases: Iterable[PlayedCase]) -> bool:
    """Tell whether some case fails with this change."""
    changed: Questionnaire | None = None
    for run in cases:
        if could_show(mutant, run.answers, questionnaire):
            changed = changed or apply_mutant(mutant, questionnaire)
            if _case_fails(run, mutant, changed):
                return True
    return False


def could_show(mutant: Mutant, answers: dict[str, Answer], questionnaire: Questionnaire) -> bool:
    """Tell whether these answers tell the old condition from the new one."""
    if mutant.rule == "red flag" and mutant.asks:
        return True  # it ends the questions by what is answered up to there, not by all answers
    holds = questionnaire.evaluator.holds
    return holds(mutant.before, answers) != holds(mutant.after, answers)


def _case_fails(run: PlayedCase, mutant: Mutant, changed: Questionnaire) -> bool:
    if not mutant.asks:
        return bool(compare_outcome(run.case, run.interview, assess(changed, run.answers)))
    try:
        interview = play(changed, run.case.answers)
    except AnswerError:
        return True
    return bool(compare_outcome(run.case, interview, assess(changed, interview.answers)))
