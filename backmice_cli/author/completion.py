"""Shell completion for authors: ids of parts, codes of problems. Quick, and silent whatever is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from backmice_cli.commands.completion import questionnaire_at

if TYPE_CHECKING:
    from backmice_cli.author.references import Named


def complete_explained(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the ids that `explain` takes."""
    from backmice_cli.author.explain.command import KINDS

    return _ids_of_kinds(ctx.params.get("questions"), KINDS, incomplete)


def complete_code(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the codes that `check --explain` takes."""
    from backmice_cli.author.check.manual import manual_pages

    yield from ((code, page.summary) for page in manual_pages() for code in page.codes if code.startswith(incomplete))


def complete_section(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the ids that `tree --section` takes."""
    return _ids_of_kinds(ctx.params.get("file"), ("section",), incomplete)


def _ids_of_kinds(path: Any, kinds: Sequence[Named], incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield each id once, with the kinds of part that it names; choices only behind their question's dot."""
    from backmice_cli.author.references import ids_by_kind

    questionnaire = questionnaire_at(path)
    if questionnaire is None:
        return
    named: dict[str, list[str]] = {}
    spaces = ids_by_kind(questionnaire)
    for kind in kinds:
        for id in spaces[kind]:
            if id.startswith(incomplete) and (kind != "choice" or "." in incomplete):
                named.setdefault(id, []).append(kind)
    yield from ((id, ", ".join(found)) for id, found in named.items())
