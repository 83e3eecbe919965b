"""Cases made from the questionnaire itself: they say what it does now, so that a change of it is noticed.

They prove nothing about what it should do; for that a person writes cases. Few cases are chosen by always taking the
one that adds most, which is not always the very smallest set.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from backmice_cli.author.test.answer_search import MOST, Way, Ways
from backmice_cli.author.test.cases import Case, Expectation
from backmice_cli.author.test.mutant_search import Boundaries
from backmice_cli.author.test.mutants import Mutant, applied
from backmice_cli.author.test.mutation import could_show
from backmice_cli.errors import AnswerError
from backmice_cli.interview.interview import Interview, play
from backmice_cli.interview.outcome import Outcome, assess
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.formula import formula_of
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.notation import number_text

MOST_TRIED = 300
"""Proposals played for one change."""

Evidence = tuple[str, str]
"""What shows a change: `("result", "")`, or an id of `advice` or of a question `asked`."""

_RESULT: Evidence = ("result", "")


@dataclass(frozen=True)
class Generated:
    """Cases, and what no answers were found for."""

    cases: tuple[Case, ...]
    missed: tuple[str, ...]
    """Red flags, levels or changes, by name."""


@dataclass(frozen=True)
class _Sample:
    """Answers and what they come to."""

    replies: dict[str, str | tuple[str, ...]]
    interview: Interview
    outcome: Outcome

    def case(self, title: str, evidence: Collection[Evidence] = ()) -> Case:
        ids = {kind: [id for other, id in evidence if other == kind] for kind in ("advice", "asked")}
        return Case(
            title=title,
            generated=True,
            answers=self.replies,
            expect=Expectation(
                level=self.outcome.level,
                red_flags_exactly=self.outcome.red_flags,
                possibilities_exactly=tuple(possibility.id for possibility in self.outcome.possibilities),
                advice=tuple(id for id in ids["advice"] if id in self.outcome.advice),
                no_advice=tuple(id for id in ids["advice"] if id not in self.outcome.advice),
                not_asked=tuple(id for id in ids["asked"] if id not in self.interview.replies),
            ),
        )


def cases_reaching(questionnaire: Questionnaire, flags: Collection[str], levels: Collection[str]) -> Generated:
    """Make few cases that raise these red flags and reach these levels."""
    return _Reaching(questionnaire, flags, levels).generated()


class _Reaching:
    """Fills one case after the other with red flags that go together, the calmest level first."""

    def __init__(self, questionnaire: Questionnaire, flags: Collection[str], levels: Collection[str]) -> None:
        self._questionnaire = questionnaire
        self._ways = Ways(questionnaire)
        self._flags = [flag for flag in questionnaire.red_flags if flag in flags]
        self._levels = [level for level in reversed(questionnaire.levels) if level in levels]
        self._found: list[_Sample] = []

    def generated(self) -> Generated:
        for level in self._levels:
            self._fill(level)
        while self._flags and self._fill(None):
            pass
        cases = tuple(sample.case(_reaches(sample)) for sample in self._found)
        return Generated(cases, tuple(f"red flag '{flag}'" for flag in self._flags) + self._missing_levels())

    def _missing_levels(self) -> tuple[str, ...]:
        reached = {sample.outcome.level for sample in self._found}
        return tuple(f"level '{level}'" for level in self._levels if level not in reached)

    def _fill(self, level: str | None) -> bool:
        """Find one more case with as many new red flags as go into it; with `level`, one that comes to that level."""
        sample = self._start(level)
        if sample is None:
            return False
        for flag in self._flags:
            sample = self._with(sample, flag, level) or sample
        self._flags = [flag for flag in self._flags if flag not in sample.outcome.red_flags]
        self._found.append(sample)
        return True

    def _start(self, level: str | None) -> _Sample | None:
        questionnaire = self._questionnaire
        flags = self._flags or list(questionnaire.red_flags)
        conditions = [
            formula_of(questionnaire.red_flags[flag].when)
            for flag in flags
            if level is None or questionnaire.red_flags[flag].level == level
        ]
        if level is not None:
            conditions += [formula_of(line.when) for line in questionnaire.baseline if line.level == level]
        self._ways.start_again()
        proposals = [way for condition in conditions for way in islice(self._ways.of(condition), MOST)]
        if level == questionnaire.mildest:
            lines = [(formula_of(line.when), False) for line in questionnaire.baseline]
            proposals += islice(self._ways.of_all(lines), MOST)
            proposals += ({entry.id: self._ways.any_answer(entry.id)} for entry in questionnaire.outline)
        for way in proposals:
            for opened in islice(self._ways.opened(way), 4):
                sample = _sample(questionnaire, opened) if opened else None
                if sample is None:
                    continue
                is_new = level is not None or any(flag in sample.outcome.red_flags for flag in self._flags)
                if is_new and level in (None, sample.outcome.level):
                    return sample
        return None

    def _with(self, sample: _Sample, flag: str, level: str | None) -> _Sample | None:
        """The same with one more red flag, all others still raised."""
        questionnaire = self._questionnaire
        urgency, raised_to = questionnaire.urgency, questionnaire.red_flags[flag].level
        if flag in sample.outcome.red_flags or (level is not None and urgency[raised_to] < urgency[level]):
            return None  # nothing lowers a level again
        self._ways.start_again()
        for way in islice(self._ways.of(formula_of(questionnaire.red_flags[flag].when)), MOST):
            both = self._ways.joined(sample.interview.answers, way)
            for opened in islice(self._ways.opened(both), 2) if both is not None else ():
                more = _sample(questionnaire, opened)
                if (
                    more is not None
                    and {flag, *sample.outcome.red_flags} <= set(more.outcome.red_flags)
                    and level in (None, more.outcome.level)
                ):
                    return more
        return None


def _reaches(sample: _Sample) -> str:
    flags = sample.outcome.red_flags
    raised = f"{len(flags)} red flags" if len(flags) > 1 else f"red flag {flags[0]}" if flags else "no red flag"
    return f"Level {sample.outcome.level} with {raised}"


Finder = Callable[[Mutant], Way | None]
"""Finds answers that show a change, such as a solver does."""


def _nothing(_mutant: Mutant) -> Way | None:
    return None


def cases_noticing(
    questionnaire: Questionnaire,
    unnoticed: Sequence[Mutant],
    tell: Callable[[int, int], None],
    find: Finder = _nothing,
) -> Generated:
    """Make few cases that notice these changes; `tell` gets how many changes were looked at, and of how many.

    Where the search finds no answers, `find` is asked.
    """
    boundaries = Boundaries(questionnaire)
    left = dict(enumerate(unnoticed))
    samples: list[tuple[_Sample, dict[int, Evidence]]] = []
    missed: list[str] = []
    for place, mutant in enumerate(unnoticed):
        if place in left:
            sample = _showing(questionnaire, mutant, boundaries.of(mutant))
            sample = sample or _showing(questionnaire, mutant, filter(None, [find(mutant)]))
            if sample is None:
                missed.append(mutant.name)
            else:
                shown = _all_shown(questionnaire, sample, dict(enumerate(unnoticed)))
                samples.append((sample, shown))
                for other in shown:
                    left.pop(other, None)
        tell(place + 1, len(unnoticed))
    return Generated(tuple(_chosen(samples, unnoticed)), tuple(missed))


def _chosen(samples: list[tuple[_Sample, dict[int, Evidence]]], unnoticed: Sequence[Mutant]) -> list[Case]:
    """Take the sample that shows most, then the one that adds most, until all that can be shown is."""
    open_ones = {place for _, shown in samples for place in shown}
    cases = []
    while open_ones:
        sample, shown = max(samples, key=lambda pair: len(open_ones & pair[1].keys()))
        new = sorted(open_ones & shown.keys())
        open_ones -= shown.keys()
        more = f" (and {len(new) - 1} more changes)" if len(new) > 1 else ""
        evidence = {shown[place] for place in new}
        cases.append(sample.case(f"Notices {unnoticed[new[0]].name}{more}", sorted(evidence)))
    return cases


def _showing(questionnaire: Questionnaire, mutant: Mutant, proposals: Iterable[Way]) -> _Sample | None:
    """The first answers that show the change."""
    changed = applied(mutant, questionnaire)
    for way in islice(proposals, MOST_TRIED):
        sample = _sample(questionnaire, way) if way else None
        if sample is not None and _evidence(questionnaire, mutant, changed, sample) is not None:
            return sample
    return None


def _all_shown(questionnaire: Questionnaire, sample: _Sample, left: dict[int, Mutant]) -> dict[int, Evidence]:
    shown = {}
    answers = sample.interview.answers
    for place, mutant in left.items():
        if could_show(mutant, answers, questionnaire):
            evidence = _evidence(questionnaire, mutant, applied(mutant, questionnaire), sample)
            if evidence is not None:
                shown[place] = evidence
    return shown


def _evidence(questionnaire: Questionnaire, mutant: Mutant, changed: Questionnaire, sample: _Sample) -> Evidence | None:
    """What a case with these answers would see of the change; None when nothing."""
    if not could_show(mutant, sample.interview.answers, questionnaire):
        return None
    interview = sample.interview
    if mutant.asks:
        interview = play(changed, sample.replies)
        if any(id not in interview.replies for id in sample.replies):
            return _RESULT
    outcome = assess(changed, interview.answers)
    if _seen(outcome) != _seen(sample.outcome):
        return _RESULT
    for kind, one, other in (
        ("advice", sample.outcome.advice, outcome.advice),
        ("asked", (), [id for id in interview.replies if id not in sample.interview.replies]),
    ):
        differing = set(one) ^ set(other)
        if differing:
            return kind, min(differing)
    return None


def _seen(outcome: Outcome) -> tuple[str, frozenset[str], tuple[str, ...]]:
    return outcome.level, frozenset(outcome.red_flags), tuple(possibility.id for possibility in outcome.possibilities)


def _sample(questionnaire: Questionnaire, way: Way) -> _Sample | None:
    """Play the answers and keep those to questions that are asked; None when nothing is left or one does not fit."""
    replies = {id: _reply(answer) for id, answer in way.items()}
    try:
        interview = play(questionnaire, replies)
    except AnswerError:
        return None
    asked = {id: _reply(answer) for id, answer in interview.answers.items()}
    if not asked:
        return None
    if asked.keys() != replies.keys():
        interview = play(questionnaire, asked)  # a section may not have been taken
    return _Sample(asked, interview, assess(questionnaire, interview.answers))


def _reply(answer: Answer) -> str | tuple[str, ...]:
    return answer if isinstance(answer, tuple | str) else number_text(answer)
