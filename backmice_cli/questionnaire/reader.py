"""What reading a document keeps in mind: which parts were wrong, and are no longer worth a word.

What is wrong gives way to something harmless, so that reading goes on: it is left out where it may be missing, else a
stand-in takes its place. `Gaps` remembers where, and nothing more is said about that part. How a value of each type is
read is told in `shapes.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode

from backmice_cli.questionnaire.naming import part_name
from backmice_cli.questionnaire.nodes import Document
from backmice_cli.questionnaire.problem import Path, Problem

Trail = tuple[Any, ...]
"""A path as it grows: `()` at the top, else the trail around and the last step. Only a mistake needs the whole path."""


def path_of(trail: Trail) -> Path:
    steps: list[str | int] = []
    while trail:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


class Wrong(NamedTuple):
    """Why a node gives no value. Only the part around it knows whether it may be missing, and what to put there."""

    code: str
    message: str
    """Follows the name of the part: `needs a number, not 'ten'`."""
    hint: str | None = None
    meant: Any = None
    """The value that was probably meant."""


EMPTY = Wrong("empty-value", "is empty", "Fill it in.")


class Gaps:
    """Which parts of what was read are not the author's own."""

    def __init__(self) -> None:
        self.holes: set[Path] = set()
        """Parts that were left out or have a stand-in."""
        self.lost: set[str] = set()
        """Names found in parts that were left out: they may be meant well, so nobody complains about them."""
        self.short: set[Path] = set()
        """Tables that may lack an id, since another stands twice there; `("sections",)` where it is a question's."""

    def covers(self, path: Path) -> bool:
        """Tell whether `path` leads into a hole."""
        return bool(self.holes) and any(path[:length] in self.holes for length in range(len(path) + 1))


class Reader:
    """Reads one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.gaps = Gaps()

    def entries(self, node: Node) -> dict[str, Node]:
        """Give the nodes of a mapping by key. What cannot be an entry is reported, and its names are lost."""
        entries, left_out = self.document.entries(node)
        for lost in left_out:
            self.gaps.lost.update(names_in(lost))
        return entries

    def text(self, node: Node) -> str:
        """Give the text of a scalar, without the space around it. A tag is reported."""
        return str((self.document.tagged(node) if node.tag else node.value).strip())

    def report(self, trail: Trail, code: str, message: str, hint: str | None, *, at_key: bool = False) -> None:
        if not self.document.is_full:
            places, path = self.document.places, path_of(trail)
            self.document.report(places.of_key(path) if at_key else places.of(path), code, message, hint)

    def report_wrong(self, wrong: Wrong, trail: Trail, at: Trail, *, may_be_missing: bool = False) -> None:
        """Say what is wrong with the part at `trail`, pointing `at` it or into it."""
        hint = "Fill it in, or remove it." if wrong is EMPTY and may_be_missing else wrong.hint
        self.report(at, wrong.code, f"{part_name(path_of(trail))} {wrong.message}", hint)

    def leave_out(self, trail: Trail, node: Node | None = None) -> None:
        """Make a hole; names that may have been defined in its node, unless that is a text, are lost."""
        self.gaps.holes.add(path_of(trail))
        if node is not None and node.__class__ is not ScalarNode:
            self.gaps.lost.update(names_in(node))

    def rename(self, trail: Trail, written: str, name: str) -> None:
        """Remember under which name an entry is read that has another in the file."""
        self.document.places.renamed[(*path_of(trail), name)] = written

    def take_back(self, before: int) -> list[Problem]:
        """Take back what was reported since there were so many problems, for whoever can say it better."""
        problems = self.document.problems
        since = problems[before:]
        del problems[before:]
        return since

    @cached_property
    def names_in_sections(self) -> frozenset[str]:
        """Every key and text below `sections`."""
        root = self.document.root
        pairs = root.value if isinstance(root, MappingNode) else ()
        return frozenset(name for key, value in pairs if key.value == "sections" for name in names_in(value))


def names_in(node: Node) -> Iterator[str]:
    """Find every key and every text in a part."""
    if node.__class__ is ScalarNode:
        yield node.value
    else:
        for entry in node.value:
            for inner in entry if entry.__class__ is tuple else (entry,):
                yield from names_in(inner)
