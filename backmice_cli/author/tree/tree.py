"""The question tree as one published object, which every form of `backmice tree` reads. Draws nothing itself.

As JSON it is, from the top:

- `schema`, `title`, `version`
- `levels`: {id, label}, most urgent first
- `sections`: {id, title, optional, question_count, red_flags {level: how many red flags read its questions}, questions}
- a question: {id, ask, kind, optional, when, level, answers}. `when` says in words when it is asked, beyond the answer
  it stands under; `level` is the most urgent one that an answer helps to raise. Both may be null
- an answer: {choice, words, rules, follow_ups}. `choice` is null for tests of a number, or of how many were chosen;
  `follow_ups` are questions
- a rule: {kind, id, level, alone}. A red flag or a line of the baseline that the answer helps to raise; `alone` tells
  whether no other answer is needed

Every choice is there, also one that opens and raises nothing. Keys are stable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import field
from msgspec.structs import replace

from backmice_cli.author.readers import HelpedRule, ReadingParts
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.notation import in_words, test_text
from backmice_cli.renderers.published import Published

SCHEMA = "backmice.tree/1"
"""Name and version of this shape."""


class TreeAnswer(Published, frozen=True):
    choice: str | None
    words: str
    rules: tuple[HelpedRule, ...]
    follow_ups: tuple[TreeQuestion, ...] = ()

    @property
    def matters(self) -> bool:
        """Whether it opens or raises anything."""
        return bool(self.rules or self.follow_ups)


class TreeQuestion(Published, frozen=True):
    id: str
    ask: str
    kind: str
    optional: bool
    when: str | None
    level: str | None
    answers: tuple[TreeAnswer, ...]

    def all(self) -> Iterator[TreeQuestion]:
        """This question, then those below it."""
        yield self
        for answer in self.answers:
            for follow_up in answer.follow_ups:
                yield from follow_up.all()


class TreeSection(Published, frozen=True):
    id: str
    title: str
    optional: bool
    question_count: int
    red_flags: dict[str, int]
    questions: tuple[TreeQuestion, ...]


class TreeLevel(Published, frozen=True):
    id: str
    label: str


class Tree(Published, frozen=True, kw_only=True):
    """What `backmice tree` draws."""

    schema_: str = field(default=SCHEMA, name="schema")
    title: str
    version: str
    levels: tuple[TreeLevel, ...]
    sections: tuple[TreeSection, ...]

    @property
    def labels(self) -> dict[str, str]:
        """Level id to its label, most urgent first."""
        return {level.id: level.label for level in self.levels}

    @property
    def question_count(self) -> int:
        return sum(section.question_count for section in self.sections)

    def only(self, section: str) -> Tree:
        return replace(self, sections=tuple(part for part in self.sections if part.id == section))


def build_tree(questionnaire: Questionnaire) -> Tree:
    """Put the tree together from a questionnaire free of errors."""
    build = _TreeBuilder(questionnaire)
    return Tree(
        title=questionnaire.title,
        version=questionnaire.version,
        levels=tuple(TreeLevel(id=id, label=level.label) for id, level in questionnaire.levels.items()),
        sections=tuple(build.section(id) for id in questionnaire.sections),
    )


class _TreeBuilder:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.readers = ReadingParts(questionnaire)

    def section(self, id: str) -> TreeSection:
        section = self.questionnaire.sections[id]
        inside = [entry.id for entry in self.questionnaire.outline if entry.section == id]
        flags = {flag for question in inside for flag in self.questionnaire.flags_reading.get(question, ())}
        levels = [self.questionnaire.red_flags[flag].level for flag in flags]
        return TreeSection(
            id=id,
            title=section.title,
            optional=section.optional,
            question_count=len(inside),
            red_flags={level: levels.count(level) for level in self.questionnaire.levels if level in levels},
            questions=self.questions(section.questions),
        )

    def questions(self, questions: Mapping[str, Question]) -> tuple[TreeQuestion, ...]:
        return tuple(self.question(id, question) for id, question in questions.items())

    def question(self, id: str, question: Question) -> TreeQuestion:
        answers = tuple(self.answers(id, question))
        levels = [rule.level for answer in answers for rule in answer.rules]
        return TreeQuestion(
            id=id,
            ask=question.ask,
            kind=question.kind,
            optional=question.optional,
            when=in_words(question.when) if question.when is not None else None,
            level=min(levels, key=self.questionnaire.urgency.__getitem__, default=None),
            answers=answers,
        )

    def answers(self, id: str, question: Question) -> Iterator[TreeAnswer]:
        for choice, part in question.choices.items():
            rules = tuple(self.readers.rules_for_choice(id, question, choice))
            yield TreeAnswer(choice=choice, words=part.label, rules=rules, follow_ups=self.questions(part.then))
        for test in self.readers.other_tests(id):
            rules = tuple(self.readers.rules_for_test(id, test))
            yield TreeAnswer(choice=None, words=test_text(test), rules=rules)
