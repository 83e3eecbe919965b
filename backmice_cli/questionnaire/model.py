"""The questionnaire as frozen, typed values, shaped as the author wrote it.

Says what each part is and holds; where a part stands in the file is `load.py`'s knowledge, and whether ids point at
something is checked in `checks/`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta, field

from backmice_cli.questionnaire.condition import OR_ONE, Condition, Part
from backmice_cli.questionnaire.evaluation import ANY, Evaluator, FlagRule

Id = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
ChoiceId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_]*$")]
CountryCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
Words = Annotated[str, Meta(min_length=1)]
"""Text for a person: never empty, shown literally, no markup."""

Sentences = Annotated[tuple[Words, ...], OR_ONE]
Ids = Annotated[tuple[str, ...], OR_ONE]
"""Ids of something else in the file; whether they exist is checked apart."""
SomeIds = Annotated[tuple[str, ...], Meta(min_length=1), OR_ONE]

UNSURE = frozenset({"unsure", "not_sure", "cant_tell", "dont_know", "prefer_not"})
"""Ids of choices that neither say nor deny."""

UNSURE_ENDINGS = ("_unsure", "_not_sure")


class Review(Part, frozen=True, omit_defaults=False):
    """Whether a clinician has reviewed this version."""

    status: Literal["unreviewed", "reviewed"] = "unreviewed"
    """Whether a clinician has read this version; every person is told when not."""
    note: Words | None = None
    """One more sentence for everyone who sees the result."""
    by: Words | None = None
    """Who read it."""
    date: datetime.date | None = None
    """When it was read."""


class Region(Part, frozen=True):
    """Where a person can be, as far as it decides whom to call."""

    label: Words
    """Its short name, such as `UK`; stands before its sentences for a person who is not known to be in any region."""
    emergency_number: Words | None = None
    """What is called there in an emergency, such as `999` or `your local emergency number`."""
    countries: tuple[CountryCode, ...] = ()
    """Two-letter codes of its countries (ISO 3166). The region that names none is meant for all others."""


class Line(Part, frozen=True):
    """A sentence that is shown to some; `Call now.` alone is short for `{text: Call now.}`."""

    ALONE = "text"

    text: Words
    """What is said, one plain sentence."""
    when: Condition | None = None
    """Shown only if this holds, such as a line about the lump only to someone who has one."""
    regions: Ids | None = None
    """Shown only to people in these regions, by their ids, and to those of whom it is not known where they are."""
    about: str | None = None
    """The sign that the line speaks of; `check` proves that it holds for everyone who reads the line."""


Lines = Annotated[tuple[Line, ...], OR_ONE]


class Level(Part, frozen=True):
    """How soon to get help. The file lists levels most urgent first."""

    label: Words
    """Its name, in a word or two."""
    when_to_act: Words
    """How soon to act, such as `now` or `within 7 days`."""
    headline: Words
    """What to do, in one line."""
    steps: Lines = ()
    """What to do, one plain sentence each."""
    interrupt: bool = False
    """Reaching it during the interview shows it at once and offers to stop."""


class Choice(Part, frozen=True):
    """One offered answer; `Yes` alone is short for `{label: Yes}`."""

    ALONE = "label"

    label: Words
    """The words that are offered."""
    tell: Words | None = None
    """The sentence of the summary for this answer."""
    say: Words | None = None
    """The words for the phone, in the first person, such as `My skin is hot`."""
    help: Words | None = None
    """Shown small under the choice."""
    exclusive: bool = False
    """In a `many` question: choosing it clears the others."""
    then: dict[Id, Question] = {}
    """Follow-ups: asked only after this answer."""


class Grown(Part, frozen=True):
    """Measures that have grown since the last interview, and the answers that say so."""

    sizes: Sentences
    """Questions of kind `number`, or with a `scale`."""
    said_by: Sentences
    """Choices of the question that holds this: with any other the person is asked to look again."""


class Question(Part, frozen=True):
    """One question; its id is its key in the file."""

    ask: Words
    """The question, as it is asked."""
    help: Words | None = None
    """Shown small under the question, such as how to look or feel."""
    why: Words | None = None
    """Why it is asked; shown on request."""
    sources: Ids = ()
    """Sources that say why it is asked, by their ids."""
    kind: Literal["one", "many", "number", "text"] = "one"
    """What the answer is: `one` choice, `many` choices, a `number` or `text`."""
    picture: Words | None = None
    """The picture beside the choices, on which the place of each lights up."""
    choices: dict[ChoiceId, Choice] = {}
    """The answers that are offered, in this order, each under an id of its own."""
    unit: Words | None = None
    """What a `number` counts, such as `years` or `cm`."""
    min: float | None = None
    """The smallest `number` that is taken."""
    max: float | None = None
    """The largest `number` that is taken."""
    tell: Words | None = None
    """For `number` and `text`: the summary's words before the answer."""
    optional: bool = False
    """May be skipped."""
    when: Condition | None = None
    """Asked only if this holds too; reads earlier questions only."""
    lasting: bool = False
    """What does not change by itself, such as an age or an illness; no hinge names it."""
    worse: tuple[str, ...] = ()
    """Choice ids from least to most worrying, for the proofs."""
    scale: tuple[str, ...] = ()
    """In a `one` question: the choices that are steps of a measure, from least to most. All others measure nothing."""
    grown: Grown | None = None
    """When the history speaks against an answer to this question."""

    @property
    def quiet_choice(self) -> str | None:
        """The choice that denies: `no`, `none`, or the one that excludes all others."""
        for quiet in ("no", "none"):
            if quiet in self.choices:
                return quiet
        return next((id for id, choice in self.choices.items() if choice.exclusive), None)

    @property
    def unsure_choices(self) -> tuple[str, ...]:
        """The choices that neither say nor deny, told by their ids: `not_sure`, `prefer_not`, `back_not_sure`."""
        return tuple(id for id in self.choices if id in UNSURE or id.endswith(UNSURE_ENDINGS))


