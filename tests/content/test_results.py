"""Three results of the questionnaire that ships, letter for letter: in a terminal, as plain text, as a doctor's page.

The texts in `tests/data/golden/shipped_*` change with every word of `questions.yaml`. They are written anew by

    python -m tests.content.test_results

and what `git diff` then shows is read by a person, as a patient would read it, before it is kept.
"""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest

from backmice_cli.interview.interview import play
from backmice_cli.renderers.html import HtmlRenderer
from backmice_cli.renderers.markdown import MarkdownRenderer
from backmice_cli.renderers.pdf.renderer import PdfRenderer
from backmice_cli.renderers.published import JsonRenderer
from backmice_cli.renderers.result import Result, build_result
from backmice_cli.renderers.text import TextRenderer
from tests.renderers.test_text import shown
from tests.support.paths import DATA
from tests.support.pdf_read import text_of
from tests.support.shipped import CASES, read_case, shipped

GOLDEN = DATA / "golden"

RESULTS = {"quiet": "e01_quiet_lump", "infected": "e05_red_hot_lump", "emergency": "e08_two_nerve_signs_unsure"}
"""Name of a golden text, and the case in `tests/cases/` that leads to it."""

VIEWS = {
    "60": "_60.txt",
    "100": "_100.txt",
    "text": "_text.txt",
    "json": ".json",
    "markdown": ".md",
    "html": ".html",
    "pdf": ".pdf.txt",
}
"""Columns of a terminal, or a form of `--format`, and how the names of its golden texts end."""

TODAY = datetime.date(2026, 11, 7)


@cache
def result_of(name: str) -> Result:
    return build_result(play(shipped(), read_case(CASES / f"{RESULTS[name]}.yaml").answers), "0" * 64)


def seen(name: str, view: str) -> str:
    result = result_of(name)
    match view:
        case "text":
            return TextRenderer().render(result)
        case "json":
            return JsonRenderer().render(result)
        case "markdown":
            return MarkdownRenderer(TODAY).render(result)
        case "html":
            return HtmlRenderer(TODAY).render(result)
        case "pdf":
            return text_of(PdfRenderer(TODAY).render(result))
        case _:
            return shown(result, int(view))


def golden(name: str, view: str) -> Path:
    return GOLDEN / f"shipped_{name}{VIEWS[view]}"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", RESULTS)
def test_shipped_result_reads_as_in_golden_text(name: str, view: str) -> None:
    assert seen(name, view) == golden(name, view).read_text(encoding="utf-8")


def test_no_golden_text_is_left_over() -> None:
    kept = {path.name for path in GOLDEN.glob("shipped_*") if ".fhir" not in path.suffixes}
    assert kept == {golden(name, view).name for name in RESULTS for view in VIEWS}


if __name__ == "__main__":
    for name in RESULTS:
        for view in VIEWS:
            golden(name, view).write_text(seen(name, view), encoding="utf-8", newline="\n")
