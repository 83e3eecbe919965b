"""`backmice explain`: why a part of a questionnaire is there, what raises it, what it leads to, where it comes from."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from backmice_cli.commands.author_options import ExplainFormat, ExplainOptions
from backmice_cli.commands.ids import Named, kinds_of
from backmice_cli.commands.options import TriageOptions, is_plain
from backmice_cli.commands.output import write_out
from backmice_cli.errors import ExitCode
from backmice_cli.interview.answers import Reply
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.explained import explain as explained
from backmice_cli.renderers.explanation import Explanation, Explanations, Shortest, explanations_json

if TYPE_CHECKING:
    from rich.console import Console

KINDS: tuple[Named, ...] = (
    "question",
    "red flag",
    "level",
    "possibility",
    "sign",
    "advice",
    "source",
    "choice",
)


def explain(options: ExplainOptions) -> int:
    """Explain everything that has this id; returns the exit status.

    Raises QuestionnaireError, FileError, or BackmiceError for an unknown id.
    """
    loaded = read_questionnaire(options.questions or shipped_questionnaire_path())
    questionnaire = sound(loaded)
    told = explained(loaded, options.id, kinds_of(questionnaire, options.id, KINDS))
    full = [_with_shortest(questionnaire, explanation, options.questions) for explanation in told.explanations]
    told = told.model_copy(update={"explanations": tuple(full)})
    if options.format is ExplainFormat.JSON:
        write_out(explanations_json(told))
    elif sys.stdout.isatty():
        _show(told)
    else:
        write_out(_as_text(told))
    return ExitCode.DONE


def shortest_answers(questionnaire: Questionnaire, kind: str, id: str) -> Mapping[str, Reply] | None:
    """Find the fewest answers that raise a red flag or level, list a possibility, or lead to a question.

    None where there are none, or where nothing can look for them.
    """
    del questionnaire, kind, id
    return None


def _with_shortest(questionnaire: Questionnaire, explanation: Explanation, file: Path | None) -> Explanation:
    answers = shortest_answers(questionnaire, explanation.kind, explanation.id)
    if answers is None:
        return explanation
    replies = {id: value if isinstance(value, str) else _joined(value) for id, value in answers.items()}
    return explanation.model_copy(
        update={
            "shortest": Shortest(
                answers=replies,
                told=tuple(_told(questionnaire, id, value) for id, value in replies.items()),
                command=_command(replies, file),
            )
        }
    )


def _joined(reply: Reply) -> str:
    return str(reply) if isinstance(reply, int | float) else ",".join(reply)


def _told(questionnaire: Questionnaire, id: str, value: str) -> str:
    """Say a question and its answer as the person sees them."""
    question = questionnaire.outline[id].question
    labels = [f'"{question.choices[choice].label}"' for choice in value.split(",") if choice in question.choices]
    return f"{question.ask} {', '.join(labels) or value} [{id}={value}]"


def _command(replies: Mapping[str, str], file: Path | None) -> str:
    words = ["backmice triage"]
    if file is not None:
        words.append(f"--questions {shlex.quote(str(file))}")
    words += ["--rest skip", *(f"-a {shlex.quote(f'{id}={value}')}" for id, value in replies.items())]
    return " ".join(words)


def _show(told: Explanations) -> None:
    """Show it on the terminal; lines only, for a screen reader, are broken by the terminal alone."""
    from rich.console import Console

    from backmice_cli.renderers.explain import print_explanations
    from backmice_cli.renderers.text import UNBROKEN

    plain = is_plain(TriageOptions(), os.environ)
    console = _lines_only(sys.stdout, UNBROKEN) if plain else Console()
    print_explanations(told, console, plain=plain, wrap=not plain)


def _as_text(told: Explanations) -> str:
    from backmice_cli.renderers.explain import print_explanations
    from backmice_cli.renderers.text import PASTED_LINE

    text = StringIO()
    print_explanations(told, _lines_only(text, PASTED_LINE), plain=True)
    return text.getvalue()


def _lines_only(file: IO[str], width: int) -> Console:
    from rich.console import Console

    return Console(file=file, width=width, force_terminal=False, color_system=None, legacy_windows=False)
