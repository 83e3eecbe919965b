"""Formulas on one line, in the one notation that authors are shown: `fever is high, and not (skin_look is normal)`.

Says what is asked for in the ids of the file. Knows nothing of labels, terminals or what the answers are.
"""

from __future__ import annotations

from backmice_cli.questionnaire.condition import AllOf, Bounds, Condition, Count, Test
from backmice_cli.questionnaire.english import join_words
from backmice_cli.questionnaire.formula import AnswerIs, AtLeast, Formula, Not, SignHolds, formula_of


def in_words(condition: Condition) -> str:
    return formula_text(formula_of(condition))


def formula_text(formula: Formula) -> str:
    """Say on one line when it holds, in words that can be read aloud."""
    match formula:
        case AnswerIs(question, test):
            return f"{question} {test_text(test)}"
        case SignHolds(sign):
            return f"{sign} holds"
        case Not(AnswerIs(question, "answered")):
            return f"{question} is not answered"
        case Not(part):
            return f"not ({formula_text(part)})"
        case AtLeast(count, parts):
            inner = [f"({formula_text(part)})" if isinstance(part, AtLeast) else formula_text(part) for part in parts]
            if not inner:
                return "always" if formula.wants_all else "never"
            if formula.wants_all:
                return ", and ".join(inner)
            return ", or ".join(inner) if formula.wants_any else f"at least {count} of: {'; '.join(inner)}"


def test_text(test: Test) -> str:
    """Say what an answer must be, after the name of its question: `is measured or shivery`."""
    match test:
        case "answered":
            return "is answered"
        case tuple():
            return f"is {join_words(test, 'or')}"
        case AllOf():
            return f"has {join_words(test.all, 'and')}"
        case Count():
            return f"has {count_text(test)}"
        case Bounds():
            return f"is {bounds_text(test)}"


def count_text(test: Count) -> str:
    only_one = set(test.count.given.values()) == {1}
    return f"{bounds_text(test.count)} {'answer' if only_one else 'answers'}"


def bounds_text(bounds: Bounds) -> str:
    """Say the numbers that are allowed: `at least 40 and below 90`."""
    given = bounds.given.items()
    return " and ".join(f"{key.replace('_', ' ')} {number_text(number)}" for key, number in given)


def number_text(number: float) -> str:
    return str(plain_number(number))


def plain_number(number: float) -> int | float:
    """Give a whole number without '.0'."""
    return int(number) if float(number).is_integer() else number
