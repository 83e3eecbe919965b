"""The interview, from first screen to result. Chooses front end and renderer; asks and decides nothing itself."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import replace
from functools import partial
from io import TextIOWrapper
from typing import TYPE_CHECKING

from backmice_cli.commands.formats import ENDINGS, Format, format_by_ending, refuse_unavailable
from backmice_cli.commands.options import RestPolicy, TriageOptions, has_piped_replies, has_terminal, is_plain
from backmice_cli.commands.output import Destination, refuse_unwritable
from backmice_cli.commands.scripted_answers import scripted_replies
from backmice_cli.errors import FIRST_LEVEL_EXIT_CODE, BackmiceError, ExitCode, InterviewStopped
from backmice_cli.frontends.loop import run_interview
from backmice_cli.frontends.scripted import ScriptedFrontend, read_scripted, refuse_never_asked
from backmice_cli.interview.interview import begin, reopen_review
from backmice_cli.interview.regions import read_region
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound_questionnaire

if TYPE_CHECKING:
    from backmice_cli.commands.interview_store import InterviewStore
    from backmice_cli.frontends.loop import Frontend, Person
    from backmice_cli.interview.interview import Interview
    from backmice_cli.renderers.result import Result
    from backmice_cli.storage.history import Finished


def triage(options: TriageOptions) -> int:
    """Run one interview and give its result; returns the exit status.

    Raises QuestionnaireError, AnswerError, MissingAnswersError, FileError or InterviewStopped.
    """
    run = _TriageRun(options)
    person = _person_at(options, plain=run.destination.plain)
    result = run.without_person() if person is None else run.with_person(person)
    if not options.exit_code:
        return ExitCode.DONE
    mildest_first = len(run.questionnaire.levels) - 1 - run.questionnaire.urgency[result.level.id]
    return 0 if mildest_first == 0 else FIRST_LEVEL_EXIT_CODE + mildest_first - 1


class _TriageRun:
    """One interview. What the command line says is read and refused here, before anything is shown."""

    def __init__(self, options: TriageOptions) -> None:
        format = options.format or format_by_ending(options.output, ENDINGS, Format.TEXT)
        refuse_unavailable(format, to_terminal=options.output is None and sys.stdout.isatty())
        refuse_unwritable(options.output, force=options.force)
        _refuse_vain_resuming(options)
        self.destination = Destination(format, options.output, options.full, is_plain(options.plain, os.environ))
        self._loaded = read_questionnaire(options.questions or shipped_questionnaire_path())
        self.questionnaire = sound_questionnaire(self._loaded)
        self._scripted = read_scripted(self.questionnaire, scripted_replies(options.answers, options.answers_file))
        refuse_never_asked(self.questionnaire, self._scripted)
        self._options = replace(options, region=read_region(self.questionnaire, options.region))
        self._has_terminal = has_terminal(options)

    def without_person(self) -> Result:
        """Run it with nobody to ask, from scripted answers alone; nothing is kept."""
        frontend = self._scripted_frontend(None)
        interview = run_interview(begin(self.questionnaire, self._options.region), frontend)
        frontend.raise_for_missing(_command_of(self._options))
        frontend.refuse_unused(self.questionnaire)
        result = self._build_result(interview)
        self.destination.present(result, self.questionnaire)
        return result

    def with_person(self, person: Person) -> Result:
        """Run it with a person, whose answers are kept until the end.

        Whoever stops before the end, even below the result, has the answers still; only after it are they deleted.
        """
        person.welcome(begin(self.questionnaire, self._options.region))
        from backmice_cli.commands.interview_store import InterviewStore  # not before the first screen shows
        from backmice_cli.frontends.layout import BLANK, Paragraph

        def tell(line: str) -> None:
            person.say([BLANK, Paragraph(line)])

        store = InterviewStore(self.questionnaire, self._loaded.sha256, tell)
        try:
            interview = self._begin(person, store)
            earlier = store.earlier()
            frontend = self._scripted_frontend(self._with_earlier_answers(person, earlier, store))
            while True:
                interview = run_interview(interview, frontend, store.keep)
                result = self._build_result(interview)
                if not self._present(person, interview, result, store, earlier):
                    break
                interview = reopen_review(interview)
            store.drop()
            frontend.refuse_unused(self.questionnaire)  # a person's result is never lost to a mistake in the script
        except (InterviewStopped, KeyboardInterrupt) as left:
            answers = left.answers if isinstance(left, InterviewStopped) else {}
            command = f"{_command_of(self._options)}{' --plain' if self._options.plain else ''}"
            hint = f"Your answers are kept on this computer. To go on:\n{command}" if store.has_answers else None
            raise InterviewStopped(answers, hint) from left
        finally:
            store.close()
        return result

    def _begin(self, person: Person, store: InterviewStore) -> Interview:
        from backmice_cli.commands.resume import begin_or_resume
        from backmice_cli.frontends.dialogs import wants_to_set_aside

        if self._options.save and self._has_terminal:
            asks = partial(wants_to_set_aside, person, begin(self.questionnaire))
            store.open_existing(None if self._scripted else asks)
        return begin_or_resume(store, person, self._options.resume, self._scripted, self._options.region)

    def _with_earlier_answers(self, person: Person, earlier: Finished | None, store: InterviewStore) -> Frontend:
        """Give the person's front end what the last interview said, if one was kept."""
        if earlier is None:
            return person
        from backmice_cli.frontends.earlier_answers import RememberingFrontend
        from backmice_cli.interview.measures import answers_that_fit
        from backmice_cli.renderers.relative_time import time_ago

        known = answers_that_fit(self.questionnaire, earlier.record.answers)
        return RememberingFrontend(person, known, time_ago(earlier.finished_at, store.clock()))

    def _scripted_frontend(self, fallback: Frontend | None) -> ScriptedFrontend:
        rest = self._options.rest or RestPolicy.ASK
        return ScriptedFrontend(self._scripted, rest=rest.value, details=self._options.details, fallback=fallback)

    def _build_result(self, interview: Interview) -> Result:
        from backmice_cli.renderers.result import build_result  # not before the last answer

        return build_result(interview, self._loaded.sha256)

    def _present(
        self, person: Person, interview: Interview, result: Result, store: InterviewStore, earlier: Finished | None
    ) -> bool:
        """Give the result and all that is offered below it; tells whether an answer is to be changed.

        Raises InterviewStopped when the person leaves.
        """
        from backmice_cli.commands.record import build_since
        from backmice_cli.commands.result_menu import ResultMenu
        from backmice_cli.frontends.view import Row, View

        def pause() -> None:
            person.choose(interview, View([], [Row("on", "Read on", key="")], str, "on"))

        news = build_since(earlier, interview, store.clock()) if earlier is not None else None
        try:
            screen = self.destination.present(result, self.questionnaire, news, pause)
            if result.stopped or (screen is None and store.database is None):
                return False
            return ResultMenu(person, interview, result, store, screen).offer(news)
        except InterviewStopped as left:
            if isinstance(left.__cause__, EOFError) and not self._has_terminal:
                return False  # piped replies have come to their end, which is no leaving: nobody is there
            raise


