"""Exact answers to "can this happen?" for a whole questionnaire, with an example that was played through.

Formulas go to z3 only when no sampled person shows that they are possible. Needs the extra `author`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol

from backmice_cli.author.symbolic.answers import ReplyFormulas, ReplyLiterals
from backmice_cli.author.symbolic.formulas import FALSE, TRUE, Circuit, Every, Literal, Threshold, Variable
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.author.symbolic.outcome import OutcomeFormulas
from backmice_cli.author.symbolic.queries import Query, is_true_of, query_formula
from backmice_cli.author.symbolic.replay_command import replay_answers
from backmice_cli.author.symbolic.simulation import Simulation
from backmice_cli.errors import MissingExtraError
from backmice_cli.interview.interview import Interview, play
from backmice_cli.interview.outcome import level_of
from backmice_cli.questionnaire.condition import Answer, Condition
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.places import condition_places

try:
    import z3
except ImportError as missing:
    raise MissingExtraError("a proof", "author") from missing


class WrongWitnessError(AssertionError):
    """The formulas and the interview disagree: a mistake in this program, never in a questionnaire."""


class Prover:
    """Tells whether formulas can hold, and for whom. Knows formulas only."""

    def __init__(self, circuit: Circuit, samples: Simulation, most_work: int | None = None) -> None:
        """Prepare for any number of formulas of this circuit.

        Args:
            most_work: in z3's own count, which is the same on every machine; what is not found by then counts as
                impossible. Without it everything is a proof.
        """
        self._circuit = circuit
        self.samples = samples
        self._gives_up = most_work is not None
        # For finite domains: keeps pseudo-boolean sums as they are, where the default solver spells them out.
        self._solver = z3.SolverFor("QF_FD")
        self._solver.set("ctrl_c", False)  # z3 would take Ctrl-C for itself and answer that it does not know
        self._solver.set("rlimit", most_work or 0)  # 0 is z3's word for no limit
        self._context = z3.main_ctx().ref()
        self._terms: dict[Literal, z3.BoolRef] = {}
        """By literal: a number has two, for what it stands for and for the opposite."""
        self.queries = 0

    def is_possible(self, literal: Literal) -> bool:
        if literal in (TRUE, FALSE):
            return literal == TRUE
        return bool(self.samples.mask(literal)) or self._check([literal])

    def person(self, *literals: Literal) -> frozenset[Literal] | None:
        """Find someone for whom all of these hold: the variables that hold for them, of those that matter."""
        if FALSE in literals or not self._check(literals):
            return None
        model = self._solver.model()
        numbers = self._circuit.below(literals)
        return frozenset(
            number
            for number in numbers
            if isinstance(self._circuit.nodes[number], Variable) and z3.is_true(model.eval(self._terms[number]))
        )

    def _check(self, literals: Iterable[Literal]) -> bool:
        assumed = [self._term(literal) for literal in literals if literal != TRUE]
        self.queries += 1
        found = self._solver.check(*assumed)
        if found == z3.unknown and not self._gives_up:
            raise WrongWitnessError(f"a proof was not finished: {self._solver.reason_unknown()}")
        return bool(found == z3.sat)

    def _term(self, literal: Literal) -> z3.BoolRef:
        for number in self._circuit.below([literal], self._terms):
            self._define(number)
        return self._terms[literal]

    def _define(self, number: int) -> None:
        """Give a formula a name in z3; everything that it is made of has one."""
        term = self._terms[number] = z3.Bool(f"n{number}")
        self._terms[-number] = z3.Not(term)
        match self._circuit.nodes[number]:
            case Every(parts):  # most are this; z3's own way to say so looks at each part anew, three times as long
                asts = (z3.Ast * len(parts))(*(self._terms[part].ast for part in parts))
                whole = z3.Z3_mk_iff(self._context, term.ast, z3.Z3_mk_and(self._context, len(parts), asts))
                z3.Z3_solver_assert(self._context, self._solver.solver, whole)
            case Threshold(needed, weighed):
                self._solver.add(term == z3.PbGe([(self._terms[part], weight) for part, weight in weighed], needed))


class Solver:
    """Every interview of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, others: Iterable[Condition] = ()) -> None:
        """Look at the questionnaire, with other conditions that goals will speak of."""
        self.questionnaire = questionnaire
        self.circuit = Circuit()
        self.replies = ReplyFormulas(questionnaire, self.circuit, others)
        self.interviews = InterviewFormulas(questionnaire, self.circuit, self.replies)
        self.outcomes = OutcomeFormulas(self.interviews)
        conditions = [self.interviews.condition_holds(place.condition) for place in condition_places(questionnaire)]
        self.prover = Prover(self.circuit, Simulation(self.circuit, self.replies.usual, conditions))

    def is_possible(self, goal: Query) -> bool:
        """Tell whether any interview reaches the goal."""
        return self.prover.is_possible(self.formula(goal))

    def fewest(self, goal: Query) -> dict[str, Answer] | None:
        """Find answers that reach the goal, to as few questions as can be; always the same ones.

        Of several it takes those that leave late questions unanswered, then quiet replies, then the first in the file.
        """
        wanted = self.formula(goal)
        person = FewestAnswers(self, wanted, self.interviews.all_given).person()
        return None if person is None else self.shown(goal, person)

    def fewest_for(self, wanted: Literal) -> dict[str, Answer] | None:
        """The same for a formula. Raises WrongWitnessError when it does not hold for what is answered."""
        person = FewestAnswers(self, wanted, self.interviews.all_given).person()
        if person is None:
            return None
        answers = self.played(person).answers
        if replay_answers(self.questionnaire, answers).answers != answers:
            raise WrongWitnessError("answers that were found cannot be given")
        return answers

    def level(self, answers: Mapping[str, Answer]) -> str:
        return level_of(self.questionnaire, answers)

    def question(self, id: str) -> Question:
        return self.questionnaire.outline[id].question

    def formula(self, goal: Query) -> Literal:
        return query_formula(goal, self.interviews, self.outcomes)

    def shown(self, goal: Query, person: frozenset[Literal]) -> dict[str, Answer]:
        """Give the answers of a person, having replayed them. Raises WrongWitnessError when they miss the goal."""
        answers = self.played(person).answers
        again = replay_answers(self.questionnaire, answers)
        if again.answers != answers or not is_true_of(goal, again):
            raise WrongWitnessError(f"answers that were found for {type(goal).__name__} do not reach it")
        return answers

    def played(self, person: frozenset[Literal], fixed: Mapping[str, Answer] | None = None) -> Interview:
        """Play what this person would say; `fixed` replies go before."""
        return play(self.questionnaire, {**self.said_by(person), **(fixed or {})})

    def said_by(self, person: frozenset[Literal]) -> dict[str, Answer]:
        """What a person would say, if asked."""
        said: dict[str, Answer] = {}
        for entry in self.questionnaire.outline:
            said_here = self.replies.said[entry.id]
            chosen = [value for value, literal in said_here.items() if self.holds_for(literal, person)]
            if chosen:
                many = entry.question.kind == "many"
                said[entry.id] = tuple(str(choice) for choice in chosen) if many else chosen[0]
        return said

    def holds_for(self, literal: Literal, person: frozenset[Literal]) -> bool:
        """Evaluate a formula for one person."""
        return self.circuit.holds(literal, person)

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


