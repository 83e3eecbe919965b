"""What every published object has in common: its values never change, and each of its keys is always written."""

from __future__ import annotations

import msgspec


class Published(msgspec.Struct, frozen=True):
    """Base of what scripts may read: its keys are stable."""


def to_json(published: Published) -> str:
    """Write an object indented, as the same bytes for the same object."""
    return msgspec.json.format(msgspec.json.encode(published), indent=2).decode() + "\n"
