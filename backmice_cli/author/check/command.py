"""Everything that can be known about a questionnaire without asking anyone: mistakes, wording, proofs, figures."""

from __future__ import annotations

import datetime
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from backmice_cli.author.check.report import (
    CheckReport,
    ProblemsJson,
    ProblemsText,
    ReportedProblem,
    figure_numbers,
    figure_sentences,
)
from backmice_cli.author.options import CheckOptions, TextOrJson
from backmice_cli.author.progress import WIDEST, show_progress
from backmice_cli.author.z3_interrupt import leaving_on_ctrl_c
from backmice_cli.commands.messages import write_message
from backmice_cli.commands.output import write_out
from backmice_cli.errors import ExitCode, MissingExtraError
from backmice_cli.questionnaire.files import read_bytes
from backmice_cli.questionnaire.finding import Finding, locate_finding
from backmice_cli.questionnaire.load import Loaded, load_questionnaire, shipped_questionnaire_path, sound_questionnaire
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Example, Severity

if TYPE_CHECKING:
    from backmice_cli.author.check.proving import Proved

UNREAD = "The wording and the proofs come once these mistakes are mended."
UNPROVED = "Nothing was proved."
WHAT_IT_MEANS = "What a code in brackets means: backmice check --explain"
"""Told once and on a terminal only; the first code makes it a command to copy."""


def check_questionnaire(options: CheckOptions, today: datetime.date | None = None) -> int:
    """List what is wrong with a questionnaire; returns the exit status.

    Raises FileError, or MissingExtraError when nothing was found and the proofs could not be made.
    """
    path = options.file or shipped_questionnaire_path()
    content = read_bytes(path)
    loaded = load_questionnaire(content, str(path) if options.file is not None else _near_name(path))
    missing: MissingExtraError | None = None
    if loaded.questionnaire is None:
        problems = [ReportedProblem(problem) for problem in loaded.problems]
        checked = CheckReport(loaded.name, loaded.sha256, _decode_content(content), problems, left_out=(UNREAD,))
    else:
        proved: Proved | None = None
        try:
            proved = _run_proofs(loaded.questionnaire, options)
        except MissingExtraError as error:
            missing = error
        checked = _check_of_sound(loaded, content, proved, options.file, today or datetime.date.today())
    _write_report(checked, options)
    warnings = checked.count(Severity.WARNING) if options.strict else 0
    failed = checked.count(Severity.ERROR) + warnings > 0
    if missing is not None:
        if not failed:
            raise missing
        write_message(f"Error: {missing.message}\n{missing.hint}")
    return ExitCode.FOUND if failed else ExitCode.DONE


def _check_of_sound(
    loaded: Loaded, content: bytes, proved: Proved | None, file: Path | None, today: datetime.date
) -> CheckReport:
    from backmice_cli.author.check.accepted import ALWAYS, PROOFS, STRUCTURE, WORDING, apply_accepted
    from backmice_cli.author.check.review_dates import past_review_dates
    from backmice_cli.author.check.structure import check_structure
    from backmice_cli.author.check.wording import check_wording, is_english

    questionnaire = sound_questionnaire(loaded)
    found = [*check_wording(questionnaire), *check_structure(questionnaire), *past_review_dates(questionnaire, today)]
    looked_for = ALWAYS | STRUCTURE | (WORDING if is_english(questionnaire) else frozenset())
    if proved is not None:
        found += proved.findings
        looked_for |= PROOFS
    judged = apply_accepted(found, questionnaire, looked_for)
    problems = [ReportedProblem(problem) for problem in loaded.problems]
    problems += [_place_finding(one, loaded, file) for one in (*judged.open, *judged.mistakes)]
    return CheckReport(
        file=loaded.name,
        sha256=loaded.sha256,
        text=_decode_content(content),
        problems=sorted(problems, key=lambda one: one.problem),
        accepted=sorted((_place_finding(one, loaded, file) for one in judged.accepted), key=lambda one: one.problem),
        proved=() if proved is None else proved.clauses,
        left_out=() if proved is not None else (UNPROVED,),
        figures=figure_sentences(questionnaire, proved.figures if proved is not None else None),
        numbers=figure_numbers(questionnaire, proved.figures if proved is not None else None),
    )


def _place_finding(finding: Finding, loaded: Loaded, file: Path | None) -> ReportedProblem:
    """Put to a finding its place, and the commands that show it."""
    from backmice_cli.author.check.accepted import written_place
    from backmice_cli.author.symbolic.replay_command import triage_command

    name = None if file is None else str(file)
    examples = tuple(Example(triage_command(shown.answers, name), shown.level) for shown in finding.witnesses)
    problem = replace(locate_finding(finding, loaded.places), examples=examples)
    return ReportedProblem(problem, written_place(finding.path, sound_questionnaire(loaded)), finding.because)


def _run_proofs(questionnaire: Questionnaire, options: CheckOptions) -> Proved:
    """Make all proofs. Raises MissingExtraError without z3."""
    from backmice_cli.author.check.proving import prove_all

    with leaving_on_ctrl_c(), show_progress("Proving", wanted=True) as tell:
        return prove_all(questionnaire, tell, of_each_red_flag=options.format is TextOrJson.JSON)


def _write_report(checked: CheckReport, options: CheckOptions) -> None:
    if options.format is TextOrJson.JSON:
        write_out(ProblemsJson().render(checked))
        return
    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else None
    sys.stdout.write(ProblemsText(width).render(checked))
    if width is not None and checked.problems:
        sys.stdout.write(f"{WHAT_IT_MEANS} {checked.problems[0].problem.code}\n")
    sys.stdout.flush()


def _near_name(path: Path) -> str:
    """Name the questionnaire that ships from here, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _decode_content(content: bytes) -> str:
    return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