class SearchSpace(Protocol):
    """Where a person is looked for: in one questionnaire, or in several at once."""

    @property
    def circuit(self) -> Circuit: ...
    @property
    def prover(self) -> Prover: ...
    def question(self, id: str) -> Question: ...
    def read_by(self, literal: Literal) -> list[str]: ...
    def holds_for(self, literal: Literal, person: frozenset[Literal]) -> bool: ...


class FewestAnswers:
    """Finds the one person for whom a formula holds with the fewest and plainest replies."""

    def __init__(self, solver: SearchSpace, wanted: Literal, replies: Mapping[str, ReplyLiterals]) -> None:
        """Count `replies`: what is answered, or what would be said."""
        self._solver = solver
        self._circuit = solver.circuit
        self._replies = {id: replies[id] for id in solver.read_by(wanted)}
        self._replied = {id: solver.circuit.some(said.values()) for id, said in self._replies.items()}
        self._fixed = [wanted]
        self._person: frozenset[Literal] = frozenset()

    def person(self) -> frozenset[Literal] | None:
        if not self._try(TRUE):
            return None
        for most in range(len(self._replied) + 1):
            if self._prefer(-self._circuit.at_least(most + 1, self._replied.values())):
                break
        left = [id for id in reversed(self._replies) if not self._prefer(-self._replied[id])]
        for id in reversed(left):
            self._settle(self._solver.question(id), self._replies[id])
        return self._person

    def _settle(self, question: Question, said: ReplyLiterals) -> None:
        """Fix a reply to the plainest that can be: the quiet one, else few ticks and the first choices."""
        quiet = question.quiet_choice
        if question.kind != "many":
            next(filter(self._prefer, [said[value] for value in sorted(said, key=lambda value: value != quiet)]))
        elif quiet is None or not self._prefer(self._circuit.every(_exactly(said, quiet))):
            for literal in reversed(list(said.values())):
                self._prefer(-literal)

    def _prefer(self, literal: Literal) -> bool:
        """Fix this where it can be; no need to look when it is so already."""
        if self._solver.holds_for(literal, self._person):
            self._fixed.append(literal)
            return True
        return self._try(literal)

    def _try(self, literal: Literal) -> bool:
        person = self._solver.prover.person(*self._fixed, literal)
        if person is None:
            return False
        self._fixed.append(literal)
        self._person = person
        return True


def _exactly(said: ReplyLiterals, value: Answer) -> list[Literal]:
    return [literal if other == value else -literal for other, literal in said.items()]
