"""The result as one JSON object, the form for scripts."""

from __future__ import annotations

from backmice_cli.renderers.result import Result


class JsonRenderer:
    """Writes every key of `Result`, indented, in UTF-8; the same result gives the same bytes."""

    def render(self, result: Result) -> str:
        return result.model_dump_json(by_alias=True, indent=2) + "\n"
