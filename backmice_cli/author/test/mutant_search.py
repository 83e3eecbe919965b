"""Answers that show a change of a rule, since a case sees another outcome; or the proof that there are none.

Needs the extra `author`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from backmice_cli.author.symbolic.formulas import FALSE, Literal
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.author.symbolic.outcome import OutcomeFormulas
from backmice_cli.author.symbolic.queries import Query
from backmice_cli.author.symbolic.solver import Prover, Solver
from backmice_cli.author.test.mutants import Mutant, apply_mutant
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire

MOST_AT_HAND = 8
"""Simulated people who are tried before z3 is asked. A try takes a tenth of a query's time."""

MOST_WORK = 1_000_000
"""In z3's own count, about a second. Only scores of possibilities come near it, and more found nobody."""


class MutantSearch:
    """Looks for people in one questionnaire. Importing this module raises MissingExtraError without z3."""

    def __init__(self, questionnaire: Questionnaire, mutants: Collection[Mutant] = ()) -> None:
        self._questionnaire = questionnaire
        conditions = [condition for mutant in mutants for condition in (mutant.before, mutant.after)]
        self._solver = Solver(questionnaire, conditions)
        self._circuit = self._solver.circuit
        self._interviews, self._outcomes = self._solver.interviews, self._solver.outcomes

    def is_equivalent(self, mutant: Mutant) -> bool:
        """Tell whether no answers at all can show the change: then it is no change.

        What ends the questions looks at the answers so far, not at all of them: of that nothing is said.
        """
        if mutant.rule == "red flag" and mutant.asks:
            return False
        before, after = map(self._interviews.condition_holds, (mutant.before, mutant.after))
        return not self._solver.prover.is_possible(self._differ([before], [after]))

    def can_reach(self, goals: Iterable[Query]) -> bool:
        """Tell whether somebody who answers anything reaches all of these goals."""
        return self._solver.prover.is_possible(self._formula(goals))

    def answers_reaching(self, goals: Iterable[Query]) -> dict[str, Answer]:
        """Find answers that reach all of these goals. Raises LookupError where there are none."""
        for answers in self._answers_of(self._formula(goals)):
            return answers
        raise LookupError("no answers reach this")

    def _formula(self, goals: Iterable[Query]) -> Literal:
        answered = self._circuit.some(self._interviews.answered(entry.id) for entry in self._questionnaire.outline)
        return self._circuit.every([answered, *map(self._solver.formula, goals)])

    def answers_showing(self, mutant: Mutant) -> Iterator[dict[str, Answer]]:
        """Yield answers for which the outcome may differ, the likeliest first; the last ones do, as far as any do."""
        for differing in self._differences(mutant):
            yield from self._answers_of(differing)

    def _differences(self, mutant: Mutant) -> Iterator[Literal]:
        """What a case would see, from what is quickly found to what takes long.

        Of possibilities only those are looked at that fit other people than before: a place in the list compares each
        with all others, and whoever is crowded out is so by one of these.
        """
        changed = apply_mutant(mutant, self._questionnaire)
        interviews = self._interviews
        if mutant.asks or mutant.rule == "sign":
            interviews = InterviewFormulas(changed, self._circuit, self._solver.replies)
        before, after = self._outcomes, OutcomeFormulas(interviews, changed)
        if mutant.asks:
            yield self._asked_differently(interviews, changed)
        flags = self._parts_differ(self._questionnaire.red_flags, changed.red_flags, before.raised, after.raised)
        levels = self._differ(map(before.level_at_least, changed.levels), map(after.level_at_least, changed.levels))
        yield self._circuit.some([flags, levels])
        yield self._parts_differ(self._questionnaire.advice, changed.advice, before.advised, after.advised)
        new = changed.possibilities
        fitting = [id for id in new if before.is_candidate(id) != after.is_candidate(id)]
        gone = [id for id in self._questionnaire.possibilities if id not in new]
        yield self._circuit.some(map(before.listed, gone))
        yield self._differ(map(before.listed, fitting), map(after.listed, fitting))

    def _parts_differ(
        self,
        old: Collection[str],
        new: Collection[str],
        before: Callable[[str], Literal],
        after: Callable[[str], Literal],
    ) -> Literal:
        return self._differ(map(before, old), (after(id) if id in new else FALSE for id in old))

    def _asked_differently(self, interviews: InterviewFormulas, changed: Questionnaire) -> Literal:
        """Whether the change asks what was not asked, or does not ask what was answered."""
        found = []
        for entry in self._questionnaire.outline:
            asked = interviews.shown(entry.id) if entry.id in changed.outline else FALSE
            found.append(self._circuit.every([asked, -self._interviews.shown(entry.id)]))
            found.append(self._circuit.every([-asked, self._interviews.answered(entry.id)]))
        return self._circuit.some(found)

    def _differ(self, old: Iterable[Literal], new: Iterable[Literal]) -> Literal:
        """Whether two rows of formulas differ somewhere."""
        pairs = zip(old, new, strict=True)
        return self._circuit.some(
            self._circuit.every(pair) for one, other in pairs for pair in ((one, -other), (-one, other))
        )

    def _answers_of(self, wanted: Literal) -> Iterator[dict[str, Answer]]:
        if wanted == FALSE:
            return
        samples = self._solver.prover.samples
        for person in islice(samples.people(wanted), MOST_AT_HAND):
            yield self._solver.played(person).answers
        # A new one each time: z3 finds a value for all that it was ever told, here the formulas of every other change.
        found = Prover(self._circuit, samples, MOST_WORK).person(wanted)
        if found is not None:
            yield self._solver.played(found).answers
