"""How many questions a person goes through until an emergency is told.

It is told when a red flag of an `interrupt` level comes to hold after a reply to a question that it reads, as in the
interview, and what counts is the first one. A single-answer emergency is one that the answer to one question makes,
together with what opens that question; a combined one takes several.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import count

from backmice_cli.author.check.question_counts import find_person, most_by_tree, most_holding, typical_replies
from backmice_cli.author.check.time_to_alert import AlertFormulas, AlertReaders, AlertWay
from backmice_cli.author.check.until_alert import FirstAlert, play_until_alert
from backmice_cli.author.symbolic.formulas import FALSE, Literal
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.author.symbolic.solver import Solver, WrongWitnessError
from backmice_cli.questionnaire.condition import Answer

MOST_WALKED = 20_000
"""Questions gone through to make one example plainer."""

ToldHere = Callable[[AlertFormulas, str], list[AlertWay]]


class Emergencies:
    """When the first emergency is told, in every interview of a questionnaire."""

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self._circuit = solver.circuit
        self._outline = solver.questionnaire.outline
        self._reading = AlertReaders(solver.interviews)
        self._anyone = AlertFormulas(solver.interviews, self._reading)
        self._typical = typical_replies(solver)

    @property
    def flags(self) -> Collection[str]:
        """The red flags that interrupt."""
        return self._reading.flags

    def longest_single(self) -> FirstAlert | None:
        """The most questions until a single-answer emergency is told, whoever it is; None when there is none."""
        return self._longest(self._anyone.by_one_answer(), self._solver.interviews)

    def longest_combined(self) -> FirstAlert | None:
        """The most questions until a combined emergency is told, whoever it is; None when there is none."""
        return self._longest(self._anyone.by_several(), self._solver.interviews)

    def longest_until(self, flag: str) -> FirstAlert | None:
        """The most questions until this red flag is told, in interviews where it is the first or one of the first."""
        return self._longest(self._anyone.first(flag), self._solver.interviews)

    def quiet_single(self) -> FirstAlert | None:
        """The same as `longest_single` for people who are quiet but for what makes the emergency.

        Of each red flag those are looked at who need the fewest answers for it that are not quiet; what it does not
        read, and what does not open what it reads, they answer quietly.
        """
        return self._longest_quiet(AlertFormulas.by_one_answer)

    def quiet_combined(self) -> FirstAlert | None:
        """The same as `longest_combined` for people who are quiet but for what makes the emergency."""
        return self._longest_quiet(AlertFormulas.by_several)

    def plainest(self, found: FirstAlert) -> FirstAlert:
        """Leave out answers that a longest interview does not need, as far as the limit goes; it stays just as long."""
        answers = dict(found.answers)
        left = MOST_WALKED // len(self._outline)
        for fewer in self._fewer(answers):
            left -= 1
            if left < 0:
                break
            if self._is_as_long(found, fewer):
                answers.clear()
                answers.update(fewer)
        return play_until_alert(self._solver.questionnaire, answers) or found

    def _fewer(self, answers: Mapping[str, Answer]) -> Iterator[dict[str, Answer]]:
        """Yield what to try: `answers` without many, then without few, then without one tick. They may change."""
        size = len(answers)
        while size := size // 2:
            ids = list(answers)
            for start in range(0, len(ids), size):
                without = ids[start : start + size]
                yield {id: answer for id, answer in answers.items() if id not in without}
        for id, given in list(answers.items()):
            for choice in reversed(given) if isinstance(given, tuple) else ():
                now = answers[id]
                ticked = tuple(other for other in now if other != choice) if isinstance(now, tuple) else ()
                if ticked:
                    yield {**answers, id: ticked}

    def _is_as_long(self, found: FirstAlert, answers: Mapping[str, Answer]) -> bool:
        again = play_until_alert(self._solver.questionnaire, answers)
        return again is not None and again.questions == found.questions and again.red_flags[0] in found.red_flags

    def _longest_quiet(self, told_here: ToldHere) -> FirstAlert | None:
        best: FirstAlert | None = None
        for flag, firsts in self._of_quiet_people.items():
            ways = told_here(firsts, flag)
            beaten = best.questions if best is not None else 0
            if not any(
                self._solver.prover.is_possible(self._longer(way, firsts.interviews, beaten)[0]) for way in ways
            ):
                continue  # whoever they are, let alone the quietest
            opened = self._opened[flag]
            quiet = self._quietest(self._circuit.some(way for _, way in ways), opened)
            fixed = {id: answer for id, answer in self._typical.items() if id not in opened}
            ways = [(entry, self._circuit.every([way, quiet])) for entry, way in ways]
            best = self._longest(ways, firsts.interviews, fixed, best) or best
        return best

    @cached_property
    def _opened(self) -> dict[str, tuple[str, ...]]:
        """For each red flag: the questions on which it depends."""
        return {flag: tuple(self._reading.decides(flag)) for flag in self.flags}

    @cached_property
    def _of_quiet_people(self) -> dict[str, AlertFormulas]:
        """For each red flag: the interviews of people who answer quietly what it does not depend on."""
        questionnaire, replies = self._solver.questionnaire, self._solver.replies
        typical = InterviewFormulas(questionnaire, self._circuit, replies, self._said_typically())
        usual = AlertFormulas(typical, self._reading)
        found: dict[tuple[str, ...], AlertFormulas] = {}
        for ids in self._opened.values():
            if ids not in found:
                said = {id: replies.said[id] for id in ids}
                found[ids] = AlertFormulas(
                    InterviewFormulas(questionnaire, self._circuit, replies, said, typical), self._reading, usual
                )
        return {flag: found[ids] for flag, ids in self._opened.items()}

    def _said_typically(self) -> dict[str, Mapping[Answer, Literal]]:
        nothing: tuple[str, ...] = ()
        return {
            entry.id: self._solver.replies.fixed(entry.id, self._typical.get(entry.id, nothing))
            for entry in self._outline
        }

    def _quietest(self, wanted: Literal, ids: Collection[str]) -> Literal:
        """Whether someone has no more to tell than it takes for this to hold, which must be possible."""
        unquiet = [literal for id in ids for literal in self._unquiet(id)]
        fewer = (-self._circuit.at_least(many, unquiet) for many in count(1))  # it mostly takes few
        return next(few for few in fewer if self._solver.prover.is_possible(self._circuit.every([wanted, few])))

    def _unquiet(self, id: str) -> list[Literal]:
        """Whether a question is not answered quietly; of a `many` question, one for each choice ticked."""
        said, typical = self._solver.replies.said[id], self._typical.get(id)
        if typical is None:
            return [self._circuit.some(said.values())]
        if not isinstance(typical, tuple):
            return [-said[typical]]
        return [-self._circuit.some(said.values()), *(said[value] for value in said if value not in typical)]

    def _longest(
        self,
        ways: Sequence[AlertWay],
        interviews: InterviewFormulas,
        fixed: Mapping[str, Answer] | None = None,
        best: FirstAlert | None = None,
    ) -> FirstAlert | None:
        """Find a longer interview among these, the latest question first: few earlier ones can be longer."""
        longest = FALSE
        beaten = best.questions if best is not None else 0
        for way in reversed(ways):
            longer, shown, limit = self._longer(way, interviews, beaten)
            if self._solver.prover.is_possible(longer):
                beaten = most_holding(self._solver, longer, shown, limit, beaten + 1)
                longest = self._circuit.every([longer, self._circuit.at_least(beaten, shown)])
        return None if longest == FALSE else self._played(find_person(self._solver, longest), fixed or {}, beaten)

    def _longer(self, way: AlertWay, interviews: InterviewFormulas, beaten: int) -> tuple[Literal, list[Literal], int]:
        """When a way goes through more questions than that; when each of them is asked; a bound of their number."""
        entry, told_here = way
        before = self._outline.entries[: entry.place + 1]
        limit = most_by_tree(interviews, before) if told_here != FALSE else 0
        if limit <= beaten:
            return FALSE, [], limit
        shown = [interviews.shown(other.id) for other in before]
        return self._circuit.every([told_here, self._circuit.at_least(beaten + 1, shown)]), shown, limit

    def _played(self, person: frozenset[Literal], fixed: Mapping[str, Answer], count: int) -> FirstAlert:
        """Play it to the alert. Raises WrongWitnessError when that comes after another number of questions."""
        answers = self._solver.played(person, fixed).answers
        found = play_until_alert(self._solver.questionnaire, answers)
        if found is None or found.questions != count:
            raise WrongWitnessError("the longest interview that was found is another one when played")
        alone = play_until_alert(self._solver.questionnaire, found.answers)
        return found if alone == found else replace(found, answers=answers)
