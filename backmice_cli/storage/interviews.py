"""Unfinished interviews: one row each, written again with every answer, deleted at the end.

Knows replies as they were given; whether they still fit a questionnaire is the interview's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from backmice_cli.errors import FileError
from backmice_cli.storage.claims import Claim, claim_interview
from backmice_cli.storage.database import Database, decode_row, in_plain_words


class State(msgspec.Struct, frozen=True):
    """How far an interview has come, as it is stored."""

    replies: dict[str, str | int | float | tuple[str, ...] | None]
    """Question id to reply, in the order of asking; None for a question that was skipped."""
    words: dict[str, str] = {}
    """The same as words, to name a reply whose question is no longer there."""
    accepted: dict[str, bool] = {}
    shown: frozenset[str] = frozenset()
    region: str | None = None


@dataclass
class Unfinished:
    """An interview that this process runs, and its row."""

    database: Database
    id: int
    title: str
    sha256: str
    changed_at: datetime
    state: State
    claim: Claim

    def keep(self, state: State, sha256: str, now: datetime) -> None:
        """Write a newer state; it is on the disk when this returns. Raises FileError when it cannot be."""
        with self.database.writing() as connection:
            connection.execute(
                """INSERT INTO unfinished (id, title, sha256, changed_at, state) VALUES (?, ?, ?, ?, ?)
                   ON CONFLICT (id) DO UPDATE SET
                   sha256 = excluded.sha256, changed_at = excluded.changed_at, state = excluded.state""",
                (self.id, self.title, sha256, now.isoformat(), msgspec.json.encode(state).decode()),
            )
        self.state, self.sha256, self.changed_at = state, sha256, now

    def delete(self) -> None:
        """Delete it for good. Raises FileError when it cannot be."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM unfinished WHERE id = ?", (self.id,))
        self.claim.let_go(for_good=True)
        self.database.forget_deleted()

    def let_go(self) -> None:
        """Leave it as it is, for another time."""
        self.claim.let_go()


def begin_unfinished(database: Database, title: str, sha256: str, state: State, now: datetime) -> Unfinished:
    """Make the row of a new interview. Raises FileError when it cannot be made."""
    with database.writing() as connection:
        row = (title, sha256, now.isoformat(), msgspec.json.encode(state).decode())
        added = connection.execute("INSERT INTO unfinished (title, sha256, changed_at, state) VALUES (?, ?, ?, ?)", row)
        id = int(added.lastrowid or 0)
        own = claim_interview(database.folder, id)  # before others can see the row
        if own is None:
            raise FileError(str(database.path), "another program is using it")
    return Unfinished(database, id, title, sha256, now, state, own)


def newest_unfinished(database: Database, title: str) -> Unfinished | None:
    """Claim the newest interview with this questionnaire that nobody is running. Raises FileError."""
    for (id,) in database.rows("SELECT id FROM unfinished WHERE title = ? ORDER BY changed_at DESC, id DESC", (title,)):
        found = _claim_unfinished(database, id)
        if found is not None:
            return found
    return None


def refuse_damaged_unfinished(database: Database) -> None:
    """Raise DamagedFileError where an unfinished interview, of whatever questionnaire, can no longer be read."""
    for changed_at, state in database.rows("SELECT changed_at, state FROM unfinished"):
        decode_row(database, changed_at, state, State)


def delete_unfinished(database: Database) -> int:
    """Delete all that nobody is running; returns how many those were. Raises FileError."""
    found = [_claim_unfinished(database, id) for (id,) in database.rows("SELECT id FROM unfinished")]
    ours = [unfinished for unfinished in found if unfinished is not None]
    for unfinished in ours:
        unfinished.delete()
    return len(ours)


def count_unfinished(database: Database) -> int:
    return int(database.rows("SELECT count(*) FROM unfinished")[0][0])


def _claim_unfinished(database: Database, id: int) -> Unfinished | None:
    with in_plain_words(database.path):
        own = claim_interview(database.folder, id)
    if own is None:
        return None
    rows = database.rows("SELECT title, sha256, changed_at, state FROM unfinished WHERE id = ?", (id,))
    if not rows:  # finished or deleted before the claim was ours
        own.let_go(for_good=True)
        return None
    title, sha256, changed_at, state = rows[0]
    try:
        return Unfinished(database, id, title, sha256, *decode_row(database, changed_at, state, State), own)
    except FileError:
        own.let_go()
        raise