def _person_at(options: TriageOptions, *, plain: bool) -> Person | None:
    """The front end for a person at this terminal, when there is one to be asked."""
    if options.rest not in (None, RestPolicy.ASK) or not (has_terminal(options) or has_piped_replies(options)):
        return None
    to_stdout = sys.stdout.isatty()
    if plain:
        from backmice_cli.frontends.plain.frontend import PlainFrontend

        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # a letter in another encoding is no reason to stop
        return PlainFrontend(sys.stdin, sys.stdout if to_stdout else sys.stderr)
    from rich.console import Console

    from backmice_cli.frontends.terminal.frontend import TerminalFrontend

    return TerminalFrontend(Console(stderr=not to_stdout))


def _command_of(options: TriageOptions) -> str:
    """This command as it could be typed again, without its answers."""
    words = ["backmice triage"]
    if options.questions is not None:
        words.append(f"--questions {shlex.quote(str(options.questions))}")
    if options.format is not None:
        words.append(f"--format {options.format.value}")
    if options.region is not None:
        words.append(f"--region {options.region}")
    if options.details is not None:
        words.append("--details" if options.details else "--no-details")
    return " ".join(words)


def _refuse_vain_resuming(options: TriageOptions) -> None:
    """Raise BackmiceError where there can be no interview to go on with."""
    if options.resume and not options.save:
        message = "--resume goes on with what was kept, and --no-save keeps nothing"
        raise BackmiceError(message, "Leave one of them out.")
    if options.resume and not has_terminal(options):
        raise BackmiceError("--resume goes on asking, and there is no terminal to ask at", "Leave it out.")
