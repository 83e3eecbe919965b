"""How many questions a person goes through: until an emergency is told, and to the end of the core.

An emergency is told when a red flag of an `interrupt` level comes to hold after a reply to a question that it reads,
as in the interview. What counts is the first one: until then nobody has told this person anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from backmice_cli.analysis.circuit import Literal
from backmice_cli.analysis.replies import SOME_TEXT
from backmice_cli.analysis.solver import Solver, WrongWitnessError
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    accept,
    answer,
    begin,
    decline,
    finish,
    next_step,
    skip,
)
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Entry, Question, RedFlag


@dataclass(frozen=True)
class Told:
    """An interview up to the first emergency that is told."""

    questions: int
    red_flags: tuple[str, ...]
    """What is told then, in the file's order."""
    answers: dict[str, Answer]
    """What was answered up to then."""


@dataclass(frozen=True)
class Core:
    """How many questions the sections that are not optional come to."""

    shortest: int
    """When every question that is asked is answered."""
    typical: int
    """With the quiet reply everywhere; where there is none, the least worrying or else the first."""
    longest: int
    longest_answers: dict[str, Answer]


def told(solver: Solver, replies: dict[str, Reply]) -> Told | None:
    """Play these replies, leaving the rest unanswered, until an emergency is told, if one is."""
    interview = begin(solver.questionnaire)
    while True:
        match next_step(interview):
            case Alert():
                flags = tuple(id for id in solver.questionnaire.red_flags if id in interview.raised)
                return Told(len(interview.replies), flags, interview.answers)
            case Ask(entry):
                reply = replies.get(entry.id)
                interview = skip(interview, even_required=True) if reply is None else answer(interview, reply)
            case Offer(section):
                outline = solver.questionnaire.outline
                wanted = any(outline[id].section == section for id in replies)
                interview = accept(interview) if wanted else decline(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return None


class Lengths:
    """Measures every interview of a questionnaire."""

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self._world = solver.world
        self._circuit = solver.circuit
        levels = solver.questionnaire.levels
        flags = solver.questionnaire.red_flags.items()
        self.emergencies = {id: flag for id, flag in flags if levels[flag.level].interrupt}

    def longest_single(self) -> Told | None:
        """The most questions until an emergency is told that the answer to one question makes, with what opens it."""
        return self._longest([(entry, self._by_one_answer(entry)) for entry in self._reading])

    def longest_combined(self) -> Told | None:
        """The most questions until an emergency is told that only several answers together make."""
        firsts = ((entry, self._first_told(entry)) for entry in self._reading)
        return self._longest(
            [(entry, self._circuit.every([first, -self._by_one_answer(entry)])) for entry, first in firsts]
        )

    def longest_until(self, flag: str) -> Told | None:
        """The most questions until this red flag is told, in interviews where it is the first."""
        when = self.emergencies[flag].when
        ways = [
            (entry, self._circuit.every([self._first_told(entry), self._held_at(entry, self.emergencies[flag])]))
            for entry in self._reading
            if entry.id in self._world.reads(when)
        ]
        return self._longest(ways)

    def core(self) -> Core:
        sections = self._solver.questionnaire.sections
        entries = [entry for entry in self._solver.questionnaire.outline if not sections[entry.section].optional]
        asked = [self._world.asked(entry.id) for entry in entries]
        complete = [
            self._circuit.some([-shown, self._world.answered(entry.id)])
            for entry, shown in zip(entries, asked, strict=True)
        ]
        longest, person = self._most(self._circuit.every([]), asked, self._bound(entries))
        fewest, _ = self._most(self._circuit.every(complete), [-shown for shown in asked], len(asked))
        return Core(
            shortest=len(asked) - fewest,
            typical=self._core_questions(self._solver.play(self.typical_replies())),
            longest=longest,
            longest_answers=self._solver.played(person).answers,
        )

    def typical_replies(self) -> dict[str, Reply]:
        """What someone would say who has nothing to tell."""
        replies: dict[str, Reply] = {}
        for entry in self._solver.questionnaire.outline:
            reply = _typical(entry.question, [*self._solver.replies.said[entry.id]])
            if reply is not None:
                replies[entry.id] = reply
        return replies

    def usual(self, flag: str) -> Told | None:
        """How soon an emergency is told to someone who has this red flag, by the fewest answers, and is quiet else."""
        answers = self._solver.fewest_for(self._solver.outcomes.raised(flag))
        return None if answers is None else told(self._solver, {**self.typical_replies(), **answers})

    @cached_property
    def _reading(self) -> list[Entry]:
        """The questions that emergencies read, in the order of asking."""
        read = frozenset[str]().union(*(self._world.reads(flag.when) for flag in self.emergencies.values()))
        return [entry for entry in self._solver.questionnaire.outline if entry.id in read]

    @cached_property
    def _flags_reading(self) -> dict[str, list[RedFlag]]:
        found: dict[str, list[RedFlag]] = {}
        for flag in self.emergencies.values():
            for id in self._world.reads(flag.when):
                found.setdefault(id, []).append(flag)
        return found

    def _held_at(self, entry: Entry, flag: RedFlag) -> Literal:
        """Whether a red flag holds on the answers up to this question."""
        outline = self._solver.questionnaire.outline
        seen = {id for id in self._world.reads(flag.when) if outline[id].place <= entry.place}
        return self._world.holds(flag.when, seen)

    def _told_at(self, entry: Entry) -> Literal:
        """Whether some emergency is told after the reply to this question, if none of them was before."""
        held = self._circuit.some(self._held_at(entry, flag) for flag in self._flags_reading[entry.id])
        return self._circuit.every([self._world.shown(entry.id), held])

    @cached_property
    def _told_before(self) -> dict[str, Literal]:
        found: dict[str, Literal] = {}
        before = self._circuit.some([])
        for entry in self._reading:
            found[entry.id] = before
            before = self._circuit.some([before, self._told_at(entry)])
        return found

    def _first_told(self, entry: Entry) -> Literal:
        return self._circuit.every([self._told_at(entry), -self._told_before[entry.id]])

    def _by_one_answer(self, entry: Entry) -> Literal:
        """Whether the first emergency is told here, and the answer given here makes one all alone."""
        chain = set(self._chain(entry))
        ways = [
            self._circuit.every([self._held_at(entry, flag), self._world.holds(flag.when, chain)])
            for flag in self._flags_reading[entry.id]
        ]
        return self._circuit.every([self._first_told(entry), self._circuit.some(ways)])

    def _chain(self, entry: Entry) -> Iterator[str]:
        """A question and those whose answers open it."""
        yield entry.id
        if entry.parent is not None:
            yield from self._chain(self._solver.questionnaire.outline[entry.parent])

    def _longest(self, ways: Sequence[tuple[Entry, Literal]]) -> Told | None:
        """Find the longest of these ways, the latest question first: few earlier ones can be longer."""
        best: Told | None = None
        for entry, way in reversed(ways):
            before = self._solver.questionnaire.outline.entries[: entry.place + 1]
            bound = self._bound(before)
            if bound <= (best.questions if best is not None else 0) or not self._solver.prover.is_possible(way):
                continue
            shown = [self._world.shown(other.id) for other in before]
            if best is not None:
                way = self._circuit.every([way, self._circuit.at_least(best.questions + 1, shown)])
                if not self._solver.prover.is_possible(way):
                    continue
            count, person = self._most(way, shown, bound)
            best = told(self._solver, dict(self._solver.played(person).answers))
            if best is None or best.questions != count:
                raise WrongWitnessError("the longest interview that was found is another one when played")
        return best

    def _most(self, way: Literal, counted: Sequence[Literal], bound: int) -> tuple[int, frozenset[Literal]]:
        """Find someone for whom this holds with as many of the counted as can be; it must be possible."""
        person = self._solver.prover.person(way)
        if person is None:
            raise WrongWitnessError("what was found possible is not")
        low, high = self._count(counted, person), bound
        while low < high:
            middle = (low + high + 1) // 2
            more = self._solver.prover.person(way, self._circuit.at_least(middle, counted))
            if more is None:
                high = middle - 1
            else:
                person, low = more, self._count(counted, more)
        return low, person

    def _count(self, counted: Sequence[Literal], person: frozenset[Literal]) -> int:
        return sum(self._solver.holds_for(literal, person) for literal in counted)

    def _bound(self, entries: Sequence[Entry]) -> int:
        """A bound from the tree alone: of the follow-ups of different choices, those of one choice."""
        below: dict[str, dict[str, int]] = {}
        total = 0
        for entry in reversed(entries):
            count = 1 + _most_of(entry.question, below.get(entry.id, {}))
            if self._world.asked(entry.id) == -self._circuit.every([]):
                count = 0
            if entry.parent is None:
                total += count
            else:
                opened = below.setdefault(entry.parent, {})
                opened[str(entry.opened_by)] = opened.get(str(entry.opened_by), 0) + count
        return total

    def _core_questions(self, interview: Interview) -> int:
        outline, sections = self._solver.questionnaire.outline, self._solver.questionnaire.sections
        return sum(not sections[outline[id].section].optional for id in interview.replies)


def _most_of(question: Question, below: dict[str, int]) -> int:
    if question.kind != "many":
        return max(below.values(), default=0)
    alone = [count for choice, count in below.items() if question.choices[choice].exclusive]
    return max(sum(below.values()) - sum(alone), *alone, 0)


def _typical(question: Question, values: Sequence[Answer]) -> Reply | None:
    if question.kind == "text":
        return None if question.optional else SOME_TEXT
    calm = question.quiet_choice or next(iter(question.worse), None)
    value = calm if calm is not None else next(iter(values), None)
    return list(value) if isinstance(value, tuple) else value
