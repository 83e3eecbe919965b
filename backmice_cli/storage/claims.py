"""Which unfinished interviews are being run now. A claim ends with its process, however that ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock_file(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock_file(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Claim:
    """The right to go on with one interview."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle: int | None = handle

    def let_go(self, *, for_good: bool = False) -> None:
        """Leave the interview to others; `for_good` when there is nothing left of it."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        if for_good and os.name == "posix":  # while it is ours: afterwards it may be somebody else's
            self._path.unlink(missing_ok=True)
        os.close(handle)
        if for_good and os.name != "posix":
            with suppress(OSError):  # here only a closed file can go, and only when nobody else looks at it
                self._path.unlink(missing_ok=True)


def claim_interview(folder: Path, id: int) -> Claim | None:
    """Claim an interview; None when a living process has claimed it. Raises OSError when there can be no claims."""
    path = folder / f"running-{id}.lock"
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        _lock_file(handle)
    except OSError:
        os.close(handle)
        return None
    return Claim(path, handle)
