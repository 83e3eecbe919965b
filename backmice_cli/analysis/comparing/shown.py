"""What people are told otherwise at the same level: red flags, possibilities and advice that come or go.

A possibility counts as told when it would be on a list of any length: what another one pushes off the end of a list says
nothing about itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from backmice_cli.analysis.circuit import FALSE, Literal
from backmice_cli.analysis.comparing.both import Both, Example, Side
from backmice_cli.analysis.comparing.levels import same_level

Kind = OneOf["red_flag", "possibility", "advice"]


@dataclass(frozen=True)
class Shown:
    """Something that one questionnaire tells some people, and the other does not."""

    kind: Kind
    id: str
    """In the questionnaire that tells it."""
    comes: bool
    """Whether it is the new one."""
    example: Example


def shown_differently(both: Both) -> Iterator[Shown]:
    """Yield each that comes or goes for someone of the same level, with an example by the fewest answers."""
    matching, same = both.matching, same_level(both)
    kinds: tuple[tuple[Kind, Mapping[str, object], Mapping[str, object], Mapping[str, str]], ...] = (
        ("red_flag", matching.old.red_flags, matching.new.red_flags, matching.red_flags),
        ("possibility", matching.old.possibilities, matching.new.possibilities, matching.possibilities),
        ("advice", matching.old.advice, matching.new.advice, matching.advice),
    )
    for kind, old, new, pairs in kinds:
        back = {there: here for here, there in pairs.items()}
        for id in old:
            told, still = _told(kind, both.old)(id), _told_if(kind, both.new, pairs.get(id))
            yield from _found(kind, id, False, both, [same, told, -still])
        for id in new:
            told, before = _told(kind, both.new)(id), _told_if(kind, both.old, back.get(id))
            yield from _found(kind, id, True, both, [same, told, -before])


def _found(kind: Kind, id: str, comes: bool, both: Both, parts: list[Literal]) -> Iterator[Shown]:
    example = both.example(both.circuit.every(parts))
    if example is not None:
        yield Shown(kind, id, comes, example)


def _told(kind: Kind, side: Side) -> Callable[[str], Literal]:
    outcomes = side.outcomes
    return {"red_flag": outcomes.raised, "possibility": outcomes.is_candidate, "advice": outcomes.advised}[kind]


def _told_if(kind: Kind, side: Side, id: str | None) -> Literal:
    return FALSE if id is None else _told(kind, side)(id)
