"""The database file: made for its owner alone, brought up to date, and failing in plain words."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from backmice_cli.errors import FileError
from backmice_cli.storage import database as module
from backmice_cli.storage.database import FILE_NAME, MIGRATIONS, Database, open_database, set_aside, state_folder


def written(database: Database, title: str) -> None:
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO unfinished (title, sha256, changed_at, state) VALUES (?, 'x', 'then', '{}')", (title,)
        )


def titles(database: Database) -> list[str]:
    return [title for (title,) in database.rows("SELECT title FROM unfinished ORDER BY id")]


def refusal(folder: Path) -> str:
    """Why the database there cannot be opened, without its path."""
    with pytest.raises(FileError) as raised:
        open_database(folder)
    path = str(folder / FILE_NAME)
    assert raised.value.path == path
    return raised.value.message.removeprefix(f"{path}: ")


@contextmanager
def without_privileges() -> Iterator[Path]:
    """A folder of someone who may not write everywhere, also where the tests may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)


class TestOpening:
    def test_folder_and_file_are_for_their_owner_alone(self, state_folder: Path) -> None:
        with closing(open_database()) as database:
            written(database, "Lump")
            if sys.platform != "win32":
                assert stat.S_IMODE(state_folder.stat().st_mode) == 0o700
                assert {stat.S_IMODE(file.stat().st_mode) for file in state_folder.iterdir()} == {0o600}
                assert {file.name for file in state_folder.iterdir()} > {FILE_NAME}

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
    def test_file_that_others_could_read_is_closed_to_them(self, tmp_path: Path) -> None:
        open_database(tmp_path).close()
        (tmp_path / FILE_NAME).chmod(0o644)
        open_database(tmp_path).close()
        assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600

    def test_what_was_written_is_there_again(self, tmp_path: Path) -> None:
        with closing(open_database(tmp_path)) as database:
            written(database, "Lump")
        with closing(open_database(tmp_path)) as database:
            assert titles(database) == ["Lump"]

    def test_writes_are_logged_ahead_and_synced(self, tmp_path: Path) -> None:
        with closing(open_database(tmp_path)) as database:
            assert database.rows("PRAGMA journal_mode") == [("wal",)]
            assert database.rows("PRAGMA synchronous") == [(2,)]

    def test_folder_is_the_platforms_own_unless_one_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("BACKMICE_STATE_DIR")
        monkeypatch.setenv("XDG_STATE_HOME", "/somewhere")
        if sys.platform == "linux":
            assert state_folder() == Path("/somewhere/backmice")
        monkeypatch.setenv("BACKMICE_STATE_DIR", "/elsewhere")
        assert state_folder() == Path("/elsewhere")

    def test_deleted_text_is_gone_from_every_file(self, tmp_path: Path) -> None:
        with closing(open_database(tmp_path)) as database:
            written(database, "my own lump")
            with database.writing() as connection:
                connection.execute("DELETE FROM unfinished")
            database.forget_deleted()
            assert not any(b"my own lump" in file.read_bytes() for file in tmp_path.iterdir())


class TestMigration:
    def test_file_of_version_1_becomes_the_newest_and_loses_nothing(self, tmp_path: Path) -> None:
        with closing(sqlite3.connect(tmp_path / FILE_NAME)) as old:
            for statement in MIGRATIONS[0]:
                old.execute(statement)
            old.execute("INSERT INTO unfinished VALUES (7, 'Lump', 'x', 'then', '{}')")
            old.execute("PRAGMA user_version = 1")
            old.commit()
        with closing(open_database(tmp_path)) as database:
            assert database.rows("PRAGMA user_version") == [(len(MIGRATIONS),)]
            assert titles(database) == ["Lump"]
            assert database.rows("SELECT count(*) FROM finished") == [(0,)]

    def test_failing_migration_leaves_the_old_version_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with closing(open_database(tmp_path)) as database:
            written(database, "Lump")
        bad = (*MIGRATIONS, ("DROP TABLE unfinished", "CREATE TABLE finished (id)"))
        with monkeypatch.context() as patched:
            patched.setattr(module, "MIGRATIONS", bad)
            assert refusal(tmp_path) == "it cannot be used (table finished already exists)"
        with closing(open_database(tmp_path)) as database:
            assert titles(database) == ["Lump"]

    def test_file_of_a_newer_program_is_left_alone(self, tmp_path: Path) -> None:
        with closing(open_database(tmp_path)) as database:
            database.rows(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        before = (tmp_path / FILE_NAME).read_bytes()
        assert refusal(tmp_path) == "a newer backmice has written it"
        assert (tmp_path / FILE_NAME).read_bytes() == before

    def test_many_programs_can_make_the_file_at_once(self, tmp_path: Path) -> None:
        script = (
            "import sys; from pathlib import Path; from backmice_cli.storage.database import open_database\n"
            "print('ready', flush=True); sys.stdin.read()\n"
            "open_database(Path(sys.argv[1]) / 'state').close()"
        )
        command = [sys.executable, "-c", script, str(tmp_path)]
        pipe = subprocess.PIPE
        running = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(6)]
        for program in running:
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n"
        for program in running:
            assert program.stdin is not None
            program.stdin.close()
        ends = [(program.wait(), program.stderr.read() if program.stderr else "") for program in running]
        for program in running:
            for stream in (program.stdout, program.stderr):
                if stream is not None:
                    stream.close()
        assert ends == [(0, "")] * 6


