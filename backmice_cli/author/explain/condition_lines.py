"""A condition as nested lines for a person: the questions and choices as they are shown, with the author's ids behind.

Signs are written out where they are first used.
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.author.references import LinkedLine
from backmice_cli.questionnaire.condition import AllOf, Bounds, Condition, Count, Test
from backmice_cli.questionnaire.english import join_words
from backmice_cli.questionnaire.formula import AnswerIs, AtLeast, Formula, Not, SignHolds, choices_in, formula_of
from backmice_cli.questionnaire.model import Question, Questionnaire
from backmice_cli.questionnaire.notation import bounds_text, count_text, formula_text
from backmice_cli.renderers.phrases import with_capital


def condition_lines(questionnaire: Questionnaire, condition: Condition, depth: int = 0) -> list[LinkedLine]:
    """Say a condition in lines, each `depth` or deeper."""
    return list(_ConditionWriter(questionnaire).lines(formula_of(condition), depth))


def answer_words(question: Question, test: Test) -> str:
    """Say what an answer must be, as the person sees it."""
    match test:
        case "answered":
            return "any answer"
        case tuple() | AllOf():
            labels = [f'"{question.choices[choice].label}"' for choice in choices_in(test)]
            return join_words(labels, "or" if isinstance(test, tuple) else "and")
        case Count():
            return count_text(test)
        case Bounds():
            return bounds_text(test) + (f" {question.unit}" if question.unit is not None else "")


class _ConditionWriter:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.written: set[str] = set()
        """Signs that stand above."""

    def lines(self, formula: Formula, depth: int) -> Iterator[LinkedLine]:
        match formula:
            case AnswerIs(id, test):
                question = self.questionnaire.outline[id].question
                words = f"{question.ask} {with_capital(answer_words(question, test))} [{formula_text(formula)}]"
                yield LinkedLine(depth=depth, words=words)
            case SignHolds(sign) if sign in self.written:
                yield LinkedLine(depth=depth, words=f"{sign}, as above")
            case SignHolds(sign):
                self.written.add(sign)
                inner = formula_of(self.questionnaire.signs[sign])
                if isinstance(inner, AtLeast):
                    yield from self.several(inner, depth, f"{sign}, ")
                else:
                    yield LinkedLine(depth=depth, words=f"{sign}:")
                    yield from self.lines(inner, depth + 1)
            case Not(AnswerIs(id, "answered")):
                ask = self.questionnaire.outline[id].question.ask
                yield LinkedLine(depth=depth, words=f"{ask} No answer [{formula_text(formula)}]")
            case Not(AtLeast() as part):
                yield from self.several(part, depth, negated=True)
            case Not(part):
                yield LinkedLine(depth=depth, words="Not:")
                yield from self.lines(part, depth + 1)
            case AtLeast():
                yield from self.several(formula, depth)

    def several(self, formula: AtLeast, depth: int, name: str = "", *, negated: bool = False) -> Iterator[LinkedLine]:
        """Yield a heading that says how many are needed, after the name of a sign, and the parts under it."""
        if formula.wants_all:
            many = "not all" if negated else "all"
        elif formula.wants_any:
            many = "none" if negated else "one or more"
        else:
            many = f"fewer than {formula.count}" if negated else f"at least {formula.count}"
        yield LinkedLine(depth=depth, words=f"{name}{many if name else with_capital(many)} of these:")
        for part in formula.parts:
            yield from self.lines(part, depth + 1)
