"""The pictures that a question's `picture` can name. How they look is in the package `pictures`."""

from __future__ import annotations

PICTURES = ("lower_back", "sizes")
