"""A real Chromium to open pages in. Says which program is missing; fetches nothing.

Tests that need one carry `needs_chromium`, `needs_npm` or `needs_arial` as a mark, and say so in their names.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.support.npm_packages import PACKAGES, npm_package

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NODE = shutil.which("node")

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: install the package 'chromium'")
needs_npm = pytest.mark.skipif(
    NODE is None or not all(npm_package(name).is_dir() for name in PACKAGES),
    reason="Node.js or its packages are missing: install Node.js, then run python3 tests/support/npm_packages.py",
)


def _has_font(*names: str) -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    listed = subprocess.run([lister, ":", "family"], capture_output=True, text=True, check=False).stdout
    return any(name in listed.splitlines() for name in names)


HAS_ARIAL = _has_font("Arial", "Liberation Sans", "Arimo")
HAS_DEJAVU = _has_font("DejaVu Sans")

needs_arial = pytest.mark.skipif(
    not (HAS_ARIAL or HAS_DEJAVU),
    reason="no font that the page counts on when it is printed: install the package 'fonts-liberation'",
)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

SITE = "http://site.test"
"""Where a page finds the folder that `chromium_page` was given. No such host exists: Playwright answers for it."""

LOCAL_SCHEMES = {"about", "blob", "data", "file"}


@dataclass
class BrowserPage:
    """An open page, and what went wrong on it."""

    page: Page
    errors: list[str] = field(default_factory=list)
    """Console errors, and errors that no script of the page caught."""
    refused: list[str] = field(default_factory=list)
    """Addresses that the page asked for and did not get: everything outside this machine and the given folder."""


@contextmanager
def chromium_page(site: Path | None = None) -> Iterator[BrowserPage]:
    """Open an empty page in a headless Chromium that reaches no network.

    With `site`, the files below that folder stand at `SITE`. While the page is open no asyncio loop can run here.
    """
    from playwright.sync_api import sync_playwright

    assert CHROMIUM is not None, "Chromium is missing: mark the test with needs_chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            context = browser.new_context(service_workers="block", offline=True)
            opened = BrowserPage(context.new_page())
            context.route("**/*", lambda route: _answer(route, site, opened))
            opened.page.on("console", lambda said: opened.errors.append(said.text) if said.type == "error" else None)
            opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
            yield opened
        finally:
            browser.close()


def _answer(route: Route, site: Path | None, opened: BrowserPage) -> None:
    address = urlsplit(route.request.url)
    if address.scheme in LOCAL_SCHEMES:
        route.continue_()
        return
    file = None if site is None else (site / unquote(address.path).lstrip("/")).resolve()
    if site is None or file is None or not route.request.url.startswith(f"{SITE}/"):
        opened.refused.append(route.request.url)
        route.abort()
    elif file.is_relative_to(site.resolve()) and file.is_file():
        route.fulfill(path=file)
    else:
        route.fulfill(status=404)
