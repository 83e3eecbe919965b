"""`backmice diff`: how advice differs between two questionnaires. Connects what is found with how it is shown."""

from __future__ import annotations

import shutil
import sys

from backmice_cli.author.options import DiffOptions, TextOrJson, text_or_json
from backmice_cli.author.z3_interrupt import leaving_on_ctrl_c
from backmice_cli.commands.output import refuse_unwritable, write_output
from backmice_cli.errors import ExitCode
from backmice_cli.questionnaire.load import read_questionnaire
from backmice_cli.questionnaire.problem import QuestionnaireError


def diff_questionnaires(options: DiffOptions) -> int:
    """Show how two questionnaires differ; returns the exit status.

    Raises FileError, MissingExtraError without z3, or QuestionnaireError with the problems of both files.
    """
    format = text_or_json(options)
    refuse_unwritable(options.output, force=options.force)
    old, new = read_questionnaire(options.old), read_questionnaire(options.new)
    if old.questionnaire is None or new.questionnaire is None:
        raise QuestionnaireError(
            [problem for file in (old, new) if file.questionnaire is None for problem in file.problems]
        )
    from backmice_cli.author.diff.differences import find_differences
    from backmice_cli.author.diff.report import DiffReport
    from backmice_cli.author.diff.text import DiffText

    with leaving_on_ctrl_c():
        report = DiffReport(find_differences(old.questionnaire, new.questionnaire), old, new)
    if options.output is None and format is TextOrJson.TEXT and sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        sys.stdout.write(DiffText(width, sys.stdout.encoding).render(report))
    else:
        text = report.to_json() if format is TextOrJson.JSON else DiffText().render(report)
        write_output(text, options.output, "The list of differences")
    return ExitCode.DONE if report.found.is_safe else ExitCode.FOUND
