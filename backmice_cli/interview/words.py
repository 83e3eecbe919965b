"""The words to say on the phone: what was ticked, in the person's own voice, then what the red flag adds. Pure.

One red flag can stand for several answers. A sentence for all of them ("My skin is hot or red") is no help to someone
whose skin is only hot, so each choice brings its own sentence, and those are told that made the flag hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from backmice_cli.questionnaire.condition import AllOf, Answer, Answers, Condition, Test, holds
from backmice_cli.questionnaire.model import Entry, Questionnaire

MOST_FACTS = 3
"""Sentences of choices for one red flag: more than that nobody reads out in a fright."""

_NEXT_SENTENCE = re.compile(r'(?<=[.?!])\s+(?=["A-Z0-9])')


def words_to_say(questionnaire: Questionnaire, flags: Iterable[str], answers: Answers) -> dict[str, str | None]:
    """The words for each of these red flags. No sentence stands twice: None where all were said before."""
    said: set[str] = set()
    words = {}
    for id in flags:
        sentences = _sentences(questionnaire, id, answers, said)
        said.update(sentences)
        words[id] = " ".join(sentences) or None
    return words


def choices_told(questionnaire: Questionnaire, condition: Condition, answers: Answers) -> list[tuple[str, str]]:
    """The ticked choices that make a condition hold, each with its question, in the order of asking."""
    if not holds(condition, answers, questionnaire.signs):
        return []
    return _in_order(questionnaire, set(_ticked(questionnaire, condition, answers)))


def _sentences(questionnaire: Questionnaire, id: str, answers: Answers, said: set[str]) -> list[str]:
    flag = questionnaire.red_flags[id]
    own = _NEXT_SENTENCE.split(flag.say) if flag.say is not None else []
    facts = _facts(questionnaire, flag.when, answers, {*said, *own})
    return [*facts, *(sentence for sentence in own if sentence not in said)]


class _Fact(NamedTuple):
    """A sentence, by how much it matters, the smaller the more: what the flag reads itself, of each question one."""

    only_opens: bool
    nth_of_question: int
    place: int
    sentence: str


def _facts(questionnaire: Questionnaire, condition: Condition, answers: Answers, said: set[str]) -> list[str]:
    """The sentences of the choices that make the condition hold; the ones that matter most, in the order of asking."""
    read = choices_told(questionnaire, condition, answers)
    opening = [choice for choice in _with_openers(questionnaire, read, answers) if choice not in read]
    found: dict[str, _Fact] = {}
    for choices, only_opens in ((read, False), (opening, True)):
        seen: dict[str, int] = {}
        for question, choice in choices:
            sentence = questionnaire.outline[question].question.choices[choice].say
            if sentence is not None and sentence not in said and sentence not in found:
                nth = seen[question] = seen.get(question, 0) + 1
                found[sentence] = _Fact(only_opens, nth, questionnaire.outline[question].place, sentence)
    told = sorted(found.values())[:MOST_FACTS]
    return [fact.sentence for fact in sorted(found.values(), key=lambda fact: fact.place) if fact in told]


def _with_openers(
    questionnaire: Questionnaire, choices: list[tuple[str, str]], answers: Answers
) -> list[tuple[str, str]]:
    """These choices, and those that opened their questions: "It is getting worse" says little without its "My leg"."""
    found: set[tuple[str, str]] = set()
    waiting = list(choices)
    while waiting:
        choice = waiting.pop()
        if choice not in found:
            found.add(choice)
            waiting.extend(_openers(questionnaire, questionnaire.outline[choice[0]], answers))
    return _in_order(questionnaire, found)


def _openers(questionnaire: Questionnaire, entry: Entry, answers: Answers) -> Iterator[tuple[str, str]]:
    if entry.parent is not None and entry.opened_by is not None:
        yield entry.parent, entry.opened_by
    when = entry.question.when
    if when is not None and holds(when, answers, questionnaire.signs):
        yield from _ticked(questionnaire, when, answers)


def _ticked(questionnaire: Questionnaire, condition: Condition, answers: Answers) -> Iterator[tuple[str, str]]:
    """The ticked choices that a condition which holds asks for. What stands under `not` was not ticked, or not asked."""
    signs = questionnaire.signs
    for question, test in condition.tests.items():
        yield from ((question, choice) for choice in _chosen(test, answers.get(question)))
    inside = [*(condition.any or ()), *(condition.all or ()), *(condition.of or ())]
    if condition.sign is not None:
        inside.append(signs[condition.sign])
    for part in inside:
        if holds(part, answers, signs):
            yield from _ticked(questionnaire, part, answers)


def _chosen(test: Test, answer: Answer | None) -> Iterator[str]:
    """The chosen ones of the choices that a test names; a count, a number or `answered` names none."""
    named = test if isinstance(test, tuple) else test.all if isinstance(test, AllOf) else ()
    given = answer if isinstance(answer, tuple) else (answer,)
    yield from (choice for choice in named if choice in given)


def _in_order(questionnaire: Questionnaire, choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """In the order of asking, then as the choices stand on the screen."""
    outline = questionnaire.outline

    def place(choice: tuple[str, str]) -> tuple[int, int]:
        entry = outline[choice[0]]
        return entry.place, list(entry.question.choices).index(choice[1])

    return sorted(choices, key=place)
