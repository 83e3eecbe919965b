"""`missing-disclaimer`: nothing in the file says what it cannot do.

Every result ends with the `disclaimer`. Without one a short sentence of the program's stands there, which knows nothing
of what this questionnaire may miss.

Good:

    disclaimer: >-
      This is information, not a diagnosis.
      If you feel worse than it suggests, get help.
"""

from __future__ import annotations

from collections.abc import Iterator

from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Severity


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    if questionnaire.disclaimer is None:
        message = "the questionnaire has no disclaimer"
        hint = "Add 'disclaimer:' with what it cannot do, and that getting help is right for who feels worse."
        yield Finding(("title",), "missing-disclaimer", message, hint, Severity.WARNING)
