"""How many questions a person goes through until an emergency is told.

It is told when a red flag of an `interrupt` level comes to hold after a reply to a question that it reads, as in the
interview, and what counts is the first one. A single-answer emergency is one that the answer to one question makes,
together with what opens that question; a combined one takes several.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from backmice_cli.analysis.circuit import Literal
from backmice_cli.analysis.firsts import Firsts, Reading, Way
from backmice_cli.analysis.lengths import bound, most, typical_replies
from backmice_cli.analysis.solver import Solver, WrongWitnessError
from backmice_cli.analysis.told import Told, told
from backmice_cli.analysis.world import World
from backmice_cli.questionnaire.condition import Answer

MOST_TRIED = 300
"""Answers that are left out, one by one, to make an example plainer."""

ToldHere = Callable[[Firsts], list[Way]]


class Emergencies:
    """When the first emergency is told, in every interview of a questionnaire."""

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self._circuit = solver.circuit
        self._outline = solver.questionnaire.outline
        self._reading = Reading(solver.world)
        self._anyone = Firsts(solver.world, self._reading)
        self._typical = typical_replies(solver)

    @property
    def flags(self) -> Collection[str]:
        """The red flags that interrupt."""
        return self._reading.flags

    def longest_single(self) -> Told | None:
        """The most questions until a single-answer emergency is told, whoever it is; None when there is none."""
        return self._longest(self._anyone.by_one_answer(), self._solver.world)

    def longest_combined(self) -> Told | None:
        """The most questions until a combined emergency is told, whoever it is; None when there is none."""
        return self._longest(self._anyone.by_several(), self._solver.world)

    def longest_until(self, flag: str) -> Told | None:
        """The most questions until this red flag is told, in interviews where it is the first or one of the first."""
        return self._longest(self._anyone.with_flag(flag, self._anyone.first()), self._solver.world)

    def quiet_single(self) -> Told | None:
        """The same as `longest_single` for people who are quiet but for what makes the emergency.

        Of each red flag those are looked at who need the fewest answers for it that are not quiet; what it does not
        read, and what does not open what it reads, they answer quietly.
        """
        return self._longest_quiet(Firsts.by_one_answer)

    def quiet_combined(self) -> Told | None:
        """The same as `longest_combined` for people who are quiet but for what makes the emergency."""
        return self._longest_quiet(Firsts.by_several)

    def plainest(self, found: Told) -> Told:
        """Leave out the answers that a longest interview does not need; it stays just as long."""
        answers = dict(found.answers)
        for id in list(reversed(answers))[:MOST_TRIED]:
            fewer = {other: answer for other, answer in answers.items() if other != id}
            if self._is_as_long(found, fewer):
                answers = fewer
        for id, answer in list(answers.items())[:MOST_TRIED]:
            for choice in reversed(answer) if isinstance(answer, tuple) else ():
                ticked = answers[id]
                fewer_ticks = tuple(other for other in ticked if other != choice) if isinstance(ticked, tuple) else ()
                if fewer_ticks and self._is_as_long(found, {**answers, id: fewer_ticks}):
                    answers[id] = fewer_ticks
        return told(self._solver.questionnaire, answers) or found

    def _is_as_long(self, found: Told, answers: Mapping[str, Answer]) -> bool:
        again = told(self._solver.questionnaire, answers)
        return again is not None and again.questions == found.questions and again.red_flags[0] in found.red_flags

    def _longest_quiet(self, told_here: ToldHere) -> Told | None:
        typical = World(self._solver.questionnaire, self._circuit, self._solver.replies, self._said_typically())
        best: Told | None = None
        for flag in self.flags:
            opened = self._reading.decides(flag)
            said = {id: self._solver.replies.said[id] for id in opened}
            world = World(self._solver.questionnaire, self._circuit, self._solver.replies, said, typical)
            firsts = Firsts(world, self._reading)
            ways = firsts.with_flag(flag, told_here(firsts))
            quiet = self._quietest(self._circuit.some(way for _, way in ways), opened)
            fixed = {id: answer for id, answer in self._typical.items() if id not in opened}
            ways = [(entry, self._circuit.every([way, quiet])) for entry, way in ways]
            best = self._longest(ways, world, fixed, best) or best
        return best

    def _said_typically(self) -> dict[str, Mapping[Answer, Literal]]:
        nothing: tuple[str, ...] = ()
        return {
            entry.id: self._solver.replies.fixed(entry.id, self._typical.get(entry.id, nothing))
            for entry in self._outline
        }

    def _quietest(self, wanted: Literal, ids: Collection[str]) -> Literal:
        """Whether someone has no more to tell than it takes for this to hold."""
        unquiet = [literal for id in ids for literal in self._unquiet(id)]
        if self._solver.prover.is_possible(wanted):
            for most_told in range(len(unquiet)):
                few = -self._circuit.at_least(most_told + 1, unquiet)
                if self._solver.prover.is_possible(self._circuit.every([wanted, few])):
                    return few
        return wanted

    def _unquiet(self, id: str) -> list[Literal]:
        """Whether a question is not answered quietly; of a `many` question, one for each choice ticked."""
        said, typical = self._solver.replies.said[id], self._typical.get(id)
        if typical is None:
            return [self._circuit.some(said.values())]
        if not isinstance(typical, tuple):
            return [-said[typical]]
        return [-self._circuit.some(said.values()), *(said[value] for value in said if value not in typical)]

    def _longest(
        self, ways: Sequence[Way], world: World, fixed: Mapping[str, Answer] | None = None, best: Told | None = None
    ) -> Told | None:
        """Find a longer interview among these, the latest question first: few earlier ones can be longer."""
        found: Told | None = None
        beaten = best.questions if best is not None else 0
        for entry, way in reversed(ways):
            before = self._outline.entries[: entry.place + 1]
            limit = bound(world, before) if self._solver.prover.is_possible(way) else 0
            if limit > beaten:
                shown = [world.shown(other.id) for other in before]
                longer = self._circuit.every([way, self._circuit.at_least(beaten + 1, shown)])
                if self._solver.prover.is_possible(longer):
                    beaten, person = most(self._solver, longer, shown, limit)
                    found = self._played(person, fixed or {}, beaten)
        return found

    def _played(self, person: frozenset[Literal], fixed: Mapping[str, Answer], count: int) -> Told:
        """Play it to the alert. Raises WrongWitnessError when that comes after another number of questions."""
        answers = self._solver.played(person, fixed).answers
        found = told(self._solver.questionnaire, answers)
        if found is None or found.questions != count:
            raise WrongWitnessError("the longest interview that was found is another one when played")
        alone = told(self._solver.questionnaire, found.answers)
        return found if alone == found else replace(found, answers=answers)
