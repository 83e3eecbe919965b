"""A real Chromium to open pages in, and packages from npm. Says which program is missing; never downloads a browser.

Tests that need one carry `needs_chromium`, `needs_npm` or both as a mark, and say so in their names.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

PACKAGES_FOLDER = Path(__file__).resolve().parents[1] / ".npm-packages"
"""Where packages are kept between runs; git does not see it."""

PACKAGES = {
    "axe-core": (
        "4.14.1",
        "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
    ),
    "fhir": (
        "4.12.0",
        "sha512-N+eLuUbYjvjX5NlZPhE08OVrsJJhulQKkVWnW1M3HpNvreWC1yVvoF8ptmGzlvtDZRCrNrBArfLklphFO2L0oA==",
    ),
    "lforms": (
        "40.1.3",
        "sha512-WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ==",
    ),
}
"""Each with the one version that is used, and what its archive must hash to."""

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NPM = shutil.which("npm")
NODE = shutil.which("node")

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: install the package 'chromium'")
needs_npm = pytest.mark.skipif(NPM is None or NODE is None, reason="npm is missing: install Node.js with npm")

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


@cache
def npm_package(name: str) -> Path:
    """The unpacked folder of a package of `PACKAGES`, fetched the first time."""
    version, integrity = PACKAGES[name]
    folder = PACKAGES_FOLDER / f"{name}-{version}"
    if not folder.is_dir():
        PACKAGES_FOLDER.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=PACKAGES_FOLDER) as draft:
            _unpack(_packed(f"{name}@{version}", integrity, Path(draft)), Path(draft))
            _put(Path(draft, "package"), folder)
    return folder


def _packed(wanted: str, integrity: str, folder: Path) -> Path:
    """Fetch the archive of one package, without the packages that it asks for, and without running anything of it."""
    assert NPM is not None, "npm is missing: mark the test with needs_npm"
    command = [NPM, "pack", "--silent", "--ignore-scripts", wanted]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    archives = list(folder.glob("*.tgz"))
    assert len(archives) == 1, f"npm could not fetch {wanted}; is there a network?\n{run.stdout}{run.stderr}"
    digest = base64.b64encode(hashlib.sha512(archives[0].read_bytes()).digest()).decode()
    assert f"sha512-{digest}" == integrity, f"{wanted} is not the archive it was: sha512-{digest}"
    return archives[0]


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")


def _put(unpacked: Path, folder: Path) -> None:
    """Move the whole package to its place, unless another run was faster."""
    try:
        unpacked.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


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
