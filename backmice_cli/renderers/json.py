"""The result as one JSON object, the form for scripts."""

from __future__ import annotations

from backmice_cli.renderers.published import to_json
from backmice_cli.renderers.result import Result


class JsonRenderer:
    """Writes every key of `Result`, indented, in UTF-8; the same result gives the same bytes."""

    def render(self, result: Result) -> str:
        return to_json(result)
