"""Formulas as FHIRPath over the response, the language of `enableWhenExpression`. Every expression gives true or false.

A test asks whether some answer exists that passes it, so it is false without an answer, as in the interview.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from backmice_cli.questionnaire.condition import AllOf, Bounds, Count, Test
from backmice_cli.questionnaire.formula import AnswerIs, AtLeast, Formula, Not, SignHolds
from backmice_cli.questionnaire.notation import plain_number
from backmice_cli.renderers.fhir import names

BOUNDS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}
"""A bound of the file, and its operator in FHIR and in FHIRPath."""


class FhirPath:
    """Writes formulas, given where the items stand.

    Args:
        places: linkId to the FHIRPath of the item in the response.
        variables: linkId to the variable that tells whether the item shows, for those whose answer may be left from
            before they were hidden: not every program forgets it.
    """

    def __init__(self, places: Mapping[str, str], variables: Mapping[str, str]) -> None:
        self._places = places
        self._variables = variables

    def write(self, formula: Formula) -> str:
        match formula:
            case AtLeast(parts=parts) if formula.wants_all:
                return " and ".join(map(self._inner, parts)) or "true"
            case AtLeast(parts=parts) if formula.wants_any:
                return " or ".join(map(self._inner, parts)) or "false"
            case AtLeast(count, parts):
                return f"({' + '.join(f'iif({self.write(part)}, 1, 0)' for part in parts)}) >= {count}"
            case Not(part):
                return f"{self._inner(part)}.not()"
            case AnswerIs(source, test):
                tested = self._test(source, test)
                return f"%{self._variables[source]} and {tested}" if source in self._variables else tested
            case SignHolds(sign):
                raise LookupError(f"sign '{sign}' is not written out")

    def _inner(self, formula: Formula) -> str:
        """A formula as part of another, in parentheses where it needs them."""
        match formula:
            case Not():
                is_single = True
            case AnswerIs(source, test):
                is_single = source not in self._variables and not isinstance(test, AllOf | Count)
            case AtLeast() | SignHolds():
                is_single = False
        return self.write(formula) if is_single else f"({self.write(formula)})"

    def _test(self, source: str, test: Test) -> str:
        answer = f"{self._places[source]}.answer"
        if not names.is_question(source):
            return f"{answer}.where(value = true).exists()"
        match test:
            case "answered":
                return f"{answer}.exists()"
            case tuple():
                codes = " or ".join(_has_code(source, choice) for choice in test)
                return f"{answer}.value.where({codes}).exists()"
            case AllOf():
                chosen = [f"{answer}.value.where({_has_code(source, choice)}).exists()" for choice in test.all]
                return " and ".join(chosen)
            case Count():
                return " and ".join([f"{answer}.exists()", *(f"{answer}.count() {b}" for b in _bounds_in(test.count))])
            case Bounds():
                return f"{answer}.value.where({' and '.join(f'$this {bound}' for bound in _bounds_in(test))}).exists()"


def quote_string(text: str) -> str:
    """A string in FHIRPath's quotes; nothing in it can end it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"


def _has_code(question: str, choice: str) -> str:
    return f"code = {quote_string(names.choice_code(question, choice))}"


def _bounds_in(bounds: Bounds) -> list[str]:
    """Operators with their numbers, which FHIRPath wants without an exponent."""
    return [f"{BOUNDS[key]} {Decimal(repr(plain_number(bound))):f}" for key, bound in bounds.given.items()]
