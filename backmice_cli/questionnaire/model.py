"""The questionnaire as frozen, typed values, shaped as the author wrote it.

Says what each part is and holds; where a part stands in the file is `load.py`'s knowledge, and whether ids point at
something is checked in `checks/`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from backmice_cli.questionnaire.condition import Condition, as_list, questions_read

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
ChoiceId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=1)]
"""Text for a person: never empty, shown literally, no markup."""


Sentences = Annotated[tuple[Words, ...], BeforeValidator(as_list)]
Ids = Annotated[tuple[str, ...], BeforeValidator(as_list)]
"""Ids of something else in the file; whether they exist is checked apart."""


UNSURE = frozenset({"unsure", "not_sure", "cant_tell", "dont_know", "prefer_not"})
"""Ids of choices that neither say nor deny."""

UNSURE_ENDINGS = ("_unsure", "_not_sure")


class Part(BaseModel):
    """Base of everything in the file: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class Review(Part):
    """Whether a clinician has reviewed this version."""

    status: Literal["unreviewed", "reviewed"] = "unreviewed"
    note: Words | None = None
    by: Words | None = None
    date: datetime.date | None = None


class Level(Part):
    """How soon to get help. The file lists levels most urgent first."""

    label: Words
    when_to_act: Words
    headline: Words
    steps: Sentences = ()
    interrupt: bool = False
    """Reaching it during the interview shows it at once and offers to stop."""


class Choice(Part):
    """One offered answer; `Yes` alone is short for `{label: Yes}`."""

    label: Words
    tell: Words | None = None
    """The sentence of the summary for this answer."""
    help: Words | None = None
    exclusive: bool = False
    """In a `many` question: choosing it clears the others."""
    then: dict[str, Question] = {}
    """Follow-ups: asked only after this answer."""

    @model_validator(mode="before")
    @classmethod
    def _from_label(cls, value: Any) -> Any:
        return {"label": value} if isinstance(value, str) else value


class Grown(Part):
    """Measures that have grown since the last interview, and the answers that say so."""

    sizes: Sentences
    """Questions of kind `number`, or with a `scale`."""
    said_by: Sentences
    """Choices of the question that holds this: with any other the person is asked to look again."""


class Question(Part):
    """One question; its id is its key in the file."""

    ask: Words
    help: Words | None = None
    why: Words | None = None
    sources: Ids = ()
    kind: Literal["one", "many", "number", "text"] = "one"
    picture: Words | None = None
    choices: dict[ChoiceId, Choice] = {}
    unit: Words | None = None
    min: float | None = None
    max: float | None = None
    tell: Words | None = None
    """For `number` and `text`: the summary's words before the answer."""
    optional: bool = False
    """May be skipped."""
    when: Condition | None = None
    """Asked only if this holds too; reads earlier questions only."""
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


class Section(Part):
    """Questions asked together. Optional sections stand last and are offered, never forced."""

    title: Words
    optional: bool = False
    questions: Annotated[dict[str, Question], Field(min_length=1)]


class RedFlag(Part):
    """A condition that raises the level, with the words for it."""

    level: str
    when: Condition
    warn: Words
    because: Words
    say: Words | None = None
    sources: Ids = ()
    ends: bool = False
    """No further questions once the section is over."""
    review_by: datetime.date | None = None


class Baseline(Part):
    """A line of the level that applies when no red flag raises it."""

    level: str
    when: Condition
    because: Words | None = None


class Feature(Part):
    """An answer that fits a possibility, or speaks against it."""

    when: Condition
    say: Words
    weight: Annotated[int, Field(ge=1, le=2)] = 1


class Possibility(Part):
    """What a lump like this can be; never a diagnosis."""

    name: Words
    what: Words
    fits: tuple[Feature, ...] = ()
    against: tuple[Feature, ...] = ()
    needs: Condition | None = None
    """Not shown at all unless this holds."""
    shown_if: Ids = ()
    """Red flags that put it on the list whatever its score."""
    ranked: bool = True
    """False: a fixed text, shown only through `shown_if`, never scored."""
    doctor: Words | None = None
    treatment: Words | None = None
    sources: Ids = ()


class Listing(Part):
    """The scores for 'fits many' and 'fits some of your answers', how many are listed, and the levels with no list."""

    many: int = 3
    some: int = 1
    most: Annotated[int, Field(ge=1)] = 4
    never_at: Ids = ()


