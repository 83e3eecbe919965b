"""What is remembered from one interview to the next and is no answer: where the person is."""

from __future__ import annotations

from backmice_cli.storage.database import Database

_REGION = "region"


def kept_region(database: Database) -> str | None:
    """The region of the last interview. Raises FileError."""
    rows = database.rows("SELECT value FROM settings WHERE name = ?", (_REGION,))
    return str(rows[0][0]) if rows else None


def keep_region(database: Database, region: str) -> None:
    """Keep the region for the next interview. Raises FileError when it cannot be kept."""
    with database.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (_REGION, region))


def delete_settings(database: Database) -> None:
    """Delete them for good. Raises FileError."""
    with database.writing() as connection:
        connection.execute("DELETE FROM settings")
    database.forget_deleted()
