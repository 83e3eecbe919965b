"""`region-without-number`, `text-for-no-region`, `region-left-out`: some regions are told less than others.

A person who says where they are must be told whom to call there: each region has an emergency number, and where the
steps of a level speak to one region, they speak to every other one too. A text with an empty list of regions is shown
to nobody.

Bad:

    regions:
      uk: {label: UK}
      us: {label: US, emergency_number: "911"}
    levels:
      soon:
        steps:
          - {text: Call your GP., regions: uk}
          - {text: Rest., regions: []}

Good:

    regions:
      uk: {label: UK, emergency_number: "999"}
      us: {label: US, emergency_number: "911"}
    levels:
      soon:
        steps:
          - {text: Call your GP., regions: uk}
          - {text: Call your doctor., regions: us}
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.naming import part_name
from backmice_cli.questionnaire.problem import Severity
from backmice_cli.questionnaire.suggest import join_quoted


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    for id, region in questionnaire.regions.items():
        if region.emergency_number is None:
            message = f"region '{id}' has no emergency number"
            hint = "Add 'emergency_number:', such as 112 or 'your local emergency number'."
            yield Finding(("regions", id), "region-without-number", message, hint, Severity.WARNING)
    for path, regions in questionnaire.regional():
        if not regions:
            message = f"{part_name(path[:-1])} is for no region, so nobody reads it"
            hint = "Name its regions, or leave 'regions' out."
            yield Finding(path, "text-for-no-region", message, hint, Severity.WARNING)
    for id, level in questionnaire.levels.items():
        spoken_to = {region for step in level.steps for region in step.regions or ()}
        left_out = [region for region in questionnaire.regions if region not in spoken_to]
        if spoken_to and left_out and not level.interrupt:  # there `no-call` looks at each region's number
            message = f"level '{id}' has steps for some regions, and none for {join_quoted(left_out)}"
            hint = "Say there whom to call too."
            yield Finding(("levels", id, "steps"), "region-left-out", message, hint, Severity.WARNING)
