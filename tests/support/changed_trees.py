"""Two small questionnaires of which one is the other, changed in a way or two; and everyone who can answer them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from itertools import combinations, islice, product
from typing import Any

from backmice_cli.author.diff.matching import Matching
from backmice_cli.errors import AnswerError
from backmice_cli.interview.answers import read_reply
from backmice_cli.interview.interview import Interview
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.formula import tests_in
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.places import condition_places
from tests.support.small import read_as, written
from tests.support.trees import NUMBERS, Tree, outcome_of

Data = dict[str, Any]
Person = Mapping[str, Answer]
"""What someone would say, by new id; by old id with a mark to what is in the old alone."""

OLD = " (old)"


def changed_pair(seed: int) -> tuple[Questionnaire, Questionnaire]:
    """Draw a questionnaire, and change it in one to three ways."""
    tree = Tree(seed)
    old = tree.questionnaire()
    data = written(old)
    chance = random.Random(seed + 1)
    new = old
    for _ in range(chance.choice((1, 1, 2, 3))):
        changed = deepcopy(data)
        chance.choice(CHANGES)(changed, chance, tree)
        drawn = read_as(Questionnaire, changed)
        if _is_sound(drawn):
            data, new = changed, drawn
    return old, new


def _is_sound(questionnaire: Questionnaire) -> bool:
    """Whether conditions read what is there, and questions wait for earlier ones only, as in any sound file."""
    outline = questionnaire.outline
    if any(one.question not in outline for place in condition_places(questionnaire) for one in tests_in(place.formula)):
        return False
    return all(
        outline[read].place < entry.place
        for entry in outline
        if entry.question.when is not None
        for read in questionnaire.evaluator.meaning(entry.question.when).reads
    )


def _another_level(data: Data, chance: random.Random, _: Tree) -> None:
    rule = chance.choice([*data["red_flags"].values(), *data["baseline"]])
    rule["level"] = chance.choice(list(data["levels"]))


def _flag_removed(data: Data, chance: random.Random, _: Tree) -> None:
    flag = chance.choice(list(data["red_flags"]))
    used = any(flag in part.get("shown_if", ()) for part in data.get("possibilities", {}).values())
    if len(data["red_flags"]) > 1 and not used:
        del data["red_flags"][flag]


def _flag_added(data: Data, _: random.Random, tree: Tree) -> None:
    data["red_flags"]["added"] = tree.red_flag(tuple(data["levels"]))


def _flag_renamed(data: Data, chance: random.Random, _: Tree) -> None:
    flag = chance.choice(list(data["red_flags"]))
    if flag != "flag0":
        data["red_flags"][f"{flag}_renamed"] = data["red_flags"].pop(flag)


def _another_condition(data: Data, chance: random.Random, tree: Tree) -> None:
    chance.choice([*data["red_flags"].values(), *data["baseline"]])["when"] = tree.condition()


def _another_sign(data: Data, chance: random.Random, _: Tree) -> None:
    if data.get("signs"):
        sign = chance.choice(list(data["signs"]))
        data["signs"][sign] = {"not": data["signs"][sign]}


def _ends(data: Data, chance: random.Random, _: Tree) -> None:
    flag = chance.choice(list(data["red_flags"].values()))
    flag["ends"] = not flag["ends"]


def _lines_in_another_order(data: Data, chance: random.Random, _: Tree) -> None:
    chance.shuffle(data["baseline"])


def _line_removed(data: Data, chance: random.Random, _: Tree) -> None:
    if data["baseline"]:
        data["baseline"].remove(chance.choice(data["baseline"]))


def _level_added(data: Data, chance: random.Random, _: Tree) -> None:
    levels = list(data["levels"].items())
    place = chance.randint(0, len(levels))
    levels.insert(place, ("extra", {"label": "extra", "when_to_act": "then", "headline": "Extra"}))
    data["levels"] = dict(levels)


def _levels_in_another_order(data: Data, chance: random.Random, _: Tree) -> None:
    levels = list(data["levels"].items())
    chance.shuffle(levels)
    data["levels"] = dict(levels)


def _questions(data: Data) -> list[tuple[Data, str]]:
    """Every question, as the mapping that it stands in and its id."""
    found: list[tuple[Data, str]] = []
    waiting = [section["questions"] for section in data["sections"].values()]
    while waiting:
        here = waiting.pop()
        for id, question in here.items():
            found.append((here, id))
            waiting += [choice["then"] for choice in question.get("choices", {}).values() if "then" in choice]
    return found


def _any_question(data: Data, chance: random.Random) -> Data:
    here, id = chance.choice(_questions(data))
    question: Data = here[id]
    return question


def _asked_under_a_condition(data: Data, chance: random.Random, _: Tree) -> None:
    (first, one), *later = _questions(data)
    choices = list(first[one].get("choices", {}))
    if later and choices:
        here, id = chance.choice(later)
        here[id]["when"] = {one: chance.choice(choices)}


def _asked_always(data: Data, chance: random.Random, _: Tree) -> None:
    _any_question(data, chance).pop("when", None)


def _choice_added(data: Data, chance: random.Random, _: Tree) -> None:
    question = _any_question(data, chance)
    if question.get("choices"):
        question["choices"]["new_choice"] = {"label": "New"}
        rule = chance.choice([*data["red_flags"].values(), *data["baseline"]])
        rule["when"] = {
            "any": [rule["when"], {here: "new_choice" for h, here in _questions(data) if h[here] is question}]
        }


def _choice_renamed(data: Data, chance: random.Random, _: Tree) -> None:
    question = _any_question(data, chance)
    if "unsure" in question.get("choices", {}):
        question["choices"]["dont_know"] = {**question["choices"].pop("unsure"), "label": "unsure"}
        question.pop("worse", None)


def _choice_removed(data: Data, chance: random.Random, _: Tree) -> None:
    question = _any_question(data, chance)
    if "unsure" in question.get("choices", {}):
        question["choices"].pop("unsure")
        question.pop("worse", None)


def _made_exclusive(data: Data, chance: random.Random, _: Tree) -> None:
    question = _any_question(data, chance)
    if question.get("choices"):
        choice = chance.choice(list(question["choices"].values()))
        choice["exclusive"] = not choice.get("exclusive", False)


def _another_kind(data: Data, chance: random.Random, _: Tree) -> None:
    question = _any_question(data, chance)
    question["kind"] = {"one": "many", "many": "one", "number": "text", "text": "number"}[question.get("kind", "one")]
    if question["kind"] not in ("one", "many"):
        question.pop("min", None)
        question.pop("max", None)


def _another_range(data: Data, chance: random.Random, _: Tree) -> None:
    question = _any_question(data, chance)
    if question.get("kind") == "number":
        question["max"] = chance.choice((2, 4))


def _question_moved(data: Data, chance: random.Random, _: Tree) -> None:
    here, id = chance.choice(_questions(data))
    if here and len(here) > 1:
        here[id] = here.pop(id)


def _question_renamed(data: Data, chance: random.Random, _: Tree) -> None:
    """Rename one that nothing reads, by giving it words of its own."""
    here, id = chance.choice(_questions(data))
    rules = {key: data.get(key) for key in ("signs", "red_flags", "baseline", "possibilities", "advice")}
    whens = [there[other].get("when") for there, other in _questions(data)]
    if f"'{id}'" not in str([rules, whens]):
        here[f"{id}_renamed"] = here.pop(id)


CHANGES: tuple[Callable[[Data, random.Random, Tree], None], ...] = (
    _another_level,
    _another_level,
    _flag_removed,
    _flag_added,
    _flag_renamed,
    _another_condition,
    _another_sign,
    _ends,
    _lines_in_another_order,
    _line_removed,
    _level_added,
    _levels_in_another_order,
    _asked_under_a_condition,
    _asked_always,
    _choice_added,
    _choice_renamed,
    _choice_removed,
    _made_exclusive,
    _another_kind,
    _another_range,
    _question_moved,
    _question_renamed,
)


def everyone(matching: Matching) -> Iterator[Person]:
    """Each way in which a person can answer the questions of both; no answer is one of them."""
    ways: dict[str, list[Answer | None]] = {}
    for entry in matching.new.outline:
        before = next((here for here, there in matching.questions.items() if there == entry.id), None)
        ways[entry.id] = [None, *_everything(entry.question, before, matching)]
    for entry in matching.old.outline:
        if entry.id not in matching.questions:
            ways[entry.id + OLD] = [None, *_everything(entry.question, None, matching)]
    for said in product(*ways.values()):
        yield {id: reply for id, reply in zip(ways, said, strict=True) if reply is not None}


def _everything(question: Question, before: str | None, matching: Matching) -> list[Answer]:
    """What a person can say who is asked this by either; ticks in any number where one of them takes several."""
    if question.kind == "text":
        return ["something"]
    if question.kind == "number":
        return list(NUMBERS)
    kinds: set[str] = {question.kind}
    choices = list(question.choices)
    if before is not None:
        old = matching.old.outline[before].question
        kinds.add(old.kind)
        choices += [choice for choice in old.choices if choice not in matching.choices[before]]
    most = len(choices) if "many" in kinds else 1
    return [tuple(ticks) for size in range(1, most + 1) for ticks in combinations(choices, size)]


def answered(person: Person, matching: Matching, *, new: bool) -> Interview:
    """Let a person answer one of the two, as far as it takes what they say."""
    questionnaire = matching.new if new else matching.old
    replies: dict[str, Any] = {}
    for entry in questionnaire.outline:
        key = entry.id if new else matching.questions.get(entry.id, entry.id + OLD)
        if key in person:
            names = {} if new else matching.choices.get(entry.id, {})
            reply = _fitting(entry.question, person[key], names)
            if reply is not None:
                replies[entry.id] = reply
    return outcome_of(questionnaire, replies)


def _fitting(question: Question, said: Answer, names: Mapping[str, str]) -> Any:
    reply: Any = said
    if isinstance(said, tuple):
        reply = [choice for choice in question.choices if names.get(choice, choice) in said]
        if question.kind == "one":
            reply = reply[0] if len(reply) == 1 else ""
    try:
        read_reply(question, reply)
    except AnswerError:
        return None
    return reply


def few(matching: Matching, most: int) -> list[Person]:
    """Everyone, or more than `most` of them."""
    return list(islice(everyone(matching), most + 1))
