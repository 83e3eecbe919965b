"""Cases as a case file. Decides nothing; what is written here is read again by the reader of case files."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_WIDTH = 110
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]*")
"""Text that needs no quotes."""

Values = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class WrittenCase:
    """One case as it goes into a file."""

    title: str
    generated: bool
    answers: Values
    expect: Values


def to_yaml(cases: Iterable[WrittenCase], head: str) -> str:
    """A whole case file; `head` stands above it as a comment."""
    lines = [f"# {line}" for line in textwrap.wrap(head, _WIDTH - 2)]
    lines.append("cases:")
    for case in cases:
        lines.append(f"  - title: {json.dumps(case.title, ensure_ascii=False)}")
        if case.generated:
            lines.append("    generated: true")
        lines += ["    answers:", *_values(case.answers), "    expect:", *_values(case.expect)]
    return "\n".join(lines) + "\n"


def _values(values: Values) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, str):
            yield f"      {key}: {_scalar(value)}"
        else:
            flow = f"      {key}: [{', '.join(map(_scalar, value))}]"
            yield from textwrap.wrap(flow, _WIDTH, subsequent_indent=" " * 8, break_long_words=False)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
