"""The tree of items that a Questionnaire and its response share, and when each item shows.

A section is a group; an optional one has the question before it whether it is wanted. A follow-up stands inside its
question where that takes one answer. Where a question takes many, FHIR would repeat what stands inside for each
answer, so the question and its follow-ups stand side by side in a group of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backmice_cli.questionnaire.formula import ALWAYS, AnswerIs, Formula
from backmice_cli.questionnaire.model import Entry, Question, Questionnaire
from backmice_cli.renderers.fhir.formula import all_of, any_of, formula_for, is_taken, negation_of


@dataclass(frozen=True)
class Item:
    """One item, whatever it is."""

    link_id: str
    text: str | None
    """What is shown of it."""
    shown: Formula
    """Beside this, everything it stands in must show."""


@dataclass(frozen=True)
class ItemGroup(Item):
    """A section; or, without text, a question and its follow-ups."""

    items: tuple[Inner, ...]


@dataclass(frozen=True)
class SectionOffer(Item):
    """Asks whether an optional section is wanted."""

    section: str


@dataclass(frozen=True)
class Asked(Item):
    entry: Entry
    items: tuple[Inner, ...] = ()

    @property
    def question(self) -> Question:
        return self.entry.question


Inner = ItemGroup | Asked
Outer = ItemGroup | SectionOffer


def items_of(questionnaire: Questionnaire) -> tuple[Outer, ...]:
    """The items of a questionnaire, in the order of asking."""
    return tuple(item for section in questionnaire.sections for item in _section_items(questionnaire, section))


def _section_items(questionnaire: Questionnaire, section: str) -> Iterator[Outer]:
    part = questionnaire.sections[section]
    outline = questionnaire.outline
    items = tuple(_question_item(questionnaire, outline[id]) for id in part.questions)
    shown = _not_ended(questionnaire, section)
    if part.optional:
        offer = f"section.{section}.offer"
        text = f"{part.title}: answer these questions too?"
        yield SectionOffer(offer, text, all_of([shown, _has_questions(questionnaire, section)]), section)
        shown = is_taken(offer)
    yield ItemGroup(f"section.{section}", part.title, shown, items)


def _not_ended(questionnaire: Questionnaire, section: str) -> Formula:
    """No red flag that `ends` holds when this section would begin: nothing from here on has been answered then."""
    first = next(iter(questionnaire.sections))
    if section == first:
        return ALWAYS
    start = min(entry.place for entry in questionnaire.outline if entry.section == section)
    later = {entry.id for entry in questionnaire.outline.entries[start:]}
    ends = [flag.when for flag in questionnaire.red_flags.values() if flag.ends]
    return all_of(negation_of(formula_for(when, questionnaire.signs, later)) for when in ends)


def _has_questions(questionnaire: Questionnaire, section: str) -> Formula:
    """Some question of the section would be asked, were it wanted: a section without any is not offered."""
    inside = {entry.id for entry in questionnaire.outline if entry.section == section}
    return any_of(
        formula_for(question.when, questionnaire.signs, inside)
        for question in questionnaire.sections[section].questions.values()
    )


def _question_item(questionnaire: Questionnaire, entry: Entry) -> Inner:
    outline = questionnaire.outline
    below = tuple(
        _question_item(questionnaire, outline[id]) for choice in entry.question.choices.values() for id in choice.then
    )
    shown = _shown_when(questionnaire, entry)
    if below and entry.question.kind == "many":
        return ItemGroup(f"{entry.id}.group", None, shown, (Asked(entry.id, entry.question.ask, ALWAYS, entry), *below))
    return Asked(entry.id, entry.question.ask, shown, entry, below)


def _shown_when(questionnaire: Questionnaire, entry: Entry) -> Formula:
    when = formula_for(entry.question.when, questionnaire.signs)
    if entry.parent is None or entry.opened_by is None:
        return when
    return all_of([AnswerIs(entry.parent, (entry.opened_by,)), when])
