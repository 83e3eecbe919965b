"""Answers that may show one change of a rule: close to where the rule changes its mind.

A proposal each; `generation.py` plays it and keeps it when it shows the change.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from backmice_cli.analysis.conditions import ALWAYS, NEVER, all_of, any_of, negated, parts_of, some_of
from backmice_cli.analysis.mutants import Mutant, signs_in
from backmice_cli.analysis.ways import MOST, Way, Ways
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.model import Feature, Possibility, Questionnaire

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
                yield from self._of_possibility(mutant.id, mutant.before, mutant.after)
            case "advice":
                yield from self._of_advice(mutant)
            case "listing":
                yield from self._of_listing(mutant.id)
            case _:
                yield from self._ways.telling_apart(mutant.before, mutant.after)

    def _of_baseline(self, mutant: Mutant) -> Iterator[Way]:
        """Answers for this line alone: where another holds too, it does not matter."""
        lines = enumerate(self._questionnaire.baseline, 1)
        others = [(line.when, False) for number, line in lines if str(number) != mutant.id]
        yield from self._ways.telling_apart(mutant.before, mutant.after, *others)

    def _of_sign(self, mutant: Mutant) -> Iterator[Way]:
        """Answers that show the change in some rule that reads the sign."""
        signs = self._questionnaire.signs
        changed = {**signs, mutant.id: mutant.after}
        for kind, id, when in self._readers(mutant.id):
            one, other = _written_out(when, signs), _written_out(when, changed)
            if kind == "possibility":
                yield from self._of_possibility(id, one, other)
            elif kind == "question":
                yield from self._of_asking(id, one, other)
            else:
                yield from self._ways.telling_apart(one, other)

    def _readers(self, sign: str) -> Iterator[tuple[str, str, Condition]]:
        """Kind and id of the rules that read a sign, each with its condition; red flags first."""
        questionnaire = self._questionnaire
        rules: list[tuple[str, str, Condition | None]] = [
            *(("red flag", id, flag.when) for id, flag in questionnaire.red_flags.items()),
            *(("baseline line", "", line.when) for line in questionnaire.baseline),
            *(("advice", id, advice.when) for id, advice in questionnaire.advice.items()),
            *(("question", entry.id, entry.question.when) for entry in questionnaire.outline),
        ]
        for id, possibility in questionnaire.possibilities.items():
            rules.append(("possibility", id, possibility.needs))
            rules += (("possibility", id, feature.when) for feature in (*possibility.fits, *possibility.against))
        for kind, id, when in rules:
            if when is not None and sign in signs_in(when, questionnaire):
                yield kind, id, when

    def _of_question(self, mutant: Mutant) -> Iterator[Way]:
        entry = self._questionnaire.outline[mutant.id]
        if mutant.shows:
            yield from self._of_asking(entry.id, mutant.before, mutant.after)
            return
        for choice in entry.question.choices.values():
            for id in choice.then:
                yield {id: self._ways.any_answer(id)}

    def _of_asking(self, id: str, before: Condition, after: Condition) -> Iterator[Way]:
        """Answers with which the question is asked with one of the two conditions only, in a section that is taken."""
        ways, outline = self._ways, self._questionnaire.outline
        answer = {id: ways.any_answer(id)}
        for way in islice(ways.of_all([(before, True), (after, False)]), MOST):
            both = ways.joined(way, answer)
            if both is not None:
                yield both
        parent = [(need, True) for need in list(ways.needs(id))[:1] if outline[id].parent is not None]
        section = [entry for entry in outline if entry.section == outline[id].section and entry.id != id]
        beside = next((entry.id for entry in section if entry.question.when is None and entry.parent is None), None)
        for way in islice(ways.of_all([(after, True), (before, False), *parent]), MOST):
            yield way
            both = None if beside is None else ways.joined(way, {beside: ways.any_answer(beside)})
            if both is not None:
                yield both

    def _of_possibility(self, id: str, before: Condition, after: Condition) -> Iterator[Way]:
        """Answers that tell the two apart while the possibility stands near the edge of the list."""
        possibility = self._questionnaire.possibilities[id]
        needs = [] if possibility.needs is None or possibility.needs == before else [(possibility.needs, True)]
        for way in islice(self._ways.telling_apart(before, after, *needs), _FEW):
            yield way
            yield from self._with_features(way, possibility)
            for flag in possibility.shown_if:
                for raised in islice(self._ways.of(self._questionnaire.red_flags[flag].when), 2):
                    both = self._ways.joined(way, raised)
                    if both is not None:
                        yield both

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
        joined = (self._ways.joined(way, more) for more in islice(self._ways.of(feature.when), 2))
        return next(filter(None, joined), None)

    def _of_advice(self, mutant: Mutant) -> Iterator[Way]:
        """Answers that tell the two apart, at whatever level they come to and at each other one."""
        for way in islice(self._ways.telling_apart(mutant.before, mutant.after), 2 * _FEW):
            if way:
                yield way
            for flag in self._one_flag_of_each_level():
                for raised in islice(self._ways.of(flag), 2):
                    both = self._ways.joined(way, raised)
                    if both is not None:
                        yield both

    def _one_flag_of_each_level(self) -> Iterator[Condition]:
        for level in self._questionnaire.levels:
            flags = [flag.when for flag in self._questionnaire.red_flags.values() if flag.level == level]
            yield from flags[:3]

    def _of_listing(self, level: str) -> Iterator[Way]:
        flags = [flag.when for flag in self._questionnaire.red_flags.values() if flag.level == level]
        for id in self._questionnaire.possibilities:
            for way in self._of_possibility(id, ALWAYS, NEVER):
                for raised in islice(self._ways.of(flags[0]) if flags else (), 1):
                    both = self._ways.joined(way, raised)
                    if both is not None:
                        yield both


def _written_out(condition: Condition, signs: dict[str, Condition]) -> Condition:
    """The same condition with what each sign stands for in its place."""
    parts = []
    for part in parts_of(condition):
        if part.sign is not None:
            parts.append(_written_out(signs[part.sign], signs))
        elif part.negated is not None:
            parts.append(negated(_written_out(part.negated, signs)))
        elif part.any is not None:
            parts.append(any_of([_written_out(inner, signs) for inner in part.any]))
        elif part.of is not None:
            parts.append(some_of(part.at_least, [_written_out(inner, signs) for inner in part.of]))
        else:
            parts.append(part)
    return all_of(parts)
