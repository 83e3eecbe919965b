"""The interview, from first screen to result. Chooses front end and renderer; asks and decides nothing itself."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass, replace
from functools import partial
from io import TextIOWrapper
from typing import TYPE_CHECKING

from backmice_cli.commands.forms import format_of, refuse_unavailable
from backmice_cli.commands.options import Rest, TriageOptions, has_piped_replies, has_terminal, is_plain
from backmice_cli.commands.output import give_result, is_on_screen, refuse_unwritable, screen_of
from backmice_cli.commands.replies import scripted_replies
from backmice_cli.errors import FIRST_LEVEL_EXIT_CODE, BackmiceError, ExitCode, InterviewStopped
from backmice_cli.frontends.loop import conduct
from backmice_cli.frontends.scripted import ScriptedFrontend, read_scripted, refuse_never_asked
from backmice_cli.interview.interview import begin, reopened
from backmice_cli.interview.regions import read_region
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path, sound

if TYPE_CHECKING:
    from backmice_cli.commands.keeping import Keeping
    from backmice_cli.frontends.loop import Frontend
    from backmice_cli.frontends.plain.frontend import PlainFrontend
    from backmice_cli.frontends.terminal.frontend import TerminalFrontend
    from backmice_cli.interview.answers import Reply
    from backmice_cli.interview.interview import Interview
    from backmice_cli.questionnaire.load import Loaded
    from backmice_cli.questionnaire.model import Questionnaire
    from backmice_cli.renderers.result import Result
    from backmice_cli.storage.history import Finished

    Person = PlainFrontend | TerminalFrontend
    Scripted = dict[str, Reply]


def triage(options: TriageOptions) -> int:
    """Run one interview and give its result; returns the exit status.

    Raises QuestionnaireError, AnswerError, MissingAnswersError, FileError or InterviewStopped.
    """
    refuse_unavailable(format_of(options), to_terminal=options.output is None and sys.stdout.isatty())
    refuse_unwritable(options.output, force=options.force)
    refuse_vain_resuming(options)
    loaded = read_questionnaire(options.questions or shipped_questionnaire_path())
    questionnaire = sound(loaded)
    scripted = read_scripted(questionnaire, scripted_replies(options))
    refuse_never_asked(questionnaire, scripted)
    options = replace(options, region=read_region(questionnaire, options.region))
    person = _person(options)
    result = _asked(loaded, scripted, options, person) if person is not None else _unasked(loaded, scripted, options)
    return _exit_status(questionnaire, result) if options.exit_code else ExitCode.DONE


def _unasked(loaded: Loaded, scripted: Scripted, options: TriageOptions) -> Result:
    """Run the interview without a person; keeps nothing."""
    questionnaire = sound(loaded)
    frontend = _scripted(scripted, options)
    interview = conduct(begin(questionnaire, options.region), frontend)
    frontend.raise_for_missing(_command(options))
    frontend.refuse_unused(questionnaire)
    from backmice_cli.renderers.result import build_result

    result = build_result(interview, loaded.sha256)
    if is_on_screen(options):
        screen_of(options).show_result(result)
    else:
        give_result(result, questionnaire, options)
    return result


def _asked(loaded: Loaded, scripted: Scripted, options: TriageOptions, person: Person) -> Result:
    """Run the interview with a person, keeping each answer until the end."""
    questionnaire = sound(loaded)
    person.welcome(begin(questionnaire, options.region))
    from backmice_cli.commands.keeping import Keeping, started, wants_to_set_aside  # not before the first screen shows
    from backmice_cli.frontends.screens import Paragraph

    keeping = Keeping(questionnaire, loaded.sha256, tell=lambda line: person.say([Paragraph(), Paragraph(line)]))
    try:
        if options.save and has_terminal(options):
            keeping.open_what_there_is(None if scripted else partial(wants_to_set_aside, person, begin(questionnaire)))
        interview = started(keeping, person, options.resume, scripted, options.region)
        earlier = keeping.earlier()
        frontend = _scripted(scripted, options, _remembering(person, interview, keeping, earlier))
        result = _told(interview, _Run(options, person, frontend, keeping, earlier))
        frontend.refuse_unused(questionnaire)  # a person's result is never lost to a mistake in the script
        return result
    except (InterviewStopped, KeyboardInterrupt) as left:
        answers = left.answers if isinstance(left, InterviewStopped) else {}
        command = f"{_command(options)}{' --plain' if options.plain else ''}"
        hint = f"Your answers are kept on this computer. To go on:\n{command}" if keeping.has_answers else None
        raise InterviewStopped(answers, hint) from left
    finally:
        keeping.close()


def _remembering(person: Person, interview: Interview, keeping: Keeping, earlier: Finished | None) -> Frontend:
    """The person's front end, which knows the last interview if one was kept."""
    if earlier is None:
        return person
    from backmice_cli.frontends.remembering import RememberingFrontend
    from backmice_cli.interview.measures import answers_that_fit
    from backmice_cli.renderers.relative_time import ago

    known = answers_that_fit(interview.questionnaire, earlier.record.answers)
    return RememberingFrontend(person, known, ago(earlier.finished_at, keeping.clock()))


