"""`core-after-optional`: a section that everybody is asked stands after one that is only offered.

Optional sections are offered once the core is done, with their length. A core section behind one would be asked of
people who believe that they have finished.

Bad:

    sections:
      for_your_doctor: {title: Details, optional: true, questions: {...}}
      the_lump: {title: The lump, questions: {...}}

Good:

    sections:
      the_lump: {title: The lump, questions: {...}}
      for_your_doctor: {title: Details, optional: true, questions: {...}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding


def check(scope: Scope) -> Iterator[Finding]:
    optional = None
    for id, section in scope.questionnaire.sections.items():
        path = ("sections", id)
        if section.optional:
            optional = optional or path
        elif optional is not None:
            message = f"section '{id}' comes after '{optional[1]}' (line {scope.line(optional)}), which is optional"
            hint = "Move it up, or write 'optional: true'."
            rests_on = ((*path, "optional"),)
            yield Finding(path, "core-after-optional", message, hint, related=(optional,), rests_on=rests_on)
