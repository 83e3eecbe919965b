"""One person who answers two questionnaires, for all people at once.

To a question that is in both, the person has one answer. Each questionnaire gets of it what it can take: a choice that
it does not offer, a number out of its range or ticks that exclude each other there leave its question unanswered, and
of several ticks it gets those it offers (a question that takes one answer gets none of several). So someone who would
choose what only one of them offers is compared with themselves leaving that question out in the other.
Needs the extra `author`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from backmice_cli.author.diff.matching import Matching
from backmice_cli.author.symbolic.answers import (
    SOME_TEXT,
    ReplyFormulas,
    ReplyLiterals,
    exclusive_replies,
    representative_numbers,
    thresholds_by_question,
)
from backmice_cli.author.symbolic.formulas import FALSE, Circuit, Literal, Variable
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.author.symbolic.outcome import OutcomeFormulas
from backmice_cli.author.symbolic.replay_command import replay_answers
from backmice_cli.author.symbolic.simulation import Simulation
from backmice_cli.author.symbolic.solver import FewestAnswers, Prover, WrongWitnessError
from backmice_cli.interview.answers import answer_text, read_if_fits
from backmice_cli.interview.outcome import level_of
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.places import condition_places

Key = str
"""A question of either: its new id; for one that is in the old alone, its id and a mark."""


class _SharedReplies(ReplyFormulas):
    """Replies of which some are those of another questionnaire too."""

    def __init__(self, questionnaire: Questionnaire, circuit: Circuit, shared: Mapping[str, ReplyLiterals]) -> None:
        self._shared = shared
        super().__init__(questionnaire, circuit)

    def _could_say(self, id: str, question: Question) -> dict[Answer, Literal]:
        return dict(self._shared[id]) if id in self._shared else super()._could_say(id, question)


@dataclass(frozen=True)
class InterviewSide:
    """One of the two questionnaires."""

    questionnaire: Questionnaire
    interviews: InterviewFormulas
    outcomes: OutcomeFormulas
    key: Mapping[str, Key]
    """Of each question."""
    value: Mapping[str, Mapping[str, str]]
    """What a choice is called in the new, by question; a choice that is not named keeps its id."""

    @cached_property
    def ids(self) -> dict[Key, str]:
        return {key: id for id, key in self.key.items()}

    def given(self, key: Key) -> dict[Answer, Literal]:
        """What is answered here, by the values of the new questionnaire; nothing where the question is not there."""
        id = self.ids.get(key)
        if id is None:
            return {}
        names = self.value.get(id, {})
        return {names.get(str(value), value): literal for value, literal in self.interviews.given(id).items()}


@dataclass(frozen=True)
class DifferenceExample:
    """What one person answers to each, and where it leads."""

    old: Mapping[str, Answer]
    new: Mapping[str, Answer]
    old_level: str
    new_level: str
    person: frozenset[Literal]


class JointInterview:
    """Everyone, in both questionnaires."""

    def __init__(self, matching: Matching) -> None:
        self.matching = matching
        self.circuit = Circuit()
        self._usual: set[Literal] = set()
        old, new = matching.old, matching.new
        shared = {here: self._shared(here, there) for here, there in matching.questions.items()}
        old_replies = _SharedReplies(old, self.circuit, {id: pair[0] for id, pair in shared.items()})
        new_replies = _SharedReplies(
            new, self.circuit, {matching.questions[id]: pair[1] for id, pair in shared.items()}
        )
        self._usual |= old_replies.usual | new_replies.usual
        keys = {entry.id: matching.questions.get(entry.id, f"{entry.id} (old)") for entry in old.outline}
        self.old = self._side(old, old_replies, keys, matching.choices)
        self.new = self._side(new, new_replies, {entry.id: entry.id for entry in new.outline}, {})
        self.prover = Prover(self.circuit, Simulation(self.circuit, self._usual))

    def _side(
        self,
        questionnaire: Questionnaire,
        replies: ReplyFormulas,
        keys: Mapping[str, Key],
        names: Mapping[str, Mapping[str, str]],
    ) -> InterviewSide:
        interviews = InterviewFormulas(questionnaire, self.circuit, replies)
        return InterviewSide(questionnaire, interviews, OutcomeFormulas(interviews), keys, names)

    # What one person says to a question that is in both.

    def _shared(self, here: str, there: str) -> tuple[dict[Answer, Literal], dict[Answer, Literal]]:
        """What is said to a question in the old, and in the new."""
        old, new = self.matching.old.outline[here].question, self.matching.new.outline[there].question
        if new.kind == "text":
            said = self._one_of([SOME_TEXT], None)
            return said, said
        if new.kind == "number":
            return self._numbers(here, there)
        names = self.matching.choices[here]
        values = [*new.choices, *(choice for choice in old.choices if choice not in names)]
        if old.kind == new.kind == "one":
            said = self._one_of(values, new.quiet_choice)
            ticked = said
        else:
            ticked = {value: self.circuit.variable() for value in values}
            self._usual |= {ticked[value] for value in (new.quiet_choice,) if value is not None}
        in_old = {choice: ticked[names.get(choice, choice)] for choice in old.choices}
        in_new = {choice: ticked[choice] for choice in new.choices}
        return self._taken(old, in_old), self._taken(new, in_new)

    def _taken(self, question: Question, ticked: Mapping[str, Literal]) -> dict[Answer, Literal]:
        """What a question takes of the ticks: those that may stand together."""
        alone = {id for id, choice in question.choices.items() if choice.exclusive or question.kind == "one"}
        return {
            choice: self.circuit.every(
                [tick, *(-ticked[other] for other in ticked if other != choice and ({choice, other} & alone))]
            )
            for choice, tick in ticked.items()
        }

    def _numbers(self, here: str, there: str) -> tuple[dict[Answer, Literal], dict[Answer, Literal]]:
        old, new = self.matching.old.outline[here].question, self.matching.new.outline[there].question
        ends = {end for end in (old.min, old.max, new.min, new.max) if end is not None}
        bounds = {*ends, *self._thresholds[0].get(here, ()), *self._thresholds[1].get(there, ())}
        values = sorted({*representative_numbers(old, bounds), *representative_numbers(new, bounds)})
        said = self._one_of(values, next(iter(values), None))
        return (
            {value: literal for value, literal in said.items() if read_if_fits(old, answer_text(value)) is not None},
            {value: literal for value, literal in said.items() if read_if_fits(new, answer_text(value)) is not None},
        )

    @cached_property
    def _thresholds(self) -> tuple[Mapping[str, set[float]], Mapping[str, set[float]]]:
        old, new = (
            thresholds_by_question(place.condition for place in condition_places(file))
            for file in (self.matching.old, self.matching.new)
        )
        return old, new

    def _one_of(self, values: Iterable[Answer], quiet: Answer | None) -> dict[Answer, Literal]:
        return exclusive_replies(values, quiet, self.circuit, self._usual)

    # What a search needs to know.

    @cached_property
    def keys(self) -> list[Key]:
        """Every question: those of the new in their order, then those of the old alone."""
        return list(dict.fromkeys((*self.new.key.values(), *self.old.key.values())))

    def question(self, key: Key) -> Question:
        """The question as one of them asks it: where several answers may be given at once, if one of them does so."""
        sides = [side for side in (self.new, self.old) if key in side.ids]
        questions = [side.questionnaire.outline[side.ids[key]].question for side in sides]
        return next((question for question in questions if question.kind == "many"), questions[0])

    @cached_property
    def all_given(self) -> dict[Key, ReplyLiterals]:
        """What is answered in one of them at least."""
        found: dict[Key, ReplyLiterals] = {}
        for key in self.keys:
            old, new = self.old.given(key), self.new.given(key)
            values = dict.fromkeys((*new, *old))
            found[key] = {value: self.circuit.some([old.get(value, FALSE), new.get(value, FALSE)]) for value in values}
        return found

    @cached_property
    def _owners(self) -> dict[int, Key]:
        return {
            number: side.key[id]
            for side in (self.old, self.new)
            for id, said in side.interviews.replies.said.items()
            for number in self.circuit.below(said.values())
            if isinstance(self.circuit.nodes[number], Variable)
        }

    def read_by(self, literal: Literal) -> list[Key]:
        """The questions on whose replies a formula depends, in the order of asking."""
        owners = self._owners
        found = {owners[number] for number in self.circuit.below([literal]) if number in owners}
        return [key for key in self.keys if key in found]

    def holds_for(self, literal: Literal, person: frozenset[Literal]) -> bool:
        return self.circuit.holds(literal, person)

    def differs(self, key: Key) -> Literal:
        """Whether the answer to a question is not the same in both."""
        old, new = self.old.given(key), self.new.given(key)
        return self.circuit.some(
            either
            for value in dict.fromkeys((*old, *new))
            for either in self._unequal(old.get(value, FALSE), new.get(value, FALSE))
        )

    def _unequal(self, one: Literal, other: Literal) -> tuple[Literal, Literal]:
        return self.circuit.every([one, -other]), self.circuit.every([-one, other])

    def example(self, wanted: Literal) -> DifferenceExample | None:
        """Find someone for whom a formula holds, by as few answers as can be; always the same.

        Raises WrongWitnessError when the answers found, played in both questionnaires, are not taken as they are.
        """
        if not self.prover.is_possible(wanted):
            return None
        person = FewestAnswers(self, wanted, self.all_given).person()
        if person is None:
            return None
        old, new = self._answers(self.old, person), self._answers(self.new, person)
        levels = level_of(self.old.questionnaire, old), level_of(self.new.questionnaire, new)
        return DifferenceExample(old, new, *levels, person)

    def _answers(self, side: InterviewSide, person: frozenset[Literal]) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        for entry in side.questionnaire.outline:
            given = [value for value, one in side.interviews.given(entry.id).items() if self.holds_for(one, person)]
            if given:
                many = entry.question.kind == "many"
                answers[entry.id] = tuple(str(choice) for choice in given) if many else given[0]
        if replay_answers(side.questionnaire, answers).answers != answers:
            raise WrongWitnessError("answers that were found cannot be given")
        return answers


class AsIfAsked(InterviewFormulas):
    """The rules of one questionnaire on the answers that the other got."""

    def __init__(self, side: InterviewSide, other: InterviewSide) -> None:
        self._side, self._other = side, other  # first: to make the formulas is to ask what was given
        super().__init__(side.questionnaire, side.interviews.circuit, side.interviews.replies)

    def given(self, id: str) -> ReplyLiterals:
        key, names = self._side.key[id], self._side.value.get(id, {})
        got = self._other.given(key)
        return {value: got.get(names.get(str(value), value), FALSE) for value in self.replies.said[id]}
