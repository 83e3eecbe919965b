"""The words to say on the phone: what was ticked, in the person's own voice, then what the red flag adds. Pure.

One red flag can stand for several answers. A sentence for all of them ("My skin is hot or red") is no help to someone
whose skin is only hot, so each choice brings its own sentence, and those are told that made the flag hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from backmice_cli.questionnaire.condition import AllOf, Answer, Answers, Condition, Test
from backmice_cli.questionnaire.model import Entry, Questionnaire

MOST_FACTS = 3
"""Sentences of choices for one red flag: more than that nobody reads out in a fright."""


class Ticked(NamedTuple):
    """A choice that was taken."""

    question: str
    choice: str


class _Need(NamedTuple):
    """One thing that a condition needs, and the ticked choices it is met by."""

    depth: int
    """How many signs lie between: what a red flag reads itself says more about it."""
    met_by: list[Ticked]


_NEXT_SENTENCE = re.compile(r'(?<=[.?!])\s+(?=["A-Z0-9])')


def words_to_say(questionnaire: Questionnaire, flags: Iterable[str], answers: Answers) -> dict[str, str | None]:
    """The words for each of these red flags. No sentence stands twice: None where all were said before."""
    said: set[str] = set()
    words = {}
    for id in flags:
        sentences = _sentences_of_flag(questionnaire, id, answers, said)
        said.update(sentences)
        words[id] = " ".join(sentences) or None
    return words


def choices_told(questionnaire: Questionnaire, condition: Condition, answers: Answers) -> list[Ticked]:
    """The ticked choices that make a condition hold, in the order of asking."""
    if not questionnaire.evaluator.holds(condition, answers):
        return []
    needed = _needs_of(questionnaire, condition, answers)
    return _in_order(questionnaire, chain.from_iterable(need.met_by for need in needed))


def choices_asked_for(questionnaire: Questionnaire, condition: Condition) -> list[Ticked]:
    """The choices that can make a condition hold, in the order of asking: all it names, but for what it denies."""
    return _in_order(questionnaire, _choices_named(condition, questionnaire.signs))


def _choices_named(condition: Condition, signs: Mapping[str, Condition]) -> Iterator[Ticked]:
    for question, test in condition.tests.items():
        yield from (Ticked(question, choice) for choice in _choices_of(test))
    for path, part in condition.parts():
        if path[0] != "not":
            yield from _choices_named(part, signs)
    if condition.sign is not None:
        yield from _choices_named(signs[condition.sign], signs)


def _sentences_of_flag(questionnaire: Questionnaire, id: str, answers: Answers, said: set[str]) -> list[str]:
    flag = questionnaire.red_flags[id]
    own = _NEXT_SENTENCE.split(flag.say) if flag.say is not None else []
    facts = _fact_sentences(questionnaire, flag.when, answers, {*said, *own})
    return [*facts, *(sentence for sentence in own if sentence not in said)]


def _fact_sentences(questionnaire: Questionnaire, condition: Condition, answers: Answers, said: set[str]) -> list[str]:
    """The sentences of the choices that make the condition hold: those that matter most, in the order of asking.

    One for each thing that the condition needs comes before a second one, and what only opened a question comes last.
    """
    if not questionnaire.evaluator.holds(condition, answers):
        return []
    ranks: dict[Ticked, tuple[int, int]] = {}
    for need in _needs_of(questionnaire, condition, answers):
        unsaid = [ticked for ticked in need.met_by if _say_of(questionnaire, ticked) not in (None, *said)]
        for nth, ticked in enumerate(_in_order(questionnaire, unsaid)):
            ranks[ticked] = min((nth, need.depth), ranks.get(ticked, (nth, need.depth)))
    read = choices_told(questionnaire, condition, answers)
    for ticked in _with_openers(questionnaire, read, answers):
        if ticked not in read and _say_of(questionnaire, ticked) not in (None, *said):
            ranks[ticked] = (len(read), 0)
    ordered = _in_order(questionnaire, ranks)
    kept: dict[str, Ticked] = {}
    for ticked in sorted(ordered, key=lambda ticked: ranks[ticked]):
        kept.setdefault(str(_say_of(questionnaire, ticked)), ticked)
    told = list(kept.values())[:MOST_FACTS]
    return [str(_say_of(questionnaire, ticked)) for ticked in ordered if ticked in told]


def _say_of(questionnaire: Questionnaire, ticked: Ticked) -> str | None:
    return questionnaire.outline[ticked.question].question.choices[ticked.choice].say


def _with_openers(questionnaire: Questionnaire, choices: Iterable[Ticked], answers: Answers) -> set[Ticked]:
    """These choices, and those that opened their questions: "It is getting worse" says little without its "My leg"."""
    found: set[Ticked] = set()
    waiting = list(choices)
    while waiting:
        ticked = waiting.pop()
        if ticked not in found:
            found.add(ticked)
            waiting.extend(_opening_answers(questionnaire, questionnaire.outline[ticked.question], answers))
    return found


def _opening_answers(questionnaire: Questionnaire, entry: Entry, answers: Answers) -> Iterator[Ticked]:
    if entry.parent is not None and entry.opened_by is not None:
        yield Ticked(entry.parent, entry.opened_by)
    if entry.question.when is not None:
        yield from choices_told(questionnaire, entry.question.when, answers)


def _needs_of(questionnaire: Questionnaire, condition: Condition, answers: Answers, depth: int = 0) -> Iterator[_Need]:
    """What a condition that holds needs. What stands under `not` is no answer of the person's."""
    signs, holds = questionnaire.signs, questionnaire.evaluator.holds
    for question, test in condition.tests.items():
        yield _Need(depth, [Ticked(question, choice) for choice in _choices_given(test, answers.get(question))])
    if condition.sign is not None:
        yield from _needs_of(questionnaire, signs[condition.sign], answers, depth + 1)
    for part in (*(condition.all or ()), *(condition.of or ())):
        if holds(part, answers):
            yield from _needs_of(questionnaire, part, answers, depth)
    ways = [part for part in condition.any or () if holds(part, answers)]
    needs = [need for part in ways for need in _needs_of(questionnaire, part, answers, depth)]
    if len(ways) == 1:
        yield from needs
    elif needs:
        yield _Need(min(need.depth for need in needs), [ticked for need in needs for ticked in need.met_by])


def _choices_given(test: Test, answer: Answer | None) -> Iterator[str]:
    given = answer if isinstance(answer, tuple) else (answer,)
    yield from (choice for choice in _choices_of(test) if choice in given)


def _choices_of(test: Test) -> tuple[str, ...]:
    """The choices that a test names; a count, a number or `answered` names none."""
    return test if isinstance(test, tuple) else test.all if isinstance(test, AllOf) else ()


def _in_order(questionnaire: Questionnaire, choices: Iterable[Ticked]) -> list[Ticked]:
    """Each once, in the order of asking, then as they stand under their question."""

    def place(ticked: Ticked) -> tuple[int, int]:
        entry = questionnaire.outline[ticked.question]
        return entry.place, list(entry.question.choices).index(ticked.choice)

    return sorted(set(choices), key=place)
