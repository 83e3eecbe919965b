"""Decides what comes next. Knows nothing of terminals, files or formats; every front end drives this and nothing else.

Rules: a step never changes the state it was given, it returns a new one. One walk over the questions: `_walk`.
What the person is to see is a value (`Ask`, `Alert`, `Offer`, `Review`, `Done`), never a callback.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from backmice_cli.errors import AnswerError
from backmice_cli.interview.answers import SKIPPED, Reply, Skipped, read_if_fits, read_reply
from backmice_cli.interview.outcome import Outcome, assess
from backmice_cli.questionnaire.condition import Answer, Answers
from backmice_cli.questionnaire.model import Entry, Question, Questionnaire


@dataclass(frozen=True)
class Ask:
    """A question waits for `answer` or `skip`."""

    entry: Entry
    standing: Answer | Skipped | None
    """What was answered here before, when the person came back to it."""
    earlier: Answer | None = None
    """What was answered in the last interview that was kept. A front end may show it, and never gives it."""


@dataclass(frozen=True)
class Alert:
    """An interrupting level has been reached; waits for `go_on` or `stop`."""

    level: str
    red_flags: tuple[str, ...]
    """What raised it and was not shown before."""


@dataclass(frozen=True)
class Offer:
    """An optional section waits for `accept` or `decline`."""

    section: str


@dataclass(frozen=True)
class Review:
    """Everything is answered; waits for `change` or `finish`."""

    replies: Mapping[str, Answer | Skipped]


@dataclass(frozen=True)
class Done:
    """Nothing more is asked."""

    outcome: Outcome


Step = Ask | Alert | Offer | Review | Done


@dataclass(frozen=True)
class Interview:
    """One run of a questionnaire, as far as it has come. Make it with `begin`; every function below returns another.

    States share what did not change, so the mappings must never be written to.
    """

    questionnaire: Questionnaire
    replies: dict[str, Answer | Skipped] = field(default_factory=dict)
    """Question id to reply, in the order of asking; only questions that are asked, or may still be."""
    frontier: int = 0
    """Place in the outline of the first question that is asked and has no reply; its length when there is none."""
    accepted: dict[str, bool] = field(default_factory=dict)
    """Optional sections that were offered, and whether the person wanted them."""
    raised: frozenset[str] = frozenset()
    """Interrupting red flags that hold now."""
    shown: frozenset[str] = frozenset()
    """Of these, the ones the person has seen the alert of."""
    returned_to: str | None = None
    """An answered question that is shown again."""
    stopped: bool = False
    finished: bool = False
    region: str | None = None
    """Where the person is, if that is known: it decides whom they are told to call, and nothing else."""

    @property
    def answers(self) -> dict[str, Answer]:
        """Question id to answer, without what was skipped."""
        return given_in(self.replies)

    @property
    def waiting(self) -> Entry | None:
        """The question that has no reply yet and is asked next, if any."""
        outline = self.questionnaire.outline
        return outline.entries[self.frontier] if self.frontier < len(outline) else None


def given_in(replies: Mapping[str, Answer | Skipped]) -> dict[str, Answer]:
    return {id: reply for id, reply in replies.items() if reply is not SKIPPED}


def begin(questionnaire: Questionnaire, region: str | None = None) -> Interview:
    return _with_frontier(Interview(questionnaire, region=region), 0)


def interview_with_replies(
    questionnaire: Questionnaire,
    replies: Mapping[str, Reply | Skipped],
    accepted: Mapping[str, bool],
    shown: Iterable[str] = (),
) -> Interview:
    """Build the interview in which these replies had been given, as far as they fit this questionnaire.

    Left out are replies to questions that it does not have or does not ask now, and those it would refuse; what is
    missing then is asked again.
    """
    outline, sections = questionnaire.outline, questionnaire.sections
    read = {id: _read_again(outline[id].question, reply) for id, reply in replies.items() if id in outline}
    fitting = {id: reply for id, reply in read.items() if reply is not None}
    wanted = {id: taken for id, taken in accepted.items() if id in sections and sections[id].optional}
    interview = _walked_again(Interview(questionnaire, replies=fitting, accepted=wanted), fitting)
    return replace(interview, shown=interview.raised & frozenset(shown))


def play(questionnaire: Questionnaire, replies: Mapping[str, Reply]) -> Interview:
    """Build the finished interview in which these replies were given and every other question was left unanswered.

    Alerts were gone past, and an optional section was taken when one of its questions has a reply: what stepping
    through would come to, in one walk. Raises AnswerError when a reply does not fit.
    """
    outline, sections = questionnaire.outline, questionnaire.sections
    known = {id: read_reply(outline[id].question, reply) for id, reply in replies.items() if id in outline}
    given: dict[str, Answer | Skipped] = {entry.id: known.get(entry.id, SKIPPED) for entry in outline}
    wanted = {outline[id].section for id in known}
    accepted = {id: id in wanted for id, section in sections.items() if section.optional}
    interview = _walked_again(Interview(questionnaire, replies=given, accepted=accepted), known)
    return replace(interview, shown=interview.raised, finished=True)


def _read_again(question: Question, reply: Reply | Skipped) -> Answer | Skipped | None:
    if reply is SKIPPED:
        return SKIPPED if question.optional else None
    return read_if_fits(question, reply)


def next_step(interview: Interview) -> Step:
    """Say what the person must see now. An alert comes before any question but the one they went back to."""
    if interview.stopped or interview.finished:
        return Done(_final_outcome(interview))
    if interview.returned_to is not None:
        entry = interview.questionnaire.outline[interview.returned_to]
        return Ask(entry, interview.replies.get(entry.id))
    unseen = interview.raised - interview.shown
    if unseen:
        return _alert_for(interview.questionnaire, unseen)
    waiting = interview.waiting
    if waiting is None:
        return Review(interview.replies)
    if interview.questionnaire.sections[waiting.section].optional and waiting.section not in interview.accepted:
        return Offer(waiting.section)
    return Ask(waiting, None)


def answer(interview: Interview, reply: Reply) -> Interview:
    """Answer the question that `next_step` asks.

    Raises AnswerError when the reply does not fit; the interview given is unchanged and can be asked again. Answers to
    questions that are no longer asked are dropped, all others stand.
    """
    entry = _entry_asked(interview)
    return _with_reply(interview, entry, read_reply(entry.question, reply))


def skip(interview: Interview, *, even_required: bool = False) -> Interview:
    """Leave the question without an answer; every test of it is then false.

    Raises AnswerError when it must be answered, unless `even_required` (scripts: `--rest skip`).
    """
    entry = _entry_asked(interview)
    if not (entry.question.optional or even_required):
        raise AnswerError("this question needs an answer")
    return _with_reply(interview, entry, SKIPPED)


def go_on(interview: Interview) -> Interview:
    """Go on after an alert: its red flags have been seen."""
    return replace(interview, shown=interview.shown | interview.raised)


def stop(interview: Interview) -> Interview:
    """Stop here, with an outcome of what was answered so far."""
    return replace(interview, shown=interview.shown | interview.raised, returned_to=None, stopped=True)


def accept(interview: Interview) -> Interview:
    """Take the optional section that is offered."""
    return _with_decision(interview, True)


def decline(interview: Interview) -> Interview:
    """Leave out the optional section that is offered."""
    return _with_decision(interview, False)


def go_back(interview: Interview) -> Interview:
    """Show the question before this one again; from an alert, the last one that was answered.

    At the first question nothing changes.
    """
    outline = interview.questionnaire.outline
    if interview.returned_to is not None:
        place = outline[interview.returned_to].place
    elif interview.raised - interview.shown:
        place = _place_reached(interview) + 1
    else:
        place = interview.frontier
    before = [id for id in interview.replies if outline[id].place < place]
    return replace(interview, returned_to=before[-1]) if before else interview


def change(interview: Interview, question: str) -> Interview:
    """Show an answered question again, so that it can be answered anew.

    Raises AnswerError when it has no reply yet.
    """
    if question not in interview.replies:
        raise AnswerError(f"'{question}' has not been answered")
    return replace(interview, returned_to=question, stopped=False, finished=False)


def keep(interview: Interview) -> Interview:
    """Leave a question that was shown again as it was answered."""
    return replace(interview, returned_to=None)


def finish(interview: Interview) -> Interview:
    """Confirm the review."""
    if interview.waiting is not None:
        raise AnswerError(f"'{interview.waiting.id}' has not been answered")
    return replace(interview, returned_to=None, finished=True)


def reopen_review(interview: Interview) -> Interview:
    """Go back from the result to the review, where an answer can be changed."""
    return replace(interview, stopped=False, finished=False)


def answers_dropped(before: Interview, after: Interview) -> tuple[str, ...]:
    """The answers that a step dropped, in the order asked."""
    return tuple(id for id in before.answers if id not in after.replies)


def answers_after(
    interview: Interview, question: str, other: Answer, known: Mapping[str, bool]
) -> tuple[dict[str, Answer], Entry | None]:
    """The answers that would stand with another one to this question, and the first question then without a reply.

    Of some questions it may be known before whether they are asked then.
    """
    questionnaire, replies = interview.questionnaire, {**interview.replies, question: other}
    start = min(questionnaire.outline[question].place, interview.frontier)
    replies, frontier = _asked_again(Interview(questionnaire, replies, accepted=interview.accepted), start, known)
    entries = questionnaire.outline.entries
    return given_in(replies), entries[frontier] if frontier < len(entries) else None


def may_be_asked(questionnaire: Questionnaire, answers: Answers) -> frozenset[str]:
    """The questions that some interview with these answers asks, whatever else is answered."""
    known = Interview(questionnaire, replies=dict(answers))
    return frozenset(entry.id for entry in _questions_asked(known, 0, below_waiting=True))


def _entry_asked(interview: Interview) -> Entry:
    step = next_step(interview)
    if not isinstance(step, Ask):
        raise AnswerError("no question is waiting for an answer")
    return step.entry


def _with_reply(interview: Interview, entry: Entry, reply: Answer | Skipped) -> Interview:
    unchanged = interview.replies.get(entry.id) == reply and entry.id in interview.replies
    interview = replace(interview, returned_to=None)
    if unchanged:
        return interview
    replies = {**interview.replies, entry.id: reply}
    if entry.place == interview.frontier and _place_reached(interview) < entry.place:
        return _with_frontier(_with_flags(replace(interview, replies=replies), {entry.id}), entry.place)
    return _walked_again(replace(interview, replies=replies), {entry.id})


def _place_reached(interview: Interview) -> int:
    """Place of the last question that has a reply; -1 when none has."""
    last = next(reversed(interview.replies), None)
    return -1 if last is None else interview.questionnaire.outline[last].place


def _with_decision(interview: Interview, wanted: bool) -> Interview:
    step = next_step(interview)
    if not isinstance(step, Offer):
        raise AnswerError("nothing is being offered")
    accepted = {**interview.accepted, step.section: wanted}
    return _with_frontier(replace(interview, accepted=accepted), interview.frontier)


def _with_frontier(interview: Interview, start: int) -> Interview:
    """Set the frontier, knowing that every reply stands before `start` or at it."""
    for entry in _questions_asked(interview, start):
        if entry.id not in interview.replies:
            return replace(interview, frontier=entry.place)
    return replace(interview, frontier=len(interview.questionnaire.outline))


def _walked_again(interview: Interview, changed: Iterable[str]) -> Interview:
    """Set the frontier, put replies into the order of asking and drop those to questions that are no longer asked."""
    replies, frontier = _asked_again(interview, 0)
    after = replace(interview, replies=replies, frontier=frontier)
    return _with_flags(after, {*changed, *(interview.replies.keys() - replies.keys())})


def _asked_again(
    interview: Interview, start: int, known: Mapping[str, bool] = MappingProxyType({})
) -> tuple[dict[str, Answer | Skipped], int]:
    """The replies and the frontier that `_walked_again` sets, walking only from `start` on.

    All questions before `start` that are asked must have a reply.
    """
    outline = interview.questionnaire.outline
    frontier = len(outline)
    replies = {id: reply for id, reply in interview.replies.items() if outline[id].place < start}
    for entry in _questions_asked(interview, start, known):
        if entry.id in interview.replies:
            replies[entry.id] = interview.replies[entry.id]
        else:
            frontier = min(frontier, entry.place)
    return replies, frontier


def _questions_asked(
    interview: Interview, start: int, known: Mapping[str, bool] = MappingProxyType({}), *, below_waiting: bool = False
) -> Iterator[Entry]:
    """Yield the questions that are asked, in order, from the one at `start` on.

    Behind a question without a reply it yields what may still be asked: a `when` that depends on it may come to hold.
    With `below_waiting` it also yields the follow-ups that some reply to it opens.
    """
    questionnaire = interview.questionnaire
    outline, evaluator = questionnaire.outline, questionnaire.evaluator
    entries = outline.entries
    before = interview.replies.items() if start else ()
    answers = {id: reply for id, reply in before if reply is not SKIPPED and outline[id].place < start}
    waiting: set[str] = set()
    place = start
    section = entries[start].section if start < len(entries) else None
    while place < len(entries):
        entry = entries[place]
        if entry.section != section:
            section = entry.section
            if is_over(questionnaire, answers):
                return
        asked = known.get(entry.id)
        if asked is None:
            opened = is_opened(entry, answers) or (below_waiting and entry.parent in waiting)
            is_declined = interview.accepted.get(entry.section) is False  # only optional sections are ever offered
            when = entry.question.when
            asked = (
                opened and not is_declined and (when is None or evaluator.outlook(when, answers, waiting) is not False)
            )
        if not asked:
            place = entry.end
            continue
        yield entry
        reply = interview.replies.get(entry.id)
        if reply is None:
            waiting.add(entry.id)
        elif reply is not SKIPPED:
            answers[entry.id] = reply
        place += 1


def is_over(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Tell whether these answers end the questions with their section."""
    return questionnaire.ends is not None and questionnaire.evaluator.holds(questionnaire.ends, answers)


