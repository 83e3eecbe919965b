"""What every published object has in common: its values never change, and as JSON it always has each of its keys."""

from __future__ import annotations

import msgspec


class Published(msgspec.Struct, frozen=True):
    """Base of what scripts may read: its keys are stable."""


def to_json(published: Published) -> str:
    """Write an object indented, as the same bytes for the same object."""
    return msgspec.json.format(msgspec.json.encode(published), indent=2).decode() + "\n"


class JsonRenderer:
    """Writes every key of a result, in UTF-8."""

    def render(self, result: Published) -> str:
        return to_json(result)
