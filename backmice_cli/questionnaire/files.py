"""The bytes of a file that somebody names, or what is wrong with its name."""

from __future__ import annotations

import os
from pathlib import Path

from backmice_cli.errors import FileError

MAX_BYTES = 16 * 1024 * 1024
"""10,000 questions with long texts and conditions take 5 MiB."""


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Give a file's bytes, one more than the largest file that is read at most. Raises `FileError`."""
    name = os.fspath(path)
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FileError(name, "there is no such file", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise FileError(
            name, "this is a folder", f"Name a file in it, such as {Path(name, 'questions.yaml')}."
        ) from None
    except PermissionError:
        raise FileError(name, "you may not read this file", "Change its permissions, or copy it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError(name, f"it cannot be read ({reason.lower()})") from None
