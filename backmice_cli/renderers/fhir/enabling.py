"""When items show, in FHIR's words: `enableWhen` where it says exactly what the file says, else an expression.

`enableWhen` knows one level of all or any over simple tests. Its `!=` is used on questions that take one answer only:
there no answer passes it, in the specification of R4 and in LHC-Forms alike, and for several answers readers differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from backmice_cli.questionnaire.condition import AllOf, Bounds
from backmice_cli.questionnaire.formula import ALWAYS, AnswerIs, AtLeast, Formula, Not
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.notation import plain_number
from backmice_cli.renderers.fhir import names
from backmice_cli.renderers.fhir.fhirpath import BOUNDS, FhirPath, quote_string
from backmice_cli.renderers.fhir.formula import all_of, any_of, items_read
from backmice_cli.renderers.fhir.layout import Asked, Item, ItemGroup, Outer

ENABLE_WHEN_EXPRESSION = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"


@dataclass(frozen=True)
class _ItemPlace:
    """An item, where it stands in the response, and what it stands in."""

    item: Item
    path: str
    above: tuple[str, ...]


class Enabling:
    """Says when each item of a questionnaire shows."""

    def __init__(self, questionnaire: Questionnaire, items: Iterable[Outer]) -> None:
        self._words = _EnableWhen(questionnaire)
        self._places = {place.item.link_id: place for item in items for place in _places_in(item, "%resource", ())}
        self._by_expression: set[str] = set()
        self._find_hidden_by_expression()
        self._variables = self._named()
        self._fhirpath = FhirPath({id: place.path for id, place in self._places.items()}, self._variables)

    def of(self, item: Item) -> dict[str, Any]:
        """The parts of an item that say when it shows; none when it always does."""
        if item.shown == ALWAYS:
            return {}
        said = self._said(item)
        if said is None:
            expression = {"language": "text/fhirpath", "expression": self._fhirpath.write(item.shown)}
            return {"extension": [{"url": ENABLE_WHEN_EXPRESSION, "valueExpression": expression}]}
        tests, behaviour = said
        return {"enableWhen": tests, **({"enableBehavior": behaviour} if len(tests) > 1 else {})}

    def variables(self) -> list[dict[str, Any]]:
        """Extensions of the whole questionnaire: what the expressions need to know, each after what it builds on."""
        found = []
        for id, name in self._variables.items():
            place = self._places[id]
            shown = all_of([*(self._places[above].item.shown for above in place.above), place.item.shown])
            expression = {"name": name, "language": "text/fhirpath", "expression": self._fhirpath.write(shown)}
            found.append({"url": VARIABLE, "valueExpression": expression})
        return found

    def _said(self, item: Item) -> tuple[list[dict[str, Any]], str] | None:
        read = items_read(item.shown) - set(self._places[item.link_id].above)
        return None if read & self._by_expression else self._words.say(item.shown)

    def _find_hidden_by_expression(self) -> None:
        """Note the items that an expression hides, alone or with what they stand in.

        When such an item is hidden, LHC-Forms 40 still takes its old answer for one.
        """
        for id, place in self._places.items():
            hidden_above = not self._by_expression.isdisjoint(place.above)
            if hidden_above or (place.item.shown != ALWAYS and self._said(place.item) is None):
                self._by_expression.add(id)

    def _named(self) -> dict[str, str]:
        """The items hidden by expressions that others read, with the names of their variables, in document order."""
        read = frozenset[str]().union(*(items_read(place.item.shown) for place in self._places.values()))
        needed = read & self._by_expression
        return {id: names.variable_name(id) for id in self._places if id in needed}


def _places_in(item: Item, path: str, above: tuple[str, ...]) -> Iterator[_ItemPlace]:
    here = f"{path}.item.where(linkId = {quote_string(item.link_id)})"
    yield _ItemPlace(item, here, above)
    if isinstance(item, ItemGroup | Asked):
        inside = here if isinstance(item, ItemGroup) else f"{here}.answer"
        for inner in item.items:
            yield from _places_in(inner, inside, (*above, item.link_id))


class _EnableWhen:
    """Formulas as `enableWhen`."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._system = names.code_system(questionnaire)

    def say(self, formula: Formula) -> tuple[list[dict[str, Any]], str] | None:
        """Give simple tests and whether `all` or `any` of them must hold; None when that cannot say it."""
        simple = self._simple(formula)
        match simple:
            case AnswerIs() | Not():
                return [self._test(simple)], "all"
            case AtLeast(parts=parts) if parts and all(isinstance(part, AnswerIs | Not) for part in parts):
                return [self._test(part) for part in parts], "all" if simple.wants_all else "any"
        return None

    def _simple(self, formula: Formula) -> Formula | None:
        """The same formula, with nothing but simple tests in it; None where there is no such."""
        match formula:
            case AtLeast() if formula.wants_all or formula.wants_any:
                parts = [self._simple(part) for part in formula.parts]
                known = [part for part in parts if part is not None]
                if len(known) < len(parts):
                    return None
                return all_of(known) if formula.wants_all else any_of(known)
            case AnswerIs():
                return self._simple_test(formula)
            case Not(AnswerIs(source, test)) if self._kind(source) == "one" and isinstance(test, tuple):
                return all_of(Not(AnswerIs(source, (choice,))) for choice in test)
            case Not(AnswerIs(source, "answered")) if self._kind(source) != "many":
                return formula
        return None

    def _simple_test(self, formula: AnswerIs) -> Formula | None:
        source, test = formula.question, formula.test
        match test:
            case tuple():
                return any_of(AnswerIs(source, (choice,)) for choice in test)
            case "answered" if self._kind(source) == "many":  # LHC-Forms takes a box that was cleared for an answer
                return any_of(
                    AnswerIs(source, (choice,)) for choice in self._questionnaire.outline[source].question.choices
                )
            case AllOf():
                return all_of(AnswerIs(source, (choice,)) for choice in test.all)
            case Bounds():
                return all_of(AnswerIs(source, Bounds(**{key: bound})) for key, bound in test.given.items())
            case "answered":
                return formula
        return None

    def _kind(self, source: str) -> str | None:
        outline = self._questionnaire.outline
        return outline[source].question.kind if source in outline else None

    def _test(self, formula: Formula) -> dict[str, Any]:
        """One of the tests that `_simple` leaves."""
        is_negated = isinstance(formula, Not)
        test = formula.part if isinstance(formula, Not) else formula
        assert isinstance(test, AnswerIs)
        if not names.is_question(test.question):
            return {"question": test.question, "operator": "=", "answerBoolean": True}
        match test.test:
            case (str(choice),):
                coding = {"system": self._system, "code": names.choice_code(test.question, choice)}
                operator = "!=" if is_negated else "="
                return {"question": test.question, "operator": operator, "answerCoding": coding}
            case Bounds():
                [(key, bound)] = test.test.given.items()
                return {"question": test.question, "operator": BOUNDS[key], "answerDecimal": plain_number(bound)}
        return {"question": test.question, "operator": "exists", "answerBoolean": not is_negated}
