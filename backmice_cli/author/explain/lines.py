"""The lines of an explanation: what answers lead to, what reads a part, what a rule does. Says nothing of layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from backmice_cli.author.explain.condition_lines import condition_lines
from backmice_cli.author.readers import HelpedRule, ReadingPart, ReadingParts
from backmice_cli.author.references import LinkedLine, shorten_text, words_of
from backmice_cli.questionnaire.model import Choice, Entry, Feature, Question, Questionnaire
from backmice_cli.questionnaire.model import Line as Sentence
from backmice_cli.questionnaire.notation import in_words, test_text


class ExplanationLines:
    """Each method gives the lines under one heading; bare texts are lines of no depth."""

    def __init__(self, questionnaire: Questionnaire, readers: ReadingParts) -> None:
        self.questionnaire = questionnaire
        self.readers = readers

    def asked(self, entry: Entry) -> Iterator[LinkedLine | str]:
        section = self.questionnaire.sections[entry.section]
        whose = ", which is offered and never forced" if section.optional else ""
        yield f'In the section "{section.title}" [{entry.section}]{whose}.'
        if entry.parent is not None and entry.opened_by is not None:
            parent = self.questionnaire.outline[entry.parent].question
            label = parent.choices[entry.opened_by].label
            yield f'Only after this answer: {parent.ask} "{label}" [{entry.parent} is {entry.opened_by}]'
        if entry.question.when is not None:
            yield "Only if this holds:"
            yield from condition_lines(self.questionnaire, entry.question.when, 1)

    def answers(self, id: str, question: Question) -> Iterator[LinkedLine]:
        silent = []
        for choice, part in question.choices.items():
            lines = list(self.answer(part, self.readers.rules_for_choice(id, question, choice), 1))
            if lines:
                yield LinkedLine(depth=0, words=f'"{part.label}" [{choice}]')
                yield from lines
            else:
                silent.append(f'"{part.label}" [{choice}]')
        for test in self.readers.other_tests(id):
            yield LinkedLine(depth=0, words=f"An answer that {test_text(test)}")
            yield from self.rules(self.readers.rules_for_test(id, test), 1)
        if silent:
            yield LinkedLine(depth=0, words=f"These open and raise nothing: {'; '.join(silent)}")

    def answer(self, choice: Choice, rules: Sequence[HelpedRule], depth: int) -> Iterator[LinkedLine]:
        for id, follow_up in choice.then.items():
            yield LinkedLine(depth=depth, words=f"opens: {follow_up.ask} [{id}]")
        yield from self.rules(rules, depth)

    def rules(self, rules: Sequence[HelpedRule], depth: int) -> Iterator[LinkedLine]:
        """Say what an answer raises by itself, in words, and by id what it raises together with others."""
        levels = self.questionnaire.levels
        for rule in rules:
            if rule.alone:
                words = words_of(self.questionnaire, rule.kind, rule.id)
                told = f"{words} [{rule.name}]".lstrip()
                yield LinkedLine(depth=depth, words=f"raises {levels[rule.level].label}: {told}")
        for id, level in levels.items():
            names = [rule.name for rule in rules if rule.level == id and not rule.alone]
            if names:
                yield LinkedLine(depth=depth, words=f"with other answers, {level.label}: {', '.join(names)}")

    def read_by(self, readers: Iterable[ReadingPart], *, flags: bool = False) -> Iterator[str]:
        """Name the readers; rules among them only with `flags`."""
        for reader in readers:
            if flags or reader.kind not in ("red flag", "baseline"):
                words = words_of(self.questionnaire, reader.kind, reader.id)
                yield f"{reader.kind} {reader.id}" + (f": {shorten_text(words)}" if words else "")

    def leads_to(self, id: str, *, ends: bool = False) -> Iterator[str]:
        level = self.questionnaire.levels[id]
        yield f"{level.label}: {level.headline} [{id}]"
        yield f"When to act: {level.when_to_act}"
        if level.interrupt:
            yield "The interview stops at once to say so, and offers to end there."
        if ends:
            yield "No further questions are asked once the section is over."

    def named(self, kind: str, ids: Iterable[str]) -> list[str]:
        return [f"{words_of(self.questionnaire, kind, id)} [{id}]" for id in ids]

    def features(self, features: Iterable[Feature]) -> Iterator[str]:
        for feature in features:
            counts = ", counts twice" if feature.weight == 2 else ""
            yield f"{feature.say} [{in_words(feature.when)}{counts}]"

    def listing(self, *, ranked: bool) -> str:
        listing = self.questionnaire.listing
        if not ranked:
            return "Only when a red flag puts it there: answers are not counted for it."
        labels = [self.questionnaire.levels[level].label for level in listing.never_at]
        never = f" Never at: {', '.join(labels)}." if labels else ""
        return (
            f"When what fits, less what speaks against it, comes to {listing.some} or more."
            f" At most {listing.most} are listed, those that fit best.{never}"
        )

    def baseline(self, id: str) -> Iterator[LinkedLine | str]:
        for number, line in enumerate(self.questionnaire.baseline, 1):
            if line.level == id:
                yield f"{line.because or 'No reason is given.'} [baseline {number}]"
                yield from condition_lines(self.questionnaire, line.when, 1)
        if id == self.questionnaire.mildest:
            yield "Nothing else: it is what remains when nothing raises another level."

    def steps(self, id: str) -> Iterator[LinkedLine | str]:
        return self._sentences(self.questionnaire.levels[id].steps)

    def sooner(self, id: str) -> Iterator[LinkedLine | str]:
        return self._sentences(self.questionnaire.come_back_sooner.get(id, ()))

    def _sentences(self, sentences: Iterable[Sentence]) -> Iterator[LinkedLine | str]:
        for sentence in sentences:
            yield (
                sentence.text
                if sentence.regions is None
                else f"{sentence.text} [only in {', '.join(sentence.regions)}]"
            )
            if sentence.when is not None:
                yield LinkedLine(depth=1, words="Only if this holds:")
                yield from condition_lines(self.questionnaire, sentence.when, 2)

    def cited_by(self, id: str) -> Iterator[str]:
        questionnaire = self.questionnaire
        for entry in questionnaire.outline:
            if id in entry.question.sources:
                yield f"question {entry.id}: {entry.question.ask}"
        for flag, part in questionnaire.red_flags.items():
            if id in part.sources:
                yield f"red flag {flag}: {part.warn}"
        for name, possibility in questionnaire.possibilities.items():
            if id in possibility.sources:
                yield f"possibility {name}: {possibility.name}"
        for name, advice in questionnaire.advice.items():
            if id in advice.sources:
                yield f"advice {name}: {shorten_text(advice.text)}"