class Section(Part, frozen=True, kw_only=True):
    """Questions asked together. Optional sections stand last and are offered, never forced."""

    title: Words
    """Shown above each of its questions."""
    optional: bool = False
    """Offered after all other sections, with its length, and never forced."""
    questions: Annotated[dict[Id, Question], Meta(min_length=1)]
    """The questions in the order of asking, each under an id that nothing else in the file has."""


class RedFlag(Part, frozen=True):
    """A condition that raises the level, with the words for it."""

    level: str
    """The level it raises the result to, by its id."""
    when: Condition
    """What must hold."""
    warn: Words
    """The warning, a few plain words."""
    because: Words
    """Why it matters, and what to do."""
    say: Words | None = None
    """Words for the phone or the doctor, after the `say` of the choices that raised it."""
    sources: Ids = ()
    """Sources that say so, by their ids."""
    ends: bool = False
    """No further questions once the section is over."""
    review_by: datetime.date | None = None
    """When it should be held against its sources again."""


class Baseline(Part, frozen=True):
    """A line of the level that applies when no red flag raises it."""

    level: str
    """The level that applies, by its id."""
    when: Condition
    """What must hold; the first line that holds counts."""
    because: Words | None = None
    """Why this level."""


class Feature(Part, frozen=True):
    """An answer that fits a possibility, or speaks against it."""

    when: Condition
    """What must hold."""
    say: Words
    """The reason, in the words of the person's answer: `it is near a dimple`."""
    weight: Annotated[int, Meta(ge=1, le=2)] = 1
    """How much it counts: 1 or 2."""


class Possibility(Part, frozen=True):
    """What a lump like this can be; never a diagnosis."""

    name: Words
    """Its name, with the medical name in brackets."""
    what: Words
    """What it is; the first paragraph is shown, the rest on request."""
    brief: Words | None = None
    """What it is, in the one or two sentences of the short answer; without it the first two of `what` stand there."""
    fits: tuple[Feature, ...] = ()
    """Answers that speak for it."""
    against: tuple[Feature, ...] = ()
    """Answers that speak against it."""
    needs: Condition | None = None
    """Not shown at all unless this holds."""
    shown_if: Ids = ()
    """Red flags that put it on the list whatever its score."""
    ranked: bool = True
    """False: a fixed text, shown only through `shown_if`, never scored."""
    doctor: Words | None = None
    """How a doctor checks for it."""
    treatment: Words | None = None
    """What may be offered, and how good the evidence is."""
    sources: Ids = ()
    """Sources that say so, by their ids."""


