"""`backmice diff`: how advice differs between two questionnaires. Connects what is found with how it is shown."""

from __future__ import annotations

import shutil
import sys

from backmice_cli.author.diff.text import DiffJson, DiffText, Report
from backmice_cli.author.options import DiffOptions, TextOrJson, text_or_json
from backmice_cli.author.z3_interrupt import leaving_on_ctrl_c
from backmice_cli.commands.output import deliver, refuse_unwritable
from backmice_cli.errors import ExitCode
from backmice_cli.questionnaire.load import Loaded, read_questionnaire
from backmice_cli.questionnaire.problem import QuestionnaireError


def diff_questionnaires(options: DiffOptions) -> int:
    """Show how two questionnaires differ; returns the exit status.

    Raises FileError, MissingExtraError without z3, or QuestionnaireError with the problems of both files.
    """
    format = text_or_json(options)
    refuse_unwritable(options.output, force=options.force)
    old, new = read_questionnaire(options.old), read_questionnaire(options.new)
    report, is_safe = _compare_files(old, new)
    if options.output is None and format is TextOrJson.TEXT and sys.stdout.isatty():
        sys.stdout.write(_render_report(report, format, shutil.get_terminal_size().columns, sys.stdout.encoding))
    else:
        deliver(_render_report(report, format, None), options.output, "The list of differences")
    return ExitCode.DONE if is_safe else ExitCode.FOUND


def _compare_files(old: Loaded, new: Loaded) -> tuple[Report, bool]:
    if old.questionnaire is None or new.questionnaire is None:
        broken = [loaded for loaded in (old, new) if loaded.questionnaire is None]
        raise QuestionnaireError([problem for loaded in broken for problem in loaded.problems])
    from backmice_cli.author.diff.differences import find_differences as differences
    from backmice_cli.author.diff.report import ReportBuilder

    with leaving_on_ctrl_c():
        found = differences(old.questionnaire, new.questionnaire)
    return ReportBuilder(found, old, new).report(), found.is_safe


def _render_report(report: Report, format: TextOrJson, width: int | None, encoding: str = "utf-8") -> str:
    return DiffJson().render(report) if format is TextOrJson.JSON else DiffText(width, encoding).render(report)
