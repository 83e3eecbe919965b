"""What things are called in FHIR: linkIds, codes, and the addresses that name a questionnaire without any web site.

Ids of the file hold no dots, so a linkId with a dot never meets a question's, which is its id. The address of a
questionnaire is a name-based UUID (RFC 4122, version 5) of its title: the same file has the same address everywhere,
a new version keeps it, and nothing has to be registered. The file's bytes are named by their hash (RFC 6920).
"""

from __future__ import annotations

import re
from uuid import UUID, uuid5

from backmice_cli.questionnaire.model import Questionnaire

_NAMESPACE = UUID("0b6d4f7e-5b0c-4c1f-9f55-3a8e4d1c7a20")
"""Drawn by lot, once; with another one every address would change."""


def questionnaire_url(questionnaire: Questionnaire) -> str:
    """The canonical address, without the version."""
    return uuid5(_NAMESPACE, questionnaire.title).urn


def versioned_url(questionnaire: Questionnaire) -> str:
    """The canonical address, with the version where an address can carry it."""
    url, version = questionnaire_url(questionnaire), questionnaire.version
    return url if re.search(r"[\s|]", version) else f"{url}|{version}"


def code_system(questionnaire: Questionnaire) -> str:
    """The system of the answers' codes: one for the whole questionnaire."""
    return uuid5(_NAMESPACE, f"{questionnaire_url(questionnaire)} answers").urn


def choice_code(question: str, choice: str) -> str:
    """The code of a choice. Choice ids repeat from question to question; codes within a system must not."""
    return f"{question}.{choice}"


def is_question(link_id: str) -> bool:
    """Tell a question, or what stands for one, from the offer of a section."""
    return "." not in link_id


def variable_name(link_id: str) -> str:
    """The name of the variable that tells whether an item shows: a question, or the offer of a section."""
    return f"shows_{link_id}" if is_question(link_id) else f"offers_{link_id.split('.')[1]}"
