"""What stands on the page for the doctor, whatever form it is written in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from backmice_cli.interview.answers import Reply
from backmice_cli.interview.interview import play
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.renderers.doctor_page import DoctorPageResult, PagePart, PageRow
from backmice_cli.renderers.html import HtmlRenderer
from backmice_cli.renderers.markdown import MarkdownRenderer
from backmice_cli.renderers.pdf.renderer import PdfRenderer
from backmice_cli.renderers.result import Result, build_result
from backmice_cli.renderers.sheet import MOST_MILDER, AdviceBlock, build_sheet
from tests.content.test_results import RESULTS, TODAY, result_of
from tests.support.pages import everything_ticked, stopped_early
from tests.support.pdf_read import bookmarks, text_of
from tests.support.shipped import CASES, read_case, shipped
from tests.support.small import with_questions

LUMP = """
size: {ask: How big is it?, choices: {small: Small, large: Large, not_sure: I cannot say}}
signs:
  ask: Any of these?
  kind: many
  choices: {fever: Fever, sweats: Sweats, not_sure: Not sure, none: None of these}
weeks: {ask: For how long?, kind: number, unit: weeks}
worry: {ask: What worries you most?, kind: text, optional: true}
"""

PAGE = """
doctor_page:
  worry: worry
  parts:
    lump: {title: The lump, rows: {weeks: There for, size: Size}}
"""


def page(questionnaire: Questionnaire, **replies: Reply) -> DoctorPageResult:
    return build_result(play(questionnaire, replies), "0" * 64).doctor_page


def test_answers_stand_in_the_order_and_words_of_the_author() -> None:
    made = page(with_questions(LUMP, PAGE), size="small", weeks="3")
    assert made.parts[0].title == "The lump"
    assert made.parts[0].rows == (
        PageRow(question="weeks", label="There for", values=("3 weeks",)),
        PageRow(question="size", label="Size", values=("Small",)),
    )


def test_answer_that_no_part_names_stands_below_its_section() -> None:
    made = page(with_questions(LUMP, PAGE), signs=["fever", "sweats"])
    row = PageRow(question="signs", label="Any of these?", values=("Fever", "Sweats"))
    assert made.parts == (PagePart(title="Only", rows=(row,), denied=()),)


def test_no_is_listed_by_the_words_of_its_row() -> None:
    assert page(with_questions(LUMP), signs=["none"]).parts[0].denied == ("Any of these?",)


def test_what_is_not_sure_stands_apart_from_what_was_said() -> None:
    made = page(with_questions(LUMP), signs=["fever", "not_sure"], size="not_sure")
    assert [row.values for part in made.parts for row in part.rows] == [("Fever",)]
    assert [(row.question, row.values) for row in made.not_sure] == [
        ("size", ("I cannot say",)),
        ("signs", ("Not sure",)),
    ]


def test_worry_is_quoted_and_stands_in_no_table() -> None:
    made = page(with_questions(LUMP, PAGE), worry="Is it cancer?")
    assert made.worry == "Is it cancer?"
    assert made.parts == ()


def test_page_says_whether_the_worry_is_asked_about() -> None:
    assert page(with_questions(LUMP, PAGE)).asks_worry
    assert not page(with_questions(LUMP)).asks_worry


@pytest.mark.parametrize("page", ["", PAGE])
def test_title_stands_first_where_there_is_no_worry(page: str) -> None:
    for text in written(build_result(play(with_questions(LUMP, page), {}), "0" * 64)):
        assert "Main worry" not in text
        assert "For the doctor: " in text.splitlines()[0] or text.startswith("<!doctype html>")


def test_page_says_what_they_wonder_about_and_where_they_are() -> None:
    interview = play(shipped(), read_case(CASES / "e01_quiet_lump.yaml").answers)
    for text in written(build_result(replace(interview, region="uk"), "0" * 64)):
        words = " ".join(text.split())
        assert "Wonders about:" in words
        assert "(episacral lipoma)" in words
        assert "Region: UK." in words


def written(result: Result) -> tuple[str, str, str]:
    """Markdown, HTML and the words of the PDF."""
    pdf = text_of(PdfRenderer(TODAY).render(result))
    return MarkdownRenderer(TODAY).render(result), HtmlRenderer(TODAY).render(result), pdf


@pytest.mark.parametrize("result", [*map(result_of, RESULTS), stopped_early(after=5)], ids=[*RESULTS, "stopped_early"])
def test_html_markdown_and_pdf_have_one_order(result: Result) -> None:
    markdown, html, _ = written(result)
    headings = re.findall(r"^##+ (.*)", markdown, re.MULTILINE)[1:]  # the advice is worded in each form in its own way
    assert "Red flags" in headings
    assert re.findall(r"<h[23]>([^<]*)</h[23]>", html) == headings
    assert bookmarks(PdfRenderer(TODAY).render(result))[2:] == headings


def test_question_stands_before_what_is_not_sure_on_a_line_of_its_own() -> None:
    result = build_result(play(with_questions(LUMP, PAGE), {"signs": ["not_sure"], "size": "not_sure"}), "0" * 64)
    assert "- Size: I cannot say\n- Any of these? Not sure\n" in MarkdownRenderer(TODAY).render(result)


def test_red_flags_that_are_cut_are_the_mildest_and_counted_for_each_level() -> None:
    sheet = build_sheet(everything_ticked(), TODAY)
    [advice] = [block for block in sheet.blocks if isinstance(block, AdviceBlock)]
    flags = [flag for flag in everything_ticked().red_flags if flag.level != everything_ticked().level.id]
    spelled = [words for line in advice.milder for words in line.words if "from the answers below" not in words]
    assert spelled == [flag.warn for flag in flags[:MOST_MILDER]]
    cut = Counter(flag.when_to_act for flag in flags[MOST_MILDER:])
    counted = {line.lead: line.words[-1] for line in advice.milder if line.lead in cut}
    assert {lead: int(words.removeprefix("and ").split()[0]) for lead, words in counted.items()} == cut


def test_what_was_left_out_is_named() -> None:
    assert page(with_questions(LUMP, PAGE), size="small").unanswered == ("Any of these?", "There for")


def test_every_shipped_question_has_a_row_of_its_own() -> None:
    page = shipped().doctor_page
    rows = [question for part in page.parts.values() for question in part.rows]
    assert {*rows, page.worry} == {entry.id for entry in shipped().outline}


def test_every_answer_of_every_case_is_on_the_page_once() -> None:
    for path in sorted(CASES.glob("*.yaml")):
        interview = play(shipped(), read_case(path).answers)
        result = build_result(interview, "0" * 64)
        shown = [row.question for part in result.doctor_page.parts for row in part.rows]
        denied = sum(len(part.denied) for part in result.doctor_page.parts)
        unsure = {row.question for row in result.doctor_page.not_sure} - set(shown)
        worry = result.doctor_page.worry is not None
        assert len(shown) == len(set(shown))
        assert len(shown) + denied + len(unsure) + worry == len(interview.answers)
