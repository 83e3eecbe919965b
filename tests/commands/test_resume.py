"""What an interview keeps, what the next one is offered, and that failing storage stops neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from backmice_cli.commands.interview_store import InterviewStore, stored_state
from backmice_cli.commands.record import build_record, build_since
from backmice_cli.commands.resume import begin_or_resume
from backmice_cli.errors import AnswerError, InterviewStopped
from backmice_cli.frontends.dialogs import wants_to_set_aside
from backmice_cli.frontends.earlier_answers import RememberingFrontend
from backmice_cli.frontends.layout import Paragraph
from backmice_cli.frontends.loop import OpenStep
from backmice_cli.frontends.view import Chosen, Move, View
from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import (
    Alert,
    Ask,
    Done,
    Interview,
    Review,
    answer,
    begin,
    finish,
    go_back,
    go_on,
    next_step,
    stop,
)
from backmice_cli.interview.measures import answers_that_fit, growth_doubts
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.result import build_result
from backmice_cli.renderers.since import Since
from backmice_cli.storage import database as module
from backmice_cli.storage.database import FILE_NAME, Database
from tests.support.small import with_questions

NOON = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)

QUESTIONS = """
numb: {ask: Numb?, choices: {yes: "Yes", no: "No"}}
growth:
  ask: Has it grown?
  choices: {yes: "Yes", no: "No"}
  grown: {sizes: [size, cm], said_by: yes}
size:
  ask: How big?
  choices: {pea: {label: A pea, tell: It is like a pea.}, unsure: Unsure, grape: {label: A grape, tell: It is a grape.}}
  scale: [pea, grape]
