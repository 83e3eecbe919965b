"""The manual for authors: one page for each code that `check` shows, with what is found, why it matters and an example.

The page of a check or a proof is the docstring of its module; all other pages stand in `manual.txt`. Modules are read
as text and never imported, because the proofs need z3 and their pages do not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backmice_cli.errors import BackmiceError
from backmice_cli.questionnaire.suggest import did_you_mean

WHERE_CODES_STAND = "A code stands at the end of a problem's line, in brackets."

_HERE = Path(__file__).parent
_WITH_PAGES = (
    "proofs",
    "structure",
    "wording",
    "review_dates.py",
    "accepted.py",
    "manual.txt",
    "../../questionnaire/checks",
)
"""Folders and files, in the order of the guide."""

_HEADER = re.compile(r"((?:`[a-z0-9-]+`(?:, )?)+): ")
_CODE = re.compile(r"[a-z0-9-]+")
_QUOTES = '"""'
_END_OF_PAGE = "\n---\n"
_SENTENCE = re.compile(r"(.+?)\.(?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class ManualPage:
    """What the manual says of one code, or of several that belong together."""

    codes: tuple[str, ...]
    text: str
    """As it is written, its first sentence behind the codes."""

    @property
    def summary(self) -> str:
        """The first sentence, without its full stop."""
        first = _SENTENCE.match(self.text.partition(": ")[2])
        return " ".join(first[1].split()) if first is not None else ""


@cache
def manual_pages() -> tuple[ManualPage, ...]:
    """Give the whole manual."""
    return tuple(page for name in _WITH_PAGES for page in _pages_in(name))


@cache
def codes_of(folder: str) -> frozenset[str]:
    """Give the codes that the modules of a folder have pages for: all that they can find."""
    return frozenset(code for page in _pages_in(folder) for code in page.codes)


def page_about(code: str) -> ManualPage:
    """Find the page of a code. Raises BackmiceError, with the nearest code, when there is none."""
    for page in manual_pages():
        if code in page.codes:
            return page
    known = sorted(known for page in manual_pages() for known in page.codes)
    raise BackmiceError(f"no check has the code '{code}'", did_you_mean(code, known) or WHERE_CODES_STAND)


def _pages_in(name: str) -> Iterator[ManualPage]:
    place = _HERE / name
    for file in sorted(place.glob("*.py")) if place.is_dir() else [place]:
        for text in _page_texts(file.read_text(encoding="utf-8"), file.suffix):
            header = _HEADER.match(text)
            if header is not None:
                yield ManualPage(tuple(_CODE.findall(header[1])), text.strip())


def _page_texts(content: str, ending: str) -> list[str]:
    """Give the pages of a text, or the docstring of a module, parsed alone: a whole module takes ten times as long."""
    if ending == ".txt":
        return content.split(_END_OF_PAGE)
    before, _, rest = content.partition(_QUOTES)
    return [] if before else [ast.literal_eval(_QUOTES + rest.partition(_QUOTES)[0] + _QUOTES)]
