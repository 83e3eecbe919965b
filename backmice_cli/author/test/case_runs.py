"""Many cases played, in the order given, on two cores when there are many; what each came to, and what they reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backmice_cli.author.parallel import map_in_processes
from backmice_cli.author.test.case_coverage import Reached
from backmice_cli.author.test.case_files import PlacedCase
from backmice_cli.author.test.cases import compare_outcome
from backmice_cli.interview.interview import play
from backmice_cli.interview.outcome import assess
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Position

FEW = 600
"""Cases that are played before another process would be ready."""

_PORTION = 100  # so small that the bar moves, so large that sending them costs little


@dataclass(frozen=True)
class Verdict:
    """What came of one case."""

    title: str
    position: Position
    level: str
    expected: str | None
    """The level that a person who wrote the case asks for; None too for a case made from the questionnaire itself."""
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.differences


@dataclass(frozen=True)
class Runs:
    """What came of all cases."""

    verdicts: tuple[Verdict, ...]
    reached: Reached

    @property
    def failed(self) -> int:
        return sum(not verdict.passed for verdict in self.verdicts)


def run_cases(questionnaire: Questionnaire, cases: Sequence[PlacedCase], tell: Callable[[int], None]) -> Runs:
    """Play every case; `tell` is called with the number of cases done, now and then."""
    portions = [cases[start : start + _PORTION] for start in range(0, len(cases), _PORTION)]
    verdicts: list[Verdict] = []
    reached = Reached()
    for part in map_in_processes(_run_portion, questionnaire, portions, alone=len(cases) <= FEW):
        verdicts += part.verdicts
        reached.join(part.reached)
        tell(len(verdicts))
    return Runs(tuple(verdicts), reached)


def _run_portion(questionnaire: Questionnaire, cases: Sequence[PlacedCase]) -> Runs:
    verdicts: list[Verdict] = []
    reached = Reached()
    for placed in cases:
        case = placed.case
        interview = play(questionnaire, case.answers)
        outcome = assess(questionnaire, interview.answers)
        differences = tuple(compare_outcome(case, interview, outcome))
        expected = None if case.generated else case.expect.level
        verdicts.append(Verdict(case.title, placed.position, outcome.level, expected, differences))
        reached.add(interview, outcome)
    return Runs(tuple(verdicts), reached)
