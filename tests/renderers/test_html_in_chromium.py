"""The page for the doctor in a real Chromium: silent, readable for everyone, and one sheet when it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from backmice_cli.interview.interview import play
from backmice_cli.renderers.html import HtmlRenderer
from backmice_cli.renderers.result import Result, build_result
from tests.content.test_results import RESULTS, TODAY, result_of
from tests.support.browser import (
    HAS_ARIAL,
    HAS_DEJAVU,
    BrowserPage,
    chromium_page,
    needs_arial,
    needs_chromium,
    needs_npm,
)
from tests.support.npm_packages import npm_package
from tests.support.pages import HOSTILE, case_with_details, chance_person, everything_ticked, stopped_early
from tests.support.shipped import CASES, read_case, shipped

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Request

PAGES = {
    **{name: result_of(name) for name in RESULTS},
    "everything_ticked": everything_ticked(),
    "right_to_left": everything_ticked(HOSTILE["right_to_left"]),
    "stopped_early": stopped_early(after=5),
}

EVERYTHING = {"everything_ticked", "right_to_left"}
"""Nobody ticks every box; in letters that can be read, so much takes a second side."""

CASE_NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))

PAPERS = ("A4", "Letter")
PHONE, DESK = 320, 1280


@pytest.fixture(scope="module")
def opened() -> Iterator[BrowserPage]:
    with chromium_page() as opened:
        yield opened


def show(opened: BrowserPage, result: Result) -> None:
    opened.page.set_content(HtmlRenderer(TODAY).render(result))


def sheets(opened: BrowserPage, paper: str) -> int:
    """How many pages a print has, as its own tree of pages counts them."""
    printed = opened.page.pdf(format=paper, print_background=False)
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def points(opened: BrowserPage) -> float:
    """How large the letters are in print."""
    return float(style(opened, "html", "font-size").removesuffix("px")) * 72 / 96


def runs_on(opened: BrowserPage) -> bool:
    """Whether answers run on in print, instead of standing in tables."""
    return style(opened, ".parts section:not(.with-picture) table", "display") != "table"


def style(opened: BrowserPage, selector: str, name: str) -> str:
    """A property in print of the first element that this finds."""
    opened.page.emulate_media(media="print")
    value = opened.page.evaluate(
        "([selector, name]) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name)",
        [selector, name],
    )
    opened.page.emulate_media(media="null")
    return str(value)


@needs_chromium
@pytest.mark.parametrize("name", PAGES)
def test_page_is_silent_and_asks_for_nothing_where_chromium_is_installed(
    opened: BrowserPage, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(HtmlRenderer(TODAY).render(PAGES[name]), encoding="utf-8")
    heard: list[str] = []

    def hear_message(message: ConsoleMessage) -> None:
        heard.append(message.text)

    def hear_request(request: Request) -> None:
        heard.append(request.url)

    opened.page.on("console", hear_message)
    opened.page.on("request", hear_request)
    opened.page.goto(file.as_uri())
    opened.page.emulate_media(color_scheme="dark")
    opened.page.remove_listener("console", hear_message)
    opened.page.remove_listener("request", hear_request)
    assert heard == [file.as_uri()]
    assert (opened.errors, opened.refused) == ([], [])


@needs_chromium
@needs_npm
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_where_chromium_and_npm_are_installed(
    opened: BrowserPage, name: str, colours: Literal["light", "dark"], width: int
) -> None:
    opened.page.emulate_media(color_scheme=colours)
    opened.page.set_viewport_size({"width": width, "height": 800})
    show(opened, PAGES[name])
    opened.page.evaluate((npm_package("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
    found = opened.page.evaluate("axe.run()")
    assert {rule["id"] for rule in found["passes"]} >= {"color-contrast", "svg-img-alt", "html-has-lang"} - (
        {"svg-img-alt"} if not PAGES[name].pictures else set()
    )
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []


@needs_chromium
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone_where_chromium_is_installed(opened: BrowserPage, name: str) -> None:
    opened.page.set_viewport_size({"width": PHONE, "height": 600})
    show(opened, PAGES[name])
    assert opened.page.evaluate("document.documentElement.scrollWidth") == PHONE


@needs_arial
@needs_chromium
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_one_sheet_or_two_with_every_box_ticked_where_chromium_is_installed(
    opened: BrowserPage, name: str, paper: str
) -> None:
    show(opened, PAGES[name])
    assert sheets(opened, paper) == (2 if name in EVERYTHING else 1)


@needs_arial
@needs_chromium
@pytest.mark.parametrize("case", CASE_NAMES)
def test_page_of_every_case_is_one_sheet_with_tables_where_chromium_is_installed(
    opened: BrowserPage, case: str
) -> None:
    show(opened, build_result(play(shipped(), read_case(CASES / f"{case}.yaml").answers), "0" * 64))
    assert sheets(opened, "Letter") == 1  # the shorter paper; the pages above are tried on both
    assert points(opened) >= 9
    assert not runs_on(opened)


@needs_arial
@needs_chromium
@pytest.mark.parametrize("case", CASE_NAMES)
def test_page_of_every_case_with_all_details_keeps_its_tables_where_chromium_is_installed(
    opened: BrowserPage, case: str
) -> None:
    show(opened, case_with_details(case))
    assert sheets(opened, "Letter") == 1  # the shorter paper; the pages above are tried on both
    assert points(opened) >= (9 if case in ("e01_quiet_lump", "e05_red_hot_lump") else 8)
    assert not runs_on(opened)


@needs_arial
@needs_chromium
@pytest.mark.parametrize("seed", range(12))
def test_page_is_one_sheet_whatever_a_few_ticks_lead_to_where_chromium_is_installed(
    opened: BrowserPage, seed: int
) -> None:
    show(opened, chance_person(seed, share=(0.05, 0.1, 0.2, 0.4)[seed % 4]))
    assert sheets(opened, "Letter") == 1  # the shorter paper; the pages above are tried on both


@needs_chromium
def test_what_runs_on_keeps_the_lump_as_a_table_and_each_no_on_its_line_where_chromium_is_installed(
    opened: BrowserPage,
) -> None:
    show(opened, chance_person(3, share=0.4))
    assert runs_on(opened)
    assert style(opened, ".with-picture table", "display") == "table"
    assert style(opened, ".names", "display") == "inline"
    assert style(opened, ".at-once", "display") == "block"
    assert style(opened, ".denied li", "display") == "list-item"
    assert style(opened, ".denied li", "break-inside") == "avoid"


@needs_chromium
@pytest.mark.skipif(not (HAS_ARIAL and HAS_DEJAVU), reason="needs DejaVu Sans, and Arial or Liberation Sans")
@pytest.mark.parametrize("weight", [400, 700])
def test_page_takes_no_more_room_where_only_dejavu_is_installed(opened: BrowserPage, weight: int) -> None:
    show(opened, PAGES["infected"])
    words = opened.page.inner_text("body")
    opened.page.evaluate(f"document.fonts.load('{weight} 10px \"As wide as Arial\"')")
    arial, dejavu = (
        opened.page.evaluate(
            """([words, family, weight]) => {
                const line = document.createElement("span")
                line.style.cssText = `position: fixed; white-space: nowrap; font: ${weight} 40px ${family}`
                line.textContent = words
                document.body.append(line)
                return line.getBoundingClientRect().width
            }""",
            [words, family, weight],
        )
        for family in ("Arial", '"As wide as Arial"')
    )
    assert 0.9 < dejavu / arial < 1.02


@needs_chromium
def test_text_of_ten_thousand_letters_takes_more_sheets_where_chromium_is_installed(opened: BrowserPage) -> None:
    show(opened, everything_ticked("word " * 1_999))
    assert sheets(opened, "A4") > 1


@needs_chromium
def test_hostile_text_runs_nothing_where_chromium_is_installed(opened: BrowserPage) -> None:
    show(opened, everything_ticked(" ".join(HOSTILE.values())))
    assert opened.page.evaluate("document.scripts.length + document.images.length + document.links.length") == 0
    assert (opened.errors, opened.refused) == ([], [])
