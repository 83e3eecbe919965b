"""What a person could say to each question, as formulas: finitely many replies stand for all there are.

Every way of setting the variables is one person: of two choices that exclude each other the earlier counts. A number
is stood for by one value of each stretch between the thresholds that conditions and the question itself set, for no
condition can tell two numbers of one stretch apart; a text by any text.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise, zip_longest

from backmice_cli.author.symbolic.formulas import FALSE, TRUE, Circuit, Literal
from backmice_cli.interview.answers import MOST_DIGITS, answer_text, read_if_fits
from backmice_cli.questionnaire.condition import Answer, Bounds, Condition
from backmice_cli.questionnaire.formula import formula_of, tests_in
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.places import condition_places

SOME_TEXT = "something"
_FARTHEST = 10.0**MOST_DIGITS - 1

ReplyLiterals = Mapping[Answer, Literal]
"""What could be said, and when it is. In a `many` question several may be said at once, each on its own."""


def exclusive_replies(
    values: Iterable[Answer], quiet: Answer | None, circuit: Circuit, usual: set[Literal]
) -> dict[Answer, Literal]:
    """Make a variable for each value, of which the earliest that is set counts; that of `quiet` goes to the `usual`."""
    said: dict[Answer, Literal] = {}
    earlier: list[Literal] = []
    for value in values:
        variable = circuit.variable()
        said[value] = circuit.every([variable, *(-other for other in earlier)])
        earlier.append(variable)
        if value == quiet:
            usual.add(variable)
    return said


class ReplyFormulas:
    """What one person would say to each question of a questionnaire, if it is asked."""

    def __init__(self, questionnaire: Questionnaire, circuit: Circuit, others: Iterable[Condition] = ()) -> None:
        """Tell apart what the questionnaire's conditions do, and these others."""
        self._circuit = circuit
        self.thresholds = thresholds_by_question(
            [*(place.condition for place in condition_places(questionnaire)), *others]
        )
        self.usual: set[Literal] = set()
        """The variables of the quiet replies, or of the first where none is quiet."""
        self.said = {entry.id: self._could_say(entry.id, entry.question) for entry in questionnaire.outline}

    def _could_say(self, id: str, question: Question) -> dict[Answer, Literal]:
        values: list[Answer]
        match question.kind:
            case "one":
                values = list(question.choices)
            case "many":
                return self._could_tick(question)
            case "number":
                values = [*sorted(representative_numbers(question, self.thresholds.get(id, ())), key=abs)]
            case "text":
                values = [SOME_TEXT]
        return self._one_of(values, question.quiet_choice or next(iter(values), None))

    def _one_of(self, values: Iterable[Answer], quiet: Answer | None) -> dict[Answer, Literal]:
        return exclusive_replies(values, quiet, self._circuit, self.usual)

    def _could_tick(self, question: Question) -> dict[Answer, Literal]:
        alone = [choice for choice, part in question.choices.items() if part.exclusive]
        said = self._one_of(alone, question.quiet_choice)
        nothing_alone = [-literal for literal in said.values()]
        for choice in question.choices:
            if choice not in said:
                variable = self._circuit.variable()
                said[choice] = self._circuit.every([variable, *nothing_alone])
                if choice == question.quiet_choice:
                    self.usual.add(variable)
        return {choice: said[choice] for choice in question.choices}

    def fixed(self, id: str, answer: Answer) -> ReplyLiterals:
        """The same as `said[id]` for someone who says exactly this."""
        chosen: Collection[Answer] = answer if isinstance(answer, tuple) else (answer,)
        return {value: TRUE if value in chosen else FALSE for value in self.said[id]}


def thresholds_by_question(conditions: Iterable[Condition]) -> dict[str, set[float]]:
    """Question id to the numbers that conditions compare its answer with."""
    found: dict[str, set[float]] = {}
    for condition in conditions:
        for tested in tests_in(formula_of(condition)):
            if isinstance(tested.test, Bounds):
                found.setdefault(tested.question, set()).update(tested.test.given.values())
    return found


def representative_numbers(question: Question, bounds: Iterable[float]) -> Iterator[int | float]:
    """Yield one number that may be typed of each stretch between these bounds, and each bound itself, in order."""
    low = -_FARTHEST if question.min is None else max(question.min, -_FARTHEST)
    high = _FARTHEST if question.max is None else min(question.max, _FARTHEST)
    marks = sorted({low, high, *(float(bound) for bound in bounds if low < bound < high)})
    between = (_number_between(low, high) for low, high in pairwise(marks))
    numbers = (number for pair in zip_longest(marks, between) for number in pair if number is not None)
    for typed in (read_if_fits(question, answer_text(number)) for number in numbers):
        if isinstance(typed, int | float):
            yield typed


def _number_between(low: float, high: float) -> float | None:
    """The plainest number between two others: a whole one near zero where there is one."""
    if low < 0 < high:
        return 0.0
    first, last = math.floor(low) + 1, math.ceil(high) - 1
    if first <= last:
        return float(first if low >= 0 else last)
    middle = low + (high - low) / 2
    return middle if low < middle < high else None
