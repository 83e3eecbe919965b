"""What was measured, as the tables of RESULTS.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured number, and the limit it is held against."""

    what: str
    beside: str
    """What it is compared with; empty for a time of its own."""
    value: float
    unit: str
    limit: float | None = None
    """None: for orientation."""
    detail: str = ""
    """The medians that the number was made from."""

    @property
    def is_met(self) -> bool:
        return self.limit is None or self.value <= self.limit

    @property
    def verdict(self) -> str:
        return "" if self.limit is None else "met" if self.is_met else "**not met**"


def of_rows(rows: Iterable[Row]) -> str:
    lines = [
        f"{row.what} | {row.beside} | {_short(row.value)}{row.unit} | {_limit(row)} | {row.verdict} | {row.detail}"
        for row in rows
    ]
    return table("what | beside | measured | limit | verdict | medians", lines)


def table(head: str, lines: Iterable[str]) -> str:
    rule = " | ".join("---" for _ in head.split(" | "))
    return "\n".join(f"| {line} |" for line in (head, rule, *lines))


def seconds(value: float) -> str:
    """A time in the unit that reads best."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value / 1e-6:.3g} µs"


def medians(**values: str) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in values.items())


def _limit(row: Row) -> str:
    return "" if row.limit is None else f"{row.limit:g}{row.unit}"


def _short(value: float) -> str:
    return f"{value:.3g}" if value < 1_000 else f"{value:,.0f}"
