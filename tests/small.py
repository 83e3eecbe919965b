"""Small questionnaires written in a test."""

from __future__ import annotations

from textwrap import dedent, indent

from backmice_cli.questionnaire.load import load_questionnaire, sound
from backmice_cli.questionnaire.model import Questionnaire

LEVELS = """
format: 1
title: Small
levels:
  emergency: {label: Emergency, when_to_act: now, headline: Call now, steps: [Call now.], interrupt: true}
  soon: {label: Soon, when_to_act: this week, headline: See a doctor soon}
  calm: {label: Calm, when_to_act: when it suits you, headline: Look after it}
"""


def questionnaire(text: str) -> Questionnaire:
    """A whole questionnaire from its text; it must be free of problems."""
    return sound(load_questionnaire(dedent(text), "small.yaml"))


def with_questions(questions: str, rest: str = "") -> Questionnaire:
    """A questionnaire with three levels and one section of these questions; `rest` is anything else at the top."""
    section = "sections:\n  only:\n    title: Only\n    questions:\n"
    return questionnaire(LEVELS + section + indent(dedent(questions), "      ") + "\n" + dedent(rest))
