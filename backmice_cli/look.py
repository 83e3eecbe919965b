"""How questions and answers look alike: the width of text, and colours with a meaning, which is always in words too.

Each colour can be read on black and on white (contrast of 4.5 to 1 and more, as WCAG 2 asks), so that no terminal needs
to be asked which of them it has. A terminal of 16 or 256 colours shows the nearest it has.
"""

from __future__ import annotations

LONGEST_LINE = 80
"""Columns of text in a wide terminal: longer lines are hard to read back."""

EMERGENCY = "#e61f1f"
SOON, LATER = "#c0560a", "#ac6400"
"""The two ambers of what cannot wait: today, and within days."""
ROUTINE = "#0c74dd"
SELF_CARE = "#18873d"
ACCENT = "#07828d"
"""The row pointed at, and keys."""
DIM = "#767676"
"""Help texts, and questions that are answered."""


def level_colour(rank: int, milder: int, *, interrupts: bool) -> str:
    """The colour of a level, as NHS care cards have it: red, amber, blue, green.

    Args:
        rank: how many levels are more urgent.
        milder: how many levels are less urgent.
    """
    if interrupts:
        return EMERGENCY
    if milder == 0:
        return SELF_CARE
    if milder == 1:
        return ROUTINE
    return SOON if rank <= 1 else LATER
