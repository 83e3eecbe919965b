"""The page for the doctor as PDF, read back: every word, on one page, in letters that can be read."""

from __future__ import annotations

import datetime
import logging
import sys
import unicodedata
from pathlib import Path

import pytest

from backmice_cli.errors import MissingExtraError
from backmice_cli.interview.interview import play
from backmice_cli.renderers.pdf.blocks import NO, Strip, run_on
from backmice_cli.renderers.pdf.lines import PdfBlock, TextRun
from backmice_cli.renderers.pdf.renderer import PdfRenderer
from backmice_cli.renderers.phrases import one_line
from backmice_cli.renderers.result import Result, build_result
from tests.content.test_results import RESULTS, TODAY, result_of
from tests.support.pages import HOSTILE, everything_ticked, first_line, stopped_early, typed_texts
from tests.support.pdf_read import bookmarks, elements, fonts, letters, read, root, squeezed, text_of
from tests.support.shipped import CASES, read_case, shipped
from tests.support.small import with_questions

OTHER_SCRIPTS = {"right_to_left", "emoji", "accents"}
"""Names of hostile texts with characters that do not come out one by one, as they were typed."""

NAMES = ("Żółć", "Ngozi Ọláyínká", "Škvorecký", "Ελένη", "Анна", "Nguyễn Thị Ánh", "Gülşen Çağlar", "Ægir Þórðarson")


def pdf(result: Result) -> bytes:
    return PdfRenderer(TODAY).render(result)


def saying(*texts: str) -> Result:
    """A result in which these texts were typed."""
    questions = "".join(f"said_{number}: {{ask: Say {number}, kind: text}}\n" for number in range(len(texts)))
    replies = {f"said_{number}": text for number, text in enumerate(texts)}
    return build_result(play(with_questions(questions), replies), "0" * 64)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_case_is_one_page_in_letters_of_full_width(path: Path) -> None:
    made = pdf(build_result(play(shipped(), read_case(path).answers), "0" * 64))
    assert len(read(made).pages) == 1
    assert {width for _, width, _ in letters(made)} == {100.0}


@pytest.mark.parametrize("text", ["Is it cancer?", "My mother had one just like it. " * 10])
def test_page_with_everything_ticked_is_one_page(text: str) -> None:
    made = pdf(everything_ticked(text[:300]))
    assert len(read(made).pages) == 1
    assert min(size for size, _, _ in letters(made)) == 8.0
    assert min(width for _, width, _ in letters(made)) > 70.0  # there is room for a longer questionnaire


def test_no_letter_is_smaller_than_eight_points() -> None:
    for name in RESULTS:
        assert min(size for size, _, _ in letters(pdf(result_of(name)))) >= 8.0


@pytest.mark.parametrize("name", RESULTS)
def test_page_starts_with_worry_then_level_then_red_flags(name: str) -> None:
    result = result_of(name)
    lines = text_of(pdf(result)).splitlines()
    assert lines[0] == first_line(result)
    above, red_flags = " ".join(lines[1:]).split(" Red flags • ", 1)
    assert f"{result.level.headline} When to act: {result.level.when_to_act}" in above
    assert red_flags.startswith(result.red_flags[0].warn)


def test_worry_stands_above_everything_and_title_and_day_below() -> None:
    heights: list[tuple[float, str]] = []
    page = read(pdf(result_of("quiet"))).pages[0]
    page.extract_text(visitor_text=lambda text, _cm, tm, *_: heights.append((tm[5], text)) if text.strip() else None)
    assert max(heights)[1].startswith("Main worry:")
    assert "7 November 2026" in min(heights)[1]


def test_each_no_begins_a_line_where_answers_run_on() -> None:
    denied = tuple(PdfBlock((TextRun(words),), mark=NO, alone=True) for words in ("Fever", "Sweats"))
    said = PdfBlock((TextRun("Left"),), label="Side")
    assert run_on(Strip((said, *denied, said))).blocks[1:3] == denied


@pytest.mark.parametrize("result", [*map(result_of, RESULTS), everything_ticked()], ids=[*RESULTS, "everything"])
def test_every_row_stands_on_the_page_in_order(result: Result) -> None:
    rest = squeezed(text_of(pdf(result)))
    page = result.doctor_page
    expected = [result.level.headline, result.level.when_to_act, *(flag.warn for flag in result.red_flags[:2])]
    for part in page.parts:
        expected.append(part.title)
        expected += [text for row in part.rows for text in (row.label, *row.values)]
        expected += part.denied
    expected += [*result.advice.ask, *page.unanswered, result.disclaimer, result.questionnaire.version]
    for text in expected:
        before, found, rest = rest.partition(squeezed(text))
        assert found, f"{text!r} is not after {before[-80:]!r}"


def test_what_is_not_sure_is_on_the_page() -> None:
    shown = squeezed(text_of(pdf(result_of("emergency"))))
    for row in result_of("emergency").doctor_page.not_sure:
        assert squeezed(row.label) in shown.partition("Notsureorleftout")[2]


