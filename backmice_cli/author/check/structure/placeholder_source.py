"""`placeholder-source`: a source that was never filled in.

A source tells a doctor why a question is asked. One that says TODO, or links to an example address, tells nothing and
looks as if it did.

Bad:

    sources: {s1: {title: TODO, url: https://example.com}}

Good:

    sources:
      s1: {title: Lumps, url: https://www.nhs.uk/conditions/lumps/}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backmice_cli.questionnaire.finding import Finding
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.problem import Severity

_PLACEHOLDER = re.compile(
    r"(?i:^\W*(?:todo|tbd|tba|fixme|xxx+|placeholder|source|title|publisher|url|\?+|-+|\.\.\.)\W*$)"
    r"|\b(?:TODO|TBD|FIXME)\b"  # in capitals: `todo` is a word of Spanish
    r"|(?i:\b(?:placeholder|lorem ipsum)\b)"
    r"|(?i:(?:^|[/.])(?:example\.(?:com|org|net)|localhost)(?!\.?[\w-])|//\.\.\.)",  # RFC 2606 keeps these for examples
)


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    for id, source in questionnaire.sources.items():
        for key in ("title", "publisher", "url"):
            text = getattr(source, key)
            if text is not None and _PLACEHOLDER.search(text):
                message = f"'{key}' of source '{id}' is a placeholder"
                hint = "Name the real source, or remove it."
                path = ("sources", id, key)
                yield Finding(path, "placeholder-source", message, hint, Severity.WARNING, at_value=True)
