"""The page for the doctor as Markdown, read back by a parser: every text must come out as it went in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from backmice_cli.renderers.markdown import MarkdownRenderer, escape_text
from backmice_cli.renderers.phrases import one_line
from tests.content.test_results import RESULTS, TODAY, result_of
from tests.support.pages import HOSTILE, everything_ticked, first_line, stopped_early, typed_texts

OWN_LEAVES = {"text", "text_special", "strong_open", "strong_close"}
"""What is in a line of the page."""


def parsed(markdown: str) -> list[Token]:
    """Read as GitHub does: CommonMark with tables and strikethrough, and HTML let through."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)


def texts(markdown: str) -> list[str]:
    """What a reader sees of each heading, paragraph, list item and cell."""
    return [
        "".join(leaf.content for leaf in token.children or ()) for token in parsed(markdown) if token.type == "inline"
    ]


def page(text: str) -> str:
    return MarkdownRenderer(TODAY).render(everything_ticked(text))


@pytest.mark.parametrize("name", RESULTS)
def test_page_starts_with_worry_then_level_then_red_flags(name: str) -> None:
    result = result_of(name)
    seen = texts(MarkdownRenderer(TODAY).render(result))
    assert seen[0] == first_line(result)
    assert seen[1].endswith(result.level.headline)
    assert result.level.when_to_act in seen[2]
    assert seen[seen.index("Red flags") + 1] == result.red_flags[0].warn
    assert seen.index("Red flags") <= 4


def test_worry_is_the_first_line_in_the_persons_words() -> None:
    assert texts(page("Is it *cancer*?"))[0] == "Main worry: “Is it *cancer*?”"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_typed_text_is_shown_letter_for_letter(text: str) -> None:
    seen = texts(page(text))
    kept = typed_texts(everything_ticked(text))
    assert seen[0] == f"Main worry: “{kept[0]}”"
    assert sum(cell == kept[0] for cell in seen) == len(kept) - 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_typed_text_adds_no_markup(text: str) -> None:
    hostile, plain = parsed(page(text)), parsed(page("plain"))
    assert [token.type for token in hostile] == [token.type for token in plain]
    assert {leaf.type for token in hostile for leaf in token.children or ()} <= OWN_LEAVES


@pytest.mark.parametrize("before", ["", "- ", "# ", "- **No:** "])
@settings(deadline=None)
@given(text=st.text())
def test_any_text_is_shown_letter_for_letter(before: str, text: str) -> None:
    assert "".join(texts(before + escape_text(text))) == texts(f"{before}x")[0].replace("x", one_line(text)).strip()


@settings(deadline=None)
@given(st.text(alphabet="\\|`*_[]()<>~&#$!:-+=.1 a"))
def test_any_punctuation_is_shown_letter_for_letter_in_a_cell(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {escape_text(text)} | {escape_text(text)} |"
    assert texts(table) == ["a", "b", one_line(text), one_line(text)]


def test_terminal_escapes_and_turned_writing_are_taken_out() -> None:
    assert escape_text("a\x1b]0;b\x07c\u202ed\u2066e") == escape_text("a]0;bcde")


def test_text_of_ten_thousand_letters_is_shown_whole() -> None:
    text = ("word " * 2_000).strip()
    seen = texts(page(text))
    assert seen[0].startswith("Main worry: “word word ")
    assert seen[0].endswith("word …”")
    assert len(seen[0]) < 330
    assert seen[seen.index("Main worry, in full") + 1] == text


def test_picture_marks_the_places_in_plain_characters() -> None:
    drawings = [token for token in parsed(MarkdownRenderer(TODAY).render(result_of("quiet"))) if token.type == "fence"]
    assert len(drawings) == 1
    assert drawings[0].content.isascii()
    assert drawings[0].content.count("##") == 2


def test_page_of_someone_who_stopped_says_so_at_the_top() -> None:
    seen = texts(MarkdownRenderer(TODAY).render(stopped_early(after=5)))
    assert seen[3].startswith("Stopped early:")
    assert any(line.startswith("Left without an answer: ") for line in seen)


def test_page_says_what_it_is_and_where_it_came_from() -> None:
    result = result_of("quiet")
    seen = texts(MarkdownRenderer(TODAY).render(result))
    assert "7 November 2026" in seen[2]
    assert "sent nowhere" in seen[-3]
    assert seen[-2] == result.disclaimer
    assert result.questionnaire.version in seen[-1]
    assert "No doctor or nurse has checked this questionnaire yet." in seen[-1]
