"""The rules of a questionnaire in the languages of two rule engines, with their signs written out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from backmice_cli.questionnaire.condition import AllOf, Answer, Bounds, Condition, Count
from backmice_cli.questionnaire.formula import Leaf, SignHolds, fold_formula, formula_of
from backmice_cli.questionnaire.model import Questionnaire

BOUNDS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}


def deciding(questionnaire: Questionnaire) -> dict[str, Condition]:
    """What decides the level: red flags by their ids, then the baseline's lines by their numbers."""
    flags = {id: flag.when for id, flag in questionnaire.red_flags.items()}
    return flags | {_line(place): line.when for place, line in enumerate(questionnaire.baseline)}


def listing(questionnaire: Questionnaire) -> dict[str, Condition]:
    """Everything else that an assessment tests: what may be listed, with its reasons, and the advice."""
    found: dict[str, Condition] = {}
    for id, possibility in questionnaire.possibilities.items():
        features = [feature.when for feature in (*possibility.fits, *possibility.against)]
        needs = [] if possibility.needs is None else [possibility.needs]
        found |= {f"{id}_{place}": condition for place, condition in enumerate((*needs, *features))}
    return found | {
        f"advice_{id}": advice.when for id, advice in questionnaire.advice.items() if advice.when is not None
    }


def plain(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """The answers as JSON has them."""
    return {id: list(answer) if isinstance(answer, tuple) else answer for id, answer in answers.items()}


def level_and_flags(questionnaire: Questionnaire, holding: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """What an assessment makes of the rules that hold, given in the order of `deciding`."""
    urgency, flags = questionnaire.urgency, questionnaire.red_flags
    found = list(holding)
    raised = sorted((id for id in found if id in flags), key=lambda id: urgency[flags[id].level])
    lines = [line.level for place, line in enumerate(questionnaire.baseline) if _line(place) in found]
    levels = [*(flags[id].level for id in raised[:1]), *(lines or [questionnaire.mildest])[:1]]
    return min(levels, key=urgency.__getitem__), tuple(raised)


def _line(place: int) -> str:
    return f"baseline_{place}"


class JsonLogic:
    """Conditions as JSON Logic."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire

    def rule(self, condition: Condition) -> Any:
        return fold_formula(formula_of(condition), self._leaf, lambda part: {"!": [part]}, self._counting)

    def _leaf(self, leaf: Leaf) -> Any:
        if isinstance(leaf, SignHolds):
            return self.rule(self._questionnaire.signs[leaf.sign])
        answer = {"var": leaf.question}
        answered = {"!": [{"missing": [leaf.question]}]}
        match leaf.test:
            case "answered":
                return answered
            case AllOf(all=choices):
                return {"and": [{"in": [choice, answer]} for choice in choices]}
            case Count(count=bounds):
                chosen = {"reduce": [answer, {"+": [{"var": "accumulator"}, 1]}, 0]}
                return {"and": [answered, *_within_json(chosen, bounds)]}
            case Bounds() as bounds:
                return {"and": [answered, *_within_json(answer, bounds)]}
            case choices if _is_many(self._questionnaire, leaf.question):
                return self._counting(1, [{"in": [choice, answer]} for choice in choices])
            case (choice,):
                return {"==": [answer, choice]}
            case choices:
                return {"in": [answer, list(choices)]}

    def _counting(self, count: int, parts: list[Any]) -> Any:
        if len(parts) == 1:
            return parts[0]
        if count in (1, len(parts)):
            return {"or" if count == 1 else "and": parts}
        return {">=": [{"+": [{"if": [part, 1, 0]} for part in parts]}, count]}


class Zen:
    """Conditions in the ZEN expression language."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire

    def rule(self, condition: Condition) -> str:
        return fold_formula(formula_of(condition), self._leaf, lambda part: f"not ({part})", self._counting)

    def table(self, conditions: Mapping[str, Condition]) -> str:
        """A decision that collects the names of the conditions that hold, one row for each."""
        rows = [{"_id": name, "when": self.rule(when), "then": json.dumps(name)} for name, when in conditions.items()]
        column = {"name": "name", "type": "expression"}
        content = {
            "hitPolicy": "collect",
            "inputs": [{"id": "when", **column}],
            "outputs": [{"id": "then", "field": "name", **column}],
            "rules": rows,
        }
        nodes: list[dict[str, Any]] = [
            {"id": "in", "type": "inputNode"},
            {"id": "rules", "type": "decisionTableNode", "content": content},
            {"id": "out", "type": "outputNode"},
        ]
        edges = [("in", "rules"), ("rules", "out")]
        return json.dumps(
            {
                "nodes": [{**node, "name": node["id"], "position": {"x": 0, "y": 0}} for node in nodes],
                "edges": [{"id": start, "type": "edge", "sourceId": start, "targetId": end} for start, end in edges],
            }
        )

    def all_in_one(self, conditions: Iterable[Condition]) -> str:
        """One expression that says of each whether it holds."""
        return f"[{', '.join(map(self.rule, conditions))}]"

    def _leaf(self, leaf: Leaf) -> str:
        if isinstance(leaf, SignHolds):
            return f"({self.rule(self._questionnaire.signs[leaf.sign])})"
        answer = leaf.question
        answered = f"{answer} != null"
        match leaf.test:
            case "answered":
                return answered
            case AllOf(all=choices):
                return _all(answered, *(f"contains({answer}, {json.dumps(choice)})" for choice in choices))
            case Count(count=bounds):
                return _all(answered, *_within_zen(f"len({answer})", bounds))
            case Bounds() as bounds:
                return _all(answered, *_within_zen(answer, bounds))
            case (choice,):
                is_many = _is_many(self._questionnaire, answer)
                return _all(answered, f'contains({answer}, "{choice}")') if is_many else f'{answer} == "{choice}"'
            case choices:
                is_many = _is_many(self._questionnaire, answer)
                among = json.dumps(choices)
                return _all(answered, f"some({answer}, # in {among})") if is_many else f"{answer} in {among}"

    def _counting(self, count: int, parts: list[str]) -> str:
        if count in (1, len(parts)):
            return f"({(' or ' if count == 1 else ' and ').join(parts)})"
        return f"(sum([{', '.join(f'({part}) ? 1 : 0' for part in parts)}]) >= {count})"


def _all(*parts: str) -> str:
    return f"({' and '.join(parts)})"


def _is_many(questionnaire: Questionnaire, question: str) -> bool:
    return questionnaire.outline[question].question.kind == "many"


def _limits(bounds: Bounds) -> dict[str, float]:
    return {sign: limit for name, sign in BOUNDS.items() if (limit := getattr(bounds, name)) is not None}


def _within_json(value: Any, bounds: Bounds) -> list[Any]:
    return [{sign: [value, limit]} for sign, limit in _limits(bounds).items()]


def _within_zen(value: str, bounds: Bounds) -> list[str]:
    return [f"{value} {sign} {limit:g}" for sign, limit in _limits(bounds).items()]