@dataclass(frozen=True)
class _Run:
    """One interview with a person."""

    options: TriageOptions
    person: Person
    frontend: Frontend
    keeping: Keeping
    earlier: Finished | None
    """The interview kept before this one."""


def _told(interview: Interview, run: _Run) -> Result:
    """Ask until nothing more is asked, and give the result; again when the person then changes an answer.

    Only then are the answers of the unfinished interview deleted: whoever leaves before has them still.
    """
    while True:
        interview = conduct(interview, run.frontend, run.keeping.keep)
        from backmice_cli.renderers.result import build_result  # not before the last answer

        result = build_result(interview, run.keeping.sha256)
        if not _shown(interview, result, run):
            run.keeping.drop()
            return result
        interview = reopened(interview)


def _shown(interview: Interview, result: Result, run: _Run) -> bool:
    """Give the result and all that is offered below it; tells whether an answer is to be changed.

    Raises InterviewStopped when the person leaves.
    """
    from backmice_cli.commands.after import AfterResult
    from backmice_cli.commands.records import since
    from backmice_cli.frontends.screens import Row

    def pause() -> None:
        run.person.decide(interview, [], [Row("on", "Read on", key="")], "on")

    earlier, keeping = run.earlier, run.keeping
    news = since(earlier, interview, keeping.clock()) if earlier is not None else None
    screen = screen_of(run.options, pause) if is_on_screen(run.options) else None
    if screen is None:
        give_result(result, interview.questionnaire, run.options)
    try:
        if screen is not None:
            screen.show_result(result, news)
        if result.stopped or (screen is None and keeping.database is None):
            return False
        return AfterResult(run.person, interview, result, keeping, screen).offer(news)
    except InterviewStopped as left:
        if not _has_run_dry(run.options, left):
            raise
        return False


def _has_run_dry(options: TriageOptions, left: InterviewStopped) -> bool:
    """Whether piped replies have come to their end, which below the result is no leaving: nobody is there."""
    return isinstance(left.__cause__, EOFError) and not has_terminal(options)


def _person(options: TriageOptions) -> Person | None:
    """The front end for a person at this terminal, when there is one to be asked."""
    if options.rest not in (None, Rest.ASK) or not (has_terminal(options) or has_piped_replies(options)):
        return None
    to_stdout = sys.stdout.isatty()
    if is_plain(options, os.environ):
        from backmice_cli.frontends.plain.frontend import PlainFrontend

        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # a letter in another encoding is no reason to stop
        return PlainFrontend(sys.stdin, sys.stdout if to_stdout else sys.stderr)
    from rich.console import Console

    from backmice_cli.frontends.terminal.frontend import TerminalFrontend

    return TerminalFrontend(Console(stderr=not to_stdout))


def _scripted(scripted: Scripted, options: TriageOptions, fallback: Frontend | None = None) -> ScriptedFrontend:
    rest = options.rest or Rest.ASK
    return ScriptedFrontend(scripted, rest=rest.value, details=options.details, fallback=fallback)


def _command(options: TriageOptions) -> str:
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


def refuse_vain_resuming(options: TriageOptions) -> None:
    """Raise BackmiceError where there can be no interview to go on with."""
    if options.resume and not options.save:
        message = "--resume goes on with what was kept, and --no-save keeps nothing"
        raise BackmiceError(message, "Leave one of them out.")
    if options.resume and not has_terminal(options):
        raise BackmiceError("--resume goes on asking, and there is no terminal to ask at", "Leave it out.")


def _exit_status(questionnaire: Questionnaire, result: Result) -> int:
    mildest_first = len(questionnaire.levels) - 1 - questionnaire.urgency[result.level.id]
    return 0 if mildest_first == 0 else FIRST_LEVEL_EXIT_CODE + mildest_first - 1
