"""What the command line says about one interview, and what follows from it alone about who is there to be asked."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from backmice_cli.commands.formats import Format


class RestPolicy(str, Enum):
    """What happens to questions without a scripted answer."""

    ASK = "ask"
    SKIP = "skip"
    NO = "no"


@dataclass(frozen=True)
class TriageOptions:
    """What the command line says about one run."""

    questions: Path | None = None
    answers: Sequence[str] = ()
    """Each as `ID=VALUE`."""
    answers_file: str | None = None
    """A path, or '-' for standard input."""
    rest: RestPolicy | None = None
    format: Format | None = None
    output: Path | None = None
    force: bool = False
    full: bool = False
    """The whole result in one go, as text."""
    region: str | None = None
    """The id of the region where the person is; None asks, or where nobody is there leaves it open."""
    details: bool | None = None
    plain: bool = False
    exit_code: bool = False
    resume: bool | None = None
    """Go on with an unfinished interview, or start anew; None asks."""
    save: bool = True
    """Keep answers on this computer, so that they are not lost."""


def has_terminal(options: TriageOptions) -> bool:
    """Tell whether a person can be asked: somewhere to type, and somewhere to show."""
    return sys.stdin.isatty() and options.answers_file != "-" and (sys.stdout.isatty() or sys.stderr.isatty())


def has_piped_replies(options: TriageOptions) -> bool:
    """Tell whether replies are to be read from standard input, whatever it is; only when both options say so.

    The environment alone never does this: a script in a dumb terminal still learns which answers are missing.
    """
    return options.plain and options.rest is RestPolicy.ASK and options.answers_file != "-"


def is_plain(asked: bool, environ: Mapping[str, str]) -> bool:
    """Tell whether lines only are wanted: by option, by `ACCESSIBLE`, or because the terminal can do no more."""
    accessible = environ.get("ACCESSIBLE", "").strip().casefold() not in ("", "0", "false")
    return asked or accessible or environ.get("TERM") == "dumb"