def is_opened(entry: Entry, replies: Mapping[str, Answer | Skipped]) -> bool:
    """Tell whether the parent's answer opens this question."""
    if entry.parent is None:
        return True
    given = replies.get(entry.parent)
    return entry.opened_by in given if isinstance(given, tuple) else entry.opened_by == given


def _with_flags(interview: Interview, touched: Iterable[str]) -> Interview:
    """Bring `raised` up to date after these questions' answers changed."""
    questionnaire = interview.questionnaire
    affected = {
        flag
        for question in touched
        for flag in questionnaire.flags_reading.get(question, ())
        if questionnaire.levels[questionnaire.red_flags[flag].level].interrupt
    }
    if not affected:
        return interview
    answers, holds = interview.answers, questionnaire.evaluator.holds
    now = {flag for flag in affected if holds(questionnaire.red_flags[flag].when, answers)}
    raised = interview.raised - affected | now
    return replace(interview, raised=raised, shown=interview.shown & raised)


def _alert_for(questionnaire: Questionnaire, flags: frozenset[str]) -> Alert:
    ordered = tuple(flag for flag in questionnaire.red_flags if flag in flags)
    level = min((questionnaire.red_flags[flag].level for flag in ordered), key=questionnaire.urgency.__getitem__)
    return Alert(level, tuple(flag for flag in ordered if questionnaire.red_flags[flag].level == level))


def _final_outcome(interview: Interview) -> Outcome:
    return assess(interview.questionnaire, interview.answers)
