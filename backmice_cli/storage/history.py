"""Finished interviews that the person chose to keep. A record explains itself: it needs no questionnaire to be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from backmice_cli.storage.database import Database, decode_row


class StoredMeasure(msgspec.Struct, frozen=True):
    """An answer that can be more or less, such as a size or how bad a pain is."""

    label: str
    words: str
    """The answer, as it was read."""
    value: float
    low: float
    high: float | None
    """The bounds of what can be answered."""


class Record(msgspec.Struct, frozen=True):
    """What is kept of an interview."""

    result: dict[str, Any]
    """The published object."""
    text: str
    """The whole result as text, so that it reads as it did then."""
    told: dict[str, tuple[str, ...]]
    """The answer to each question, in the summary's words."""
    telling: tuple[str, ...] = ()
    """The questions whose answers say most about a change."""
    measures: dict[str, StoredMeasure] = {}

    @property
    def level(self) -> dict[str, Any]:
        level = self.result.get("level")
        return level if isinstance(level, dict) else {}

    @property
    def answers(self) -> dict[str, Any]:
        answers = self.result.get("answers")
        return answers if isinstance(answers, dict) else {}


@dataclass(frozen=True)
class Finished:
    id: int
    title: str
    finished_at: datetime
    record: Record


def keep_finished(database: Database, title: str, sha256: str, record: Record, now: datetime) -> int:
    """Keep an interview; returns its number. Raises FileError when it cannot be kept."""
    with database.writing() as connection:
        added = connection.execute(
            "INSERT INTO finished (title, sha256, finished_at, record) VALUES (?, ?, ?, ?)",
            (title, sha256, now.isoformat(), msgspec.json.encode(record).decode()),
        )
    return int(added.lastrowid or 0)


def all_finished(database: Database) -> list[Finished]:
    """Every interview kept, oldest first. Raises FileError."""
    return [_read_finished(database, row) for row in database.rows(f"{_SELECT} ORDER BY finished_at, id")]


def latest_finished(database: Database, title: str) -> Finished | None:
    """The last one kept with this questionnaire. Raises FileError."""
    rows = database.rows(f"{_SELECT} WHERE title = ? ORDER BY finished_at DESC, id DESC LIMIT 1", (title,))
    return _read_finished(database, rows[0]) if rows else None


def delete_finished(database: Database, ids: Iterable[int]) -> None:
    """Delete these for good. Raises FileError."""
    with database.writing() as connection:
        connection.executemany("DELETE FROM finished WHERE id = ?", [(id,) for id in ids])
    database.forget_deleted()


_SELECT = "SELECT id, title, finished_at, record FROM finished"


def _read_finished(database: Database, row: tuple[Any, ...]) -> Finished:
    id, title, finished_at, record = row
    return Finished(id, title, *decode_row(database, finished_at, record, Record))