cm: {ask: "How many cm?", kind: number, min: 0, max: 9, unit: cm, optional: true, tell: Measured}
work: {ask: What work?, kind: text}
"""
FLAG = "red_flags: {numb: {level: emergency, when: {numb: yes}, warn: Numb, because: Call now.}}"
TREE = with_questions(QUESTIONS, FLAG)


class FakePerson:
    """Decides as told, and remembers what was said."""

    def __init__(self, *decisions: str) -> None:
        self._decisions = list(decisions)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.pointed: list[str | None] = []
        self.began = False

    def welcome(self, interview: Interview) -> None:
        raise NotImplementedError

    def start(self, interview: Interview, pointed: str | None = None) -> str | None:
        """Take the region pointed at."""
        self.began = True
        return interview.region or pointed

    def say(self, paragraphs: Sequence[Paragraph]) -> None:
        self.said += [paragraph.text for paragraph in paragraphs if paragraph.text]

    def choose(self, interview: Interview, view: View[Chosen]) -> Chosen:
        self.asked += [paragraph.text for paragraph in view.head if paragraph.text]
        self.pointed.append(view.default)
        decision = self._decisions.pop(0)
        if decision == "leave":
            raise InterviewStopped(interview.answers)
        assert decision in [row.value for row in view.rows]
        return view.read(decision)

    def next_move(self, interview: Interview, step: OpenStep) -> Move:
        if isinstance(step, Review):
            return finish
        assert isinstance(step, Alert), step
        self.asked.append(f"Alert: {', '.join(step.red_flags)}")
        return {"stop": stop, "go_on": go_on, "back": go_back}[self._decisions.pop(0)]

    def refuse(self, error: AnswerError) -> None:
        raise error


@contextmanager
def keeping(
    tree: Questionnaire = TREE, sha256: str = "abc", hours: float = 0, complaints: list[str] | None = None
) -> Iterator[InterviewStore]:
    """The storage of one run, so many hours after noon."""

    def complain(line: str) -> None:
        if complaints is None:
            raise AssertionError(line)
        complaints.append(line)

    run = InterviewStore(tree, sha256, complain, clock=lambda: NOON + timedelta(hours=hours))
    run.open()
    with closing(run):
        yield run


def answered(*replies: Reply, tree: Questionnaire = TREE) -> Interview:
    interview = begin(tree)
    for reply in replies:
        interview = answer(interview, reply)
        if isinstance(next_step(interview), Alert):
            interview = go_on(interview)
    return interview


def kept(interview: Interview, hours: float = 0) -> None:
    with keeping(hours=hours) as run:
        run.keep(interview)


class TestGoingOn:
    def test_first_interview_begins_without_a_question(self) -> None:
        person = FakePerson()
        with keeping() as run:
            assert begin_or_resume(run, person, None) == begin(TREE)
        assert (person.asked, person.began) == ([], True)

    def test_reminder_says_when_and_where(self) -> None:
        kept(answered("no", "no"))
        person = FakePerson("on")
        with keeping(hours=2) as run:
            assert begin_or_resume(run, person, None) == answered("no", "no")
        assert person.asked[0] == "You stopped 2 hours ago at question 3 of at most 5. Go on?"
        assert (person.pointed, person.said, person.began) == (["on"], [], False)

    def test_reminder_before_the_review_says_that_everything_is_answered(self) -> None:
        kept(answered("no", "no", "pea", "2", "desk"))
        person = FakePerson("on")
        with keeping(hours=1) as run:
            begin_or_resume(run, person, None)
        assert person.asked[0] == "You stopped 1 hour ago with every question answered. Go on?"

    def test_reminder_names_the_last_three_answers(self) -> None:
        kept(answered("no", "no", "pea", "2"))
        person = FakePerson("on")
        with keeping() as run:
            begin_or_resume(run, person, None)
        assert person.asked[1:] == [
            "Your last answers:",
            "Has it grown? -> No",
            "How big? -> A pea",
            "How many cm? -> 2 cm",
        ]

    def test_after_a_long_time_starting_again_is_advised(self) -> None:
        kept(answered("no"))
        person = FakePerson("on")
        with keeping(hours=49) as run:
            begin_or_resume(run, person, None)
        assert person.asked[0] == "You stopped 2 days ago at question 2 of at most 5. Go on?"
        assert person.asked[-1] == "If anything has changed since then, it is better to start again."
        assert person.pointed == [None]

    def test_starting_again_deletes_the_answers(self) -> None:
        kept(answered("no"))
        person = FakePerson("anew")
        with keeping() as run:
            assert begin_or_resume(run, person, None) == begin(TREE)
            assert person.began
        with keeping() as run:
            assert run.unfinished() is None

    def test_leaving_the_question_keeps_the_answers(self) -> None:
        kept(answered("no"))
        with keeping() as run, pytest.raises(InterviewStopped):
            begin_or_resume(run, FakePerson("leave"), None)
        with keeping() as run:
            assert run.unfinished() is not None

    def test_resume_and_fresh_need_no_question(self) -> None:
        kept(answered("no"))
        with keeping() as run:
            assert begin_or_resume(run, FakePerson(), True) == answered("no")
        with keeping() as run:
            assert begin_or_resume(run, FakePerson(), False) == begin(TREE)
        with keeping() as run:
            assert run.unfinished() is None

    def test_resume_with_nothing_to_go_on_with_says_so_and_begins(self) -> None:
        person = FakePerson()
        with keeping() as run:
            assert begin_or_resume(run, person, True) == begin(TREE)
        assert person.said == ["There is no unfinished interview to go on with. This is a new one."]

    def test_scripted_answers_begin_anew_and_keep_the_unfinished_one(self) -> None:
        kept(answered("no", "no"))
        with keeping() as run:
            assert begin_or_resume(run, FakePerson(), None, {"numb": "yes"}) == begin(TREE)
        with keeping() as run:
            assert list(begin_or_resume(run, FakePerson(), True, {"numb": "yes"}).replies) == ["growth"]

    def test_interview_of_another_window_is_not_offered(self) -> None:
        with keeping() as run:
            run.keep(answered("no"))
            with keeping() as other:
                assert begin_or_resume(other, FakePerson(), None) == begin(TREE)
                other.keep(answered("yes"))
            run.keep(answered("no", "no"))
        person = FakePerson("go_on", "on")
        with keeping() as run:
            assert begin_or_resume(run, person, None).answers == {"numb": "yes"}
            with keeping() as other:
                assert begin_or_resume(other, person, True).answers == {"numb": "no", "growth": "no"}

    def test_changed_questionnaire_names_what_no_longer_fits(self) -> None:
        kept(answered("no", "no", "pea"))
        tree = with_questions(QUESTIONS.replace("pea:", "bean:").replace("[pea", "[bean"), FLAG)
        person = FakePerson("on")
        with keeping(tree, "def") as run:
            assert begin_or_resume(run, person, None).answers == {"numb": "no", "growth": "no"}
        assert person.said == [
            "The questions have changed since then. This answer does not fit any more:",
            "How big? A pea",
            "You are asked again where it still matters.",
        ]

    @pytest.mark.parametrize("was_gone_past", [True, False])
    def test_emergency_comes_first_again_whether_or_not_it_was_gone_past(self, was_gone_past: bool) -> None:
        kept(answered("yes") if was_gone_past else answer(begin(TREE), "yes"))
        person = FakePerson("go_on", "on")
        with keeping() as run:
            interview = begin_or_resume(run, person, None)
        assert person.asked[:2] == ["Alert: numb", "You stopped just now at question 2 of at most 5. Go on?"]
        assert isinstance(next_step(interview), Ask), "the alert is not shown twice"

    def test_stopping_at_the_emergency_that_comes_first_ends_the_interview(self) -> None:
        kept(answered("yes", "no"))
        person = FakePerson("stop")
        with keeping() as run:
            interview = begin_or_resume(run, person, None)
        assert (person.asked, person.began) == (["Alert: numb"], False)
        assert isinstance(next_step(interview), Done)
        assert interview.answers == {"numb": "yes", "growth": "no"}

    def test_way_back_from_the_emergency_leads_to_the_answers_kept(self) -> None:
        kept(answered("yes"))
        person = FakePerson("back")
        with keeping() as run:
            assert begin_or_resume(run, person, None).returned_to == "numb"
        assert person.asked == ["Alert: numb"]

    def test_resume_shows_the_emergency_first_too_and_fresh_does_not(self) -> None:
        kept(answered("yes"))
        person = FakePerson("go_on")
        with keeping() as run:
            begin_or_resume(run, person, True)
        assert person.asked == ["Alert: numb"]
        with keeping() as run:
            assert begin_or_resume(run, FakePerson(), False) == begin(TREE)

    def test_someone_who_stopped_at_an_alert_sees_it_again(self) -> None:
        kept(stop(answered("yes")))
        person = FakePerson("go_on", "on")
        with keeping() as run:
            begin_or_resume(run, person, None)
        assert person.asked[0] == "Alert: numb"


REGIONS = """
regions:
  uk: {label: UK, emergency_number: "999", countries: [GB]}
  fr: {label: France, emergency_number: "112", countries: [FR]}
  elsewhere: {label: Elsewhere, emergency_number: your local emergency number}