class Advice(Part):
    """A thing to do, to avoid, to tell or to ask the doctor."""

    kind: Literal["do", "avoid", "tell", "ask"]
    text: Words
    when: Condition | None = None
    never_at: Ids = ()
    """Levels at which it is left out."""
    sources: Ids = ()


class Source(Part):
    """Where a medical fact comes from."""

    title: Words
    publisher: Words | None = None
    year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    url: Words | None = None
    note: Words | None = None
    review_by: datetime.date | None = None


class DoctorPagePart(Part):
    """A table on the page for the doctor: a title, and the answers that stand below it."""

    title: Words
    rows: Annotated[dict[str, Words], Field(min_length=1)]
    """Question id to the few words that stand before its answer."""


class DoctorPage(Part):
    """What the page for the doctor is made of. Answers that no part names stand below their section's title."""

    worry: str | None = None
    """The `text` question whose answer is the first line."""
    parts: dict[Id, DoctorPagePart] = {}


class Budget(Part):
    """The most questions that may be asked before an emergency is told, and on any path through the core."""

    single_answer_emergency: Annotated[int, Field(ge=1)] | None = None
    combined_emergency: Annotated[int, Field(ge=1)] | None = None
    core: Annotated[int, Field(ge=1)] | None = None


class Accepted(Part):
    """A problem the author knows of and keeps, with the reason."""

    problem: Words
    at: Words
    because: Words


SEE_A_DOCTOR = "This questionnaire cannot examine you. Please see a doctor about what worries you."
COME_BACK_SOONER = "Get help sooner if you feel worse, or if something new worries you."


class Questionnaire(Part):
    """A whole questionnaire, format 1."""

    format: Literal["1"]
    title: Words
    version: Words = "unversioned"
    language: Words = "en"
    about: Words | None = None
    disclaimer: Words | None = None
    review: Review = Review()
    levels: Annotated[dict[Id, Level], Field(min_length=1)]
    sections: Annotated[dict[Id, Section], Field(min_length=1)]
    signs: dict[Id, Condition] = {}
    red_flags: dict[Id, RedFlag] = {}
    baseline: tuple[Baseline, ...] = ()
    possibilities: dict[Id, Possibility] = {}
    listing: Listing = Listing()
    advice: dict[Id, Advice] = {}
    come_back_sooner: dict[str, Sentences] = {}
    """Level id to what should make the person come back, as sentences."""
    see_a_doctor: Words = SEE_A_DOCTOR
    doctor_page: DoctorPage = DoctorPage()
    sources: dict[Id, Source] = {}
    budget: Budget = Budget()
    accepted: tuple[Accepted, ...] = ()

    @cached_property
    def outline(self) -> Outline:
        return Outline(self)

    @cached_property
    def urgency(self) -> dict[str, int]:
        """Level id to rank: 0 for the most urgent."""
        return {level: rank for rank, level in enumerate(self.levels)}

    @cached_property
    def flags_reading(self) -> dict[str, frozenset[str]]:
        """Question id to the red flags whose condition reads it."""
        index: dict[str, set[str]] = {}
        for id, flag in self.red_flags.items():
            for question in questions_read(flag.when, self.signs):
                index.setdefault(question, set()).add(id)
        return {question: frozenset(flags) for question, flags in index.items()}

    @cached_property
    def opening(self) -> frozenset[str]:
        """The questions whose answer decides whether others are asked."""
        found = {entry.parent for entry in self.outline if entry.parent is not None}
        for entry in self.outline:
            if entry.question.when is not None:
                found |= questions_read(entry.question.when, self.signs)
        for flag in self.red_flags.values():
            if flag.ends:
                found |= questions_read(flag.when, self.signs)
        return frozenset(found)

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
                _append(entries, Entry(id, question, section, None, None, 0, 0, (*root, id)))
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


def _append(entries: list[Entry | None], draft: Entry) -> None:
    place = len(entries)
    entries.append(None)
    for choice_id, choice in draft.question.choices.items():
        for id, follow_up in choice.then.items():
            path = (*draft.path, "choices", choice_id, "then", id)
            _append(entries, Entry(id, follow_up, draft.section, draft.id, choice_id, 0, 0, path))
    entries[place] = Entry(
        draft.id, draft.question, draft.section, draft.parent, draft.opened_by, place, len(entries), draft.path
    )
