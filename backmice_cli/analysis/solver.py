"""Exact answers to "can this happen?" for a whole questionnaire, with an example that was played through.

Formulas go to z3 only when no sampled person shows that they are possible. Needs the extra `author`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from backmice_cli.analysis.cases import play
from backmice_cli.analysis.circuit import FALSE, TRUE, AtLeast, Circuit, Every, Literal, Variable
from backmice_cli.analysis.goals import Goal, formula, is_reached
from backmice_cli.analysis.outcomes import Outcomes
from backmice_cli.analysis.replies import Replies
from backmice_cli.analysis.samples import Samples
from backmice_cli.analysis.witness import replay
from backmice_cli.analysis.world import World
from backmice_cli.errors import MissingExtraError
from backmice_cli.interview.interview import Interview
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire

try:
    import z3
except ImportError as missing:
    raise MissingExtraError("a proof", "author") from missing


class WrongWitnessError(AssertionError):
    """The formulas and the interview disagree: a mistake in this program, never in a questionnaire."""


class Prover:
    """Tells whether formulas can hold, and for whom. Knows formulas only."""

    def __init__(self, circuit: Circuit, samples: Samples) -> None:
        self._circuit = circuit
        self._samples = samples
        self._solver = z3.SolverFor("QF_FD")
        self._terms: dict[int, z3.BoolRef] = {}
        self.queries = 0

    def is_possible(self, literal: Literal) -> bool:
        if literal in (TRUE, FALSE):
            return literal == TRUE
        return bool(self._samples.mask(literal)) or self._check([literal])

    def person(self, *literals: Literal) -> frozenset[Literal] | None:
        """Find someone for whom all of these hold: the variables that hold for them, of those that matter."""
        if FALSE in literals or not self._check(literals):
            return None
        model = self._solver.model()
        numbers = self._circuit.below(literals)
        return frozenset(
            number
            for number in numbers
            if isinstance(self._circuit.nodes[number], Variable) and z3.is_true(model[self._terms[number]])
        )

    def _check(self, literals: Iterable[Literal]) -> bool:
        assumed = [self._term(literal) for literal in literals if literal != TRUE]
        self.queries += 1
        return bool(self._solver.check(*assumed) == z3.sat)

    def _term(self, literal: Literal) -> z3.BoolRef:
        number = abs(literal)
        if number not in self._terms:
            for part in self._circuit.below([number]):
                if part not in self._terms:
                    self._define(part)
        return self._terms[number] if literal > 0 else z3.Not(self._terms[number])

    def _define(self, number: int) -> None:
        """Give a formula a name in z3; everything that it is made of has one."""
        term = self._terms[number] = z3.Bool(f"n{number}")
        match self._circuit.nodes[number]:
            case Every(parts):
                self._solver.add(term == z3.And([self._term(part) for part in parts]))
            case AtLeast(needed, weighed):
                self._solver.add(term == z3.PbGe([(self._term(part), weight) for part, weight in weighed], needed))


class Solver:
    """Every interview of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.circuit = Circuit()
        self.replies = Replies(questionnaire, self.circuit)
        self.world = World(questionnaire, self.circuit, self.replies)
        self.outcomes = Outcomes(self.world)
        self.prover = Prover(self.circuit, Samples(self.circuit, self.replies.usual))

    def is_possible(self, goal: Goal) -> bool:
        """Tell whether any interview reaches the goal."""
        return self.prover.is_possible(self.formula(goal))

    def witness(self, goal: Goal) -> dict[str, Answer] | None:
        """Find answers that reach the goal; which ones, may depend on what was looked for before."""
        wanted = self.formula(goal)
        person = self.prover.person(wanted)
        return None if person is None else self.shown(goal, person)

    def fewest(self, goal: Goal) -> dict[str, Answer] | None:
        """Find answers that reach the goal, to as few questions as can be; always the same ones.

        Of several it takes those that leave late questions unanswered, then quiet replies, then the first in the file.
        """
        wanted = self.formula(goal)
        person = Fewest(self, wanted).person()
        return None if person is None else self.shown(goal, person)

    def formula(self, goal: Goal) -> Literal:
        return formula(goal, self.world, self.outcomes)

    def shown(self, goal: Goal, person: frozenset[Literal]) -> dict[str, Answer]:
        """Give the answers of a person, having replayed them. Raises WrongWitnessError when they miss the goal."""
        answers = self.played(person).answers
        again = replay(self.questionnaire, answers)
        if again.answers != answers or not is_reached(goal, again):
            raise WrongWitnessError(f"answers that were found for {type(goal).__name__} do not reach it")
        return answers

    def played(self, person: frozenset[Literal], fixed: Mapping[str, Answer] | None = None) -> Interview:
        """Play what this person would say; `fixed` replies go before."""
        return play(self.questionnaire, {**self.said_by(person), **(fixed or {})})

    def said_by(self, person: frozenset[Literal]) -> dict[str, Answer]:
        """What a person would say, if asked."""
        said: dict[str, Answer] = {}
        for entry in self.questionnaire.outline:
            chosen = [value for value, literal in self.replies.said[entry.id].items() if self._holds(literal, person)]
            if chosen:
                many = entry.question.kind == "many"
                said[entry.id] = tuple(str(choice) for choice in chosen) if many else chosen[0]
        return said

    def _holds(self, literal: Literal, person: frozenset[Literal]) -> bool:
        """Evaluate what a person says: a variable, or one variable without those before it."""
        node = self.circuit.nodes[abs(literal)]
        parts = node.parts if isinstance(node, Every) and literal > 0 else (literal,)
        return all((abs(part) in person) == (part > 0) for part in parts)

    @cached_property
    def _owners(self) -> dict[int, str]:
        """Variable to the question that it belongs to."""
        return {
            number: id
            for id, said in self.replies.said.items()
            for number in self.circuit.below(said.values())
            if isinstance(self.circuit.nodes[number], Variable)
        }

    def read_by(self, literal: Literal) -> list[str]:
        """The questions on whose replies a formula depends, in the order of asking."""
        ids = {self._owners[number] for number in self.circuit.below([literal]) if number in self._owners}
        return [entry.id for entry in self.questionnaire.outline if entry.id in ids]