"""
WITH_REGIONS = with_questions(QUESTIONS, FLAG + REGIONS)


class TestRegion:
    """Where the person is: asked once, pointed at the next time, and kept with the interview."""

    @pytest.mark.parametrize(
        ("locale", "pointed"),
        [("en_GB.UTF-8", "uk"), ("fr_FR@euro", "fr"), ("de_CH.UTF-8", "elsewhere"), ("C.UTF-8", None), ("", None)],
    )
    def test_country_of_the_locale_is_pointed_at(
        self, monkeypatch: pytest.MonkeyPatch, locale: str, pointed: str | None
    ) -> None:
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setenv("LC_MESSAGES", "")
        monkeypatch.setenv("LANG", "")
        with keeping(WITH_REGIONS) as run:
            assert begin_or_resume(run, FakePerson(), None).region == pointed

    def test_region_of_the_last_interview_is_pointed_at_rather_than_the_locale(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
        with keeping(WITH_REGIONS) as run:
            run.keep_region("fr")
        with keeping(WITH_REGIONS) as run:
            assert begin_or_resume(run, FakePerson(), None).region == "fr"

    def test_region_is_kept_with_an_unfinished_interview(self) -> None:
        with keeping(WITH_REGIONS) as run:
            run.keep(answer(begin(WITH_REGIONS, "fr"), "no"))
        with keeping(WITH_REGIONS) as run:
            assert begin_or_resume(run, FakePerson("on"), None).region == "fr"

    def test_region_that_is_given_is_not_kept_and_comes_before_a_kept_one(self) -> None:
        with keeping(WITH_REGIONS) as run:
            run.keep_region("fr")
            assert begin_or_resume(run, FakePerson(), None, region="uk").region == "uk"
            assert run.region() == "fr"

    def test_region_that_another_questionnaire_had_is_forgotten(self) -> None:
        with keeping(WITH_REGIONS) as run:
            run.keep_region("mars")
            assert run.region() is None


class TestKeeping:
    def test_nothing_is_kept_before_the_first_answer(self, state_folder: Path) -> None:
        with keeping() as run:
            run.keep(begin(TREE))
            assert not run.has_answers
        with keeping() as run:
            assert run.unfinished() is None

    def test_finished_interview_is_no_longer_offered(self) -> None:
        with keeping() as run:
            run.keep(answered("no"))
            assert run.has_answers
            run.drop()
            assert not run.has_answers
        with keeping() as run:
            assert run.unfinished() is None

    def test_without_a_database_nothing_happens(self, state_folder: Path) -> None:
        run = InterviewStore(TREE, "abc", pytest.fail)
        run.keep(answered("no"))
        run.drop()
        run.keep_finished(build_record(answered("no"), build_result(answered("no"), "abc")))
        assert (run.unfinished(), run.earlier(), run.has_answers) == (None, None, False)
        run.close()
        assert not state_folder.exists()

    def test_state_says_all_that_is_needed(self) -> None:
        state = stored_state(answered("yes", "no"))
        assert state.replies == {"numb": "yes", "growth": "no"}
        assert state.words == {"numb": "Numb? Yes", "growth": "Has it grown? No"}
        assert state.shown == {"numb"}


def damaged(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(b"x" * 5000)


def unwritable(folder: Path) -> None:
    folder.write_bytes(b"")


class TestFirstDatabase:
    class Reader(FakePerson):
        """Remembers whether there was a database when the first screen was read."""

        def __init__(self, folder: Path) -> None:
            super().__init__()
            self._folder = folder
            self.saw_database = True

        def start(self, interview: Interview, pointed: str | None = None) -> str | None:
            self.saw_database = (self._folder / FILE_NAME).exists()
            return super().start(interview, pointed)

    def test_first_database_is_made_after_the_first_screen_and_before_the_first_answer(
        self, state_folder: Path
    ) -> None:
        person = self.Reader(state_folder)
        run = InterviewStore(TREE, "abc", pytest.fail)
        with closing(run):
            run.open_existing()
            interview = begin_or_resume(run, person, None)
            assert (person.saw_database, run.database is not None) == (False, True)
            run.keep(answer(interview, "no"))
            assert run.has_answers

    def test_database_that_is_there_is_opened_before_the_first_screen_goes(self) -> None:
        kept(answered("no"))
        run = InterviewStore(TREE, "abc", pytest.fail, clock=lambda: NOON)
        person = FakePerson("on")
        with closing(run):
            run.open_existing()
            assert begin_or_resume(run, person, None) == answered("no")

    def test_first_database_that_cannot_be_made_is_told_once(self, state_folder: Path) -> None:
        unwritable(state_folder)
        complaints: list[str] = []
        run = InterviewStore(TREE, "abc", complaints.append)
        with closing(run):
            run.open_existing()
            run.keep(answer(begin_or_resume(run, FakePerson(), None), "no"))
        assert len(complaints) == 1


class TestFailures:
    @pytest.mark.parametrize(("break_it", "reason"), [(damaged, "it is damaged"), (unwritable, "it cannot be used")])
    def test_storage_that_cannot_be_opened_is_told_once_and_all_goes_on(
        self, state_folder: Path, break_it: Callable[[Path], None], reason: str
    ) -> None:
        break_it(state_folder)
        complaints: list[str] = []
        with keeping(complaints=complaints) as run:
            assert begin_or_resume(run, FakePerson(), None) == begin(TREE)
            run.keep(answered("no"))
            run.keep(answered("no", "no"))
            assert run.earlier() is None
            run.drop()
            assert not run.has_answers
        assert len(complaints) == 1
        path = state_folder / FILE_NAME
        assert complaints[0].startswith(f"Your answers cannot be kept on this computer: {path}: {reason}")
        assert "\n" not in complaints[0]

    def test_disk_that_fills_up_is_told_once_and_keeps_what_was_there(self) -> None:
        complaints: list[str] = []
        with keeping(complaints=complaints) as run:
            run.keep(answered("no"))
            assert isinstance(run.database, Database)
            run.database.rows("PRAGMA max_page_count = 1")
            run.keep(answered("no", "no", "pea", "2", "x" * 9000))
            run.keep(answered("no", "no", "pea", "2", "y" * 9000))
            assert not run.has_answers
        assert [line.endswith("there is no room left on the disk.") for line in complaints] == [True]
        with keeping() as run:
            assert begin_or_resume(run, FakePerson("on"), None).answers == {"numb": "no"}

    def test_locked_database_is_told_once_and_the_claim_is_let_go(self, monkeypatch: pytest.MonkeyPatch) -> None:
        complaints: list[str] = []
        monkeypatch.setattr(module, "PATIENCE", 0.01)
        with keeping(complaints=complaints) as run:
            run.keep(answered("no"))
            with keeping() as other:
                assert other.database is not None
                with other.database.writing():
                    run.keep(answered("no", "no"))
        assert [line.endswith("another program is using it.") for line in complaints] == [True]
        with keeping() as run:
            assert run.unfinished() is not None


class TestDamage:
    """A database that cannot be read any more makes way for a new one, and is never deleted."""

    def opened(self, *decisions: str) -> tuple[list[str], list[str], InterviewStore]:
        """What was asked and told at the start, and the storage after it."""
        person = FakePerson(*decisions)
        told: list[str] = []
        run = InterviewStore(TREE, "abc", told.append, clock=lambda: NOON)
        run.open(partial(wants_to_set_aside, person, begin(TREE)))
        return person.asked, told, run

    def test_damaged_file_is_set_aside_and_a_new_one_keeps_the_answers(self, state_folder: Path) -> None:
        damaged(state_folder)
        asked, told, run = self.opened("aside")
        with closing(run):
            run.keep(answered("no"))
            assert run.has_answers
        aside = state_folder / "interviews-damaged.db"
        assert asked[0] == "What was kept on this computer cannot be read"
        assert told == [f"The damaged file is now {aside}. A new one is begun."]
        assert aside.read_bytes() == b"x" * 5000
        asked, told, run = self.opened()
        with closing(run):
            assert (asked, told) == ([], [])
            assert run.unfinished() is not None

    def test_second_damaged_file_replaces_no_other(self, state_folder: Path) -> None:
        damaged(state_folder)
        self.opened("aside")[2].close()
        (state_folder / FILE_NAME).write_bytes(b"y" * 5000)
        self.opened("aside")[2].close()
        kept = {path.name: path.read_bytes()[:1] for path in state_folder.glob("*damaged*")}
        assert kept == {"interviews-damaged.db": b"x", "interviews-damaged-2.db": b"y"}

    def test_damaged_file_that_is_left_is_told_in_one_line_and_unchanged(self, state_folder: Path) -> None:
        damaged(state_folder)
        _, told, run = self.opened("no")
        assert run.database is None
        assert told == [f"Your answers cannot be kept on this computer: {state_folder / FILE_NAME}: it is damaged."]
        assert (state_folder / FILE_NAME).read_bytes() == b"x" * 5000

    @pytest.mark.parametrize(
        "harm",
        [
            "UPDATE unfinished SET state = 'x'",
            "UPDATE finished SET record = 'x'",
            "DROP TABLE unfinished",
        ],
    )
    def test_damage_within_the_file_is_found_before_the_first_question(self, state_folder: Path, harm: str) -> None:
        interview = answered("no")
        with keeping() as run:
            run.keep(interview)
            run.keep_finished(build_record(interview, build_result(interview, "abc")))
            assert run.database is not None
            run.database.rows(harm)
        asked, told, run = self.opened("aside")
        with closing(run):
            assert run.unfinished() is None
        assert (len(asked), len(told)) == (2, 1)

    def test_damage_to_a_page_is_found_before_the_first_question(self, state_folder: Path) -> None:
        with keeping() as run:
            run.keep(answered("no", "no", "pea", "2", "x" * 9000))
        path = state_folder / FILE_NAME
        content = path.read_bytes()
        path.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
        asked, _, run = self.opened("aside")
        run.close()
        assert asked

    def test_file_that_cannot_be_renamed_is_told_and_all_goes_on(
        self, state_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        damaged(state_folder)

        def refuse(self: Path, target: Path) -> Path:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "rename", refuse)
        _, told, run = self.opened("aside")
        assert run.database is None
        assert [line.endswith("it cannot be used (permission denied).") for line in told] == [True]


class TestHistory:
    def finished(self, *replies: Reply, hours: float = 0) -> Interview:
        interview = answered(*replies)
        with keeping(hours=hours) as run:
            run.keep_finished(build_record(interview, build_result(interview, "abc")))
        return interview

    def test_changes_are_told_in_the_summarys_words_the_telling_ones_first(self) -> None:
        self.finished("no", "no", "pea", "2", "desk")
        with keeping(hours=35 * 24) as run:
            earlier = run.earlier()
            assert earlier is not None
            assert build_since(earlier, answered("no", "no", "grape", "2", "field"), run.clock()) == Since(
                "5 weeks ago",
                (("It is like a pea.", "It is a grape."), ("What work? desk", "What work? field")),
            )

    def test_last_interview_is_the_one_compared_with(self) -> None:
        self.finished("no", "no", "pea", "2", "desk")
        self.finished("no", "no", "grape", "3", "desk", hours=5)
        with keeping(hours=9) as run:
            earlier = run.earlier()
            assert earlier is not None
            assert earlier.record.answers["cm"] == 3

    def test_interview_with_another_questionnaire_is_not_compared_with(self) -> None:
        self.finished("no", "no", "pea", "2", "desk")
        other = replace(TREE, title="Knees")
        with keeping(other) as run:
            assert run.earlier() is None

    def test_only_numbers_and_scales_are_measured(self) -> None:
        interview = answered("no", "no", "grape", "2", "desk")
        measures = build_record(interview, build_result(interview, "abc")).measures
        assert {id: (m.words, m.value, m.low, m.high) for id, m in measures.items()} == {
            "size": ("A grape", 2, 0, 2),
            "cm": ("2 cm", 2, 0, 9),
        }
        unsure = answered("no", "no", "unsure", "2", "desk")
        assert list(build_record(unsure, build_result(unsure, "abc")).measures) == ["cm"]


class TestGrowth:
    EARLIER = answers_that_fit(TREE, {"size": "pea", "cm": 2, "gone": "x", "work": ""})

    def test_growth_that_was_denied_is_doubted(self) -> None:
        doubts = growth_doubts(answered("no", "no", "grape", "3", "desk"), self.EARLIER)
        assert [(doubt.question, doubt.sizes) for doubt in doubts] == [("growth", ("size", "cm"))]

    @pytest.mark.parametrize(
        "replies", [("yes", "grape", "3"), ("no", "pea", "2"), ("no", "pea", "1"), ("no", "unsure", "2")]
    )
    def test_growth_that_was_told_or_is_not_there_is_not_doubted(self, replies: tuple[str, ...]) -> None:
        assert growth_doubts(answered("no", *replies, "desk"), self.EARLIER) == ()

    def test_earlier_answer_without_a_measure_doubts_nothing(self) -> None:
        interview = answered("no", "no", "grape", "3", "desk")
        assert growth_doubts(interview, {"size": "unsure"}) == ()

    def test_person_sees_both_answers_and_can_answer_again(self) -> None:
        person = FakePerson("change")
        interview = answered("no", "no", "grape", "1", "desk")
        move = RememberingFrontend(person, self.EARLIER, "5 weeks ago").next_move(interview, Review(interview.replies))
        assert person.asked == [
            "This seems larger than last time",
            "How big? A pea (5 weeks ago), A grape (now).",
            "Has it grown? You answered: No.",
        ]
        assert person.pointed == [None]
        after = move(interview)
        assert (after.returned_to, after.answers) == ("growth", interview.answers)

    def test_answer_that_stands_is_not_asked_about_twice(self) -> None:
        interview = answered("no", "no", "grape", "1", "desk")
        frontend = RememberingFrontend(FakePerson("keep"), self.EARLIER, "5 weeks ago")
        assert frontend.next_move(interview, Review(interview.replies)) is finish
        assert frontend.next_move(interview, Review(interview.replies)) is finish
