"""The forms of a result: which one is meant, whether it can be had here, and the renderer for it.

Imports a renderer when it is chosen.
"""

from __future__ import annotations

import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from backmice_cli.commands.endings import form_by_ending
from backmice_cli.commands.options import Format, TriageOptions
from backmice_cli.errors import BackmiceError, MissingExtraError

if TYPE_CHECKING:
    from backmice_cli.questionnaire.model import Questionnaire
    from backmice_cli.renderers.result import Result

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
"""How a file's name ends, to what is written into it."""


def format_of(options: TriageOptions) -> Format:
    """The format asked for, else the one that the file's ending names, else text.

    Raises AnswerError for an ending that names none.
    """
    return options.format or form_by_ending(options.output, ENDINGS, Format.TEXT)


def can_be_made(format: Format) -> bool:
    """Tell whether what this form needs is installed."""
    return format is not Format.PDF or find_spec("fpdf") is not None


def refuse_unavailable(format: Format, *, to_terminal: bool) -> None:
    """Raise BackmiceError for a form that cannot be made here, or cannot be shown where it is to go."""
    if not can_be_made(format):
        raise MissingExtraError("a PDF", "pdf")
    if format is Format.PDF and to_terminal:
        raise BackmiceError("a PDF cannot be shown in a terminal", "Add a file, such as: -o page.pdf")


def rendered(
    result: Result, format: Format, questionnaire: Questionnaire, today: datetime.date, *, full: bool = False
) -> str | bytes:
    """Write a result in one of its forms; the day stands on the page for the doctor alone.

    Args:
        full: all of it as text, not the short answer alone; the other forms are whole in any case.
    """
    match format:
        case Format.JSON:
            from backmice_cli.renderers.json import JsonRenderer

            return JsonRenderer().render(result)
        case Format.TEXT:
            from backmice_cli.renderers.text import TextRenderer

            return TextRenderer(full=full).render(result)
        case Format.MARKDOWN:
            from backmice_cli.renderers.markdown import MarkdownRenderer

            return MarkdownRenderer(today).render(result)
        case Format.HTML:
            from backmice_cli.renderers.html import HtmlRenderer

            return HtmlRenderer(today).render(result)
        case Format.PDF:
            from backmice_cli.renderers.pdf.renderer import PdfRenderer

            return PdfRenderer(today).render(result)
        case Format.FHIR:
            from backmice_cli.renderers.fhir.response import FhirRenderer

            return FhirRenderer(questionnaire).render(result)
