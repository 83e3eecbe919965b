"""`past-review-date`: a red flag or a source whose `review_by` is over.

Guidelines change. The date says when somebody must hold the text against its sources again; on that day itself it is
not over yet. Read the sources, change what they no longer say, and set a new date.

Example:

    red_flags:
      fever: {review_by: 2027-11-20, ...}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.naming import owner_name
from backmice_cli.questionnaire.problem import Severity


def past_review_dates(questionnaire: Questionnaire, today: datetime.date) -> Iterator[Finding]:
    for table, parts in (("red_flags", questionnaire.red_flags), ("sources", questionnaire.sources)):
        for id, part in parts.items():
            if part.review_by is not None and part.review_by < today:
                path = (table, id, "review_by")
                message = f"{owner_name(path)} was to be reviewed by {part.review_by.isoformat()}"
                hint = "Hold it against its sources, then set a new date."
                yield Finding(path, "past-review-date", message, hint, Severity.WARNING, at_value=True)
