"""What there is to say about each kind of part: why it is there, what raises it, what it leads to, its sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backmice_cli.author.explain.condition_lines import condition_lines
from backmice_cli.author.explain.explanation import (
    Explanation,
    Explanations,
    FilePlace,
    passage_of,
    place_of,
    split_paragraphs,
    without_empty,
)
from backmice_cli.author.explain.lines import Lines
from backmice_cli.author.readers import ReadingParts
from backmice_cli.interview.words import choices_asked_for
from backmice_cli.questionnaire.load import Loaded, sound
from backmice_cli.questionnaire.model import RedFlag
from backmice_cli.questionnaire.notation import in_words
from backmice_cli.questionnaire.problem import Path
from backmice_cli.renderers.result import sources_of


def explain_id(loaded: Loaded, id: str, kinds: Sequence[str]) -> Explanations:
    """Explain an id that is known to name parts of these kinds; the questionnaire must be free of errors."""
    build = _ExplanationBuilder(loaded)
    by_kind: dict[str, Callable[[str], Explanation]] = {
        "question": build.question,
        "choice": build.choice,
        "red flag": build.red_flag,
        "level": build.level,
        "possibility": build.possibility,
        "sign": build.sign,
        "advice": build.advice,
        "source": build.source,
    }
    return Explanations(id=id, explanations=tuple(by_kind[kind](id) for kind in kinds))


class _ExplanationBuilder:
    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.questionnaire = sound(loaded)
        self.readers = ReadingParts(self.questionnaire)
        self.lines = Lines(self.questionnaire, self.readers)

    def place(self, path: Path) -> FilePlace:
        return place_of(self.loaded.key_position(path))

    def question(self, id: str) -> Explanation:
        entry = self.questionnaire.outline[id]
        question = entry.question
        read_by = self.lines.read_by(self.readers.of_questions.get(id, ()))
        return Explanation(
            kind="question",
            id=id,
            words=question.ask,
            position=self.place(entry.path),
            why=split_paragraphs(question.why),
            when=in_words(question.when) if question.when is not None else None,
            passages=without_empty(
                passage_of("asked", "When it is asked", self.lines.asked(entry)),
                passage_of("leads_to", "What its answers lead to", self.lines.answers(id, question)),
                passage_of("read_by", "What else reads it", read_by),
            ),
            sources=sources_of(self.questionnaire, question.sources),
        )

    def choice(self, name: str) -> Explanation:
        id, _, choice = name.partition(".")
        entry = self.questionnaire.outline[id]
        part = entry.question.choices[choice]
        lines = list(self.lines.answer(part, self.readers.rules_for_choice(id, entry.question, choice), 0))
        return Explanation(
            kind="choice",
            id=name,
            words=part.label,
            position=self.place((*entry.path, "choices", choice)),
            passages=without_empty(
                passage_of("question", "The question", [f"{entry.question.ask} [{id}]"]),
                passage_of("summary", "In the summary", [part.tell] if part.tell is not None else []),
                passage_of(
                    "say", "What to say to a doctor or nurse", [f'"{part.say}"'] if part.say is not None else []
                ),
                passage_of("leads_to", "What it leads to", lines or ["It opens and raises nothing."]),
            ),
        )

    def red_flag(self, id: str) -> Explanation:
        flag = self.questionnaire.red_flags[id]
        shown = [name for name, part in self.questionnaire.possibilities.items() if id in part.shown_if]
        return Explanation(
            kind="red flag",
            id=id,
            words=flag.warn,
            position=self.place(("red_flags", id)),
            level=flag.level,
            why=split_paragraphs(flag.because),
            when=in_words(flag.when),
            passages=without_empty(
                passage_of("raised_by", "What raises it", condition_lines(self.questionnaire, flag.when)),
                passage_of("leads_to", "What it leads to", self.lines.leads_to(flag.level, ends=flag.ends)),
                passage_of("say", "What to say to a doctor or nurse", self._say(flag)),
                passage_of(
                    "shows", "What it puts on the list of possibilities", self.lines.named("possibility", shown)
                ),
            ),
            sources=sources_of(self.questionnaire, flag.sources),
        )

    def _say(self, flag: RedFlag) -> list[str]:
        """The words of each choice that can raise it, then its own."""
        choices = choices_asked_for(self.questionnaire, flag.when)
        outline = self.questionnaire.outline
        words = [(ticked, outline[ticked.question].question.choices[ticked.choice].say) for ticked in choices]
        own = [f'"{flag.say}"'] if flag.say is not None else []
        return [*(f'"{say}" [{ticked.question}.{ticked.choice}]' for ticked, say in words if say is not None), *own]

    def level(self, id: str) -> Explanation:
        questionnaire = self.questionnaire
        level = questionnaire.levels[id]
        flags = [name for name, flag in questionnaire.red_flags.items() if flag.level == id]
        return Explanation(
            kind="level",
            id=id,
            words=level.headline,
            position=self.place(("levels", id)),
            level=id,
            passages=without_empty(
                passage_of("leads_to", "What it leads to", self.lines.leads_to(id)),
                passage_of("steps", "What to do then", self.lines.steps(id)),
                passage_of("raised_by", "What raises it", self.lines.named("red flag", flags)),
                passage_of("baseline", "What raises it when no red flag does", self.lines.baseline(id)),
                passage_of("sooner", "What should make a person come back at this level", self.lines.sooner(id)),
            ),
        )

    def possibility(self, id: str) -> Explanation:
        part = self.questionnaire.possibilities[id]
        needs = condition_lines(self.questionnaire, part.needs) if part.needs is not None else []
        return Explanation(
            kind="possibility",
            id=id,
            words=part.name,
            position=self.place(("possibilities", id)),
            when=in_words(part.needs) if part.needs is not None else None,
            passages=without_empty(
                passage_of("what", "What it is", split_paragraphs(part.what)),
                passage_of("listed", "When it is listed", [self.lines.listing(ranked=part.ranked)]),
                passage_of("needs", "What it needs", needs),
                passage_of(
                    "shown_if", "Red flags that put it on the list", self.lines.named("red flag", part.shown_if)
                ),
                passage_of("fits", "What fits it", self.lines.features(part.fits)),
                passage_of("against", "What speaks against it", self.lines.features(part.against)),
                passage_of("doctor", "How a doctor checks", split_paragraphs(part.doctor)),
                passage_of("treatment", "What may be offered", split_paragraphs(part.treatment)),
            ),
            sources=sources_of(self.questionnaire, part.sources),
        )

    def sign(self, id: str) -> Explanation:
        condition = self.questionnaire.signs[id]
        read_by = self.lines.read_by(self.readers.of_signs.get(id, ()), flags=True)
        return Explanation(
            kind="sign",
            id=id,
            words="A condition with a name",
            position=self.place(("signs", id)),
            when=in_words(condition),
            passages=without_empty(
                passage_of("holds", "When it holds", condition_lines(self.questionnaire, condition)),
                passage_of("read_by", "What reads it", read_by),
            ),
        )

    def advice(self, id: str) -> Explanation:
        part = self.questionnaire.advice[id]
        labels = [self.questionnaire.levels[level].label for level in part.never_at]
        shown = condition_lines(self.questionnaire, part.when) if part.when is not None else ["In every result."]
        return Explanation(
            kind="advice",
            id=id,
            words=part.text,
            position=self.place(("advice", id)),
            when=in_words(part.when) if part.when is not None else None,
            passages=without_empty(
                passage_of("shown", "When it is shown", shown),
                passage_of("never_at", "Levels at which it is left out", labels),
            ),
            sources=sources_of(self.questionnaire, part.sources),
        )

    def source(self, id: str) -> Explanation:
        part = self.questionnaire.sources[id]
        return Explanation(
            kind="source",
            id=id,
            words=part.title,
            position=self.place(("sources", id)),
            passages=without_empty(
                passage_of("note", "Note", split_paragraphs(part.note)),
                passage_of("cited_by", "What rests on it", list(self.lines.cited_by(id)) or ["Nothing."]),
            ),
            sources=sources_of(self.questionnaire, [id]),
        )