class Fewest:
    """Finds the one person who reaches a formula with the fewest and plainest answers."""

    def __init__(self, solver: Solver, wanted: Literal) -> None:
        self._solver = solver
        self._circuit = solver.circuit
        self._world = solver.world
        self._questions = solver.read_by(wanted)
        self._fixed = [wanted]
        self._found: frozenset[Literal] | None = None
        self._answers: Mapping[str, Answer] = {}

    def person(self) -> frozenset[Literal] | None:
        if not self._can():
            return None
        answered = [self._world.answered(id) for id in self._questions]
        for most in range(len(self._answers)):
            if self._try(-self._circuit.at_least(most + 1, answered)):
                break
        else:
            self._fixed.append(-self._circuit.at_least(len(self._answers) + 1, answered))
        answered_at_all = [id for id in reversed(self._questions) if not self._leaves_out(id)]
        for id in reversed(answered_at_all):
            self._settle(id)
        return self._found

    def _leaves_out(self, id: str) -> bool:
        return self._prefer(id not in self._answers, -self._world.answered(id))

    def _settle(self, id: str) -> None:
        """Fix the reply to one question to the plainest that can be."""
        question = self._solver.questionnaire.outline[id].question
        given = self._world.given(id)
        quiet = question.quiet_choice
        if question.kind == "many":
            if quiet is not None and self._prefer(self._answers.get(id) == (quiet,), given[quiet]):
                return
            for choice, literal in reversed(list(given.items())):
                if not self._prefer(choice not in self._said(id), -literal):
                    self._fixed.append(literal)
            return
        for value in sorted(given, key=lambda value: value != quiet):
            if self._prefer(self._answers.get(id) == value, given[value]):
                return

    def _said(self, id: str) -> tuple[str, ...]:
        said = self._answers.get(id, ())
        return said if isinstance(said, tuple) else ()

    def _prefer(self, is_so: bool, literal: Literal) -> bool:
        """Fix this if it can be; no need to look when it is so already."""
        if is_so:
            self._fixed.append(literal)
            return True
        return self._try(literal)

    def _try(self, literal: Literal) -> bool:
        if self._can(literal):
            self._fixed.append(literal)
            return True
        return False

    def _can(self, *more: Literal) -> bool:
        person = self._solver.prover.person(*self._fixed, *more)
        if person is None:
            return False
        self._found, self._answers = person, self._solver.played(person).answers
        return True
