"""`unknown-region`: `regions` of a step, a sign to come back for or an advice names a region that is not defined.

Bad:

    regions: {uk: {label: UK, emergency_number: "999", countries: [GB]}}
    levels: {emergency: {..., steps: [{text: Call 999 now., regions: gb}]}}

Good:

    levels: {emergency: {..., steps: [{text: Call 999 now., regions: uk}]}}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.naming import owner_name, shown


def check(scope: Scope) -> Iterator[Finding]:
    known = scope.questionnaire.regions
    for path, regions in scope.questionnaire.regional():
        for place, region in enumerate(regions):
            if region not in known and not scope.may_exist(region):
                message = f"{owner_name(path)} names {shown(region)}, which is not a region"
                hint = scope.hint(region, tuple(known), "The regions are")
                yield Finding((*path, place), "unknown-region", message, hint, rests_on=(("regions",),), at_value=True)
