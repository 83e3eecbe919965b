"""A PDF, read back: its words, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The words in the order in which they are drawn, page by page."""
    return "\f".join(f"{page.extract_text()}\n" for page in read(pdf).pages)


def squeezed(text: str) -> str:
    """Without spaces, which stand wherever a line was broken."""
    return "".join(text.split())


def root(pdf: bytes) -> Any:  # Any: pypdf does not know what an object holds
    return read(pdf).root_object


def elements(pdf: bytes) -> list[Any]:
    """The document's elements in the order of reading."""
    [document] = root(pdf)["/StructTreeRoot"]["/K"]
    return [element.get_object() for element in document.get_object()["/K"]]


def fonts(pdf: bytes) -> list[Any]:
    used: Any = read(pdf).pages[0]["/Resources"]
    return [font.get_object()["/DescendantFonts"][0].get_object() for font in used["/Font"].values()]


def bookmarks(pdf: bytes) -> list[str]:
    """Their titles, from first to last; deeper ones stand in lists."""

    def titles(marks: Any) -> Iterator[str]:
        for mark in marks:
            yield from titles(mark) if isinstance(mark, list) else [str(mark.title)]

    return list(titles(read(pdf).outline))


def letters(pdf: bytes) -> Iterator[tuple[float, float, str]]:
    """For each drawn text: the size of its letters in points, their width in percent, and the tag around it."""
    reader = read(pdf)
    for page in reader.pages:
        size, width, tags = 0.0, 100.0, list[str]()
        for operands, operator in ContentStream(page["/Contents"], reader).operations:
            match operator:
                case b"Tf":
                    size = float(operands[1])
                case b"Tz":
                    width = float(operands[0])
                case b"BDC" | b"BMC":
                    tags.append(str(operands[0]))
                case b"EMC":
                    tags.pop()
                case b"Tj" | b"TJ":
                    yield size, width, tags[-1] if tags else ""
