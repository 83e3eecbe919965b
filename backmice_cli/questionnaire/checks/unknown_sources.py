"""`unknown-source`: `sources` of a question, red flag, possibility or advice names a source that is not defined.

Bad:

    sources: [nice_ng21]

Good:

    sources: [nice_ng12]
    ...
    sources:
      nice_ng12: {title: Suspected cancer, publisher: NICE, year: 2015}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.naming import owner_name, shown
from backmice_cli.questionnaire.nodes import Path


def check(scope: Scope) -> Iterator[Finding]:
    known = scope.questionnaire.sources
    for path, sources in _named(scope.questionnaire):
        for place, source in enumerate(sources):
            if source not in known and not scope.may_exist(source):
                message = f"{owner_name(path)} names {shown(source)}, which is not a source"
                hint = scope.hint(source, tuple(known), "The sources are")
                rests_on = (("sources",),)
                yield Finding(
                    (*path, "sources", place), "unknown-source", message, hint, rests_on=rests_on, at_value=True
                )


def _named(questionnaire: Questionnaire) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for entry in questionnaire.outline:
        if entry.question.sources:
            yield entry.path, entry.question.sources
    for id, flag in questionnaire.red_flags.items():
        yield ("red_flags", id), flag.sources
    for id, possibility in questionnaire.possibilities.items():
        yield ("possibilities", id), possibility.sources
    for id, advice in questionnaire.advice.items():
        yield ("advice", id), advice.sources
