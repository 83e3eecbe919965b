"""Population files to populations; every mistake in them with its place. A file with a mistake gives no population.

Ids are checked against the questionnaire. Every question that these people may be asked needs its frequencies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from backmice_cli.author.test.population.people import (
    Answered,
    Frequencies,
    Limit,
    Population,
    number_bounds,
    rest_of,
)
from backmice_cli.author.test.population.possible_answers import may_be_said
from backmice_cli.interview.answers import number_range
from backmice_cli.questionnaire.checks.scope import TestedQuestion, read_condition
from backmice_cli.questionnaire.checks.unfit_tests import unfit_test
from backmice_cli.questionnaire.condition import AllOf, Condition
from backmice_cli.questionnaire.files import read_bytes
from backmice_cli.questionnaire.formula import choices_in
from backmice_cli.questionnaire.model import Entry, Question, Questionnaire
from backmice_cli.questionnaire.naming import value_text
from backmice_cli.questionnaire.nodes import Document, read_document, reword_problem
from backmice_cli.questionnaire.problem import Path, Problem
from backmice_cli.questionnaire.reader import Gaps, Reader
from backmice_cli.questionnaire.shapes import read_whole, sketch_node
from backmice_cli.questionnaire.suggest import did_you_mean, hint_for, join_quoted
from backmice_cli.questionnaire.yaml_file import collector_at_rest

_START = "Start with 'title: ...'."
_HINTS = {
    "empty-file": _START,
    "too-deep": "A population has answers with their shares, nothing deeper.",
    "too-many-values": "A population needs a few lines for each question.",
}
_SLACK = 1e-6
"""Per cent that are lost in adding."""


@dataclass(frozen=True)
class PopulationFile:
    """What reading a population file gave."""

    population: Population | None
    """None only when there are problems."""
    problems: tuple[Problem, ...]
    """Sorted by place."""


def read_population_file(path: FilePath, questionnaire: Questionnaire) -> PopulationFile:
    """Read a population. Raises FileError when the file cannot be read at all."""
    return load_population(read_bytes(path), str(path), questionnaire)


def load_population(content: bytes, name: str, questionnaire: Questionnaire) -> PopulationFile:
    """Read a population; `name` is the file's name in messages. Never raises, whatever the text is."""
    with collector_at_rest():
        document = read_document(content, name)
        population = None
        if document.root is not None and not isinstance(sketch_node(document.root), dict):
            message = f"a population file has keys with values, not {value_text(sketch_node(document.root))}"
            document.report(document.places.of(()), "wrong-shape", message, _START)
        elif document.root is not None:
            reader = Reader(document)
            population = read_whole(Population, reader)
            _PopulationChecks(population, questionnaire, document, reader.gaps).all()
    problems = tuple(sorted({reword_problem(problem, "a population file", _HINTS) for problem in document.problems}))
    return PopulationFile(None if problems else population, problems)


