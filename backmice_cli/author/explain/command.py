"""`backmice explain`: why a part of a questionnaire is there, what raises it, what it leads to, where it comes from."""

from __future__ import annotations

import os
import sys
from io import StringIO
from pathlib import Path

from msgspec.structs import replace

from backmice_cli.author.explain.builder import explain_id
from backmice_cli.author.explain.explanation import Explanation, Explanations, shortest_answers
from backmice_cli.author.options import ExplainOptions, TextOrJson
from backmice_cli.author.references import Named, kinds_of
from backmice_cli.author.z3_interrupt import leaving_on_ctrl_c
from backmice_cli.commands.messages import write_message
from backmice_cli.commands.options import is_plain
from backmice_cli.commands.output import write_out
from backmice_cli.errors import ExitCode, MissingExtraError
from backmice_cli.questionnaire.load import Loaded, read_questionnaire, shipped_questionnaire_path, sound_questionnaire
from backmice_cli.renderers.published import to_json

KINDS: tuple[Named, ...] = ("question", "red flag", "level", "possibility", "sign", "advice", "source", "choice")


def explain_part(options: ExplainOptions) -> int:
    """Explain everything that has this id; returns the exit status.

    Raises QuestionnaireError, FileError, or BackmiceError for an unknown id.
    """
    loaded = read_questionnaire(options.questions or shipped_questionnaire_path())
    questionnaire = sound_questionnaire(loaded)
    told = explain_id(loaded, options.id, kinds_of(questionnaire, options.id, KINDS, options.questions))
    try:
        with leaving_on_ctrl_c():
            told = _with_ways(loaded, told, options.questions)
    except MissingExtraError as missing:
        write_message(f"The shortest answers are left out: {missing.message}\n{missing.hint}")
    if options.format is TextOrJson.JSON:
        write_out(to_json(told))
    else:
        _write_text(told)
    return ExitCode.DONE


def _with_ways(loaded: Loaded, told: Explanations, file: Path | None) -> Explanations:
    """Add the shortest answers that lead to each part. Raises MissingExtraError without z3."""
    from backmice_cli.author.explain.shortest import ShortestAnswers
    from backmice_cli.author.symbolic.replay_command import triage_command

    questionnaire = sound_questionnaire(loaded)
    ways = ShortestAnswers(questionnaire)

    def full(explanation: Explanation) -> Explanation:
        answers = ways.shortest(explanation.kind, explanation.id)
        if not answers:  # nothing leads there, or it is so before anything is answered: there is nothing to try
            return explanation
        command = triage_command(answers, None if file is None else str(file))
        late = ways.most_questions_until(explanation.id) if explanation.kind == "red flag" else None
        return replace(explanation, shortest=shortest_answers(questionnaire, answers, command), told_after=late)

    return replace(told, explanations=tuple(map(full, told.explanations)))


def _write_text(told: Explanations) -> None:
    from backmice_cli.author.explain.text import print_explanations
    from backmice_cli.renderers.blocks import PASTED_LINE
    from backmice_cli.renderers.hanging import lines_only, terminal_console

    if sys.stdout.isatty():
        plain = is_plain(False, os.environ)
        print_explanations(told, terminal_console(plain=plain), plain=plain, wrap=not plain)
    else:
        text = StringIO()
        print_explanations(told, lines_only(text, PASTED_LINE), plain=True)
        write_out(text.getvalue())
