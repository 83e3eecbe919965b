"""The interview, from first screen to result. Chooses front end and renderer; asks and decides nothing itself."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from backmice_cli.errors import (
    FIRST_LEVEL_EXIT_CODE,
    AnswerError,
    BackmiceError,
    ExitCode,
    FileError,
    InterviewStopped,
)
from backmice_cli.frontends.conduct import Frontend, conduct
from backmice_cli.frontends.scripted import ScriptedFrontend, read_scripted, refuse_never_asked
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import Interview, begin
from backmice_cli.questionnaire.load import Loaded, read_bytes, read_questionnaire, shipped_questionnaire_path, sound
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.nodes import read_document
from backmice_cli.renderers.result import Result, build_result

if TYPE_CHECKING:
    from rich.console import Console

    from backmice_cli.commands.keeping import Keeping
    from backmice_cli.frontends.plain import PlainFrontend
    from backmice_cli.frontends.terminal import TerminalFrontend
    from backmice_cli.renderers.text import Since

    Person = PlainFrontend | TerminalFrontend
    Scripted = dict[str, Reply]


class Rest(str, Enum):
    """What happens to questions without a scripted answer."""

    ASK = "ask"
    SKIP = "skip"
    NO = "no"


class Format(str, Enum):
    """The form of the result."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True)
class TriageOptions:
    """What the command line says about one run."""

    questions: Path | None = None
    answers: Sequence[str] = ()
    """Each as `ID=VALUE`."""
    answers_file: str | None = None
    """A path, or '-' for standard input."""
    rest: Rest | None = None
    format: Format | None = None
    output: Path | None = None
    force: bool = False
    details: bool | None = None
    plain: bool = False
    exit_code: bool = False
    resume: bool | None = None
    """Go on with an unfinished interview, or start anew; None asks."""
    save: bool = True
    """Keep answers on this computer, so that they are not lost."""


def triage(options: TriageOptions) -> int:
    """Run one interview and give its result; returns the exit status.

    Raises QuestionnaireError, AnswerError, MissingAnswersError, FileError or InterviewStopped.
    """
    refuse_overwriting(options)
    refuse_vain_resuming(options)
    loaded = read_questionnaire(options.questions or shipped_questionnaire_path())
    questionnaire = sound(loaded)
    scripted = read_scripted(questionnaire, scripted_replies(options))
    refuse_never_asked(questionnaire, scripted)
    person = _person(options)
    result = _asked(loaded, scripted, options, person) if person is not None else _unasked(loaded, scripted, options)
    return _exit_status(questionnaire, result) if options.exit_code else ExitCode.DONE


def _unasked(loaded: Loaded, scripted: Scripted, options: TriageOptions) -> Result:
    """Run the interview without a person; keeps nothing."""
    questionnaire = sound(loaded)
    frontend = _scripted(scripted, options)
    interview = conduct(begin(questionnaire), frontend)
    frontend.raise_for_missing(_command(options))
    frontend.refuse_unused(questionnaire)
    result = build_result(interview, loaded.sha256)
    give_result(result, options)
    return result


def _asked(loaded: Loaded, scripted: Scripted, options: TriageOptions, person: Person) -> Result:
    """Run the interview with a person, keeping each answer until the end."""
    questionnaire = sound(loaded)
    person.welcome(begin(questionnaire))
    from backmice_cli.commands.keeping import Keeping, started  # not before the first screen shows
    from backmice_cli.frontends.screens import Paragraph

    keeping = Keeping(questionnaire, loaded.sha256, tell=lambda line: person.say([Paragraph(), Paragraph(line)]))
    try:
        if options.save and has_terminal(options):
            keeping.open()
        interview = started(keeping, person, options.resume, scripted)
        frontend = _scripted(scripted, options, _remembering(person, interview, keeping))
        interview = conduct(interview, frontend, keeping.keep)
        result = _told(interview, options, person, keeping)
        frontend.refuse_unused(questionnaire)  # a person's result is never lost to a mistake in the script
        return result
    except (InterviewStopped, KeyboardInterrupt) as left:
        answers = left.answers if isinstance(left, InterviewStopped) else {}
        command = f"{_command(options)}{' --plain' if options.plain else ''}"
        hint = f"Your answers are kept on this computer. To go on: {command}" if keeping.has_answers else None
        raise InterviewStopped(answers, hint) from left
    finally:
        keeping.close()