class TestFailures:
    @pytest.mark.parametrize("content", [b"These are not the bytes of a database." * 40, b"SQLite format 3\0" * 300])
    def test_damaged_file_is_said_to_be_damaged_and_kept(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / FILE_NAME).write_bytes(content)
        assert refusal(tmp_path) == "it is damaged"
        assert (tmp_path / FILE_NAME).read_bytes() == content

    def test_file_damaged_in_the_middle_is_said_to_be_damaged(self, tmp_path: Path) -> None:
        with closing(open_database(tmp_path)) as database:
            for number in range(200):
                written(database, f"Lump {number}")
        path = tmp_path / FILE_NAME
        content = path.read_bytes()
        path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        with closing(open_database(tmp_path)) as database, pytest.raises(FileError, match="it is damaged"):
            written(database, "One more")

    def test_database_is_set_aside_with_its_log(self, tmp_path: Path) -> None:
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"{FILE_NAME}{ending}").write_text(f"the file{ending}")
        set_aside(str(tmp_path / FILE_NAME))
        assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
            "interviews-damaged.db": "the file",
            "interviews-damaged.db-wal": "the file-wal",
            "interviews-damaged.db-shm": "the file-shm",
        }

    def test_missing_table_is_damage(self, tmp_path: Path) -> None:
        with closing(open_database(tmp_path)) as database:
            database.rows("DROP TABLE unfinished")
            with pytest.raises(FileError, match="it is damaged"):
                written(database, "Lump")

    def test_locked_file_is_said_to_be_in_use(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "PATIENCE", 0.01)
        with closing(open_database(tmp_path)) as database, closing(sqlite3.connect(tmp_path / FILE_NAME)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(FileError, match="another program is using it"):
                written(database, "Lump")
            other.rollback()
            written(database, "Lump")
            assert titles(database) == ["Lump"]

    def test_full_disk_is_said_to_be_full_and_keeps_what_was_there(self, tmp_path: Path) -> None:
        with closing(open_database(tmp_path)) as database:
            written(database, "Lump")
            [(pages,)] = database.rows("PRAGMA page_count")
            database.rows(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(FileError, match="there is no room left on the disk"):
                written(database, "x" * 100_000)
            assert titles(database) == ["Lump"]
            written(database, "small")

    def test_folder_below_a_file_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        assert refusal(tmp_path / "file" / "backmice") == "it cannot be used (not a directory)"

    def test_folder_in_place_of_the_file_cannot_be_opened(self, tmp_path: Path) -> None:
        (tmp_path / FILE_NAME).mkdir(mode=0o700)
        assert refusal(tmp_path) == "it cannot be opened"

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
    def test_folder_that_may_not_be_written_is_refused(self) -> None:
        with without_privileges() as folder:
            assert refusal(folder / "backmice") == "it cannot be used (permission denied)"

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
    def test_file_that_may_not_be_written_is_refused(self) -> None:
        with without_privileges() as folder:
            path = Path(tempfile.mkdtemp())
            open_database(path).close()
            (path / FILE_NAME).chmod(0o400)
            path.chmod(0o500)
            assert folder.is_dir()
            assert refusal(path) == "it may not be changed"
            path.chmod(0o700)
            (path / FILE_NAME).unlink()
            path.rmdir()
