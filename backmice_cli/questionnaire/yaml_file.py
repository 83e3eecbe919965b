"""The text of a questionnaire to the model, with every mistake in it: nodes, values, checks.

A mistake found early does not keep the later steps from looking at the rest.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from backmice_cli.questionnaire.checks import run_checks
from backmice_cli.questionnaire.checks.scope import Scope
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.naming import value_text
from backmice_cli.questionnaire.nodes import MAX_PROBLEMS, Document, read_document
from backmice_cli.questionnaire.problem import Problem, Severity
from backmice_cli.questionnaire.reader import Reader
from backmice_cli.questionnaire.shapes import FORMAT, read_whole, sketch_node


def read_yaml(content: bytes, name: str) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    """Give the questionnaire, None when there are errors, and its problems, sorted by place."""
    questionnaire = None
    with collector_at_rest():
        document = read_document(content, name)
        if document.root is not None and _is_of_this_format(document):
            reader = Reader(document)
            questionnaire = read_whole(Questionnaire, reader)
            room = MAX_PROBLEMS - len(document.problems)
            document.problems += run_checks(Scope(questionnaire, document.places, reader.gaps), room)
        problems = tuple(sorted(set(document.problems)))
    has_errors = any(problem.severity is Severity.ERROR for problem in problems)
    return None if has_errors else questionnaire, problems


def _is_of_this_format(document: Document) -> bool:
    """Check what must be right before anything else is worth a message."""
    places, whole = document.places, sketch_node(document.root)
    if not isinstance(whole, dict):
        message = f"a questionnaire has keys with values, not {value_text(whole)}"
        document.report(places.of(()), "not-a-questionnaire", message, "Start with 'format: 1'.")
        return False
    written = whole.get("format", FORMAT)
    if isinstance(written, str) and written not in (FORMAT, ""):
        message = f"format {value_text(written)} is not known; this program reads format {FORMAT}"
        document.report(places.of(("format",)), "unknown-format", message, f"Write 'format: {FORMAT}'.")
        return False
    return True


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the cycle collector from looking through the nodes again and again while they are made.

    Nothing here makes cycles, and with 10,000 questions the collector would take four fifths of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
