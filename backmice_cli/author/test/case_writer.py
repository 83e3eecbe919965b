"""Cases as a case file. Decides nothing; what is written here is read again by the reader of case files."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import asdict

from backmice_cli.author.test.cases import Case, Expectation

_WIDTH = 110
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]*")
"""Text that needs no quotes."""


def to_yaml(cases: Iterable[Case], head: str) -> str:
    """A whole case file; `head` stands above it as a comment."""
    lines = [f"# {line}" for line in textwrap.wrap(head, _WIDTH - 2)]
    lines.append("cases:")
    for case in cases:
        lines.append(f"  - title: {json.dumps(case.title, ensure_ascii=False)}")
        if case.generated:
            lines.append("    generated: true")
        lines += ["    answers:", *_values(case.answers), "    expect:", *_values(_said(case.expect))]
    return "\n".join(lines) + "\n"


def _said(expect: Expectation) -> dict[str, str | Sequence[str]]:
    """What is said of the outcome: an empty list says something only where it is the whole list."""
    return {
        key: value for key, value in asdict(expect).items() if value is not None and (value or key.endswith("_exactly"))
    }


def _values(values: Mapping[str, str | Sequence[str]]) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, str):
            yield f"      {key}: {_scalar(value)}"
        else:
            flow = f"      {key}: [{', '.join(map(_scalar, value))}]"
            yield from textwrap.wrap(flow, _WIDTH, subsequent_indent=" " * 8, break_long_words=False)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
