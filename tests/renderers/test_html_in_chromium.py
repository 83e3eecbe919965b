"""The page for the doctor in a real Chromium: silent, readable for everyone, and one sheet when it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from backmice_cli.analysis.cases import play
from backmice_cli.renderers.html import HtmlRenderer
from backmice_cli.renderers.result import Result, build_result
from tests.browser import BrowserPage, chromium_page, needs_chromium, needs_npm, npm_package
from tests.renderers.pages import HOSTILE, everything_ticked, stopped_early
from tests.shipped import CASES, read_case, shipped
from tests.test_results import RESULTS, TODAY, result_of

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Request

PAGES = {
    **{name: result_of(name) for name in RESULTS},
    "everything_ticked": everything_ticked(),
    "right_to_left": everything_ticked(HOSTILE["right_to_left"]),
    "stopped_early": stopped_early(after=5),
}

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


@needs_chromium
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_one_sheet_where_chromium_is_installed(opened: BrowserPage, name: str, paper: str) -> None:
    show(opened, PAGES[name])
    assert sheets(opened, paper) == 1


@needs_chromium
@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.yaml")))
def test_page_of_every_case_is_one_sheet_where_chromium_is_installed(opened: BrowserPage, case: str) -> None:
    show(opened, build_result(play(shipped(), read_case(CASES / f"{case}.yaml").answers), "0" * 64))
    assert [sheets(opened, paper) for paper in PAPERS] == [1, 1]


@needs_chromium
def test_text_of_ten_thousand_letters_takes_more_sheets_where_chromium_is_installed(opened: BrowserPage) -> None:
    show(opened, everything_ticked("word " * 1_999))
    assert sheets(opened, "A4") > 1


@needs_chromium
def test_hostile_text_runs_nothing_where_chromium_is_installed(opened: BrowserPage) -> None:
    show(opened, everything_ticked(" ".join(HOSTILE.values())))
    assert opened.page.evaluate("document.scripts.length + document.images.length + document.links.length") == 0
    assert (opened.errors, opened.refused) == ([], [])
