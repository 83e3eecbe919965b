"""Reading case files: one case or several, and every mistake with its place and the nearest name."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from backmice_cli.author.test.case_files import case_files, load_cases
from backmice_cli.errors import FileError
from tests.support.small_lump import small_lump


def problems(text: str) -> list[str]:
    return [str(problem) for problem in load_cases(dedent(text).lstrip("\n").encode(), "c.yaml", small_lump()).problems]


def test_file_with_one_case_gives_it_with_its_place() -> None:
    read = load_cases(b"title: One\nanswers: {numb: yes}\nexpect: {level: emergency}\n", "c.yaml", small_lump())
    assert [(placed.case.title, str(placed.position)) for placed in read.cases] == [("One", "c.yaml:1:8")]
    assert read.problems == ()


def test_file_with_several_cases_gives_them_in_order() -> None:
    text = """
    cases:
      - {title: One, answers: {numb: yes}, expect: {level: emergency}}
      - {title: Two, answers: {signs: [pus, red], age: 4}, expect: {red_flags_exactly: []}}
    """
    read = load_cases(dedent(text).encode(), "c.yaml", small_lump())
    assert [placed.case.title for placed in read.cases] == ["One", "Two"]
    assert read.problems == ()


def test_all_mistakes_are_told_at_once() -> None:
    assert problems("""
    cases:
      - title: One
        answers: {nunb: yes, signs: [feverr, pus], age: 300, size: large}
        expect: {level: emergancy, red_flag: rf_numb, red_flags: [rf_num], advice: no_pres}
      - narrative: Two
        answers: {}
      - Three
    """) == [
        "c.yaml:3:15: there is no question 'nunb'. Did you mean 'numb'?",
        "c.yaml:3:34: question 'signs' has no choice 'feverr'. Did you mean 'fever'?",
        "c.yaml:3:53: the answer to 'age' does not fit: 300 is out of range. Type a number from 0 to 120.",
        "c.yaml:4:21: there is no level 'emergancy'. Did you mean 'emergency'?",
        "c.yaml:4:32: unknown key 'red_flag'. Did you mean 'red_flags'?",
        "c.yaml:4:63: there is no red flag 'rf_num'. Did you mean 'rf_numb'?",
        "c.yaml:4:80: there is no advice 'no_pres'. Did you mean 'no_press'?",
        "c.yaml:5:5: case 2 has no 'expect'. Add 'expect: ...'.",
        "c.yaml:5:5: case 2 has no 'title'. Add 'title: ...'.",
        "c.yaml:6:14: 'answers' of case 2 is empty. Fill it in.",
        "c.yaml:7:5: case 3 needs keys with values, not 'Three'",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "c.yaml:1:1: the file is empty. Start with 'title: ...'."),
        ("- a", "c.yaml:1:1: a case file has keys with values, not a list. Start with 'title: ...'."),
        ("cases: []", "c.yaml:1:8: 'cases' is empty. Fill it in."),
        (
            "title: [a]\nanswers: {numb: yes}\nexpect: {level: calm}",
            "c.yaml:1:8: 'title' needs text, not a list",
        ),
        (
            "title: A\nanswers: {numb: {a: b}}\nexpect: {level: calm}",
            "c.yaml:2:17: question 'numb' needs text or a list of texts, not keys with values",
        ),
        (
            "title: A\nanswers: {numb: [yes, no]}\nexpect: {level: calm}",
            "c.yaml:2:17: the answer to 'numb' does not fit: give one choice. It takes one of: yes, no.",
        ),
        (
            "title: A\nanswers: {numb: yes}\nexpect: {level: [calm]}",
            "c.yaml:3:17: 'level' needs the id of one level, not a list",
        ),
        (
            "title: A\ngenerated: maybe\nanswers: {numb: yes}\nexpect: {level: calm}",
            "c.yaml:2:12: 'generated' needs true or false, not 'maybe'",
        ),
        ("title: A\nanswers: {numb: yes}\nexpect: calm", "c.yaml:3:9: 'expect' needs keys with values, not 'calm'"),
        ("title: A\nanswers: {numb: yes}\nexpect: {}", "c.yaml:3:9: 'expect' needs what must come out."),
        (
            "title: A\nanswers: {age: [[4]]}\nexpect: {level: calm}",
            "c.yaml:2:17: entry 1 of question 'age' needs text, not a list.",
        ),
        (
            "title: A\nanswers: {numb: !x yes}\nexpect: {level: calm}",
            "c.yaml:2:17: '!x' is a tag, which a case file cannot have.",
        ),
        (
            "answers: " + "[" * 2000,
            "c.yaml:1:108: parts stand inside each other more than 100 levels deep. A case has answers",
        ),
    ],
)
def test_each_mistake_is_told_in_plain_words(text: str, message: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0].startswith(message)


def test_folder_is_searched_below_and_each_file_taken_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.yaml", "b/c.yaml", "b/note.txt"):
        (tmp_path / name).write_text("title: A")
    found = case_files([tmp_path, tmp_path / "a.yaml"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.yaml", "b/c.yaml"]


def test_folder_without_case_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="this folder has no case files"):
        case_files([tmp_path])
