"""The browser that other tests look through: it shows what is there, and reaches nothing outside."""

from __future__ import annotations

from pathlib import Path

from tests.support.browser import SITE, chromium_page, needs_chromium, needs_npm
from tests.support.npm_packages import PACKAGES, npm_package


@needs_chromium
def test_page_of_a_file_is_shown_where_chromium_is_installed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<title>Lump</title><p>Grüße</p>", encoding="utf-8")
    with chromium_page() as opened:
        opened.page.goto((tmp_path / "page.html").as_uri())
        assert opened.page.title() == "Lump"
    assert (opened.errors, opened.refused) == ([], [])


@needs_chromium
def test_page_of_a_folder_is_shown_where_chromium_is_installed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<script src='there.js'></script>", encoding="utf-8")
    (tmp_path / "there.js").write_text("var answer = 42", encoding="utf-8")
    with chromium_page(tmp_path) as opened:
        opened.page.goto(f"{SITE}/page.html")
        assert opened.page.evaluate("answer") == 42
    assert (opened.errors, opened.refused) == ([], [])


@needs_chromium
def test_page_reaches_no_network_where_chromium_is_installed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<img src='https://example.org/a.png'><link rel=stylesheet href='http://127.0.0.1:9/b.css'>", encoding="utf-8"
    )
    with chromium_page() as opened:
        opened.page.goto((tmp_path / "page.html").as_uri())
    assert sorted(opened.refused) == ["http://127.0.0.1:9/b.css", "https://example.org/a.png"]


@needs_chromium
def test_error_of_a_script_is_recorded_where_chromium_is_installed() -> None:
    with chromium_page() as opened:
        opened.page.set_content("<script>console.error('said'); throw new Error('thrown')</script>")
    assert opened.errors == ["said", "thrown"]


@needs_npm
def test_packages_are_fetched_whole_where_npm_is_installed() -> None:
    for name in PACKAGES:
        assert (npm_package(name) / "package.json").is_file()
