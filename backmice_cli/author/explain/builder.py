"""What there is to say about each kind of part: why it is there, what raises it, what it leads to, its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from backmice_cli.author.explain.condition_lines import condition_lines
from backmice_cli.author.explain.explanation import Explanation, Explanations, FilePlace, Passage, split_paragraphs
from backmice_cli.author.explain.lines import ExplanationLines
from backmice_cli.author.readers import ReadingParts
from backmice_cli.author.references import LinkedLine, as_line
from backmice_cli.interview.words import choices_asked_for
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.load import Loaded, sound_questionnaire
from backmice_cli.questionnaire.model import RedFlag
from backmice_cli.questionnaire.notation import in_words
from backmice_cli.questionnaire.problem import Path
from backmice_cli.renderers.result import SourceResult, sources_of


def explain_id(loaded: Loaded, id: str, kinds: Sequence[str]) -> Explanations:
    """Explain an id that is known to name parts of these kinds; the questionnaire must be free of errors."""
    build = _ExplanationBuilder(loaded)
    return Explanations(id=id, explanations=tuple(getattr(build, kind.replace(" ", "_"))(id) for kind in kinds))


class _ExplanationBuilder:
    """Has a method for each kind of part, of its name."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.questionnaire = sound_questionnaire(loaded)
        self.readers = ReadingParts(self.questionnaire)
        self.lines = ExplanationLines(self.questionnaire, self.readers)

    def _explanation(
        self,
        kind: str,
        id: str,
        named: str,
        path: Path,
        *passages: tuple[str, str, Iterable[LinkedLine | str]],
        when: Condition | None = None,
        **more: Any,
    ) -> Explanation:
        """Explain a part in passages of key, heading and lines; those without lines are left out."""
        at = self.loaded.key_position(path)
        made = [Passage(key=key, heading=heading, lines=tuple(map(as_line, lines))) for key, heading, lines in passages]
        return Explanation(
            kind=kind,
            id=id,
            words=named,
            position=FilePlace(file=at.file, line=at.line, column=at.column),
            when=in_words(when) if when is not None else None,
            passages=tuple(passage for passage in made if passage.lines),
            **more,
        )

    def _sources(self, ids: Sequence[str]) -> tuple[SourceResult, ...]:
        return sources_of(self.questionnaire, ids)

    def _condition(self, condition: Condition | None) -> list[LinkedLine]:
        return condition_lines(self.questionnaire, condition) if condition is not None else []

    def question(self, id: str) -> Explanation:
        entry = self.questionnaire.outline[id]
        question = entry.question
        return self._explanation(
            "question",
            id,
            question.ask,
            entry.path,
            ("asked", "When it is asked", self.lines.asked(entry)),
            ("leads_to", "What its answers lead to", self.lines.answers(id, question)),
            ("read_by", "What else reads it", self.lines.read_by(self.readers.of_questions.get(id, ()))),
            when=question.when,
            why=split_paragraphs(question.why),
            sources=self._sources(question.sources),
        )

    def choice(self, name: str) -> Explanation:
        id, _, choice = name.partition(".")
        entry = self.questionnaire.outline[id]
        part = entry.question.choices[choice]
        lines = list(self.lines.answer(part, self.readers.rules_for_choice(id, entry.question, choice), 0))
        return self._explanation(
            "choice",
            name,
            part.label,
            (*entry.path, "choices", choice),
            ("question", "The question", [f"{entry.question.ask} [{id}]"]),
            ("summary", "In the summary", [part.tell] if part.tell is not None else []),
            ("say", "What to say to a doctor or nurse", [f'"{part.say}"'] if part.say is not None else []),
            ("leads_to", "What it leads to", lines or ["It opens and raises nothing."]),
        )

    def red_flag(self, id: str) -> Explanation:
        flag = self.questionnaire.red_flags[id]
        listed = [name for name, part in self.questionnaire.possibilities.items() if id in part.shown_if]
        return self._explanation(
            "red flag",
            id,
            flag.warn,
            ("red_flags", id),
            ("raised_by", "What raises it", self._condition(flag.when)),
            ("leads_to", "What it leads to", self.lines.leads_to(flag.level, ends=flag.ends)),
            ("say", "What to say to a doctor or nurse", self._say(flag)),
            ("shows", "What it puts on the list of possibilities", self.lines.named("possibility", listed)),
            when=flag.when,
            level=flag.level,
            why=split_paragraphs(flag.because),
            sources=self._sources(flag.sources),
        )

    def _say(self, flag: RedFlag) -> list[str]:
        """The words of each choice that can raise it, then its own."""
        choices = choices_asked_for(self.questionnaire, flag.when)
        outline = self.questionnaire.outline
        words = [(ticked, outline[ticked.question].question.choices[ticked.choice].say) for ticked in choices]
        own = [f'"{flag.say}"'] if flag.say is not None else []
        return [*(f'"{say}" [{ticked.question}.{ticked.choice}]' for ticked, say in words if say is not None), *own]

    def level(self, id: str) -> Explanation:
        flags = [name for name, flag in self.questionnaire.red_flags.items() if flag.level == id]
        return self._explanation(
            "level",
            id,
            self.questionnaire.levels[id].headline,
            ("levels", id),
            ("leads_to", "What it leads to", self.lines.leads_to(id)),
            ("steps", "What to do then", self.lines.steps(id)),
            ("raised_by", "What raises it", self.lines.named("red flag", flags)),
            ("baseline", "What raises it when no red flag does", self.lines.baseline(id)),
            ("sooner", "What should make a person come back at this level", self.lines.sooner(id)),
            level=id,
        )

    def possibility(self, id: str) -> Explanation:
        part = self.questionnaire.possibilities[id]
        return self._explanation(
            "possibility",
            id,
            part.name,
            ("possibilities", id),
            ("what", "What it is", split_paragraphs(part.what)),
            ("listed", "When it is listed", [self.lines.listing(ranked=part.ranked)]),
            ("needs", "What it needs", self._condition(part.needs)),
            ("shown_if", "Red flags that put it on the list", self.lines.named("red flag", part.shown_if)),
            ("fits", "What fits it", self.lines.features(part.fits)),
            ("against", "What speaks against it", self.lines.features(part.against)),
            ("doctor", "How a doctor checks", split_paragraphs(part.doctor)),
            ("treatment", "What may be offered", split_paragraphs(part.treatment)),
            when=part.needs,
            sources=self._sources(part.sources),
        )

    def sign(self, id: str) -> Explanation:
        condition = self.questionnaire.signs[id]
        return self._explanation(
            "sign",
            id,
            "A condition with a name",
            ("signs", id),
            ("holds", "When it holds", self._condition(condition)),
            ("read_by", "What reads it", self.lines.read_by(self.readers.of_signs.get(id, ()), flags=True)),
            when=condition,
        )

    def advice(self, id: str) -> Explanation:
        part = self.questionnaire.advice[id]
        labels = [self.questionnaire.levels[level].label for level in part.never_at]
        return self._explanation(
            "advice",
            id,
            part.text,
            ("advice", id),
            ("shown", "When it is shown", self._condition(part.when) or ["In every result."]),
            ("never_at", "Levels at which it is left out", labels),
            when=part.when,
            sources=self._sources(part.sources),
        )

    def source(self, id: str) -> Explanation:
        part = self.questionnaire.sources[id]
        return self._explanation(
            "source",
            id,
            part.title,
            ("sources", id),
            ("note", "Note", split_paragraphs(part.note)),
            ("cited_by", "What rests on it", list(self.lines.cited_by(id)) or ["Nothing."]),
            sources=self._sources([id]),
        )
