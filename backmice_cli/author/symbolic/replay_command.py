"""Answers as a command that anyone can run, and that command played here before it is shown."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from backmice_cli.interview.answers import answer_text
from backmice_cli.interview.interview import Interview, play
from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire


def replay_answers(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Interview:
    """Play these answers exactly as the command gives them. Raises AnswerError when one does not fit."""
    return play(questionnaire, {id: answer_text(answer) for id, answer in answers.items()})


def triage_command(answers: Mapping[str, Answer], file: str | None = None) -> str:
    """Give the command that plays these answers and leaves all other questions unanswered.

    Args:
        file: the questionnaire, as on the command line; None for the one that ships.
    """
    words = ["backmice", "triage"]
    if file is not None:
        words += ["--questions", file]
    words += ["--rest", "skip"]
    for id, answer in answers.items():
        words += ["-a", f"{id}={answer_text(answer)}"]
    return shlex.join(words)
