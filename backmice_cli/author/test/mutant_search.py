"""Answers that may show one change of a rule: close to where the rule changes its mind.

A proposal each; `generation.py` plays it and keeps it when it shows the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from backmice_cli.author.test.answer_search import MOST, Way, Ways
from backmice_cli.author.test.mutants import Mutant
from backmice_cli.questionnaire.formula import ALWAYS, NEVER, Formula, formula_of, signs_in, written_out
from backmice_cli.questionnaire.model import Feature, Possibility, Questionnaire
from backmice_cli.questionnaire.places import Kind, places

_FEW = 8


class Boundaries:
    """Proposes answers for the changes of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._ways = Ways(questionnaire)

    def of(self, mutant: Mutant) -> Iterator[Way]:
        """Answers that may show the change, and with them those that lead to the questions."""
        self._ways.start_again()
        for way in self._proposed(mutant):
            yield from islice(self._ways.opened(way), _FEW)

    def _proposed(self, mutant: Mutant) -> Iterator[Way]:
        match mutant.rule:
            case "baseline line":
                yield from self._of_baseline(mutant)
            case "sign":
                yield from self._of_sign(mutant)
            case "question":
                yield from self._of_question(mutant)
            case "possibility":
                yield from self._of_possibility(mutant.id, *_both(mutant))
            case "advice":
                yield from self._of_advice(mutant)
            case "listing":
                yield from self._of_listing(mutant.id)
            case _:
                yield from self._ways.telling_apart(*_both(mutant))

    def _of_baseline(self, mutant: Mutant) -> Iterator[Way]:
        """Answers for this line alone: where another holds too, it does not matter."""
        lines = enumerate(self._questionnaire.baseline, 1)
        others = [(formula_of(line.when), False) for number, line in lines if str(number) != mutant.id]
        yield from self._ways.telling_apart(*_both(mutant), *others)

    def _of_sign(self, mutant: Mutant) -> Iterator[Way]:
        """Answers that show the change in some rule that reads the sign."""
        signs = self._questionnaire.signs
        changed = {**signs, mutant.id: mutant.after}
        for kind, id, when in self._readers(mutant.id):
            one, other = written_out(when, signs), written_out(when, changed)
            if kind == "possibility":
                yield from self._of_possibility(id, one, other)
            elif kind == "question":
                yield from self._of_asking(id, one, other)
            else:
                yield from self._ways.telling_apart(one, other)

    def _readers(self, sign: str) -> Iterator[tuple[Kind, str, Formula]]:
        """The rules that read a sign; red flags first."""
        order: tuple[Kind, ...] = ("red flag", "baseline", "advice", "question", "possibility")
        rules = [place for place in places(self._questionnaire) if place.kind in order]
        for place in sorted(rules, key=lambda place: order.index(place.kind)):
            if sign in signs_in([place.formula], self._questionnaire.signs):
                yield place.kind, place.id, place.formula

    def _of_question(self, mutant: Mutant) -> Iterator[Way]:
        entry = self._questionnaire.outline[mutant.id]
        if mutant.shows:
            yield from self._of_asking(entry.id, *_both(mutant))
            return
        for choice in entry.question.choices.values():
            for id in choice.then:
                yield {id: self._ways.any_answer(id)}

    def _of_asking(self, id: str, before: Formula, after: Formula) -> Iterator[Way]:
        """Answers with which the question is asked with one of the two conditions only, in a section that is taken."""
        ways, outline = self._ways, self._questionnaire.outline
        answer = {id: ways.any_answer(id)}
        for way in islice(ways.of_all([(before, True), (after, False)]), MOST):
            yield from self._joined(way, [answer])
        parent = [(formula_of(need), True) for need in list(ways.needs(id))[:1] if outline[id].parent is not None]
        section = [entry for entry in outline if entry.section == outline[id].section and entry.id != id]
        beside = next((entry.id for entry in section if entry.question.when is None and entry.parent is None), None)
        for way in islice(ways.of_all([(after, True), (before, False), *parent]), MOST):
            yield way
            yield from self._joined(way, [] if beside is None else [{beside: ways.any_answer(beside)}])

    def _of_possibility(self, id: str, before: Formula, after: Formula) -> Iterator[Way]:
        """Answers that tell the two apart while the possibility stands near the edge of the list."""
        possibility = self._questionnaire.possibilities[id]
        needed = formula_of(possibility.needs)
        needs = [] if needed in (ALWAYS, before) else [(needed, True)]
        for way in islice(self._ways.telling_apart(before, after, *needs), _FEW):
            yield way
            yield from self._with_features(way, possibility)
            for flag in possibility.shown_if:
                raised = self._ways.of(formula_of(self._questionnaire.red_flags[flag].when))
                yield from self._joined(way, islice(raised, 2))

    def _with_features(self, way: Way, possibility: Possibility) -> Iterator[Way]:
        """More and more that fits added, starting with each feature once, and something against it at each step.

        So the score passes every step on the way.
        """
        fits = possibility.fits
        for start in range(len(fits)):
            grown = way
            for feature in (*fits[start:], *fits[:start])[:_FEW]:
                more = self._with(grown, feature)
                if more is not None:
                    grown = more
                    yield grown
                    lower = (self._with(grown, against) for against in possibility.against[:_FEW])
                    yield from islice(filter(None, lower), 2)

    def _with(self, way: Way, feature: Feature) -> Way | None:
        return next(self._joined(way, islice(self._ways.of(formula_of(feature.when)), 2)), None)

    def _joined(self, way: Way, others: Iterable[Way]) -> Iterator[Way]:
        """This way and each of the others, where they do not contradict each other."""
        joined = (self._ways.joined(way, other) for other in others)
        return (both for both in joined if both is not None)

    def _of_advice(self, mutant: Mutant) -> Iterator[Way]:
        """Answers that tell the two apart, at whatever level they come to and at each other one."""
        for way in islice(self._ways.telling_apart(*_both(mutant)), 2 * _FEW):
            if way:
                yield way
            for flag in self._one_flag_of_each_level():
                yield from self._joined(way, islice(self._ways.of(flag), 2))

    def _one_flag_of_each_level(self) -> Iterator[Formula]:
        for level in self._questionnaire.levels:
            flags = [formula_of(flag.when) for flag in self._questionnaire.red_flags.values() if flag.level == level]
            yield from flags[:3]

    def _of_listing(self, level: str) -> Iterator[Way]:
        flags = [formula_of(flag.when) for flag in self._questionnaire.red_flags.values() if flag.level == level]
        for id in self._questionnaire.possibilities:
            for way in self._of_possibility(id, ALWAYS, NEVER):
                yield from self._joined(way, islice(self._ways.of(flags[0]) if flags else (), 1))


def _both(mutant: Mutant) -> tuple[Formula, Formula]:
    return formula_of(mutant.before), formula_of(mutant.after)
