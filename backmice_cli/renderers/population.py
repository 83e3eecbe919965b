"""What came of interviews with people of one kind, as lines and as JSON. Decides nothing."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backmice_cli.questionnaire.english import counted
from backmice_cli.questionnaire.notation import number_text

MANY = 15
"""Lines of a list; JSON has all."""

SCHEMA = "backmice.population/1"


@dataclass(frozen=True)
class PeopleLine:
    """How many people something is so of."""

    count: int
    percent: float
    low: float
    """Bounds of what the share could be with ever more people, in per cent."""
    high: float


@dataclass(frozen=True)
class LimitLine:
    """A share that had to stay within bounds."""

    what: str
    """Such as `red flag`."""
    id: str
    at_least: float | None
    at_most: float | None
    kept: bool


@dataclass(frozen=True)
class DecidingLine:
    """A red flag that decided the level."""

    id: str
    level: str
    people: PeopleLine
    alone: PeopleLine


@dataclass(frozen=True)
class Interviewed:
    """Everything that interviews with people of one kind have to tell."""

    questionnaire: str
    sha256: str
    population: str
    people: int
    seed: int
    frequencies: int
    assumed: int
    """Of these, the ones without a source."""
    levels: Mapping[str, PeopleLine]
    deciding: Sequence[DecidingLine]
    """Most frequent first, as in all lists here."""
    first: Sequence[tuple[str | None, PeopleLine]]
    """None where no possibility is listed."""
    possibilities: Mapping[str, PeopleLine]
    red_flags: Mapping[str, PeopleLine]
    limits: Sequence[LimitLine]

    def people_of(self, limit: LimitLine) -> PeopleLine:
        tables = {"level": self.levels, "possibility": self.possibilities, "red flag": self.red_flags}
        return tables[limit.what][limit.id]


def to_json(found: Interviewed) -> str:
    """All that came out, nothing left out; the same gives the same bytes. Shares are in per cent."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "questionnaire": {"title": found.questionnaire, "sha256": found.sha256},
        "population": found.population,
        "people": found.people,
        "seed": found.seed,
        "frequencies": {"all": found.frequencies, "assumed": found.assumed},
        "levels": {id: _numbers(line) for id, line in found.levels.items()},
        "deciding": [
            {"red_flag": line.id, "level": line.level, **_numbers(line.people), "alone": _numbers(line.alone)}
            for line in found.deciding
        ],
        "first": [{"possibility": id, **_numbers(line)} for id, line in found.first],
        "possibilities": {id: _numbers(line) for id, line in found.possibilities.items()},
        "red_flags": {id: _numbers(line) for id, line in found.red_flags.items()},
        "limits": [
            {
                "what": limit.what,
                "id": limit.id,
                "at_least": limit.at_least,
                "at_most": limit.at_most,
                "percent": _numbers(found.people_of(limit))["percent"],
                "kept": limit.kept,
            }
            for limit in found.limits
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _numbers(line: PeopleLine) -> dict[str, float]:
    return {
        "count": line.count,
        "percent": round(line.percent, 2),
        "low": round(line.low, 2),
        "high": round(line.high, 2),
    }


def to_text(found: Interviewed, width: int) -> str:
    """What came out for a person; sentences are no wider than `width`."""
    blocks = [_head(found, width), _levels(found), _deciding(found), _first(found), _shown(found), _verdict(found)]
    return "\n\n".join(filter(None, ("\n".join(block) for block in blocks))) + "\n"


def _head(found: Interviewed, width: int) -> Iterator[str]:
    yield from textwrap.wrap(f"{found.population} (people drawn by chance: {found.people}; seed: {found.seed})", width)
    yield from textwrap.wrap(
        f"{found.assumed} of {found.frequencies} frequencies are assumed, not measured: what comes out tells how strict"
        " the questions are with such people, and nothing of how ill anyone is.",
        width,
    )


def _levels(found: Interviewed) -> Iterator[str]:
    rows = [[id, *_cells(line), _limit(found, "level", id)] for id, line in found.levels.items()]
    return _table(["Level reached", "people", "%", "95 % bounds", "limit"], rows)


def _deciding(found: Interviewed) -> Iterator[str]:
    if not found.deciding:
        return iter(())
    rows = [[line.id, *_cells(line.people), f"{line.alone.percent:.1f}", line.level] for line in found.deciding[:MANY]]
    head = ["Red flag that decides", "people", "%", "95 % bounds", "alone %", "level"]
    return _with_more(_table(head, rows), len(found.deciding))


def _first(found: Interviewed) -> Iterator[str]:
    rows = [[id or "(nothing is listed)", *_cells(line)] for id, line in found.first[:MANY]]
    return _with_more(_table(["Stands first", "people", "%", "95 % bounds"], rows), len(found.first))


def _shown(found: Interviewed) -> Iterator[str]:
    """The limits of what is shown; those of levels stand beside the levels."""
    limits = [limit for limit in found.limits if limit.what != "level"]
    if not limits:
        return iter(())
    rows = [
        [f"{limit.what} {limit.id}", *_cells(found.people_of(limit)), _limit(found, limit.what, limit.id)]
        for limit in limits
    ]
    return _table(["Shown", "people", "%", "95 % bounds", "limit"], rows)


def _verdict(found: Interviewed) -> Iterator[str]:
    broken = sum(not limit.kept for limit in found.limits)
    if found.limits:
        yield f"{len(found.limits) - broken} of {counted(len(found.limits), 'limit')} kept, {broken} broken"


def _limit(found: Interviewed, what: str, id: str) -> str:
    for limit in found.limits:
        if (limit.what, limit.id) == (what, id):
            bounds = (("at least", limit.at_least), ("at most", limit.at_most))
            said = " and ".join(f"{words} {number_text(bound)} %" for words, bound in bounds if bound is not None)
            return f"{said}: {'kept' if limit.kept else 'BROKEN'}"
    return ""


def _cells(line: PeopleLine) -> list[str]:
    return [str(line.count), f"{line.percent:.1f}", f"{line.low:.1f}-{line.high:.1f}"]


def _table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    """Put cells below each other: numbers to the right, the first column and words at the end to the left."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in [head, *rows]:
        first = f"{row[0]:<{widths[0]}}"
        others = (
            f"{cell:<{width}}" if name in ("limit", "level") else f"{cell:>{width}}"
            for name, cell, width in zip(head[1:], row[1:], widths[1:], strict=True)
        )
        yield "  ".join([first, *others]).rstrip()


def _with_more(lines: Iterator[str], count: int) -> Iterator[str]:
    yield from lines
    if count > MANY:
        yield f"and {count - MANY} more (--format json names all)"