def test_page_of_someone_who_stopped_says_so_at_the_top() -> None:
    lines = text_of(pdf(stopped_early(after=5))).splitlines()
    assert any(line.startswith("Stopped early:") for line in lines[:6])
    assert any(line.startswith("Left without an answer: ") for line in lines)


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - OTHER_SCRIPTS))
def test_typed_text_is_shown_letter_for_letter(name: str) -> None:
    shown = squeezed(text_of(pdf(everything_ticked(HOSTILE[name]))))
    kept = typed_texts(everything_ticked(HOSTILE[name]))
    assert shown.count(squeezed(one_line(kept[0]))) >= len(kept)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_name_with_accents_comes_out_whole(name: str, form: str) -> None:
    typed = unicodedata.normalize("NFC" if form == "NFC" else "NFD", name)
    assert name in text_of(pdf(saying(typed))).splitlines()[6]


def test_character_that_the_font_lacks_is_named() -> None:
    shown = squeezed(text_of(pdf(saying("Sore 🦠 and 痛い"))))
    assert "Sore[microbe]and[U+75DB][U+3044]" in shown


def test_writing_from_the_right_is_drawn_from_the_right() -> None:
    shown = text_of(pdf(saying("הגוש כואב", "ظهري يؤلمني")))
    assert "הגוש כואב" in shown  # the reader turns it back
    assert "ظهري يؤلمني" in unicodedata.normalize("NFKC", shown)


def test_text_of_ten_thousand_letters_spills_over_and_loses_nothing() -> None:
    words = [f"word{number}" for number in range(1_200)]
    made = pdf(saying(" ".join(words), "x" * 10_000))
    pages = [page.extract_text() for page in read(made).pages]
    assert len(pages) > 1
    assert [page.splitlines()[-1].rpartition(" page ")[2] for page in pages] == [
        f"{number} of {len(pages)}" for number in range(1, len(pages) + 1)
    ]
    shown = squeezed("".join("\n".join(page.splitlines()[:-1]) for page in pages))
    assert squeezed(" ".join(words)) in shown
    assert "x" * 10_000 in shown


def test_worry_of_ten_thousand_letters_leaves_the_level_on_the_first_page() -> None:
    result = everything_ticked("I worry. " * 1_000)
    assert result.level.headline in read(pdf(result)).pages[0].extract_text()


def test_fonts_are_embedded_and_reduced_to_what_is_shown() -> None:
    made = pdf(result_of("quiet"))
    inner = fonts(made)
    assert sorted(font["/BaseFont"] for font in inner) == [
        "/MPDFAA+DejaVuSansCondensedforbackmice",
        "/MPDFAA+DejaVuSansCondensedforbackmiceBold",
    ]
    assert all("/FontFile2" in font["/FontDescriptor"] for font in inner)
    assert len(made) < 60_000


def test_document_says_title_language_and_day_and_no_author() -> None:
    made = pdf(result_of("quiet"))
    known = read(made).metadata
    assert known is not None
    assert known.title == "For the doctor: Lumps on the lower back and hips"
    assert known.author is None
    assert known.creation_date == datetime.datetime.combine(TODAY, datetime.time(), datetime.timezone.utc)
    assert root(made)["/Lang"] == "en"
    assert root(made)["/ViewerPreferences"]["/DisplayDocTitle"]


def test_everything_shown_is_tagged_in_the_order_of_reading() -> None:
    made = pdf(result_of("quiet"))
    assert root(made)["/MarkInfo"]["/Marked"]
    kinds = [element["/S"] for element in elements(made)]
    assert kinds[:5] == ["/H1", "/H2", "/P", "/P", "/H2"]
    assert kinds.count("/H1") == 1
    assert {tag for *_, tag in letters(made)} == {"/H1", "/H2", "/P", "/Artifact"}
    assert [element["/K"] for element in elements(made)] == [[number] for number in range(len(kinds))]


def test_picture_is_read_out_in_words() -> None:
    [figure] = [element for element in elements(pdf(result_of("quiet"))) if element["/S"] == "/Figure"]
    assert figure["/Alt"] == "Marked: Dimple. The picture does not tell left from right."


def test_headings_are_bookmarks() -> None:
    titles = bookmarks(pdf(result_of("quiet")))
    assert titles[0].startswith("Main worry")
    assert titles[1].startswith("The questionnaire advised")
    assert titles[2:5] == ["Red flags", "The lump", "Pain"]


def test_same_result_and_day_give_the_same_bytes() -> None:
    assert pdf(result_of("quiet")) == pdf(result_of("quiet"))
    assert pdf(result_of("quiet")) != PdfRenderer(TODAY + datetime.timedelta(1)).render(result_of("quiet"))


def test_drawing_warns_of_nothing(caplog: pytest.LogCaptureFixture) -> None:
    pdf(saying("Sore 🦠 \ufeffand\u00ad 痛い", *HOSTILE.values()))
    pdf(result_of("quiet"))
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_missing_library_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    monkeypatch.delitem(sys.modules, "backmice_cli.renderers.pdf.paper", raising=False)
    with pytest.raises(MissingExtraError) as error:
        pdf(result_of("quiet"))
    assert error.value.message == "a PDF needs the extra 'pdf', which is not installed"
    assert error.value.hint == 'Install it with: python -m pip install "backmice[pdf]"'