def _remembering(person: Person, interview: Interview, keeping: Keeping) -> Frontend:
    """The person's front end, which knows the last interview if one was kept."""
    earlier = keeping.earlier()
    if earlier is None:
        return person
    from backmice_cli.frontends.remembering import RememberingFrontend
    from backmice_cli.interview.measures import answers_that_fit
    from backmice_cli.renderers.ago import ago

    known = answers_that_fit(interview.questionnaire, earlier.record.answers)
    return RememberingFrontend(person, known, ago(earlier.finished_at, keeping.clock()))


def _told(interview: Interview, options: TriageOptions, person: Person, keeping: Keeping) -> Result:
    """Give the result, with what changed since the last interview, and keep it if the person wants that."""
    from backmice_cli.commands.keeping import wants_to_keep
    from backmice_cli.commands.records import record_of, since
    from backmice_cli.frontends.screens import Paragraph

    earlier = keeping.earlier()
    result = build_result(interview, keeping.sha256)
    give_result(result, options, since(earlier, interview, keeping.clock()) if earlier is not None else None)
    keeping.drop()
    if result.complete and _is_on_screen(options):
        more = person.wants_background(interview)
        if more is None:
            return result
        if more:
            show_background(result, plain=is_plain(options, os.environ))
    if result.complete and keeping.database is not None and wants_to_keep(person, interview):
        keeping.keep_finished(record_of(interview, result))
        person.say([Paragraph("Kept. See it with: backmice history")] if keeping.database is not None else [])
    return result


def scripted_replies(options: TriageOptions) -> list[tuple[str, Reply]]:
    """The scripted answers of flags and file; a flag replaces what the file says of the same question."""
    flags = [_split(flag) for flag in options.answers]
    named = {id for id, _ in flags}
    in_file = _replies_in_file(options.answers_file) if options.answers_file is not None else {}
    return [*((id, reply) for id, reply in in_file.items() if id not in named), *flags]


def _split(flag: str) -> tuple[str, Reply]:
    id, equals, value = flag.partition("=")
    if not equals:
        raise AnswerError(f"--answer takes ID=VALUE, not '{flag}'", "For example: --answer fever=no")
    return id.strip(), value


def _replies_in_file(path: str) -> dict[str, Reply]:
    name = "standard input" if path == "-" else path
    document = read_document(sys.stdin.buffer.read() if path == "-" else read_bytes(Path(path)), name)
    if document.problems:
        raise AnswerError("\n".join(str(problem) for problem in document.problems))
    replies: dict[str, Reply] = {}
    for id, reply in (document.data if isinstance(document.data, dict) else {"": document.data}).items():
        if not id or not _is_reply(reply):
            raise AnswerError(
                f"{name}: answers are lines of 'id: value', or 'id: [value, value]'", "For example: fever: measured"
            )
        replies[id] = reply
    return replies


def _is_reply(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(word, str) for word in value))


def _person(options: TriageOptions) -> Person | None:
    """The front end for a person at this terminal, when there is one to be asked."""
    if options.rest not in (None, Rest.ASK) or not (has_terminal(options) or has_piped_replies(options)):
        return None
    to_stdout = sys.stdout.isatty()
    if is_plain(options, os.environ):
        from backmice_cli.frontends.plain import PlainFrontend

        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # a letter in another encoding is no reason to stop
        return PlainFrontend(sys.stdin, sys.stdout if to_stdout else sys.stderr)
    from rich.console import Console

    from backmice_cli.frontends.terminal import TerminalFrontend

    return TerminalFrontend(Console(stderr=not to_stdout))


def _scripted(scripted: Scripted, options: TriageOptions, fallback: Frontend | None = None) -> ScriptedFrontend:
    rest = options.rest or Rest.ASK
    return ScriptedFrontend(scripted, rest=rest.value, details=options.details, fallback=fallback)


def _command(options: TriageOptions) -> str:
    """This command as it could be typed again, without its answers."""
    return (
        f"backmice triage --questions {shlex.quote(str(options.questions))}" if options.questions else "backmice triage"
    )


def has_terminal(options: TriageOptions) -> bool:
    """Tell whether a person can be asked: somewhere to type, and somewhere to show."""
    return sys.stdin.isatty() and options.answers_file != "-" and (sys.stdout.isatty() or sys.stderr.isatty())


