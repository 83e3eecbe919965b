"""What a test run found, as lines and as JSON. Decides nothing."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from backmice_cli.author.test.accuracy import Accuracy, Share
from backmice_cli.author.test.case_coverage import Coverage
from backmice_cli.author.test.case_runs import Verdict
from backmice_cli.author.test.mutation import Mutation
from backmice_cli.questionnaire.english import count_text

MANY = 60
"""Cases; of more, only those that failed are listed."""
MOST_NAMED = 12
"""Of what no case reaches, in one part."""
MOST_MUTANTS = 40  # about two screens; the JSON names all

SCHEMA = "backmice.test/1"


@dataclass(frozen=True)
class TestReport:
    """Everything a test run has to tell."""

    title: str
    sha256: str
    cases: Sequence[Verdict]
    accuracy: Sequence[Accuracy]
    coverage: Sequence[Coverage]
    mutation: Mutation | None = None
    notes: Sequence[str] = field(default=())


def to_json(tested: TestReport) -> str:
    """All that came out, nothing left out; the same gives the same bytes."""
    mutation = tested.mutation
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "questionnaire": {"title": tested.title, "sha256": tested.sha256},
        "cases": [
            {
                "title": case.title,
                "place": str(case.position),
                "passed": case.passed,
                "level": case.level,
                "expected": case.expected,
                "differences": list(case.differences),
            }
            for case in tested.cases
        ],
        "accuracy": [
            {
                "level": line.level,
                "cases": line.cases,
                **{
                    name.replace("-", "_"): {"count": share.count, "low": share.low, "high": share.high}
                    for name, share in line.shares.items()
                },
            }
            for line in tested.accuracy
        ],
        "coverage": {
            line.part.replace(" ", "_"): {"reached": line.reached, "of": line.of, "missing": list(line.missing)}
            for line in tested.coverage
        },
        "mutation": None
        if mutation is None
        else {
            "score": mutation.score,
            "noticed": sum(mutation.noticed),
            "tried": len(mutation.tried),
            "equivalent": mutation.equivalent,
            "unnoticed": [mutant.name for mutant in mutation.unnoticed],
        },
        "notes": list(tested.notes),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def to_text(tested: TestReport, width: int) -> str:
    """What came out for a person, in lines no wider than `width`."""
    blocks: list[Iterable[str]] = []
    if tested.cases:
        blocks += [_case_lines(tested.cases, width), _accuracy_lines(tested.accuracy, width)]
        blocks.append(_coverage_lines(tested.coverage, width))
    if tested.mutation is not None:
        blocks.append(_mutation_lines(tested.mutation, width))
    blocks.append(line for note in tested.notes for line in textwrap.wrap(note, width))
    return "\n\n".join(filter(None, ("\n".join(block) for block in blocks))) + "\n"


def _case_lines(cases: Sequence[Verdict], width: int) -> Iterator[str]:
    failed = [case for case in cases if not case.passed]
    for case in cases if len(cases) <= MANY else failed:
        mark = "FAIL" if case.differences else "pass"
        yield from _wrap_lines(case.title, f"{mark}  ", width)
        if case.differences:
            yield from _wrap_lines(case.differences[0], "      ", width)
            more = f" (and {len(case.differences) - 1} more)" if len(case.differences) > 1 else ""
            yield f"      {case.position}{more}"
    if cases:
        yield ""
        yield f"{len(cases) - len(failed)} of {count_text(len(cases), 'case')} passed, {len(failed)} failed"


def _accuracy_lines(lines: Sequence[Accuracy], width: int) -> Iterator[str]:
    if not lines:
        return
    names = ["all levels" if line.level is None else line.level for line in lines]
    wide = max(map(len, names))
    yield "Levels met, with exact 95 % bounds (Clopper-Pearson)"
    yield f"{'':<{wide}}  cases" + "".join(f"  {name:<14}" for name in lines[0].shares).rstrip()
    for name, line in zip(names, lines, strict=True):
        cells = "".join(f"  {_share_words(share):<14}" for share in line.shares.values())
        yield f"{name:<{wide}}  {line.cases:>5}{cells}".rstrip()
    yield from textwrap.wrap(
        "accuracy: the level expected; under-triage: a calmer one; over-triage: a more urgent one; "
        "safety: not calmer than expected",
        width,
    )
    safety = lines[0].shares["safety"]
    if safety.low < 0.99:
        yield from textwrap.wrap(
            f"Few cases prove little: from {count_text(lines[0].cases, 'case')} alone, safety could still be as low as"
            f" {safety.low:.0%}.",
            width,
        )


def _share_words(share: Share) -> str:
    return f"{share.count} ({_percent_words(share.low)}-{_percent_words(share.high)}%)"


def _percent_words(part: float) -> str:
    """Whole per cent, but never 100 or 0 for what is not quite that."""
    whole = round(part * 100)
    if (whole == 100 and part < 1) or (whole == 0 and part > 0):
        return f"{part * 100:.1f}" if 0.05 <= part * 100 < 99.95 else ("99.9" if part > 0.5 else "0.1")
    return str(whole)


def _coverage_lines(lines: Sequence[Coverage], width: int) -> Iterator[str]:
    yield "Reached by the cases"
    for line in lines:
        yield f"  {line.part:<14}  {line.reached:>4} of {line.of}"
        named = ", ".join(line.missing[:MOST_NAMED])
        more = len(line.missing) - MOST_NAMED
        if named:
            tail = f" and {more} more (--format json names all)" if more > 0 else ""
            yield from _wrap_lines(f"not: {named}{tail}", "    ", width)


def _mutation_lines(found: Mutation, width: int) -> Iterator[str]:
    noticed, tried = sum(found.noticed), len(found.tried)
    yield f"Mutation score {_percent_words(found.score)} %: {noticed} of {tried} changes of a rule make a case fail"
    for rule, (noticed, tried) in found.by_rule.items():
        yield f"  {rule:<14}  {noticed:>4} of {tried}"
    if found.equivalent:
        yield f"{count_text(found.equivalent, 'more change')} can never be seen, whatever is answered; not counted."
    if found.unnoticed:
        yield "No case notices:"
    for mutant in found.unnoticed[:MOST_MUTANTS]:
        yield from _wrap_lines(mutant.name, "- ", width)
    if len(found.unnoticed) > MOST_MUTANTS:
        yield f"and {len(found.unnoticed) - MOST_MUTANTS} more (--format json names all)"


def _wrap_lines(text: str, start: str, width: int) -> list[str]:
    rest = " " * len(start)
    wrap = textwrap.TextWrapper(width, start, rest, break_long_words=False, break_on_hyphens=False).wrap
    return wrap(text) or [start]
