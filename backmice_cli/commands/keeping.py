"""What one interview keeps on this computer, and what it learns from there.

Storage never stops an interview: a failure is told in one plain line, once, and from then on nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from backmice_cli.errors import DamagedFileError, FileError
from backmice_cli.frontends.loop import Person
from backmice_cli.frontends.screens import BLANK, Paragraph, Row, answer_words, review_line
from backmice_cli.interview.answers import SKIPPED, Reply, Skipped
from backmice_cli.interview.interview import Alert, Interview, Review, begin, next_step, restored
from backmice_cli.interview.progress import progress
from backmice_cli.interview.regions import region_of_locale
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.relative_time import ago
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

LONG_AGO = timedelta(hours=12)
"""After which answers may no longer be true."""

MOST_READ_BACK = 3
"""Answers that remind a person where they were."""

_ON, _ANEW = "on", "anew"


def utc_now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class Keeping:
    """The storage of one run. Without a database it keeps nothing and knows nothing."""

    questionnaire: Questionnaire
    sha256: str
    tell: Callable[[str], None]
    clock: Callable[[], datetime] = utc_now
    database: Database | None = None
    _row: Unfinished | None = field(default=None, init=False)
    _failed: bool = field(default=False, init=False)
    _is_to_be_made: bool = field(default=False, init=False)
    """Whether there is no database yet."""
    _finished: int | None = field(default=None, init=False)
    """The number of this interview among those kept, once it is."""

    def open_what_there_is(self, may_set_aside: Callable[[DamagedFileError], bool] | None = None) -> None:
        """Open the database, if there is one; where there is none, nothing is to be read before something is kept."""
        with suppress(FileError):  # `open` fails too, and says so
            self._is_to_be_made = not database_exists()
        if not self._is_to_be_made:
            self.open(may_set_aside)

    def make(self) -> None:
        """Make the database that `open_what_there_is` did not find."""
        if self._is_to_be_made:
            self._is_to_be_made = False
            self.open()

    def open(self, may_set_aside: Callable[[DamagedFileError], bool] | None = None) -> None:
        """Open the database. A damaged one makes way for a new one when `may_set_aside` says so."""
        with self._told():
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
        return self._row is not None and not self._failed

    def unfinished(self) -> Unfinished | None:
        """Claim the newest unfinished interview with this questionnaire."""
        with self._told():
            if self.database is not None:
                self._row = newest_unfinished(self.database, self.questionnaire.title)
        return self._row

    def keep(self, interview: Interview) -> None:
        """Keep a state, if it says more than the one kept last."""
        state = state_of(interview)
        with self._told():
            if self.database is None:
                return
            if self._row is not None and state != self._row.state:
                self._row.keep(state, self.sha256, self.clock())
            elif self._row is None and state.replies:
                title = self.questionnaire.title
                self._row = begin_unfinished(self.database, title, self.sha256, state, self.clock())

    def drop(self) -> None:
        """Delete the unfinished interview: it has come to its end, or the person starts anew."""
        with self._told():
            if self._row is not None and self.database is not None:
                self._row.delete()
                self._row = None

    def earlier(self) -> Finished | None:
        """The interview kept last with this questionnaire."""
        with self._told():
            return latest_finished(self.database, self.questionnaire.title) if self.database is not None else None
        return None

    def keep_finished(self, record: Record) -> None:
        """Keep the finished interview, in place of what was kept of it before an answer was changed."""
        with self._told():
            if self.database is not None:
                before = [] if self._finished is None else [self._finished]
                title = self.questionnaire.title
                self._finished = keep_finished(self.database, title, self.sha256, record, self.clock())
                delete_finished(self.database, before)

    def region(self) -> str | None:
        """The region of the last interview, if this questionnaire has it."""
        with self._told():
            kept = kept_region(self.database) if self.database is not None else None
            return kept if kept in self.questionnaire.regions else None
        return None

    def keep_region(self, region: str) -> None:
        with self._told():
            if self.database is not None and kept_region(self.database) != region:
                keep_region(self.database, region)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except FileError as error:
            self._failed = True
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


def wants_to_set_aside(person: Person, interview: Interview, damaged: DamagedFileError) -> bool:
    """Ask whether a damaged database gives way to a new one. Raises InterviewStopped when the person leaves."""
    head = [
        BLANK,
        Paragraph("What was kept on this computer cannot be read", "strong"),
        Paragraph(f"The file {damaged.path} is damaged. You can set it aside and begin a new one. Nothing is deleted."),
    ]
    rows = [Row("aside", "Set it aside, and begin a new one"), Row("no", "Leave it, and keep nothing this time")]
    return person.decide(interview, head, rows) == "aside"


def state_of(interview: Interview) -> State:
    """What is stored of an interview."""
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


def interview_of(questionnaire: Questionnaire, state: State, without: Collection[str] = ()) -> Interview:
    """Build the interview from what is stored, as far as it fits; `without` the replies to these questions."""
    replies: Mapping[str, Reply | Skipped] = {
        id: SKIPPED if reply is None else reply for id, reply in state.replies.items() if id not in without
    }
    region = state.region if state.region in questionnaire.regions else None
    return replace(restored(questionnaire, replies, state.accepted, state.shown), region=region)


def started(
    keeping: Keeping, person: Person, resume: bool | None, scripted: Collection[str] = (), region: str | None = None
) -> Interview:
    """Go on with an unfinished interview or begin a new one, as the person wants; `resume` says so without asking.

    An emergency in the stored answers is shown before anything is asked. Scripted answers take the place of stored
    ones; with some, going on is not offered, only done when `resume` says so. Where the person is, is asked unless
    `region` or the stored interview says it. Raises InterviewStopped when the person leaves.
    """
    if not scripted or resume is not None:
        while (row := keeping.unfinished()) is not None:
            if resume is not False:
                interview = _resumed(keeping, person, row, scripted, is_asked=resume is None)
                if interview is not None:
                    return interview if region is None else replace(interview, region=region)
            keeping.drop()
        if resume:
            person.say([BLANK, Paragraph("There is no unfinished interview to go on with. This is a new one.")])
    return _begun(keeping, person, begin(keeping.questionnaire, region))


def _begun(keeping: Keeping, person: Person, interview: Interview) -> Interview:
    """Begin where the person says they are; the last interview's region, or the locale's, is pointed at.

    A first database is made only then, while nothing has been answered: making it takes longer than all the rest here.
    """
    region = person.start(interview, keeping.region() or region_of_locale(interview.questionnaire))
    keeping.make()
    if region is not None and interview.region is None:
        keeping.keep_region(region)
    return replace(interview, region=region)


def _resumed(
    keeping: Keeping, person: Person, row: Unfinished, scripted: Collection[str], *, is_asked: bool
) -> Interview | None:
    """Go on with an unfinished interview; None when the person `is_asked` and starts anew."""
    interview = _show_emergency(person, interview_of(keeping.questionnaire, row.state, scripted))
    if interview.stopped:
        return interview
    went_back = interview.returned_to is not None  # from the alert, to one of these answers: not to new ones
    if is_asked and not went_back and not _wants_to_go_on(person, interview, row, keeping.clock()):
        return None
    _tell_what_is_different(person, interview, row, keeping.sha256, scripted)
    return interview


def _show_emergency(person: Person, interview: Interview) -> Interview:
    """Show the alert of these answers, whether or not it was seen then, and do what the person wants."""
    unseen = replace(interview, shown=frozenset())
    step = next_step(unseen)
    return person.alert(unseen, step)(unseen) if isinstance(step, Alert) else interview


def _wants_to_go_on(person: Person, interview: Interview, row: Unfinished, now: datetime) -> bool:
    is_old = now - row.changed_at > LONG_AGO
    outline = interview.questionnaire.outline
    last = [Paragraph(review_line(outline[id].question, reply), lead="- ") for id, reply in interview.replies.items()]
    head = [
        BLANK,
        Paragraph(f"You stopped {ago(row.changed_at, now)} {_where(interview)}. Go on?", "strong", part="asked"),
        *([Paragraph("Your last answers:"), *last[-MOST_READ_BACK:]] if last else []),
    ]
    if is_old:
        head.append(Paragraph("If anything has changed since then, it is better to start again."))
    rows = [Row(_ON, "Go on where I stopped"), Row(_ANEW, "Start again, and delete those answers")]
    return person.decide(interview, head, rows, None if is_old else _ON) == _ON


def _where(interview: Interview) -> str:
    if isinstance(next_step(interview), Review):
        return "with every question answered"
    so_far = progress(interview)
    return f"at question {so_far.number} of at most {so_far.at_most}"


def _tell_what_is_different(
    person: Person, interview: Interview, row: Unfinished, sha256: str, scripted: Collection[str]
) -> None:
    """Name the answers that no longer fit."""
    unfit = [id for id in row.state.replies if id not in interview.replies and id not in scripted]
    if unfit:
        changed = "The questions have changed since then. " if row.sha256 != sha256 else ""
        these = "This answer does not fit any more" if len(unfit) == 1 else "These answers do not fit any more"
        words = [Paragraph(row.state.words.get(id, id), lead="- ") for id in unfit]
        again = "You are asked again where it still matters."
        person.say([BLANK, Paragraph(f"{changed}{these}:", "strong"), *words, Paragraph(again)])
