"""How an interview begins: anew, or where one that was not finished had come to, as the person wants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from backmice_cli.commands.interview_store import InterviewStore, restore_interview
from backmice_cli.frontends.dialogs import tell_unfit_answers, wants_to_go_on
from backmice_cli.frontends.layout import BLANK, Paragraph
from backmice_cli.frontends.loop import Person
from backmice_cli.interview.interview import Alert, Interview, begin, next_step
from backmice_cli.interview.regions import region_of_locale
from backmice_cli.renderers.relative_time import time_ago
from backmice_cli.storage.interviews import Unfinished

LONG_AGO = timedelta(hours=12)
"""How long ago answers were given that may no longer be true."""


def begin_or_resume(
    store: InterviewStore,
    person: Person,
    resume: bool | None,
    scripted: Collection[str] = (),
    region: str | None = None,
) -> Interview:
    """Go on with an unfinished interview or begin a new one, as the person wants; `resume` says so without asking.

    An emergency in the stored answers is shown before anything is asked. Scripted answers take the place of stored
    ones; with some, going on is not offered, only done when `resume` says so. Where the person is, is asked unless
    `region` or the stored interview says it. Raises InterviewStopped when the person leaves.
    """
    if not scripted or resume is not None:
        while (row := store.unfinished()) is not None:
            if resume is not False:
                interview = _resume_unfinished(store, person, row, scripted, is_asked=resume is None)
                if interview is not None:
                    return interview if region is None else replace(interview, region=region)
            store.drop()
        if resume:
            person.say([BLANK, Paragraph("There is no unfinished interview to go on with. This is a new one.")])
    return _begin_where(store, person, begin(store.questionnaire, region))


def _begin_where(store: InterviewStore, person: Person, interview: Interview) -> Interview:
    """Begin where the person says they are; the last interview's region, or the locale's, is pointed at.

    A first database is made only then, while nothing has been answered: making it takes longer than all the rest here.
    """
    region = person.start(interview, store.region() or region_of_locale(interview.questionnaire))
    store.create_missing()
    if region is not None and interview.region is None:
        store.keep_region(region)
    return replace(interview, region=region)


def _resume_unfinished(
    store: InterviewStore, person: Person, row: Unfinished, scripted: Collection[str], *, is_asked: bool
) -> Interview | None:
    """Go on with an unfinished interview; None when the person `is_asked` and starts anew."""
    interview = _show_emergency(person, restore_interview(store.questionnaire, row.state, scripted))
    if interview.stopped:
        return interview
    went_back = interview.returned_to is not None  # from the alert, to one of these answers: not to new ones
    if is_asked and not went_back:
        now = store.clock()
        is_old = now - row.changed_at > LONG_AGO
        if not wants_to_go_on(person, interview, time_ago(row.changed_at, now), is_old=is_old):
            return None
    unfit = [id for id in row.state.replies if id not in interview.replies and id not in scripted]
    words = [row.state.words.get(id, id) for id in unfit]
    tell_unfit_answers(person, words, has_changed=row.sha256 != store.sha256)
    return interview


def _show_emergency(person: Person, interview: Interview) -> Interview:
    """Show the alert of these answers, whether or not it was seen then, and do what the person wants."""
    unseen = replace(interview, shown=frozenset())
    step = next_step(unseen)
    return person.next_move(unseen, step)(unseen) if isinstance(step, Alert) else interview