class Listing(Part, frozen=True):
    """The scores for 'fits many' and 'fits some of your answers', how many are listed, and the levels with no list."""

    many: int = 3
    """The score from which it fits many of the answers."""
    some: int = 1
    """The score from which it fits some of the answers and is listed."""
    most: Annotated[int, Meta(ge=1)] = 4
    """How many are listed at most."""
    never_at: Ids = ()
    """Levels, by their ids, at which nothing is listed."""


class Advice(Part, frozen=True):
    """A thing to do, to avoid, to tell or to ask the doctor."""

    kind: Literal["do", "avoid", "tell", "ask"]
    """What it is: to `do`, to `avoid`, to `tell` the doctor or to `ask` the doctor."""
    text: Words
    """The advice, one plain sentence."""
    when: Condition | None = None
    """Given only if this holds."""
    regions: Ids | None = None
    """Given only to people in these regions, by their ids, and to those of whom it is not known where they are."""
    brief: Words | None = None
    """Its words in the short answer; without them its first paragraph stands there."""
    about: str | None = None
    """The sign that the advice speaks of; `check` proves that it holds for everyone who is given it."""
    never_at: Ids = ()
    """Levels, by their ids, at which it is left out."""
    sources: Ids = ()
    """Sources that say so, by their ids."""


class NeverTogether(Part, frozen=True):
    """Two groups of what a result can say: nobody is told one of the first beside one of the second."""

    these: SomeIds
    """Ids of advice, red flags, possibilities or signs."""
    others: SomeIds = field(name="with")
    """Ids of what is never said, or never holds, beside one of these."""
    because: Words
    """Why the two contradict each other."""


class Source(Part, frozen=True):
    """Where a medical fact comes from."""

    title: Words
    """Its title."""
    publisher: Words | None = None
    """Who published it."""
    year: Annotated[int, Meta(ge=1800, le=2200)] | None = None
    """When it was published."""
    url: Words | None = None
    """Where to read it."""
    note: Words | None = None
    """What else to know about it."""
    review_by: datetime.date | None = None
    """When to look for a newer one."""


class DoctorPagePart(Part, frozen=True):
    """A table on the page for the doctor: a title, and the answers that stand below it."""

    title: Words
    """Shown above the table."""
    rows: Annotated[dict[Id, Words], Meta(min_length=1)]
    """Question id to the few words that stand before its answer."""


class DoctorPage(Part, frozen=True):
    """What the page for the doctor is made of. Answers that no part names stand below their section's title."""

    worry: str | None = None
    """The `text` question whose answer is the first line."""
    parts: dict[Id, DoctorPagePart] = {}
    """The tables, in this order, each under an id of its own."""


class Budget(Part, frozen=True):
    """The most questions that may be asked before an emergency is told, and on any path through the core."""

    single_answer_emergency: Annotated[int, Meta(ge=1)] | None = None
    """For an emergency that one answer tells."""
    combined_emergency: Annotated[int, Meta(ge=1)] | None = None
    """For an emergency that several answers tell together."""
    core: Annotated[int, Meta(ge=1)] | None = None
    """For everything but the optional sections."""


class Accepted(Part, frozen=True):
    """A problem the author knows of and keeps, with the reason."""

    problem: Words
    """The problem's code, as `check` shows it."""
    at: Words
    """Where it is, such as `red_flags.old`."""
    because: Words
    """Why it may stay."""


SEE_A_DOCTOR = "This questionnaire cannot examine you. Please see a doctor about what worries you."
COME_BACK_SOONER = "You feel worse, or something new worries you."


