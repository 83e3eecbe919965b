"""The burden on a person, counted from the tree, held against the budget in the file and the figures in the docs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from backmice_cli.author.check.question_counts import core_lengths
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Offer,
    Review,
    answer,
    begin,
    decline,
    finish,
    next_step,
    play,
    skip,
)
from backmice_cli.questionnaire.condition import AllOf, Answer, Bounds, Condition
from backmice_cli.questionnaire.model import Question
from tests.support.paths import ROOT
from tests.support.shipped import CASES, quiet_answers, read_case, shipped

DOCS = ROOT / "docs" / "clinical-coverage.md"

Atom = tuple[str, str]
"""A question and one of its choices, or a number that crosses a threshold."""

MOST_ATOMS = 4


def core_questions(interview: Interview) -> int:
    sections = shipped().sections
    return sum(not sections[shipped().outline[id].section].optional for id in interview.replies)


def questions_until_alert(atoms: tuple[Atom, ...]) -> int | None:
    """Questions answered until an emergency is told, by someone whose answers are quiet but for these."""
    replies = quiet_answers() | merged(atoms)
    interview = begin(shipped())
    while True:
        match next_step(interview):
            case Alert():
                return len(interview.replies)
            case Ask(entry):
                reply = replies.get(entry.id)
                interview = skip(interview, even_required=True) if reply is None else answer(interview, reply)
            case Offer():
                interview = decline(interview)
            case Review():
                interview = finish(interview)
            case Done():
                return None


def merged(atoms: tuple[Atom, ...]) -> dict[str, str | tuple[str, ...]]:
    replies: dict[str, str | tuple[str, ...]] = {}
    for question, choice in (*atoms, *openers(atoms)):
        if shipped().outline[question].question.kind == "many":
            replies[question] = tuple(dict.fromkeys((*replies.get(question, ()), choice)))
        else:
            replies.setdefault(question, choice)
    return replies


def openers(atoms: tuple[Atom, ...]) -> Iterator[Atom]:
    """What else must be answered so that these questions are asked at all."""
    for question, _ in atoms:
        entry = shipped().outline[question]
        if entry.parent is not None and entry.opened_by is not None:
            yield entry.parent, entry.opened_by
        when = entry.question.when
        if when is not None:
            one_way = when.any[0].tests if when.any is not None else {}
            for read, test in (when.tests | one_way).items():
                if isinstance(test, tuple) and read not in dict(atoms):
                    yield read, test[0]


def opening(question: str) -> str:
    """The question with the choice that opens this one, or this one."""
    parent = shipped().outline[question].parent
    return question if parent is None else opening(parent)


def answers_of(atoms: tuple[Atom, ...]) -> dict[str, Answer]:
    outline = shipped().outline
    return {
        id: float(reply) if isinstance(reply, str) and outline[id].question.kind == "number" else reply
        for id, reply in merged(atoms).items()
    }


@cache
def emergencies() -> dict[str, tuple[tuple[Atom, ...], ...]]:
    """Each flag that interrupts, with the smallest sets of answers that raise it."""
    found = {}
    for id, flag in shipped().red_flags.items():
        if not shipped().levels[flag.level].interrupt:
            continue
        sets: list[tuple[Atom, ...]] = []
        atoms = sorted(set(atoms_read(flag.when)))
        for size in range(1, MOST_ATOMS + 1):
            for chosen in combinations(atoms, size):
                if any(set(smaller) <= set(chosen) for smaller in sets) or contradict(chosen):
                    continue
                if shipped().evaluator.holds(flag.when, answers_of(chosen)):
                    sets.append(chosen)
        found[id] = tuple(sets)
    return found


def atoms_read(condition: Condition) -> Iterator[Atom]:
    """The answers that a condition names, through its signs too."""
    for question, test in condition.tests.items():
        if isinstance(test, tuple):
            yield from ((question, choice) for choice in test)
        elif isinstance(test, AllOf):
            yield from ((question, choice) for choice in test.all)
        elif isinstance(test, Bounds) and test.at_least is not None:
            yield question, f"{test.at_least:g}"
        elif isinstance(test, Bounds) and test.above is not None:
            yield question, f"{test.above + 1:g}"
    for _, part in condition.parts():
        yield from atoms_read(part)
    if condition.sign is not None:
        yield from atoms_read(shipped().signs[condition.sign])


def contradict(atoms: tuple[Atom, ...]) -> bool:
    questions = [question for question, _ in atoms if shipped().outline[question].question.kind != "many"]
    return len(questions) != len(set(questions))


def is_one_answer(atoms: tuple[Atom, ...]) -> bool:
    """The answer to one question, with the choice that opens it."""
    return len({opening(question) for question in merged(atoms)}) == 1


def distances(*, single: bool) -> dict[tuple[str, tuple[Atom, ...]], int]:
    """Questions until the alert, for every smallest set of answers of every emergency."""
    counted = {}
    for flag, sets in emergencies().items():
        for atoms in sets:
            if is_one_answer(atoms) == single:
                count = questions_until_alert(atoms)
                if count is not None:
                    counted[flag, atoms] = count
    return counted


def test_typical_quiet_lump_takes_at_most_22_questions_and_a_line_to_skip() -> None:
    interview = play(shipped(), quiet_answers())
    assert core_questions(interview) == figure("typical") <= 22 + 1
    assert shipped().outline[list(interview.replies)[-1]].question.optional


def test_no_core_path_is_longer_than_38_questions() -> None:
    assert core_lengths(Solver(shipped())).longest == figure("longest") <= 38 == shipped().budget.core


def test_question_screens_of_the_typical_quiet_lump_have_at_most_1400_words() -> None:
    """Counted as a person goes through tests/cases/e01: the question, its help, the choices and their help.

    Not counted are section titles, the number of the question, the numbers before choices and how to answer, which
    each front end says in its own way, and what is read only on demand, such as why a question is asked. A word is
    what stands between spaces and has a letter or a digit.
    """
    answers = read_case(CASES / "e01_quiet_lump.yaml").answers
    counted = {}
    interview = begin(shipped())
    while isinstance(step := next_step(interview), Ask):
        counted[step.entry.id] = sum(map(words, texts_on_screen(step.entry.question)))
        interview = answer(interview, answers[step.entry.id])
    assert counted.keys() == answers.keys()
    assert sum(counted.values()) == figure("words") <= 1400, counted


def texts_on_screen(question: Question) -> Iterator[str]:
    yield question.ask
    yield question.help or ""
    for choice in question.choices.values():
        yield choice.label
        yield choice.help or ""


def words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def test_every_emergency_can_be_reached() -> None:
    reached = {flag for flag, _ in (*distances(single=True), *distances(single=False))}
    assert reached == set(emergencies())


def test_single_answer_emergency_is_told_within_8_questions() -> None:
    counted = distances(single=True)
    slowest = max(counted, key=counted.__getitem__)
    assert counted[slowest] == figure("single") <= 8 == shipped().budget.single_answer_emergency, slowest


def test_combined_emergency_is_told_within_22_questions() -> None:
    counted = distances(single=False)
    slowest = max(counted, key=counted.__getitem__)
    assert counted[slowest] == figure("combined") <= 22 == shipped().budget.combined_emergency, slowest


def test_losing_feeling_between_the_legs_is_told_at_the_third_question() -> None:
    assert questions_until_alert((("nerve_signs", "saddle"), ("nerve_since", "new_or_worse"))) == 3


def figure(name: str) -> int:
    """A figure as the documentation gives it."""
    row = re.search(rf"\| `{name}` \|[^|]*\| ([\d,]+) \|", DOCS.read_text(encoding="utf-8"))
    assert row is not None, f"docs/clinical-coverage.md gives no figure '{name}'"
    return int(row[1].replace(",", ""))
