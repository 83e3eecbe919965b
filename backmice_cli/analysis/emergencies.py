"""How many questions a person goes through until an emergency is told.

It is told when a red flag of an `interrupt` level comes to hold after a reply to a question that it reads, as in the
interview, and what counts is the first one. A single-answer emergency is one that the answer to one question makes,
together with what opens that question; a combined one takes several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from backmice_cli.analysis.circuit import FALSE, TRUE, Literal
from backmice_cli.analysis.lengths import bound, most
from backmice_cli.analysis.solver import Fewest, Solver, WrongWitnessError
from backmice_cli.analysis.told import Told, told, typical_answer
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.model import Entry

Way = tuple[Entry, Literal]
"""A question, and when a certain emergency is told there."""


@dataclass(frozen=True)
class Longest(Told):
    """The longest interview of its kind up to the first emergency."""

    way: Literal = TRUE
    """Holds for everyone with an interview like it and just as long."""


class Emergencies:
    """When the first emergency is told, in every interview of a questionnaire."""

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self._world = solver.world
        self._circuit = solver.circuit
        self._outline = solver.questionnaire.outline
        levels, flags = solver.questionnaire.levels, solver.questionnaire.red_flags
        self.flags = {id: flag.when for id, flag in flags.items() if levels[flag.level].interrupt}
        """The red flags that interrupt, with their conditions."""

    def longest_single(self) -> Longest | None:
        """The most questions until a single-answer emergency is told, whoever it is; None when there is none."""
        return self._longest([(entry, self._by_one_answer(entry)) for entry in self._reading])

    def longest_combined(self) -> Longest | None:
        """The most questions until a combined emergency is told, whoever it is; None when there is none."""
        return self._longest([(entry, self._by_several(entry)) for entry in self._reading])

    def longest_until(self, flag: str) -> Longest | None:
        """The most questions until this red flag is told, in interviews where it is the first or one of the first."""
        return self._longest(self._ways(flag, self._first_told))

    def quiet_single(self) -> Longest | None:
        """The same as `longest_single` for people who are quiet but for what makes the emergency.

        Of each red flag those are looked at who need the fewest answers for it that are not quiet.
        """
        return self._longest_quiet(self._by_one_answer)

    def quiet_combined(self) -> Longest | None:
        """The same as `longest_combined` for people who are quiet but for what makes the emergency."""
        return self._longest_quiet(self._by_several)

    @cached_property
    def _reading(self) -> list[Entry]:
        """The questions that emergencies read, in the order of asking."""
        read = frozenset[str]().union(*(self._world.reads(when) for when in self.flags.values()))
        return [entry for entry in self._outline if entry.id in read]

    @cached_property
    def _read_at(self) -> dict[str, list[Condition]]:
        """Question id to the conditions of the emergencies that read it."""
        found: dict[str, list[Condition]] = {}
        for when in self.flags.values():
            for id in self._world.reads(when):
                found.setdefault(id, []).append(when)
        return found

    def _held_at(self, entry: Entry, when: Condition) -> Literal:
        """Whether a condition holds on the answers up to this question."""
        seen = {id for id in self._world.reads(when) if self._outline[id].place <= entry.place}
        return self._world.holds(when, seen)

    @cached_property
    def _told_at(self) -> dict[str, Literal]:
        """Whether an emergency is told after the reply to a question, if none was before."""
        return {
            entry.id: self._circuit.every([self._world.shown(entry.id), self._circuit.some(self._held(entry))])
            for entry in self._reading
        }

    def _held(self, entry: Entry) -> Iterator[Literal]:
        return (self._held_at(entry, when) for when in self._read_at[entry.id])

    @cached_property
    def _told_before(self) -> dict[str, Literal]:
        found: dict[str, Literal] = {}
        before = FALSE
        for entry in self._reading:
            found[entry.id] = before
            before = self._circuit.some([before, self._told_at[entry.id]])
        return found

    def _first_told(self, entry: Entry) -> Literal:
        return self._circuit.every([self._told_at[entry.id], -self._told_before[entry.id]])

    def _by_one_answer(self, entry: Entry) -> Literal:
        """Whether the first emergency is told here, and the answer given here makes one all alone."""
        chain = set(self._chain(entry))
        alone = [
            self._circuit.every([self._held_at(entry, when), self._world.holds(when, chain)])
            for when in self._read_at[entry.id]
        ]
        return self._circuit.every([self._first_told(entry), self._circuit.some(alone)])

    def _by_several(self, entry: Entry) -> Literal:
        return self._circuit.every([self._first_told(entry), -self._by_one_answer(entry)])

    def _chain(self, entry: Entry) -> Iterator[str]:
        """A question and those whose answers open it."""
        yield entry.id
        if entry.parent is not None:
            yield from self._chain(self._outline[entry.parent])

    def _ways(self, flag: str, told_here: Callable[[Entry], Literal]) -> list[Way]:
        """Where this red flag can be among the first that are told."""
        when = self.flags[flag]
        return [
            (entry, self._circuit.every([told_here(entry), self._held_at(entry, when)]))
            for entry in self._reading
            if entry.id in self._world.reads(when)
        ]

    def _longest_quiet(self, told_here: Callable[[Entry], Literal]) -> Longest | None:
        best: Longest | None = None
        for flag in self.flags:
            ways = self._ways(flag, told_here)
            quiet = self._quietest(self._circuit.some(way for _, way in ways))
            best = self._longest([(entry, self._circuit.every([way, quiet])) for entry, way in ways], best)
        return best

    def _quietest(self, wanted: Literal) -> Literal:
        """Whether someone has no more to tell than it takes for this to hold."""
        if self._solver.prover.is_possible(wanted):
            for most_told in range(len(self._unquiet)):
                few = -self._circuit.at_least(most_told + 1, self._unquiet)
                if self._solver.prover.is_possible(self._circuit.every([wanted, few])):
                    return few
        return wanted

    @cached_property
    def _unquiet(self) -> list[Literal]:
        """One for each question not answered quietly; of a `many` question, one for each choice ticked."""
        found: list[Literal] = []
        for entry in self._outline:
            said = self._solver.replies.said[entry.id]
            typical = typical_answer(entry.question, [*said])
            if isinstance(typical, tuple):
                found.append(-self._circuit.some(said.values()))
                found += [literal for value, literal in said.items() if value not in typical]
            else:
                found.append(self._circuit.some(said.values()) if typical is None else -said[typical])
        return found

    def _longest(self, ways: Sequence[Way], best: Longest | None = None) -> Longest | None:
        """Find a longer interview among these, the latest question first: few earlier ones can be longer."""
        for entry, told_here in reversed(ways):
            before = self._outline.entries[: entry.place + 1]
            limit, beaten = bound(self._solver, before), best.questions if best is not None else 0
            if limit > beaten and self._solver.prover.is_possible(told_here):
                shown = [self._world.shown(other.id) for other in before]
                longer = self._circuit.every([told_here, self._circuit.at_least(beaten + 1, shown)])
                if self._solver.prover.is_possible(longer):
                    count, person = most(self._solver, longer, shown, limit)
                    best = self._played(
                        person, count, self._circuit.every([told_here, self._circuit.at_least(count, shown)])
                    )
        return best

    def plainest(self, found: Longest) -> Longest:
        """Give one that is just as long, of someone who answers as few questions as that takes; always the same."""
        person = Fewest(self._solver, found.way, self._world.all_given).person()
        return found if person is None else self._played(person, found.questions, found.way)

    def level(self, found: Told) -> str:
        """The level of someone who stops at the alert."""
        return self._solver.level(found.answers)

    def _played(self, person: frozenset[Literal], count: int, way: Literal) -> Longest:
        """Play it to the alert. Raises WrongWitnessError when that comes after another number of questions."""
        questionnaire = self._solver.questionnaire
        answers = self._solver.played(person).answers
        found = told(questionnaire, answers)
        if found is None or found.questions != count:
            raise WrongWitnessError("the longest interview that was found is another one when played")
        alone = told(questionnaire, found.answers)
        return Longest(count, found.red_flags, found.answers if alone == found else answers, way)
