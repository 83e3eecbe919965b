"""The formats of a result: how a file's name tells one, whether it can be had here, and the renderer for it.

Every start of the program reads this, so a renderer is imported when it is chosen.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from backmice_cli.errors import AnswerError, BackmiceError, MissingExtraError

if TYPE_CHECKING:
    from backmice_cli.questionnaire.model import Questionnaire
    from backmice_cli.renderers import Renderer

AnyFormat = TypeVar("AnyFormat")


class Format(str, Enum):
    """The form of the result."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    FHIR = "fhir"


ENDINGS = {
    ".txt": Format.TEXT,
    ".json": Format.JSON,
    ".fhir.json": Format.FHIR,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".pdf": Format.PDF,
}
"""The format that each ending of a file's name asks for."""


def format_by_ending(output: Path | None, endings: Mapping[str, AnyFormat], without: AnyFormat) -> AnyFormat:
    """The format that belongs to the longest ending that fits; `without` one, or without a file, another.

    Raises AnswerError for an ending that is not known.
    """
    if output is None:
        return without
    name = output.name.casefold()
    fitting = [ending for ending in endings if name.endswith(ending)]
    if not fitting:
        if not output.suffix:
            return without
        message = f"no format ends in '{output.suffix.casefold()}'"
        raise AnswerError(message, f"Endings: {', '.join(endings)}. Or name one with --format.")
    return endings[max(fitting, key=len)]


def can_be_made(format: Format) -> bool:
    """Tell whether what this format needs is installed."""
    return format is not Format.PDF or find_spec("fpdf") is not None


def refuse_unavailable(format: Format, *, to_terminal: bool) -> None:
    """Raise BackmiceError for a format that cannot be made here, or cannot be shown where it is to go."""
    if not can_be_made(format):
        raise MissingExtraError("a PDF", "pdf")
    if format is Format.PDF and to_terminal:
        raise BackmiceError("a PDF cannot be shown in a terminal", "Add a file, such as: -o page.pdf")


def renderer_for(format: Format, questionnaire: Questionnaire, today: datetime.date, *, full: bool = False) -> Renderer:
    """The renderer of a format; the day stands on the page for the doctor alone.

    Args:
        full: all of it as text, not the short answer alone; the other formats are whole in any case.
    """
    match format:
        case Format.JSON:
            from backmice_cli.renderers.published import JsonRenderer

            return JsonRenderer()
        case Format.TEXT:
            from backmice_cli.renderers.text import TextRenderer

            return TextRenderer(full=full)
        case Format.MARKDOWN:
            from backmice_cli.renderers.markdown import MarkdownRenderer

            return MarkdownRenderer(today)
        case Format.HTML:
            from backmice_cli.renderers.html import HtmlRenderer

            return HtmlRenderer(today)
        case Format.PDF:
            from backmice_cli.renderers.pdf.renderer import PdfRenderer

            return PdfRenderer(today)
        case Format.FHIR:
            from backmice_cli.renderers.fhir.response import FhirRenderer

            return FhirRenderer(questionnaire)
