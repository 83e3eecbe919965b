"""Formulas of yes and no as numbers, each distinct formula made once, constants folded on the way.

A literal is a formula's number, or its negative for "not". What is put together is always older than the whole, so
that everything here can be gone through in the order of the numbers, without recursion. Knows nothing of questionnaires
and nothing of who solves the formulas.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

Literal = int

TRUE: Literal = 1
FALSE: Literal = -1


@dataclass(frozen=True)
class Variable:
    """Either, at will."""

    number: int


@dataclass(frozen=True)
class Every:
    """Holds when all of the parts hold."""

    parts: tuple[Literal, ...]


@dataclass(frozen=True)
class Threshold:
    """Holds when the weights of the parts that hold come to `needed`."""

    needed: int
    parts: tuple[tuple[Literal, int], ...]


Node = Variable | Every | Threshold


class Circuit:
    """All formulas made so far."""

    def __init__(self) -> None:
        self.nodes: list[Node] = [Every(()), Every(())]
        """By number; 0 stands for nothing, 1 for what always holds."""
        self._inside: list[tuple[int, ...]] = [(), ()]
        """The numbers of what each is put together from."""
        self._known: dict[Node, Literal] = {}

    def variable(self) -> Literal:
        return self._added(Variable(len(self.nodes)), ())

    def every(self, parts: Iterable[Literal]) -> Literal:
        found = set(parts)
        found.discard(TRUE)
        if not found:
            return TRUE
        if FALSE in found or any(-part in found for part in found):
            return FALSE
        return found.pop() if len(found) == 1 else self._made(Every(parts := tuple(sorted(found))), parts)

    def some(self, parts: Iterable[Literal]) -> Literal:
        return -self.every([-part for part in parts])

    def at_least(self, needed: int, parts: Iterable[Literal]) -> Literal:
        """Hold when so many of the parts hold; a part that stands there twice counts twice."""
        return self.weighed(needed, [(part, 1) for part in parts])

    def weighed(self, needed: int, parts: Iterable[tuple[Literal, int]]) -> Literal:
        """Hold when the weights of the parts that hold come to `needed`. A weight may be negative."""
        weights: dict[Literal, int] = {}
        for part, weight in parts:
            if part == TRUE:
                needed -= weight
            elif part != FALSE:
                positive, added = (part, weight) if part > 0 else (-part, -weight)
                needed -= 0 if part > 0 else weight
                weights[positive] = weights.get(positive, 0) + added
        signed = [(part, weight) for part, weight in weights.items() if weight]
        needed -= sum(weight for _, weight in signed if weight < 0)
        heavy = sorted((part, weight) if weight > 0 else (-part, -weight) for part, weight in signed)
        return self._at_least(needed, heavy)

    def _at_least(self, needed: int, parts: Sequence[tuple[Literal, int]]) -> Literal:
        """Make it of positive weights, in the simplest form there is."""
        total = sum(weight for _, weight in parts)
        if needed <= 0:
            return TRUE
        if needed > total:
            return FALSE
        lightest = min(weight for _, weight in parts)
        if needed > total - lightest:
            return self.every(part for part, _ in parts)
        if needed <= lightest:
            return self.some(part for part, _ in parts)
        return self._made(Threshold(needed, tuple(parts)), (part for part, _ in parts))

    def _made(self, node: Node, parts: Iterable[Literal]) -> Literal:
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._added(node, parts)
        return known

    def _added(self, node: Node, parts: Iterable[Literal]) -> Literal:
        self.nodes.append(node)
        self._inside.append(tuple(map(abs, parts)))
        return len(self.nodes) - 1

    def holds(self, literal: Literal, true: Container[int]) -> bool:
        """Evaluate a formula where just these variables hold."""
        known = {1: True}
        for number in self.below([literal]):
            match self.nodes[number]:
                case Variable():
                    known[number] = number in true
                case Every(parts):
                    known[number] = all(known[abs(part)] == (part > 0) for part in parts)
                case Threshold(needed, weighed):
                    reached = sum(weight for part, weight in weighed if known[abs(part)] == (part > 0))
                    known[number] = reached >= needed
        return known[abs(literal)] == (literal > 0)

    def below(self, literals: Iterable[Literal], known: Container[int] = ()) -> list[int]:
        """Everything that these formulas are made of, themselves included, the oldest first; without what is known."""
        found: set[int] = set()
        open_ends = [abs(literal) for literal in literals]
        while open_ends:
            number = open_ends.pop()
            if number not in found and number not in known:
                found.add(number)
                open_ends += self._inside[number]
        return sorted(found)
