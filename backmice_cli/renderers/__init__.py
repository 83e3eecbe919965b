"""Results, trees and problems as text or bytes. No decisions are made here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from backmice_cli.renderers.result import Result


class Renderer(Protocol):
    """Writes a result in one format. Made with the same arguments, it writes the same result as the same bytes."""

    def render(self, result: Result) -> str | bytes: ...