class Questionnaire(Part, frozen=True, kw_only=True, dict=True):
    """A whole questionnaire, format 1."""

    format: Literal["1"]
    """The version of this language."""
    title: Words
    """Its name, shown first."""
    version: Words = "unversioned"
    """Told with every result, so that it is known what was asked."""
    language: Words = "en"
    """Code of the language it is written in, such as `en`."""
    about: Words | None = None
    """Shown before the first question; a blank line starts a new paragraph."""
    disclaimer: Words | None = None
    """What this cannot do; ends every result."""
    review: Review = Review()
    """Whether a clinician has read this version."""
    regions: dict[Id, Region] = {}
    """Where a person can be, in the order in which they are offered; without them nobody is asked."""
    levels: Annotated[dict[Id, Level], Meta(min_length=1)]
    """How soon to get help, the most urgent first; the last one applies when nothing raises it."""
    sections: Annotated[dict[Id, Section], Meta(min_length=1)]
    """Questions that are asked together, in this order."""
    signs: dict[Id, Condition] = {}
    """Conditions with a name, for other conditions to use."""
    red_flags: dict[Id, RedFlag] = {}
    """Conditions that raise the level, each with the words for it."""
    baseline: tuple[Baseline, ...] = ()
    """The level when no red flag raises it: the first line that holds, else the last level."""
    possibilities: dict[Id, Possibility] = {}
    """What it can be; never a diagnosis."""
    listing: Listing = Listing()
    """Which possibilities are listed, and how many."""
    advice: dict[Id, Advice] = {}
    """Things to do, to avoid, to tell and to ask the doctor."""
    never_together: tuple[NeverTogether, ...] = ()
    """What contradicts itself when one person is told both; `check` proves that nobody is."""
    come_back_sooner: dict[Id, Lines] = {}
    """Level id to what should make the person come back, as sentences; the ones that matter most first."""
    see_a_doctor: Words = SEE_A_DOCTOR
    """The prompt to see a doctor that ends every result."""
    doctor_page: DoctorPage = DoctorPage()
    """The order and the few words for the page for the doctor."""
    terms: dict[str, Words] = {}
    """Words that few people know, each with its plain meaning; `check` allows them."""
    sources: dict[Id, Source] = {}
    """Where medical facts come from."""
    budget: Budget = Budget()
    """How many questions may be asked at most."""
    accepted: tuple[Accepted, ...] = ()
    """Problems that the author knows of and keeps."""

    def lines(self) -> Iterator[tuple[tuple[str | int, ...], Line]]:
        """Each step and each sign to come back for, with the keys that lead to it."""
        tables: dict[tuple[str, ...], Lines] = {
            **{("levels", id, "steps"): level.steps for id, level in self.levels.items()},
            **{("come_back_sooner", id): lines for id, lines in self.come_back_sooner.items()},
        }
        for path, lines in tables.items():
            for place, line in enumerate(lines):
                yield (*path, place), line

    def line_conditions(self) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
        """The `when` of each step and each sign to come back for, with the keys that lead to it."""
        for path, line in self.lines():
            if line.when is not None:
                yield (*path, "when"), line.when

    def regional(self) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
        """The `regions` of each line and piece of advice that has some, with the keys that lead to them."""
        for path, line in self.lines():
            if line.regions is not None:
                yield (*path, "regions"), line.regions
        for id, advice in self.advice.items():
            if advice.regions is not None:
                yield ("advice", id, "regions"), advice.regions

    def subjects(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The `about` of each line and piece of advice that has one, with the keys that lead to it."""
        for path, line in self.lines():
            if line.about is not None:
                yield (*path, "about"), line.about
        for id, advice in self.advice.items():
            if advice.about is not None:
                yield ("advice", id, "about"), advice.about

    def kept_apart(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Each id that `never_together` names, with the keys that lead to it."""
        for place, rule in enumerate(self.never_together):
            for key, ids in (("these", rule.these), ("with", rule.others)):
                for number, id in enumerate(ids):
                    yield ("never_together", place, key, number), id

    @cached_property
    def outline(self) -> Outline:
        return Outline(self)

    @cached_property
    def evaluator(self) -> Evaluator:
        return Evaluator(self.signs)

    @cached_property
    def urgency(self) -> dict[str, int]:
        """Level id to rank: 0 for the most urgent."""
        return {level: rank for rank, level in enumerate(self.levels)}

    @cached_property
    def flags_reading(self) -> dict[str, frozenset[str]]:
        """Question id to the red flags whose condition reads it."""
        index: dict[str, set[str]] = {}
        for id, flag in self.red_flags.items():
            for question in self.evaluator.meaning(flag.when).reads:
                index.setdefault(question, set()).add(id)
        return {question: frozenset(flags) for question, flags in index.items()}

    @cached_property
    def rules_reading(self) -> dict[str, list[FlagRule]]:
        """The same red flags as rules."""
        rules = {id: self.rule(flag) for id, flag in self.red_flags.items()}
        return {question: [rules[flag] for flag in flags] for question, flags in self.flags_reading.items()}

    @cached_property
    def rules_by_test(self) -> dict[int, list[FlagRule]]:
        """The number of a test to the red flags that it lets hold, as rules."""
        index: dict[int, list[FlagRule]] = {}
        for rule in map(self.rule, self.red_flags.values()):
            for number in rule.some - {ANY}:
                index.setdefault(number, []).append(rule)
        return index

    @cached_property
    def weights(self) -> dict[str, int]:
        """Question id to the tests of red flags that an answer to it decides."""
        return {question: sum(rule.weight for rule in rules) for question, rules in self.rules_reading.items()}

    def rule(self, raising: RedFlag | Baseline) -> FlagRule:
        meaning = self.evaluator.meaning(raising.when)
        return FlagRule(self.urgency[raising.level], *meaning.compiled, meaning.weight)

    @cached_property
    def depending(self) -> dict[str, tuple[Entry, ...]]:
        """Question id to the questions that its answer opens, and those whose `when` reads it."""
        index: dict[str, list[Entry]] = {}
        for entry in self.outline:
            when = entry.question.when
            read = self.evaluator.meaning(when).reads if when is not None else frozenset()
            for question in read if entry.parent is None else read | {entry.parent}:
                index.setdefault(question, []).append(entry)
        return {question: tuple(entries) for question, entries in index.items()}

    @cached_property
    def ends(self) -> Condition | None:
        """When the questions end with the section that is over."""
        whens = tuple(flag.when for flag in self.red_flags.values() if flag.ends)
        return Condition(any=whens) if whens else None

    @property
    def mildest(self) -> str:
        return next(reversed(self.levels))


@dataclass(frozen=True)
class Entry:
    """One question's place in the tree."""

    id: str
    question: Question
    section: str
    parent: str | None
    """The question whose answer opens this one."""
    opened_by: str | None
    """The parent's choice that opens it."""
    place: int
    """Index in the order of asking."""
    end: int
    """Index of the first entry after this question and everything below it."""
    path: tuple[str | int, ...]
    """Where it stands in the file."""


class Outline:
    """The tree as one flat list in the order of asking: depth first, top to bottom."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        entries: list[Entry | None] = []
        for section, part in questionnaire.sections.items():
            root = ("sections", section, "questions")
            for id, question in part.questions.items():
                _append_entries(entries, Entry(id, question, section, None, None, 0, 0, (*root, id)))
        self.entries = tuple(entry for entry in entries if entry is not None)
        self._by_id = {entry.id: entry for entry in self.entries}

    def __getitem__(self, id: str) -> Entry:
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def _append_entries(entries: list[Entry | None], draft: Entry) -> None:
    place = len(entries)
    entries.append(None)
    for choice_id, choice in draft.question.choices.items():
        for id, follow_up in choice.then.items():
            path = (*draft.path, "choices", choice_id, "then", id)
            _append_entries(entries, Entry(id, follow_up, draft.section, draft.id, choice_id, 0, 0, path))
    entries[place] = Entry(
        draft.id, draft.question, draft.section, draft.parent, draft.opened_by, place, len(entries), draft.path
    )


PICTURES = ("lower_back", "sizes")
