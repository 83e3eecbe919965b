"""A front end that knows the last interview: with a question it hands on what was answered then.

Where that speaks against an answer of this interview, it says so before the review, and only asks to look again. It
never answers, and the person's answer stands.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from backmice_cli.errors import AnswerError
from backmice_cli.frontends.loop import Move, Person
from backmice_cli.frontends.screens import BLANK, Paragraph, Row, answer_words
from backmice_cli.interview.interview import Alert, Ask, Interview, Offer, Review, change
from backmice_cli.interview.measures import GrowthDoubt, growth_doubts
from backmice_cli.questionnaire.condition import Answer, Answers


class RememberingFrontend:
    """Passes everything on to the person's front end; implements `Frontend`."""

    def __init__(self, person: Person, earlier: Answers, when: str) -> None:
        self._person = person
        self._earlier = earlier
        self._when = when
        self._settled: set[tuple[GrowthDoubt, Answer]] = set()
        """What was asked once is not asked again."""

    def ask(self, interview: Interview, step: Ask) -> Move:
        """Hand on the earlier answer too, until this question has a reply of its own."""
        earlier = self._earlier.get(step.entry.id) if step.standing is None else None
        return self._person.ask(interview, replace(step, earlier=earlier))

    def alert(self, interview: Interview, step: Alert) -> Move:
        return self._person.alert(interview, step)

    def offer(self, interview: Interview, step: Offer) -> Move:
        return self._person.offer(interview, step)

    def refuse(self, error: AnswerError) -> None:
        self._person.refuse(error)

    def review(self, interview: Interview, step: Review) -> Move:
        for doubt in growth_doubts(interview, self._earlier):
            key = (doubt, interview.answers[doubt.question])
            if key not in self._settled:
                self._settled.add(key)
                if self._wants_to_look_again(interview, doubt):
                    return partial(change, question=doubt.question)
        return self._person.review(interview, step)

    def _wants_to_look_again(self, interview: Interview, doubt: GrowthDoubt) -> bool:
        rows = [Row("change", "Answer this question again"), Row("keep", "My answer is right as it is")]
        return self._person.decide(interview, self._head(interview, doubt), rows) == "change"

    def _head(self, interview: Interview, doubt: GrowthDoubt) -> list[Paragraph]:
        outline, answers = interview.questionnaire.outline, interview.answers
        head = [BLANK, Paragraph("This seems larger than last time", "strong")]
        for size in doubt.sizes:
            question = outline[size].question
            before, now = (answer_words(question, given[size]) for given in (self._earlier, answers))
            head.append(Paragraph(f"{question.ask} {before} ({self._when}), {now} (now).", lead="- "))
        doubted = outline[doubt.question].question
        given = answer_words(doubted, answers[doubt.question])
        return [*head, BLANK, Paragraph(f"{doubted.ask} You answered: {given}.", "strong")]
