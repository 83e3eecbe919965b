"""What depends on where a person is: which sentences they read, and which number they call. Never how urgent it is."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping

from backmice_cli.errors import AnswerError
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.suggest import did_you_mean


def is_for_region(regions: Container[str] | None, region: str | None) -> bool:
    """Tell whether what is meant for these regions, or for all, is told to a person in this one; None: not known."""
    return regions is None or region is None or region in regions


def in_region(questionnaire: Questionnaire, text: str, regions: Iterable[str] | None, region: str | None) -> str:
    """The text as a person in this region reads it: with the names of its regions where theirs is not known."""
    if regions is None or region is not None:
        return text
    labels = ", ".join(questionnaire.regions[id].label for id in regions)
    return f"{labels}: {text}" if labels else text


def emergency_numbers(questionnaire: Questionnaire, region: str | None) -> str:
    """The number to call in an emergency: the region's own, or those of all, as `999 (UK) or 911 (US)`; or nothing."""
    if region is not None:
        return questionnaire.regions[region].emergency_number or ""
    numbered = [one for one in questionnaire.regions.values() if one.emergency_number is not None]
    named = [f"{one.emergency_number} ({one.label})" for one in numbered if one.countries]
    elsewhere = [one.emergency_number for one in numbered if not one.countries]
    return " or ".join(filter(None, [", ".join(named), *elsewhere]))


def read_region(questionnaire: Questionnaire, given: str | None) -> str | None:
    """Check where somebody says they are. A questionnaire that knows no regions does not care.

    Raises AnswerError for a region that it does not know.
    """
    regions = questionnaire.regions
    if given is None or not regions:
        return None
    if given not in regions:
        hint = did_you_mean(given, regions) or f"The regions are: {', '.join(regions)}."
        raise AnswerError(f"there is no region '{given}'", hint)
    return given


def region_of_locale(questionnaire: Questionnaire, environ: Mapping[str, str] = os.environ) -> str | None:
    """The region of the country that the locale names, as in `en_GB.UTF-8`; None where it names none."""
    name = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    country = name.partition(".")[0].partition("@")[0].partition("_")[2]
    if not country:
        return None
    regions = questionnaire.regions
    its_own = (id for id, region in regions.items() if country in region.countries)
    return next(its_own, next((id for id, region in regions.items() if not region.countries), None))
