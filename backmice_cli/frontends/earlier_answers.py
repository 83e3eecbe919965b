"""A front end that knows the last interview: with a question it hands on what was answered then.

Where that speaks against an answer of this interview, it says so before the review, and only asks to look again. It
never answers, and the person's answer stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from backmice_cli.errors import AnswerError
from backmice_cli.frontends.layout import BLANK, Paragraph
from backmice_cli.frontends.loop import OpenStep, Person
from backmice_cli.frontends.texts import answer_words
from backmice_cli.frontends.view import Move, Row, View
from backmice_cli.interview.interview import Ask, Interview, Review, change
from backmice_cli.interview.measures import GrowthDoubt, growth_doubts
from backmice_cli.questionnaire.condition import Answer, Answers


@dataclass
class RememberingFrontend:
    """Passes everything on to the person's front end; implements `Frontend`."""

    person: Person
    earlier: Answers
    when: str
    """How long ago these were given, in words."""
    _settled: set[tuple[GrowthDoubt, Answer]] = field(default_factory=set, init=False)
    """What was asked once is not asked again."""

    def next_move(self, interview: Interview, step: OpenStep) -> Move:
        """Hand on the earlier answer, until a question has a reply of its own; before the review, ask about doubts."""
        match step:
            case Ask(standing=None):
                step = replace(step, earlier=self.earlier.get(step.entry.id))
            case Review():
                for doubt in growth_doubts(interview, self.earlier):
                    key = (doubt, interview.answers[doubt.question])
                    if key not in self._settled:
                        self._settled.add(key)
                        if self.person.choose(interview, self._doubt_view(interview, doubt)):
                            return partial(change, question=doubt.question)
        return self.person.next_move(interview, step)

    def refuse(self, error: AnswerError) -> None:
        self.person.refuse(error)

    def _doubt_view(self, interview: Interview, doubt: GrowthDoubt) -> View[bool]:
        """Asks whether the person wants to look at their answer again."""
        outline, answers = interview.questionnaire.outline, interview.answers
        head = [BLANK, Paragraph("This seems larger than last time", "strong")]
        for size in doubt.sizes:
            question = outline[size].question
            before, now = (answer_words(question, given[size]) for given in (self.earlier, answers))
            head.append(Paragraph(f"{question.ask} {before} ({self.when}), {now} (now).", lead="- "))
        doubted = outline[doubt.question].question
        given = answer_words(doubted, answers[doubt.question])
        head += [BLANK, Paragraph(f"{doubted.ask} You answered: {given}.", "strong")]
        rows = [Row("change", "Answer this question again"), Row("keep", "My answer is right as it is")]
        return View(head, rows, "change".__eq__)
