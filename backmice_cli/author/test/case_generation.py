"""Cases made from the questionnaire itself: they say what it does now, so that a change of it is noticed.

They prove nothing about what it should do; for that a person writes cases. Few cases are chosen by always taking the
one that adds most, which is not always the very smallest set.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from backmice_cli.author.symbolic.queries import FlagRaised, LevelIs, Query, is_true_of
from backmice_cli.author.test.cases import Case, Expectation
from backmice_cli.author.test.mutant_search import MutantSearch
from backmice_cli.author.test.mutants import Mutant, apply_mutant
from backmice_cli.author.test.mutation import could_show
from backmice_cli.interview.interview import Interview, play
from backmice_cli.interview.outcome import Outcome, assess
from backmice_cli.questionnaire.condition import Answer, Answers
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.notation import number_text

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


@dataclass(frozen=True)
class _Change:
    """A mutant beside the questionnaire that it was made from."""

    questionnaire: Questionnaire
    mutant: Mutant

    @cached_property
    def _changed(self) -> Questionnaire:
        return apply_mutant(self.mutant, self.questionnaire)

    def evidence(self, sample: _Sample) -> Evidence | None:
        """What a case with these answers would see of the change; None when nothing."""
        interview = sample.interview
        if not could_show(self.mutant, interview.answers, self.questionnaire):
            return None
        if self.mutant.asks:
            interview = play(self._changed, sample.replies)
            if any(id not in interview.replies for id in sample.replies):
                return _RESULT
        outcome = assess(self._changed, interview.answers)
        if _outcome_seen(outcome) != _outcome_seen(sample.outcome):
            return _RESULT
        advice = set(outcome.advice).symmetric_difference(sample.outcome.advice)
        asked = [id for id in interview.replies if id not in sample.interview.replies]
        return ("advice", min(advice)) if advice else ("asked", min(asked)) if asked else None


def cases_reaching(questionnaire: Questionnaire, flags: Collection[str], levels: Collection[str]) -> Generated:
    """Make few cases that raise these red flags and reach these levels, the calmest first.

    Each case in turn raises all the red flags still to raise that go together with those it raises already.
    """
    search = MutantSearch(questionnaire)
    samples: list[_Sample] = []
    missed = []
    left = [flag for flag in questionnaire.red_flags if flag in flags]
    goals: list[LevelIs | FlagRaised] = [LevelIs(level) for level in reversed(questionnaire.levels) if level in levels]
    for goal in [*goals, *map(FlagRaised, left)]:
        if isinstance(goal, FlagRaised) and goal.flag not in left:
            continue
        together: list[Query] = [goal]
        if not search.can_reach(together):
            missed.append(f"level '{goal.level}'" if isinstance(goal, LevelIs) else f"red flag '{goal.flag}'")
            continue
        for flag in left:
            if search.can_reach([*together, FlagRaised(flag)]):
                together.append(FlagRaised(flag))
        sample = _play_sample(questionnaire, search.answers_reaching(together))
        samples.append(_with_fewest_answers(questionnaire, sample, partial(_reaches_all, together)))
        sample = samples[-1]
        left = [flag for flag in left if flag not in sample.outcome.red_flags]
    return Generated(tuple(sample.case(_reach_title(sample)) for sample in samples), tuple(missed))


def _reaches_all(goals: Sequence[Query], sample: _Sample) -> bool:
    return all(is_true_of(goal, sample.interview) for goal in goals)


def _reach_title(sample: _Sample) -> str:
    flags = sample.outcome.red_flags
    raised = f"{len(flags)} red flags" if len(flags) > 1 else f"red flag {flags[0]}" if flags else "no red flag"
    return f"Level {sample.outcome.level} with {raised}"


def cases_noticing(
    questionnaire: Questionnaire, unnoticed: Sequence[Mutant], tell: Callable[[int, int], None]
) -> Generated:
    """Make few cases that notice these changes; `tell` gets how many changes were looked at, and of how many."""
    search = MutantSearch(questionnaire, unnoticed)
    changes = [_Change(questionnaire, mutant) for mutant in unnoticed]
    samples: list[tuple[_Sample, dict[int, Evidence]]] = []
    noticed: set[int] = set()
    missed: list[str] = []
    for place, change in enumerate(changes):
        if place not in noticed:
            sample = _sample_showing(change, search.answers_showing(change.mutant))
            if sample is None:
                missed.append(change.mutant.name)
            else:
                shown = {at: seen for at, other in enumerate(changes) if (seen := other.evidence(sample)) is not None}
                samples.append((sample, shown))
                noticed |= shown.keys()
        tell(place + 1, len(unnoticed))
    return Generated(tuple(_choose_cases(samples, unnoticed)), tuple(missed))


def _choose_cases(samples: list[tuple[_Sample, dict[int, Evidence]]], unnoticed: Sequence[Mutant]) -> list[Case]:
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


def _sample_showing(change: _Change, proposals: Iterable[Answers]) -> _Sample | None:
    """The first answers that show the change, as few of them as do."""
    for answers in proposals:
        sample = _play_sample(change.questionnaire, answers)
        if change.evidence(sample) is not None:
            return _with_fewest_answers(change.questionnaire, sample, lambda fewer: change.evidence(fewer) is not None)
    return None


def _with_fewest_answers(
    questionnaire: Questionnaire, sample: _Sample, is_enough: Callable[[_Sample], bool]
) -> _Sample:
    """Leave out answers without which it is still enough: half of them at once, then quarters, down to single ones."""
    ids = list(sample.interview.answers)
    portion = len(ids)
    while portion > 1:
        portion = (portion + 1) // 2
        for start in range(0, len(ids), portion):
            without = ids[start : start + portion]
            answers = {id: answer for id, answer in sample.interview.answers.items() if id not in without}
            if answers and is_enough(fewer := _play_sample(questionnaire, answers)):
                sample = fewer
    return sample


def _outcome_seen(outcome: Outcome) -> tuple[str, frozenset[str], tuple[str, ...]]:
    return outcome.level, frozenset(outcome.red_flags), tuple(possibility.id for possibility in outcome.possibilities)


def _play_sample(questionnaire: Questionnaire, answers: Answers) -> _Sample:
    """Play the answers, leaving out those to questions that are not asked."""
    interview = play(questionnaire, {id: _reply_of(answer) for id, answer in answers.items()})
    asked = {id: _reply_of(answer) for id, answer in interview.answers.items()}
    if len(asked) < len(answers):
        interview = play(questionnaire, asked)  # an optional section is taken for an answer in it alone
    return _Sample(asked, interview, assess(questionnaire, interview.answers))


def _reply_of(answer: Answer) -> str | tuple[str, ...]:
    return answer if isinstance(answer, tuple | str) else number_text(answer)
