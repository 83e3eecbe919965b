"""Thousands of people at once: every formula evaluated for all of them, one bit of a large number for each person.

What some of them show to be possible needs no proof. Always the same people, so that the same file gives the same work.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from backmice_cli.author.symbolic.formulas import Circuit, Every, Literal, Threshold, Variable

PEOPLE = 4096


class Simulation:
    """The people, and what holds for which of them."""

    def __init__(self, circuit: Circuit, usual: Iterable[Literal], aims: Sequence[Literal] = ()) -> None:
        """Make people of whom half say only what is `usual`, but for a few things.

        Args:
            aims: formulas of which each shall hold for some, which chance alone would rarely bring about.
        """
        self._circuit = circuit
        self._all = (1 << PEOPLE) - 1
        self._chance = random.Random(1)
        self._usual = frozenset(usual)
        self._quiet = self._chance.getrandbits(PEOPLE)
        once = self._quiet & self._chance.getrandbits(PEOPLE)
        self._quieter = (once, once & self._chance.getrandbits(PEOPLE))
        self._masks = [0, self._all]
        self._said: dict[Literal, int] = {}
        """What is not left to chance: variable, or its negative, to those for whom it holds."""
        for person in range(0, PEOPLE if aims else 0, 2):
            for said in self._leading_to(aims[person // 2 % len(aims)]):
                self._said[said] = self._said.get(said, 0) | 1 << person

    def _leading_to(self, aim: Literal) -> Iterator[Literal]:
        """Guess variables that make a formula hold; some guesses contradict each other."""
        waiting = [aim]
        while waiting:
            literal = waiting.pop()
            match self._circuit.nodes[abs(literal)]:
                case Variable():
                    yield literal
                case Every(parts) if parts:
                    waiting += parts if literal > 0 else [-self._chance.choice(parts)]
                case Threshold(needed, weighed) if literal > 0:
                    waiting += (part for part, _ in self._chance.sample(weighed, min(needed, len(weighed))))

    def mask(self, literal: Literal) -> int:
        """Give a bit for each person for whom it holds."""
        while len(self._masks) <= abs(literal):
            self._masks.append(self._evaluated(len(self._masks)))
        mask = self._masks[abs(literal)]
        return mask if literal > 0 else self._all ^ mask

    def people(self, literal: Literal) -> Iterator[frozenset[int]]:
        """Those for whom it holds: the variables that hold for each."""
        mask = self.mask(literal)
        variables = [number for number, node in enumerate(self._circuit.nodes) if isinstance(node, Variable)]
        while mask:
            person = mask & -mask
            yield frozenset(number for number in variables if self.mask(number) & person)
            mask ^= person

    def _evaluated(self, number: int) -> int:
        match self._circuit.nodes[number]:
            case Variable():
                return self._drawn(number)
            case Every(parts):
                mask = self._all
                for part in parts:
                    mask &= self.mask(part)
                return mask
            case Threshold(needed, weighed):
                return self._at_least(needed, [(self.mask(part), weight) for part, weight in weighed])

    def _drawn(self, number: int) -> int:
        """Draw who says it: of those who are not quiet about half, of the quiet ones few, and of some hardly any."""
        mask = self._rare(self._chance.choice((1, 2, 2, 3)))
        rare = self._rare(4)
        for group in self._quieter:
            rare = rare & ~group | rare & group & self._rare(3)
        quiet = self._quiet & ~rare if number in self._usual else self._quiet & rare
        return (mask & ~self._quiet | quiet) & ~self._said.get(-number, 0) | self._said.get(number, 0)

    def _rare(self, halvings: int) -> int:
        mask = self._all
        for _ in range(halvings):
            mask &= self._chance.getrandbits(PEOPLE)
        return mask

    def _at_least(self, needed: int, weighed: list[tuple[int, int]]) -> int:
        """Add up for all people at once, in binary: `digits[n]` holds the digit worth 2 to the n of each sum."""
        digits: list[int] = []
        for mask, weight in weighed:
            for place in range(weight.bit_length()):
                if weight >> place & 1:
                    _add_carry(digits, mask, place)
        reached, equal = 0, self._all
        for place in reversed(range(max(len(digits), needed.bit_length()))):
            digit = digits[place] if place < len(digits) else 0
            if needed >> place & 1:
                equal &= digit
            else:
                reached |= equal & digit
                equal &= ~digit
        return reached | equal


def _add_carry(digits: list[int], carry: int, place: int) -> None:
    while carry:
        while len(digits) <= place:
            digits.append(0)
        digits[place], carry = digits[place] ^ carry, digits[place] & carry
        place += 1
