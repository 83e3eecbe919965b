"""One run of a questionnaire as formulas: what is asked, what is answered, what holds, which level follows.

The rules are those of `interview/interview.py` and `interview/outcome.py`, for all people at once:

- a question is answered only if it is asked, and anyone may leave any question without an answer;
- it is asked when the answer that opens it was given, its own `when` holds, and no red flag that `ends` the interview
  held, on the answers given up to then, at the end of an earlier section;
- a test of a question without an answer is false, and `not` of it true.

An optional section needs no rule: leaving it out is the same as answering none of its questions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from backmice_cli.author.symbolic.answers import ReplyFormulas, ReplyLiterals
from backmice_cli.author.symbolic.formulas import FALSE, TRUE, Circuit, Literal
from backmice_cli.questionnaire.condition import AllOf, Answer, Bounds, Condition, Count, Test
from backmice_cli.questionnaire.formula import ALWAYS, AnswerIs, Formula, Leaf, SignHolds, fold_formula, leaves_of
from backmice_cli.questionnaire.model import Entry, Question, Questionnaire


class InterviewFormulas:
    """All interviews; or, when made by `with_reply`, those in which one reply is certain."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        circuit: Circuit,
        replies: ReplyFormulas,
        fixed: Mapping[str, ReplyLiterals] | None = None,
        base: InterviewFormulas | None = None,
    ) -> None:
        self.questionnaire = questionnaire
        self.circuit = circuit
        self.replies = replies
        self._changed = (fixed or {}).keys()
        self._fixed: Mapping[str, ReplyLiterals] = {**(base._fixed if base is not None else {}), **(fixed or {})}
        self._base = base
        self._asked: dict[str, Literal] = {}
        self._given: dict[str, ReplyLiterals] = {}
        self._held: dict[tuple[Formula, frozenset[str]], Literal] = {}
        self._reads: dict[Formula, frozenset[str]] = base._reads if base is not None else {}
        self._ended: dict[str, Literal] = {}
        # In the order of the file nothing waits for what comes later: without this a chain of follow-ups would be a
        # recursion as deep as the chain is long.
        for entry in questionnaire.outline:
            if base is None or entry.id in self.affected_questions:
                self.given(entry.id)

    def with_reply(self, id: str, answer: Answer) -> InterviewFormulas:
        """The same people, but all of them say this to that question if it is asked."""
        return InterviewFormulas(
            self.questionnaire, self.circuit, self.replies, {id: self.replies.fixed(id, answer)}, self
        )

    @cached_property
    def affected_questions(self) -> Collection[str]:
        """The questions whose answer can differ from that in the interviews that these were made from."""
        found: set[str] = set()
        waiting = list(self._changed)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found.add(id)
                waiting += (entry.id for entry in self.questionnaire.depending.get(id, ()))
        read_by_ends = frozenset[str]().union(*map(self.reads, self._ends)) & found
        for earlier in self._earlier.values():
            if not read_by_ends.isdisjoint(earlier):
                return found.union(entry.id for entry in self.questionnaire.outline if entry.id not in earlier)
        return found

    def asked(self, id: str) -> Literal:
        if self._base is not None and id not in self.affected_questions:
            return self._base.asked(id)
        known = self._asked.get(id)
        if known is None:
            known = self._asked[id] = self._is_asked(self.questionnaire.outline[id])
        return known

    def _is_asked(self, entry: Entry) -> Literal:
        return self.circuit.every([self.reached(entry), self.condition_holds(entry.question.when)])

    def reached(self, entry: Entry) -> Literal:
        """Whether a question is asked as far as that does not depend on its own `when`."""
        opened = TRUE if entry.parent is None else self.given(entry.parent)[str(entry.opened_by)]
        return self.circuit.every([opened, -self.ended_before(entry.section)])

    def ended_before(self, section: str) -> Literal:
        """Whether a red flag has ended the interview before this section."""
        known = self._ended.get(section)
        if known is None:
            earlier = self._earlier[section]
            held = [self.holds(when, earlier) for when in self._ends] if earlier else []
            known = self._ended[section] = self.circuit.some(held)
        return known

    def given(self, id: str) -> ReplyLiterals:
        """What is answered: each reply that can be given, and when it is."""
        if self._base is not None and id not in self.affected_questions:
            return self._base.given(id)
        known = self._given.get(id)
        if known is None:
            asked = self.asked(id)
            said = self._fixed.get(id, self.replies.said[id])
            known = self._given[id] = {value: self.circuit.every([asked, literal]) for value, literal in said.items()}
        return known

    def taken(self, section: str) -> Literal:
        """Whether a section is not left out: for an optional one, whether something in it is answered."""
        if not self.questionnaire.sections[section].optional:
            return TRUE
        ids = [entry.id for entry in self.questionnaire.outline if entry.section == section]
        return self.circuit.some(self.answered(id) for id in ids)

    def shown(self, id: str) -> Literal:
        """Whether a question is asked, and its section not left out."""
        return self.circuit.every([self.asked(id), self.taken(self.questionnaire.outline[id].section)])

    @property
    def all_given(self) -> Mapping[str, ReplyLiterals]:
        """What is answered to every question."""
        return {entry.id: self.given(entry.id) for entry in self.questionnaire.outline}

    def answered(self, id: str) -> Literal:
        return self.circuit.some(self.given(id).values())

    def meaning(self, condition: Condition | None) -> Formula:
        """The formula of a condition, made once."""
        return ALWAYS if condition is None else self.questionnaire.evaluator.meaning(condition).formula

    def condition_holds(self, condition: Condition | None) -> Literal:
        """Whether a condition holds on all answers."""
        return self.holds(self.meaning(condition))

    def holds(self, formula: Formula, seen: Collection[str] | None = None) -> Literal:
        """Whether a formula holds on all answers, or on those to the questions `seen` alone."""
        reads = self.reads(formula)
        if seen is not None:
            reads = reads.intersection(seen)
        if self._base is not None and reads.isdisjoint(self.affected_questions):
            return self._base.holds(formula, seen)
        key = (formula, reads)
        known = self._held.get(key)
        if known is None:
            known = self._held[key] = fold_formula(
                formula, lambda leaf: self._leaf(leaf, reads), lambda part: -part, self.circuit.at_least
            )
        return known

    def _leaf(self, leaf: Leaf, seen: Collection[str]) -> Literal:
        match leaf:
            case AnswerIs(question, test):
                return self._passes(question, test) if question in seen else FALSE
            case SignHolds(sign):
                return self.holds(self._sign(sign), seen)

    def _passes(self, id: str, test: Test) -> Literal:
        given, question = self.given(id), self.questionnaire.outline[id].question
        match test:
            case "answered":
                return self.circuit.some(given.values())
            case tuple():
                return self.circuit.some(given[choice] for choice in test if choice in given)
            case AllOf():
                return self._all_chosen(question, given, test)
            case Count():
                return self._counted(question, given, test)
            case Bounds():
                if not self.replies.thresholds.get(id, set()).issuperset(test.given.values()):
                    raise LookupError("make the Solver with this condition: it tells other numbers apart")
                numbers = {value: literal for value, literal in given.items() if isinstance(value, int | float)}
                return self.circuit.some(literal for value, literal in numbers.items() if test.admit(value))

    def _all_chosen(self, question: Question, given: ReplyLiterals, test: AllOf) -> Literal:
        if question.kind != "many":
            return FALSE
        return self.circuit.every(given.get(choice, FALSE) for choice in test.all)

    def _counted(self, question: Question, given: ReplyLiterals, test: Count) -> Literal:
        counts = [count for count in range(1, len(given) + 1) if test.count.admit(count)]
        if question.kind != "many" or not counts:
            return FALSE
        chosen = list(given.values())
        enough = self.circuit.at_least(counts[0], chosen)
        return self.circuit.every([enough, -self.circuit.at_least(counts[-1] + 1, chosen)])

    def reads(self, formula: Formula) -> frozenset[str]:
        """The questions that a condition reads, through its signs too."""
        known = self._reads.get(formula)
        if known is None:
            named = list(leaves_of(formula))
            inside = (self.reads(self._sign(leaf.sign)) for leaf in named if isinstance(leaf, SignHolds))
            directly = (leaf.question for leaf in named if isinstance(leaf, AnswerIs))
            known = self._reads[formula] = frozenset(directly).union(*inside)
        return known

    def _sign(self, id: str) -> Formula:
        return self.meaning(self.questionnaire.signs[id])

    @cached_property
    def _earlier(self) -> dict[str, frozenset[str]]:
        """Section to the questions of all sections before it."""
        if self._base is not None:
            return self._base._earlier
        found: dict[str, frozenset[str]] = {}
        so_far: list[str] = []
        for entry in self.questionnaire.outline:
            if entry.section not in found:
                found[entry.section] = frozenset(so_far)
            so_far.append(entry.id)
        return found

    @property
    def _ends(self) -> list[Formula]:
        ends = self.questionnaire.ends
        return [] if ends is None else [self.meaning(ends)]
