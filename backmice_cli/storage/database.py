"""The database file: found, made for its owner alone, brought up to date; every failure of it in plain words.

Knows tables, not interviews. Whatever goes wrong with the file is a FileError; who asked decides whether that matters.
SQLite is loaded with the first use, so that a run that keeps nothing never loads it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from backmice_cli.errors import DamagedFileError, FileError

if TYPE_CHECKING:
    import sqlite3

Stored = TypeVar("Stored")

FILE_NAME = "interviews.db"

FOLDER_VARIABLE = "BACKMICE_STATE_DIR"
"""Names another folder than the platform's own."""

PATIENCE = 1.0
"""Seconds to wait while another interview writes; a write takes milliseconds."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE unfinished (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            title TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            state TEXT NOT NULL
        )""",
    ),
    (
        """CREATE TABLE finished (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            title TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            finished_at TEXT NOT NULL,
            record TEXT NOT NULL
        )""",
        "CREATE INDEX finished_by_title ON finished (title, finished_at)",
    ),
    ("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",),
)
"""What turns version n of the file into version n + 1. Never edit one that was released: add another.

Ids are never used twice (AUTOINCREMENT): an old claim on one must not become a claim on another interview.
"""

_REASONS = (
    ("full", "there is no room left on the disk"),
    ("locked", "another program is using it"),
    ("readonly", "it may not be changed"),
    ("unable to open", "it cannot be opened"),
)
"""Words in SQLite's messages, and ours. Its error codes are known only from Python 3.11 on."""

_DAMAGED = ("not a database", "malformed", "no such")
"""Words in SQLite's messages about a file that is not as it was written."""


def state_folder() -> Path:
    """The folder that the environment names, else the platform's own for what programs remember."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("backmice", appauthor=False)


class Database:
    """The open file. Every write is on the disk when its transaction ends."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    @property
    def folder(self) -> Path:
        return self.path.parent

    def rows(self, query: str, values: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
        with in_plain_words(self.path):
            return self.connection.execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing."""
        with in_plain_words(self.path), _run_transaction(self.connection):
            yield self.connection

    def forget_deleted(self) -> None:
        """Take what was deleted out of the write-ahead log too."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.connection.close()


def open_database(folder: Path | None = None) -> Database:
    """Open the database, and make it if there is none. Raises FileError when it cannot be used."""
    import sqlite3

    folder = state_folder() if folder is None else folder
    path = folder / FILE_NAME
    with in_plain_words(path):
        _make_private(path)
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _set_pragmas(connection)
            _migrate_tables(connection, path)
        except BaseException:
            connection.close()
            raise
    return Database(connection, path)


def decode_row(database: Database, moment: str, stored: str, type: type[Stored]) -> tuple[datetime, Stored]:
    """Read a time and what is stored as JSON. Raises DamagedFileError."""
    try:
        return datetime.fromisoformat(moment), msgspec.json.decode(stored, type=type)
    except (msgspec.DecodeError, ValueError, TypeError) as error:
        raise DamagedFileError(str(database.path)) from error


def refuse_damaged(database: Database) -> None:
    """Raise DamagedFileError where a part of the file can no longer be read; opening it reads only its first page."""
    if database.rows("PRAGMA quick_check(1)") != [("ok",)]:
        raise DamagedFileError(str(database.path))


def set_aside(path: str) -> Path:
    """Give a damaged database another name; returns that. Raises FileError.

    Its log goes first: left behind, it would be taken for the log of the next database of this name.
    """
    database = Path(path)
    with in_plain_words(database):
        aside = _free_name(database)
        for ending in ("-wal", "-shm", ""):
            part = database.with_name(database.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
    return aside


def _free_name(path: Path) -> Path:
    """A name for a damaged file that no file has yet."""
    names = (path.with_stem(f"{path.stem}-damaged{'' if number == 1 else f'-{number}'}") for number in count(1))
    return next(name for name in names if not name.exists())


def database_exists(folder: Path | None = None) -> bool:
    """Tell whether there is a database, without loading SQLite. Raises FileError where that cannot be told."""
    path = (folder or state_folder()) / FILE_NAME
    try:
        return path.exists()
    except OSError as error:
        raise _unusable_file(path, error) from error


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn every failure of the file into a FileError that says what is wrong with it."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        if any(words in str(error) for words in _DAMAGED):
            raise DamagedFileError(str(path)) from error
        reason = next((ours for theirs, ours in _REASONS if theirs in str(error)), f"it cannot be used ({error})")
        raise FileError(str(path), reason) from error
    except OSError as error:
        raise _unusable_file(path, error) from error


def _unusable_file(path: Path, error: OSError) -> FileError:
    return FileError(str(path), f"it cannot be used ({(error.strerror or str(error)).lower()})")


def _make_private(path: Path) -> None:
    """Make the folder and the file for their owner alone. Leaves the mode of a folder that was there before."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o600)


def _set_pragmas(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = FULL")  # an answer also survives a power cut
    connection.execute("PRAGMA secure_delete = ON")  # health data: what is deleted is overwritten
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except connection.OperationalError as error:
            # Another interview is making the same file at this moment. The older journal is as safe.
            if "locked" not in str(error):
                raise


def _migrate_tables(connection: sqlite3.Connection, path: Path) -> None:
    if _table_version(connection) == len(MIGRATIONS):
        return
    with _run_transaction(connection):
        version = _table_version(connection)  # again: another interview may have been faster
        if version > len(MIGRATIONS):
            raise FileError(str(path), "a newer backmice has written it")
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _table_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _run_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
