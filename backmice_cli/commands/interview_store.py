"""What one interview keeps on this computer, and what it learns from there.

Storage never stops an interview: a failure is told in one plain line, once, and from then on nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

from backmice_cli.errors import DamagedFileError, FileError
from backmice_cli.frontends.texts import answer_words
from backmice_cli.interview.answers import SKIPPED, Reply, Skipped
from backmice_cli.interview.interview import Interview, interview_with_replies
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.storage.database import Database, database_exists, open_database, refuse_damaged, set_aside
from backmice_cli.storage.history import Finished, Record, delete_finished, keep_finished, latest_finished
from backmice_cli.storage.interviews import (
    State,
    Unfinished,
    begin_unfinished,
    newest_unfinished,
    refuse_damaged_unfinished,
)
from backmice_cli.storage.settings import keep_region, kept_region


def utc_now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class InterviewStore:
    """The storage of one run. Without a database it keeps nothing and knows nothing."""

    questionnaire: Questionnaire
    sha256: str
    tell: Callable[[str], None]
    clock: Callable[[], datetime] = utc_now
    database: Database | None = None
    _row: Unfinished | None = field(default=None, init=False)
    _is_missing: bool = field(default=False, init=False)
    """Whether there is no database yet."""
    _finished: int | None = field(default=None, init=False)
    """The number of this interview among those kept, once it is."""

    def open_existing(self, may_set_aside: Callable[[DamagedFileError], bool] | None = None) -> None:
        """Open the database, if there is one; where there is none, nothing is to be read before something is kept."""
        with suppress(FileError):  # `open` fails too, and says so
            self._is_missing = not database_exists()
        if not self._is_missing:
            self.open(may_set_aside)

    def create_missing(self) -> None:
        """Make the database that `open_existing` did not find."""
        if self._is_missing:
            self._is_missing = False
            self.open()

    def open(self, may_set_aside: Callable[[DamagedFileError], bool] | None = None) -> None:
        """Open the database. A damaged one makes way for a new one when `may_set_aside` says so."""
        with self._telling_failures():
            try:
                self.database = _sound_database(self.questionnaire.title)
            except DamagedFileError as damaged:
                if may_set_aside is None or not may_set_aside(damaged):
                    raise
                aside = set_aside(damaged.path)
                self.database = open_database()
                self.tell(f"The damaged file is now {aside}. A new one is begun.")

    def close(self) -> None:
        if self._row is not None:
            self._row.let_go()
            self._row = None
        if self.database is not None:
            self.database.close()
            self.database = None

    @property
    def has_answers(self) -> bool:
        """Whether the answers so far are on the disk."""
        return self._row is not None

    def unfinished(self) -> Unfinished | None:
        """Claim the newest unfinished interview with this questionnaire."""
        with self._telling_failures():
            if self.database is not None:
                self._row = newest_unfinished(self.database, self.questionnaire.title)
        return self._row

    def keep(self, interview: Interview) -> None:
        """Keep a state, if it says more than the one kept last."""
        state = stored_state(interview)
        with self._telling_failures():
            if self.database is None:
                return
            if self._row is not None and state != self._row.state:
                self._row.keep(state, self.sha256, self.clock())
            elif self._row is None and state.replies:
                title = self.questionnaire.title
                self._row = begin_unfinished(self.database, title, self.sha256, state, self.clock())

    def drop(self) -> None:
        """Delete the unfinished interview: it has come to its end, or the person starts anew."""
        with self._telling_failures():
            if self._row is not None and self.database is not None:
                self._row.delete()
                self._row = None

    def earlier(self) -> Finished | None:
        """The interview kept last with this questionnaire."""
        with self._telling_failures():
            return latest_finished(self.database, self.questionnaire.title) if self.database is not None else None
        return None

    def keep_finished(self, record: Record) -> None:
        """Keep the finished interview, in place of what was kept of it before an answer was changed."""
        with self._telling_failures():
            if self.database is not None:
                before = [] if self._finished is None else [self._finished]
                title = self.questionnaire.title
                self._finished = keep_finished(self.database, title, self.sha256, record, self.clock())
                delete_finished(self.database, before)

    def region(self) -> str | None:
        """The region of the last interview, if this questionnaire has it."""
        with self._telling_failures():
            kept = kept_region(self.database) if self.database is not None else None
            return kept if kept in self.questionnaire.regions else None
        return None

    def keep_region(self, region: str) -> None:
        with self._telling_failures():
            if self.database is not None and kept_region(self.database) != region:
                keep_region(self.database, region)

    @contextmanager
    def _telling_failures(self) -> Iterator[None]:
        try:
            yield
        except FileError as error:
            self.close()
            self.tell(f"Your answers cannot be kept on this computer: {error.message}.")


def _sound_database(title: str) -> Database:
    """Open the database once all that this interview needs of it can be read. Raises FileError."""
    database = open_database()
    try:
        refuse_damaged(database)
        refuse_damaged_unfinished(database)
        latest_finished(database, title)
    except BaseException:
        database.close()
        raise
    return database


def stored_state(interview: Interview) -> State:
    """Build what is stored of an interview."""
    outline = interview.questionnaire.outline
    return State(
        replies={id: None if reply is SKIPPED else reply for id, reply in interview.replies.items()},
        words={
            id: f"{outline[id].question.ask} {answer_words(outline[id].question, reply)}"
            for id, reply in interview.replies.items()
        },
        accepted=interview.accepted,
        # Someone who stopped at an alert and comes back sees it again.
        shown=frozenset() if interview.stopped else interview.shown,
        region=interview.region,
    )


def restore_interview(questionnaire: Questionnaire, state: State, without: Collection[str] = ()) -> Interview:
    """Build the interview from what is stored, as far as it fits; `without` the replies to these questions."""
    replies: Mapping[str, Reply | Skipped] = {
        id: SKIPPED if reply is None else reply for id, reply in state.replies.items() if id not in without
    }
    region = state.region if state.region in questionnaire.regions else None
    return replace(interview_with_replies(questionnaire, replies, state.accepted, state.shown), region=region)
