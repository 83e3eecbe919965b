"""`unused-accepted`, `unknown-problem`: an entry of `accepted` meets no problem, or names a code that no check has.

`accepted` holds problems that the author knows of and keeps, each with a reason. `problem` is the code at the end of
the problem's line, `at` the part it stands in: keys joined by dots, entries of a list by number from 1 (`baseline.2`).
A question may be named from its id on (`questions.lump`), wherever it stands. Everything inside the part counts.
Mistakes that keep a file from being read cannot be accepted. An entry that is no longer needed would hide the next such
problem.

Bad:

    accepted:
      - {problem: never-decide, at: red_flags.pus, because: It is known.}

Good:

    accepted:
      - {problem: never-decides, at: red_flags.pus, because: It is known.}
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec

from backmice_cli.author.check.manual import WHERE_CODES_STAND, codes_of
from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Accepted, Questionnaire
from backmice_cli.questionnaire.problem import Path, Severity
from backmice_cli.questionnaire.suggest import did_you_mean

WORDING, STRUCTURE, PROOFS = codes_of("wording"), codes_of("structure"), codes_of("proofs")
ALWAYS = frozenset(("past-review-date", "wording-unchecked"))
COMPARED = frozenset(("less-urgent",))
"""What `diff` finds, with another questionnaire at hand."""
KNOWN = ALWAYS | STRUCTURE | WORDING | PROOFS | COMPARED


Keys = tuple[str, ...]
"""A path with the numbers of entries as an author writes them."""


@dataclass(frozen=True)
class AcceptedFindings:
    """What was found, told apart."""

    open: list[Finding]
    accepted: list[Finding]
    """Each with the reason why."""
    mistakes: list[Finding]
    """In the list of accepted problems itself."""


def apply_accepted(
    findings: Iterable[Finding], questionnaire: Questionnaire, looked_for: Collection[str]
) -> AcceptedFindings:
    """Take out what is accepted.

    Args:
        looked_for: the codes of all checks that were made; entries for others cannot be told to be unused.
    """
    entries = [(entry, whole_path(entry.at, questionnaire)) for entry in questionnaire.accepted]
    judged, used = AcceptedFindings([], [], []), set()
    for one in findings:
        covering = [place for place, (entry, path) in enumerate(entries) if _entry_covers(entry, path, one)]
        used.update(covering)
        if covering:
            judged.accepted.append(replace(one, because=entries[covering[0]][0].because))
        else:
            judged.open.append(one)
    for place, (entry, path) in enumerate(entries):
        if entry.problem not in KNOWN:
            judged.mistakes.append(_unknown_problem(place, entry))
        elif place not in used and entry.problem in looked_for:
            judged.mistakes.append(_unused_entry(place, entry, path, questionnaire, judged))
    return judged


def whole_path(at: str, questionnaire: Questionnaire) -> Keys:
    """Give the keys of a place from the top of the file on, numbers of entries as they are written."""
    steps = tuple(step.strip() for step in at.split("."))
    if steps[0] == "questions" and len(steps) > 1 and steps[1] in questionnaire.outline:
        return (*_keys_as_written(questionnaire.outline[steps[1]].path), *steps[2:])
    return steps


def written_place(path: Path, questionnaire: Questionnaire) -> str:
    """Write a path as an author would in `at`, as short as it can be."""
    for length in range(len(path), 0, -1):
        id = path[length - 1]
        if isinstance(id, str) and id in questionnaire.outline and questionnaire.outline[id].path == path[:length]:
            return ".".join(("questions", *_keys_as_written(path[length - 1 :])))
    return ".".join(_keys_as_written(path))


def _keys_as_written(path: Path) -> Keys:
    return tuple(str(step + 1) if isinstance(step, int) else step for step in path)


def _entry_covers(entry: Accepted, path: Keys, one: Finding) -> bool:
    return entry.problem == one.code and _keys_as_written(one.path)[: len(path)] == path


def _unknown_problem(place: int, entry: Accepted) -> Finding:
    message = f"entry {place + 1} of 'accepted' names '{entry.problem}', which no check finds"
    hint = did_you_mean(entry.problem, sorted(KNOWN)) or WHERE_CODES_STAND
    return Finding(("accepted", place, "problem"), "unknown-problem", message, hint, at_value=True)


def _unused_entry(
    place: int, entry: Accepted, path: Keys, questionnaire: Questionnaire, judged: AcceptedFindings
) -> Finding:
    message = f"entry {place + 1} of 'accepted' is not needed: there is no '{entry.problem}' at '{entry.at}'"
    elsewhere = [written_place(one.path, questionnaire) for one in judged.open if one.code == entry.problem]
    hint = _missing_step(path, questionnaire)
    if hint is None:
        needless = "Remove the entry: it would hide the next such problem."
        hint = f"There is one at '{elsewhere[0]}'." if elsewhere else needless
    return Finding(("accepted", place, "at"), "unused-accepted", message, hint, Severity.WARNING, at_value=True)


def _missing_step(path: Keys, questionnaire: Questionnaire) -> str | None:
    """Name the first step of a path that the file does not have, and the nearest that it has."""
    if path[0] == "questions" and len(path) > 1:
        return _has_no(path[1], [entry.id for entry in questionnaire.outline])
    here: object = questionnaire
    for step in path:
        if isinstance(here, Condition):
            return None  # its keys are tests of questions, and words of the language
        inner = dict(_parts_inside(here))
        if step not in inner:
            return _has_no(step, () if step.isdigit() else inner)
        here = inner[step]
    return None


def _has_no(step: str, known: Iterable[str]) -> str:
    return " ".join(filter(None, (f"This file has no '{step}' there.", did_you_mean(step, known))))


def _parts_inside(part: object) -> Iterator[tuple[str, object]]:
    """Yield what stands in a part, by its key or number as written."""
    if isinstance(part, dict):
        yield from part.items()
    elif isinstance(part, tuple):
        yield from ((str(number), entry) for number, entry in enumerate(part, 1))
    elif isinstance(part, msgspec.Struct):
        names = zip(part.__struct_fields__, part.__struct_encode_fields__, strict=True)
        written = {key: getattr(part, name) for name, key in names if getattr(part, name) not in (None, (), {})}
        yield from sorted(written.items())
