"""Everything that can be known about a questionnaire without asking anyone: mistakes, wording, proofs, figures."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from backmice_cli.commands.author_options import CheckOptions, TextOrJson
from backmice_cli.commands.leaving import leaving_on_ctrl_c
from backmice_cli.commands.messages import tell
from backmice_cli.commands.output import write_out
from backmice_cli.errors import ExitCode, MissingExtraError
from backmice_cli.questionnaire.files import read_bytes
from backmice_cli.questionnaire.load import Loaded, load_questionnaire, shipped_questionnaire_path
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Problem, Severity
from backmice_cli.renderers.problems import Checked, Listed, ProblemsJson, ProblemsText

if TYPE_CHECKING:
    from backmice_cli.analysis.proving import Proved

WIDEST = 100
PATIENCE = 1.0
"""Seconds before it is said that the program is still at work."""

UNREAD = "The wording and the proofs come once these mistakes are mended."
UNPROVED = "Nothing was proved."


def check(options: CheckOptions, today: datetime.date | None = None) -> int:
    """List what is wrong with a questionnaire; returns the exit status.

    Raises FileError, or MissingExtraError when nothing was found and the proofs could not be made.
    """
    path = options.file or shipped_questionnaire_path()
    content = read_bytes(path)
    loaded = load_questionnaire(content, str(path) if options.file is not None else _near_name(path))
    missing: MissingExtraError | None = None
    if loaded.questionnaire is None:
        checked = _unread(loaded, content)
    else:
        proved: Proved | None = None
        try:
            proved = _proofs(loaded, options)
        except MissingExtraError as error:
            missing = error
        checked = _read(loaded, loaded.questionnaire, content, proved, today or datetime.date.today())
    _write(checked, options)
    failed = _is_failure(checked, options)
    if missing is not None:
        if not failed:
            raise missing
        tell(f"Error: {missing.message}\n{missing.hint}")
    return ExitCode.FOUND if failed else ExitCode.DONE


def _unread(loaded: Loaded, content: bytes) -> Checked:
    problems = [Listed(problem) for problem in loaded.problems]
    return Checked(_file(loaded), loaded.sha256, _text(content), problems, left_out=(UNREAD,))


def _read(
    loaded: Loaded,
    questionnaire: Questionnaire,
    content: bytes,
    proved: Proved | None,
    today: datetime.date,
) -> Checked:
    from backmice_cli.analysis.accepted import ALWAYS, PROOFS, STRUCTURE, WORDING, judge, written_place
    from backmice_cli.analysis.placed import placed
    from backmice_cli.analysis.reviews import past_review_dates
    from backmice_cli.analysis.structure import structure
    from backmice_cli.analysis.wording import is_english, wording
    from backmice_cli.commands.figures import numbers, sentences

    noticed = [*wording(questionnaire), *structure(questionnaire), *past_review_dates(questionnaire, today)]
    looked_for = ALWAYS | STRUCTURE | (WORDING if is_english(questionnaire) else frozenset())
    looked_for |= PROOFS if proved is not None else frozenset()
    found = [*placed(noticed, loaded), *(proved.problems if proved is not None else ())]
    judged = judge(found, questionnaire, looked_for)

    def listed(path: tuple[str | int, ...], problem: Problem, because: str | None = None) -> Listed:
        return Listed(problem, written_place(path, questionnaire), because)

    problems = [Listed(problem) for problem in loaded.problems]
    problems += [listed(*one) for one in (*judged.open, *placed(judged.mistakes, loaded))]
    return Checked(
        file=_file(loaded),
        sha256=loaded.sha256,
        text=_text(content),
        problems=sorted(problems, key=lambda one: one.problem),
        accepted=sorted((listed(*one) for one in judged.accepted), key=lambda one: one.problem),
        proved=() if proved is None else proved.clauses,
        left_out=() if proved is not None else (UNPROVED,),
        figures=sentences(questionnaire, proved.figures if proved is not None else None),
        numbers=numbers(questionnaire, proved.figures if proved is not None else None),
    )


def _proofs(loaded: Loaded, options: CheckOptions) -> Proved:
    """Make all proofs. Raises MissingExtraError without z3."""
    from backmice_cli.analysis.proving import proved

    patience = _Patience()
    try:
        with leaving_on_ctrl_c():
            file = None if options.file is None else str(options.file)
            return proved(loaded, file, patience.step, of_each_red_flag=options.format is TextOrJson.JSON)
    finally:
        patience.end()


class _Patience:
    """Says on a terminal how far the work is, once it lasts."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._shown = ""
        self._is_wanted = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def step(self, number: int, of: int) -> None:
        if self._is_wanted and time.monotonic() - self._start > PATIENCE:
            self._say(f"Proving: {number} of {of} ...")

    def end(self) -> None:
        if self._shown:
            self._say("")
            sys.stderr.write("\r")

    def _say(self, text: str) -> None:
        sys.stderr.write(f"\r{text.ljust(len(self._shown))}")
        sys.stderr.flush()
        self._shown = text


def _write(checked: Checked, options: CheckOptions) -> None:
    if options.format is TextOrJson.JSON:
        write_out(ProblemsJson().render(checked))
        return
    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else None
    sys.stdout.write(ProblemsText(width).render(checked))
    sys.stdout.flush()


def _is_failure(checked: Checked, options: CheckOptions) -> bool:
    warnings = checked.count(Severity.WARNING) if options.strict else 0
    return checked.count(Severity.ERROR) + warnings > 0


def _near_name(path: Path) -> str:
    """Name the questionnaire that ships from here, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _file(loaded: Loaded) -> str:
    return loaded.name


def _text(content: bytes) -> str:
    return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
