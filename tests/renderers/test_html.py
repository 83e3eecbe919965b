"""The page for the doctor as HTML, read back by a parser: one file, no script, nothing from elsewhere, no text lost."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from msgspec.structs import replace

from backmice_cli.renderers.html import HtmlRenderer
from backmice_cli.renderers.phrases import one_line
from backmice_cli.renderers.result import Result
from tests.content.test_results import RESULTS, TODAY, result_of
from tests.support.pages import HOSTILE, everything_ticked, stopped_early, typed_texts

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "footer", "div"),
    *("h1", "h2", "h3", "p", "ul", "li", "table", "tr", "th", "td", "figure", "figcaption"),
    *("span", "strong", "bdi", "time", "svg", "desc", "path"),
}
VOID = {"meta"}
REACHING = {"src", "href", "xlink:href", "srcset", "action", "data", "poster", "background", "style", "ping", "cite"}
"""Attributes that can fetch something, or send someone away."""


class Page(HTMLParser):
    """A page as its tags in order, its attributes, and the texts of its elements."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.declared: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "an element was not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.texts.append((self._open[-1], data))

    def handle_decl(self, decl: str) -> None:
        self.declared.append(decl)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def all_of(self, tag: str) -> list[str]:
        return [text for inside, text in self.texts if inside == tag]


def html(result: Result) -> str:
    return HtmlRenderer(TODAY).render(result)


RESULTS_AND_MOST = [*map(result_of, RESULTS), everything_ticked(), stopped_early(after=5)]
NAMES = [*RESULTS, "everything_ticked", "stopped_early"]


@pytest.mark.parametrize("result", RESULTS_AND_MOST, ids=NAMES)
def test_page_holds_no_script_and_reaches_nothing(result: Result) -> None:
    page = Page(html(result))
    assert set(page.tags) <= ALLOWED
    assert [found for found in page.attributes if found[1] in REACHING or found[1].startswith("on")] == []
    assert re.findall(r"url\(|@import|https?:(?!//www\.w3\.org/2000/svg)", html(result)) == []


def test_page_forbids_itself_everything_but_its_style() -> None:
    page = Page(html(result_of("quiet")))
    assert ("meta", "content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes
    assert ("meta", "content", "noindex") in page.attributes
    assert page.declared == ["doctype html"]


def test_page_names_its_language() -> None:
    result = result_of("quiet")
    german = replace(result, questionnaire=replace(result.questionnaire, language="de"))
    assert ("html", "lang", "en") in Page(html(result)).attributes
    assert ("html", "lang", "de") in Page(html(german)).attributes


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_typed_text_is_shown_letter_for_letter(text: str) -> None:
    result = everything_ticked(text)
    kept = typed_texts(result)
    page = Page(html(result))
    assert page.all_of("bdi")[0] == kept[0]
    assert page.all_of("td").count(kept[0]) == len(kept) - 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_typed_text_adds_no_markup(text: str) -> None:
    hostile, plain = Page(html(everything_ticked(text))), Page(html(everything_ticked("plain")))
    assert (hostile.tags, hostile.attributes) == (plain.tags, plain.attributes)


def test_text_of_the_questionnaire_adds_no_markup() -> None:
    hostile = " ".join(HOSTILE.values())
    shown = Page(html(_everywhere(result_of("emergency"), hostile)))
    plain = Page(html(_everywhere(result_of("emergency"), "plain " * 200)))
    assert shown.tags == plain.tags
    assert one_line(hostile) in shown.all_of("li")


def _everywhere(result: Result, text: str) -> Result:
    """The result with this text in place of what its author wrote."""
    page = result.doctor_page
    parts = tuple(
        replace(
            part,
            title=text,
            rows=tuple(replace(row, label=text, values=(text,)) for row in part.rows),
            denied=tuple(text for _ in part.denied),
        )
        for part in page.parts
    )
    flags = tuple(replace(flag, warn=text, say=text) for flag in result.red_flags)
    return replace(
        result,
        level=replace(result.level, headline=text, when_to_act=text, steps=(text,)),
        red_flags=flags,
        disclaimer=text,
        questionnaire=replace(result.questionnaire, title=text, version=text),
        doctor_page=replace(page, parts=parts, worry=text),
    )


@pytest.mark.parametrize("name", RESULTS)
def test_page_starts_with_worry_then_level_then_red_flags(name: str) -> None:
    result, page = result_of(name), Page(html(result_of(name)))
    shown = [text.strip() for _, text in page.texts]
    assert " ".join(shown).split(result.level.headline)[0].count("Red flags") == 0
    headline = next(place for place, text in enumerate(shown) if text.endswith(result.level.headline))
    assert shown[headline + 1 :][:2] == ["When to act:", result.level.when_to_act]
    assert shown[shown.index("Red flags") + 1] == result.red_flags[0].warn


def test_headings_come_in_order() -> None:
    for result in RESULTS_AND_MOST:
        levels = [int(tag[1]) for tag in Page(html(result)).tags if re.fullmatch(r"h\d", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_no_says_no_by_itself() -> None:
    denied = [words for part in result_of("quiet").doctor_page.parts for words in part.denied]
    shown = [text for _, text in Page(html(result_of("quiet"))).texts]
    assert [shown[shown.index(f"\xa0{words}") - 1] for words in denied] == ["No:"] * len(denied)


def test_words_of_a_person_turn_no_other_words_around() -> None:
    page = Page(html(everything_ticked(HOSTILE["right_to_left"])))
    assert page.all_of("bdi")[0] == HOSTILE["right_to_left"]
    assert ("td", "dir", "auto") in page.attributes


def test_picture_is_told_in_words() -> None:
    page = Page(html(result_of("quiet")))
    assert ("svg", "role", "img") in page.attributes
    assert page.all_of("title")[1] == "Your back, seen from behind. Marked: Dimple."
    assert "The picture does not tell left from right." in page.all_of("figcaption")[-1]


def test_long_worry_leaves_the_level_in_sight() -> None:
    long = ("word " * 2_000).strip()
    page = Page(html(everything_ticked(long)))
    assert page.all_of("bdi")[0].endswith("word …")
    assert len(page.all_of("bdi")[0]) < 310
    assert long in page.all_of("p")


def test_page_of_someone_who_stopped_says_so() -> None:
    assert any(text.startswith("Stopped early:") for text in Page(html(stopped_early(after=5))).all_of("strong"))
    assert "Stopped early" not in html(result_of("quiet"))


def test_page_without_red_flags_does_not_reassure() -> None:
    result = replace(result_of("quiet"), red_flags=())
    page = Page(html(result))
    assert "None in these answers." in page.all_of("p")
    assert result.level.because[0] in page.all_of("bdi")


def test_same_result_on_the_same_day_gives_the_same_bytes() -> None:
    assert html(result_of("quiet")) == html(result_of("quiet"))
