"""What came of interviews with people of one kind, as lines and as JSON. Decides nothing."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from backmice_cli.author.test.accuracy import Share, share_of
from backmice_cli.author.test.population.people import Counts, Frequencies, JudgedLimit, Population
from backmice_cli.questionnaire.english import count_text
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.notation import number_text

MANY = 15
"""Lines of a list; JSON has all."""

SCHEMA = "backmice.population/1"


Name = TypeVar("Name", str, str | None)


@dataclass(frozen=True)
class Interviewed:
    """Interviews with people of one kind."""

    questionnaire: Questionnaire
    sha256: str
    population: Population
    seed: int
    counts: Counts
    limits: Sequence[JudgedLimit]

    @property
    def frequencies(self) -> list[Frequencies]:
        """One for each share of an answer."""
        answers = self.population.answers.values()
        groups = (group for answered in answers for group in (answered, *answered.instead))
        return [group for group in groups for _ in group.shares]

    @property
    def assumed(self) -> int:
        """How many frequencies have no source."""
        return sum(group.source is None for group in self.frequencies)

    def share(self, count: int) -> Share:
        return share_of(count, self.counts.people)

    def most_first(self, counts: Counter[Name]) -> list[tuple[Name, Share]]:
        counted = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or ""))
        return [(id, self.share(count)) for id, count in counted]


def to_json(found: Interviewed) -> str:
    """All that came out, nothing left out; the same gives the same bytes. Shares are in per cent."""
    questionnaire, counts = found.questionnaire, found.counts
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "questionnaire": {"title": questionnaire.title, "sha256": found.sha256},
        "population": found.population.title,
        "people": counts.people,
        "seed": found.seed,
        "frequencies": {"all": len(found.frequencies), "assumed": found.assumed},
        "levels": {id: _share_numbers(found.share(counts.levels[id])) for id in questionnaire.levels},
        "deciding": [
            {
                "red_flag": id,
                "level": questionnaire.red_flags[id].level,
                **_share_numbers(people),
                "alone": _share_numbers(found.share(counts.alone[id])),
            }
            for id, people in found.most_first(counts.deciding)
        ],
        "first": [{"possibility": id, **_share_numbers(people)} for id, people in found.most_first(counts.first)],
        "possibilities": {
            id: _share_numbers(found.share(counts.possibilities[id])) for id in questionnaire.possibilities
        },
        "red_flags": {id: _share_numbers(found.share(counts.red_flags[id])) for id in questionnaire.red_flags},
        "limits": [
            {
                "what": one.what,
                "id": one.id,
                "at_least": one.limit.at_least,
                "at_most": one.limit.at_most,
                "percent": _share_numbers(found.share(one.count))["percent"],
                "kept": one.kept,
            }
            for one in found.limits
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _share_numbers(people: Share) -> dict[str, float]:
    count, percents = people.count, _percents_of(people)
    return {"count": count, **dict(zip(("percent", "low", "high"), (round(one, 2) for one in percents), strict=True))}


def _percents_of(people: Share) -> tuple[float, float, float]:
    """The share, and the bounds of what it could be with ever more people."""
    return people.count * 100 / people.of, people.low * 100, people.high * 100


def to_text(found: Interviewed, width: int) -> str:
    """What came out for a person; sentences are no wider than `width`."""
    blocks = [
        _head_lines(found, width),
        _level_lines(found),
        _deciding_lines(found),
        _first_lines(found),
        _shown_lines(found),
        _verdict_lines(found),
    ]
    return "\n\n".join(filter(None, ("\n".join(block) for block in blocks))) + "\n"


def _head_lines(found: Interviewed, width: int) -> Iterator[str]:
    who = f"{found.population.title} (people drawn by chance: {found.counts.people}; seed: {found.seed})"
    yield from textwrap.wrap(who, width)
    yield from textwrap.wrap(
        f"{found.assumed} of {len(found.frequencies)} frequencies are assumed, not measured: what comes out tells how"
        " strict the questions are with such people, and nothing of how ill anyone is.",
        width,
    )


def _level_lines(found: Interviewed) -> Iterator[str]:
    limits = {one.id: _limit_words(one) for one in found.limits if one.what == "level"}
    levels = found.counts.levels
    rows = [[id, *_share_cells(found.share(levels[id])), limits.get(id, "")] for id in found.questionnaire.levels]
    return _table_lines(["Level reached", "people", "%", "95 % bounds", "limit"], rows)


def _deciding_lines(found: Interviewed) -> Iterator[str]:
    deciding = found.most_first(found.counts.deciding)
    if not deciding:
        return iter(())
    flags, alone = found.questionnaire.red_flags, found.counts.alone
    rows = [
        [id, *_share_cells(people), f"{alone[id] * 100 / people.of:.1f}", flags[id].level]
        for id, people in deciding[:MANY]
    ]
    head = ["Red flag that decides", "people", "%", "95 % bounds", "alone %", "level"]
    return _with_more(_table_lines(head, rows), len(deciding))


def _first_lines(found: Interviewed) -> Iterator[str]:
    first = found.most_first(found.counts.first)
    rows = [[id or "(nothing is listed)", *_share_cells(people)] for id, people in first[:MANY]]
    return _with_more(_table_lines(["Stands first", "people", "%", "95 % bounds"], rows), len(first))


def _shown_lines(found: Interviewed) -> Iterator[str]:
    """The limits of what is shown; those of levels stand beside the levels."""
    limits = [one for one in found.limits if one.what != "level"]
    if not limits:
        return iter(())
    rows = [[f"{one.what} {one.id}", *_share_cells(found.share(one.count)), _limit_words(one)] for one in limits]
    return _table_lines(["Shown", "people", "%", "95 % bounds", "limit"], rows)


def _verdict_lines(found: Interviewed) -> Iterator[str]:
    broken = sum(not limit.kept for limit in found.limits)
    if found.limits:
        yield f"{len(found.limits) - broken} of {count_text(len(found.limits), 'limit')} kept, {broken} broken"


def _limit_words(one: JudgedLimit) -> str:
    bounds = (("at least", one.limit.at_least), ("at most", one.limit.at_most))
    said = " and ".join(f"{words} {number_text(bound)} %" for words, bound in bounds if bound is not None)
    return f"{said}: {'kept' if one.kept else 'BROKEN'}"


def _share_cells(people: Share) -> list[str]:
    percent, low, high = _percents_of(people)
    return [str(people.count), f"{percent:.1f}", f"{low:.1f}-{high:.1f}"]


def _table_lines(head: list[str], rows: list[list[str]]) -> Iterator[str]:
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