def refuse_vain_resuming(options: TriageOptions) -> None:
    """Raise BackmiceError where there can be no interview to go on with."""
    if options.resume and not options.save:
        message = "--resume goes on with what was kept, and --no-save keeps nothing"
        raise BackmiceError(message, "Leave one of them out.")
    if options.resume and not has_terminal(options):
        raise BackmiceError("--resume goes on asking, and there is no terminal to ask at", "Leave it out.")


def has_piped_replies(options: TriageOptions) -> bool:
    """Tell whether replies are to be read from standard input, whatever it is; only when both options say so.

    The environment alone never does this: a script in a dumb terminal still learns which answers are missing.
    """
    return options.plain and options.rest is Rest.ASK and options.answers_file != "-"


def is_plain(options: TriageOptions, environ: Mapping[str, str]) -> bool:
    """Tell whether lines only are wanted: by option, by `ACCESSIBLE`, or because the terminal can do no more."""
    accessible = environ.get("ACCESSIBLE", "").strip().casefold() not in ("", "0", "false")
    return options.plain or accessible or environ.get("TERM") == "dumb"


def refuse_overwriting(options: TriageOptions) -> None:
    """Raise FileError before the interview when its result could not be written afterwards."""
    if options.output is None:
        return
    if options.output.exists() and not options.force:
        raise FileError(str(options.output), "the file exists", "Add --force to replace it.")
    if not options.output.resolve().parent.is_dir():
        raise FileError(str(options.output), "its folder does not exist")


def format_of(options: TriageOptions) -> Format:
    """The format asked for, else the one that the file's ending names, else text.

    Raises AnswerError for an ending that names none.
    """
    if options.format is not None:
        return options.format
    if options.output is None or options.output.suffix in ("", ".txt"):
        return Format.TEXT
    if options.output.suffix == ".json":
        return Format.JSON
    raise AnswerError(
        f"no format ends in '{options.output.suffix}'", "Endings: .txt, .json. Or name one with --format."
    )


def give_result(result: Result, options: TriageOptions, since: Since | None = None) -> None:
    """Show the result, or write it to the file asked for. Only a terminal is told what changed `since` last time."""
    if options.output is not None:
        write_privately(options.output, rendered(result, format_of(options)))
        sys.stderr.write(f"The result is in {options.output}\n")
    elif _is_on_screen(options):
        show_result(result, plain=is_plain(options, os.environ), since=since)
    else:
        sys.stdout.write(rendered(result, format_of(options)))


def show_result(result: Result, *, plain: bool, since: Since | None = None) -> None:
    """Show the result on the terminal; plain lines are wrapped by the terminal alone, as the questions were."""
    from backmice_cli.renderers.text import print_result

    if plain:
        sys.stdout.write("\n")  # the questions stay above it
    print_result(result, _screen(plain), plain=plain, wrap=not plain, since=since)


def show_background(result: Result, *, plain: bool) -> None:
    """Show on the terminal what only some want to read."""
    from backmice_cli.renderers.text import print_background

    print_background(result, _screen(plain), plain=plain, wrap=not plain)


def _screen(plain: bool) -> Console:
    from rich.console import Console

    from backmice_cli.renderers.text import UNBROKEN

    if not plain:
        return Console()
    return Console(force_terminal=False, color_system=None, legacy_windows=False, width=UNBROKEN)


def _is_on_screen(options: TriageOptions) -> bool:
    return options.output is None and format_of(options) is Format.TEXT and sys.stdout.isatty()


def rendered(result: Result, format: Format) -> str:
    match format:
        case Format.JSON:
            from backmice_cli.renderers.json import JsonRenderer

            return JsonRenderer().render(result)
        case Format.TEXT:
            from backmice_cli.renderers.text import TextRenderer

            return TextRenderer().render(result)


def write_privately(path: Path, text: str) -> None:
    """Write a whole file or none, readable by its owner alone; answers are health data.

    Raises FileError when it cannot be written.
    """
    try:
        handle, draft = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(draft).replace(path)
    except OSError as error:
        raise FileError(str(path), f"cannot be written: {error.strerror or error}") from error


def _exit_status(questionnaire: Questionnaire, result: Result) -> int:
    mildest_first = len(questionnaire.levels) - 1 - questionnaire.urgency[result.level.id]
    return 0 if mildest_first == 0 else FIRST_LEVEL_EXIT_CODE + mildest_first - 1
