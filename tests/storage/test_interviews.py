"""Unfinished interviews: kept, claimed by one process at a time, deleted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from backmice_cli.errors import FileError
from backmice_cli.storage.database import Database, open_database
from backmice_cli.storage.interviews import (
    State,
    Unfinished,
    begin_unfinished,
    count_unfinished,
    delete_unfinished,
    newest_unfinished,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
FEVER = State(replies={"fever": "no"}, words={"fever": "Fever? No"})
MORE = State(
    replies={"fever": "no", "signs": ("numb", "hot"), "pain": 4, "size": 1.5, "notes": None},
    accepted={"more": True},
    shown=frozenset({"numb"}),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path)) as database:
        yield database


def begun(database: Database, title: str = "Lump", state: State = FEVER, hours: int = 0) -> Unfinished:
    return begin_unfinished(database, title, "abc", state, NOON + timedelta(hours=hours))


def test_state_comes_back_as_it_was_kept(database: Database) -> None:
    own = begun(database)
    own.keep(MORE, "def", NOON + timedelta(hours=1))
    own.let_go()
    found = newest_unfinished(database, "Lump")
    assert found is not None
    assert (found.id, found.state, found.sha256, found.changed_at) == (own.id, MORE, "def", NOON + timedelta(hours=1))


def test_interview_that_is_being_run_is_not_offered(database: Database) -> None:
    own = begun(database)
    assert newest_unfinished(database, "Lump") is None
    own.let_go()
    assert newest_unfinished(database, "Lump") is not None


def test_interview_of_a_killed_process_is_offered(database: Database) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.storage.test_interviews import *\n"
        "own = begun(open_database(Path(sys.argv[1])))\n"
        "print(own.id, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(database.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        id = int(program.stdout.readline())
        assert newest_unfinished(database, "Lump") is None
        program.kill()
    found = newest_unfinished(database, "Lump")
    assert found is not None
    assert found.id == id


def test_newest_is_offered_first_and_others_after_it(database: Database) -> None:
    older, newer = begun(database), begun(database, hours=1)
    older.let_go()
    newer.let_go()
    offered = [newest_unfinished(database, "Lump"), newest_unfinished(database, "Lump")]
    assert [found.id if found else None for found in offered] == [newer.id, older.id]
    assert newest_unfinished(database, "Lump") is None


def test_interview_with_another_questionnaire_is_not_offered(database: Database) -> None:
    begun(database, title="Knee").let_go()
    assert newest_unfinished(database, "Lump") is None


def test_two_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as one, closing(open_database(tmp_path)) as other:
        first, second = begun(one), begun(other)
        for number in range(10):
            first.keep(State(replies={"pain": number}), "abc", NOON)
            second.keep(State(replies={"size": number}), "abc", NOON)
        second.delete()
        first.let_go()
        found = newest_unfinished(other, "Lump")
        assert found is not None
        assert found.state.replies == {"pain": 9}


def test_deleted_interview_leaves_no_row_and_no_lock(database: Database) -> None:
    begun(database).delete()
    assert count_unfinished(database) == 0
    assert not list(database.folder.glob("*.lock"))


def test_row_that_went_away_is_made_again(database: Database) -> None:
    own = begun(database)
    database.rows("DELETE FROM unfinished")
    own.keep(MORE, "abc", NOON)
    own.let_go()
    found = newest_unfinished(database, "Lump")
    assert found is not None
    assert found.state == MORE


def test_deleting_all_leaves_the_running_one(database: Database) -> None:
    running = begun(database)
    begun(database).let_go()
    begun(database, title="Knee").let_go()
    assert delete_unfinished(database) == 2
    assert database.rows("SELECT id FROM unfinished") == [(running.id,)]


def test_id_of_a_deleted_interview_is_not_used_again(database: Database) -> None:
    first = begun(database)
    first.delete()
    assert begun(database).id > first.id


@pytest.mark.parametrize("state", ["{", "{}", '{"replies": {"fever": {"a": 1}}}', '{"replies": []}'])
def test_row_that_cannot_be_read_is_damage_and_claims_nothing(database: Database, state: str) -> None:
    begun(database).let_go()
    database.rows("UPDATE unfinished SET state = ?", (state,))
    with pytest.raises(FileError, match="it is damaged"):
        newest_unfinished(database, "Lump")
    database.rows("UPDATE unfinished SET state = ?", (msgspec.json.encode(FEVER).decode(),))
    assert newest_unfinished(database, "Lump") is not None
