"""What the command line says to `check`. Imports nothing slow: every start of the program reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class CheckFormat(str, Enum):
    """The form of the list."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True)
class CheckOptions:
    """What the command line says about one check."""

    file: Path | None = None
    format: CheckFormat = CheckFormat.TEXT
    strict: bool = False
