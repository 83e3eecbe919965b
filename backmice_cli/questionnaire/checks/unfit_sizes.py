"""`no-measure`: a `grown` names a question whose answers measure nothing that can grow.

Its `sizes` are questions whose answers can be compared with earlier ones: numbers, or choices with a `scale`. From any
other answer nobody could tell whether something has grown.

Bad:

    growth:
      ask: Has it grown?
      choices: {yes: "Yes", no: "No"}
      grown: {sizes: site, said_by: yes}

Good:

    size:
      ask: How big is it?
      choices: {small: Small, large: Large}
      scale: [small, large]
    growth:
      ask: Has it grown?
      choices: {yes: "Yes", no: "No"}
      grown: {sizes: size, said_by: yes}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import value_text


def check(scope: Scope) -> Iterator[Finding]:
    for entry in scope.questionnaire.outline:
        grown = entry.question.grown
        for place, size in enumerate(grown.sizes if grown is not None else ()):
            path = (*entry.path, "grown", "sizes", place)
            named = scope.entries.get(size)
            if named is not None and named.question.kind != "number" and not named.question.scale:
                message = f"question '{size}' (line {scope.line(named.path)}) measures nothing that can grow"
                hint = (
                    f"Add a 'scale' to it: its choices from least to most. Or take {value_text(size)} out of 'grown'."
                )
                rests_on = tuple((*named.path, key) for key in ("kind", "scale"))
                yield Finding(
                    path, "no-measure", message, hint, related=(named.path,), rests_on=rests_on, at_value=True
                )
