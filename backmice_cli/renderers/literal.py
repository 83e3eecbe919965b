"""Text made fit for a terminal: shown literally, on one line, in the letters that it can write."""

from __future__ import annotations

import unicodedata

from backmice_cli.renderers.phrases import one_line

_ASCII = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MULTIPLICATION SIGN}": "x",
    }
)


def literal_line(text: str, encoding: str = "utf-8") -> str:
    """The text on one line, without control characters, in letters that `encoding` can write."""
    shown = one_line(text)
    try:
        shown.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest_letters(letter, encoding) for letter in shown)
    return shown


def _nearest_letters(letter: str, encoding: str) -> str:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", letter.translate(_ASCII)).encode("ascii", "ignore").decode("ascii")
        return plain or "?"
    return letter