class _PopulationChecks:
    """Looks at what the model cannot know: ids, sums, places in the tree, and what is left out."""

    def __init__(self, population: Population, questionnaire: Questionnaire, document: Document, gaps: Gaps) -> None:
        self._population = population
        self._questionnaire = questionnaire
        self._document = document
        self._gaps = gaps

    def all(self) -> None:
        before = len(self._document.problems)
        for id, answered in self._population.answers.items():
            self._answered(("answers", id), id, answered)
        limits, known = self._population.limits, self._questionnaire
        self._limits("levels", "level", limits.levels, tuple(known.levels))
        self._limits("possibilities", "possibility", limits.possibilities, tuple(known.possibilities))
        self._limits("red_flags", "red flag", limits.red_flags, tuple(known.red_flags))
        if len(self._document.problems) == before and not self._gaps.holes:
            self._left_out()

    def _answered(self, path: Path, id: str, answered: Answered) -> None:
        outline = self._questionnaire.outline
        if id not in outline:
            hint = did_you_mean(id, [entry.id for entry in outline])
            self._report(path, "unknown-question", f"there is no question '{id}'", hint, key=True)
            return
        entry = outline[id]
        refused = None
        if entry.question.kind == "text":
            refused = f"question '{id}' is answered with text, which is always left out here"
        elif self._questionnaire.sections[entry.section].optional:
            refused = f"question '{id}' is in an optional section, which is always left out here"
        if refused is not None:
            self._report(path, "never-asked", refused, "Remove it.", key=True)
            return
        self._frequencies(path, id, entry.question, answered)
        for place, instead in enumerate(answered.instead):
            inside = (*path, "instead", place)
            self._condition((*inside, "when"), entry, instead.when)
            self._frequencies(inside, id, entry.question, instead)

    def _frequencies(self, path: Path, id: str, question: Question, frequencies: Frequencies) -> None:
        before = len(self._document.problems)
        for written in frequencies.shares:
            self._answer((*path, "shares", written), id, question, written, key=True)
        if frequencies.rest is not None:
            self._answer((*path, "rest"), id, question, frequencies.rest)
        if frequencies.source is None and frequencies.because is None:
            hint = "Add 'source: ...', or 'because: ...' with the reason; 'because: assumed' will do."
            self._report(path, "no-reason", "nothing says where these numbers come from", hint)
        if len(self._document.problems) == before and not self._is_broken((*path, "shares")):
            self._sum(path, question, frequencies)

    def _answer(self, path: Path, id: str, question: Question, written: str, *, key: bool = False) -> None:
        """Check an answer that is the key of a share, or the rest."""
        if question.kind != "number":
            self._choice(path, id, question, written, key=key)
            return
        bounds = number_bounds(written)
        if bounds is None:
            hint = "Write a number, such as '4', or whole numbers, such as '1 to 3'."
            self._report(path, "not-a-number", f"{value_text(written)} is not a number here", hint, key=key)
        elif not _is_in_range(question, bounds):
            hint = f"Question '{id}' takes a number{number_range(question)}."
            self._report(path, "out-of-range", f"{value_text(written)} is out of range", hint, key=key)

    def _sum(self, path: Path, question: Question, frequencies: Frequencies) -> None:
        shares, rest = frequencies.shares, frequencies.rest
        if question.kind == "many":
            rest = rest_of(question, frequencies)
            if not rest:
                message = "nothing is chosen by people who choose none of these"
                self._report((*path, "shares"), "no-rest", message, "Add 'rest: ...' with a choice for them.")
        total = sum(shares.values())
        if rest and rest in shares:
            message = f"'{rest}' is the rest, which cannot have a share of its own"
            self._report((*path, "shares", rest), "share-of-rest", message, "Remove its share.", key=True)
        elif question.kind != "many" and (total > 100 + _SLACK or (rest is None and total < 100 - _SLACK)):
            lack = "Make them 100, or add 'rest: ...' with an answer for all others."
            message = f"the shares are {round(total, 6):g} % together"
            self._report((*path, "shares"), "wrong-sum", message, lack if total < 100 else "Make them 100 or less.")

    def _condition(self, path: Path, entry: Entry, condition: Condition) -> None:
        """Check that a condition reads earlier questions only, asks for answers that they have, and knows its signs."""
        signs = self._questionnaire.signs
        read = read_condition(condition, path)
        for tested in read.tests:
            self._test(tested, entry)
        for place, sign in read.signs:
            if sign not in signs:
                message = f"there is no sign {value_text(sign)}"
                self._report((*place, "sign"), "unknown-sign", message, did_you_mean(sign, signs))
            else:
                for id in sorted(self._questionnaire.evaluator.meaning(signs[sign]).reads):
                    self._earlier((*place, "sign"), id, entry)

    def _test(self, tested: TestedQuestion, entry: Entry) -> None:
        outline, path = self._questionnaire.outline, (*tested.path, tested.question)
        id, test = tested.question, tested.test
        if id not in outline:
            hint = did_you_mean(id, [other.id for other in outline])
            self._report(path, "unknown-question", f"there is no question '{id}'", hint, key=True)
            return
        question = outline[id].question
        unfit = unfit_test(id, question, test)
        if unfit is not None:
            does, but, instead = unfit
            self._report(path, "unfit-test", f"this {does.format(repr(id))}, {but}", instead, key=True)
            return
        self._earlier(path, id, entry)
        inside = (*path, "all") if isinstance(test, AllOf) else path
        for number, choice in enumerate(choices_in(test)):
            self._choice((*inside, number), id, question, choice)

    def _choice(self, path: Path, id: str, question: Question, choice: str, *, key: bool = False) -> None:
        if choice not in question.choices:
            hint = hint_for(choice, list(question.choices), "Its choices are")
            self._report(path, "unknown-choice", f"question '{id}' has no choice {value_text(choice)}", hint, key=key)

    def _earlier(self, path: Path, id: str, entry: Entry) -> None:
        if self._questionnaire.outline[id].place >= entry.place:
            message = f"'{id}' is not answered yet when '{entry.id}' is asked"
            self._report(path, "later-question", message, "Use questions that are asked before it.", key=True)

    def _limits(self, table: str, what: str, limits: dict[str, Limit], known: Sequence[str]) -> None:
        for id, limit in limits.items():
            path = ("limits", table, id)
            if id not in known:
                hint = hint_for(id, known, "Known here:")
                self._report(path, f"unknown-{what.replace(' ', '-')}", f"there is no {what} '{id}'", hint, key=True)
            elif limit == Limit() and not self._is_broken(path):
                self._report(path, "empty-limit", "this limit has no bound", "Write a bound, such as '{at_most: 8}'.")

    def _left_out(self) -> None:
        """Report, all at once, the questions that may be asked and that nothing says the answers to."""
        said = may_be_said(self._questionnaire, self._population)
        missing = [id for id, answers in said.items() if not answers]
        if not missing:
            return
        hint = "Add them below 'answers'."
        if self._population.otherwise is None and any(map(self._has_quiet_choice, missing)):
            hint += " 'otherwise: no' answers those that have a choice such as 'none'."
        message = f"these people may be asked {join_quoted(missing)}, and nothing says how often each answer is given"
        self._report(("answers",), "left-out", message, hint, key=True)

    def _has_quiet_choice(self, id: str) -> bool:
        return self._questionnaire.outline[id].question.quiet_choice is not None

    def _is_broken(self, path: Path) -> bool:
        """Tell whether something in this part was put right, or stands twice."""
        inside = (broken[: len(path)] == path for broken in (*self._gaps.holes, *self._gaps.short))
        return self._gaps.covers(path) or any(inside)

    def _report(self, path: Path, code: str, message: str, hint: str | None, *, key: bool = False) -> None:
        if not self._gaps.covers(path):
            places = self._document.places
            self._document.report(places.of_key(path) if key else places.of(path), code, message, hint)


def _is_in_range(question: Question, bounds: tuple[float, float]) -> bool:
    low, high = bounds
    return (question.min is None or low >= question.min) and (question.max is None or high <= question.max)
