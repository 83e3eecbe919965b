"""The manual: every code that `check` can show has one page, which fits a terminal and says what to do."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import yaml

import backmice_cli
from backmice_cli.author.check.accepted import KNOWN
from backmice_cli.author.check.manual import ManualPage, manual_pages, page_about
from backmice_cli.author.check.manual_command import WIDEST, page_text
from backmice_cli.errors import BackmiceError
from backmice_cli.questionnaire.load import load_questionnaire
from backmice_cli.questionnaire.nodes import Loader
from tests.support.guide import GUIDE, TABLE_OF_CODES, tables_of_codes
from tests.support.paths import DATA
from tests.support.program import Program

PACKAGE = Path(backmice_cli.__file__).parent
CODES = sorted(code for page in manual_pages() for code in page.codes)
PAGES = [pytest.param(page, id=page.codes[0]) for page in manual_pages()]

NO_CODES = {"utf-8", "left-hand", "right-hand"}
"""What looks like a code in the sources, and is none."""

WITH_CODES = ("questionnaire", "author/check/proofs", "author/check/structure", "author/check/wording")


def codes_in_sources() -> set[str]:
    files = [file for folder in WITH_CODES for file in (PACKAGE / folder).rglob("*.py")]
    files += [
        PACKAGE / "author" / name for name in ("check/accepted.py", "check/review_dates.py", "diff/differences.py")
    ]
    source = "".join(file.read_text("utf-8") for file in files)
    return set(re.findall(r'(?<!\[)"([a-z]+(?:-[a-z0-9]+)+)"', source)) - NO_CODES


def codes_in_expected_lines() -> set[str]:
    lines = "".join(
        path.read_text("utf-8") for folder in ("proofs", "structure") for path in (DATA / folder).glob("*.out")
    )
    listed = "".join(path.read_text("utf-8") for path in (DATA / "wording").glob("*.out"))
    found = re.findall(r"^(?:error|warning|note) ([a-z0-9-]+):", lines, re.MULTILINE)
    return {*found, *re.findall(r"\[([a-z0-9-]+)\]$", listed, re.MULTILINE)}


def codes_of_broken_files() -> set[str]:
    files = (load_questionnaire(path.read_bytes(), path.name) for path in (DATA / "err").glob("*.yaml"))
    return {problem.code for file in files for problem in file.problems}


def test_every_code_has_one_page() -> None:
    assert len(CODES) == len(set(CODES))
    assert set(CODES) == codes_in_sources() | codes_of_broken_files()
    assert codes_in_expected_lines() <= set(CODES)
    assert set(CODES) >= KNOWN


@pytest.mark.parametrize("page", PAGES)
def test_page_fits_a_terminal_and_reads_as_plain_text(page: ManualPage) -> None:
    text = page_text(page.text)
    assert max(map(len, text.splitlines())) <= WIDEST
    assert "`" not in text
    assert text.startswith(f"{', '.join(page.codes)}: ")
    assert page.summary


@pytest.mark.parametrize("page", PAGES)
def test_good_example_is_yaml(page: ManualPage) -> None:
    for example in re.findall(r"^Good:\n\n((?: {4}.*\n?)+)", page.text, re.MULTILINE):
        for part in textwrap.dedent(example).split("\n...\n"):
            assert yaml.compose(part, Loader) is not None


@pytest.mark.parametrize("page", PAGES)
def test_page_of_what_a_proof_or_a_check_of_words_finds_has_an_example(page: ManualPage) -> None:
    if KNOWN.intersection(page.codes):
        assert "\n\n    " in page.text
        assert re.search(r"^(Bad|Good|Example):$", page.text, re.MULTILINE)


def test_page_on_a_narrow_terminal_keeps_its_words_whole_and_its_example() -> None:
    text = page_text("`a-code`: some words of `two` or more lines.\n\nBad:\n\n    as: it is, however long\n", 30)
    assert text == ("a-code: some words of 'two'\nor more lines.\n\nBad:\n\n    as: it is, however long\n")


def test_summary_is_the_first_sentence() -> None:
    page = ManualPage(("a",), "`a`: the file, e.g.this one,\nis too large. It is.\n\nMore.")
    assert page.summary == "the file, e.g.this one, is too large"


@pytest.mark.parametrize("code", ["not-yaml", "unknown-level", "calmer-when-unsure", "region-left-out", "hard-word"])
def test_explain_prints_the_page(backmice: Program, code: str) -> None:
    run = backmice("check", "--explain", code)
    assert (run.code, run.err) == (0, "")
    assert run.out == page_text(page_about(code).text)


def test_code_that_is_near_is_offered(backmice: Program) -> None:
    run = backmice("check", "--explain", "unknown-levels")
    assert (run.code, run.out) == (2, "")
    assert run.err == "Error: no check has the code 'unknown-levels'\nDid you mean 'unknown-level'?\n"


def test_code_that_is_like_none_is_refused() -> None:
    with pytest.raises(BackmiceError) as refused:
        page_about("qqq")
    assert refused.value.hint == "A code stands at the end of a problem's line, in brackets."


def test_pages_are_read_without_the_solver() -> None:
    program = "import sys; sys.modules['z3'] = None; from backmice_cli.cli.app import main; main()"
    arguments = ["check", "--explain", "never-holds"]
    run = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("never-holds: a condition that no interview can satisfy")


def test_tables_of_the_guide_are_made_of_the_pages() -> None:
    assert TABLE_OF_CODES.findall(GUIDE.read_text("utf-8")) == tables_of_codes()
