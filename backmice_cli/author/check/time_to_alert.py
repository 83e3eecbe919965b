"""Where the first emergency of an interview is told, as formulas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from backmice_cli.author.symbolic.formulas import FALSE, Literal
from backmice_cli.author.symbolic.interview import InterviewFormulas
from backmice_cli.questionnaire.formula import Formula
from backmice_cli.questionnaire.model import Entry

AlertWay = tuple[Entry, Literal]
"""A question, and when a certain emergency is told after its reply."""


class AlertReaders:
    """Which questions the red flags that interrupt read; the same for all interviews of a questionnaire."""

    def __init__(self, interviews: InterviewFormulas) -> None:
        self._interviews = interviews
        levels, flags = interviews.questionnaire.levels, interviews.questionnaire.red_flags
        self.flags = {id: interviews.meaning(flag.when) for id, flag in flags.items() if levels[flag.level].interrupt}
        self._up_to: dict[tuple[int, frozenset[str]], frozenset[str]] = {}
        self.read_at: dict[str, list[Formula]] = {}
        """Question id to the conditions of the red flags that read it."""
        for when in self.flags.values():
            for id in interviews.reads(when):
                self.read_at.setdefault(id, []).append(when)
        self.entries = [entry for entry in interviews.questionnaire.outline if entry.id in self.read_at]
        self.read_until = [
            frozenset[str]().union(*(self.up_to(entry, when) for when in self.read_at[entry.id]))
            for entry in self.entries
        ]
        """What all of these read up to each of the entries."""

    def up_to(self, entry: Entry, when: Formula) -> frozenset[str]:
        """What a condition reads, as far as that is asked no later than a question."""
        reads, outline = self._interviews.reads(when), self._interviews.questionnaire.outline
        key = (entry.place, reads)
        known = self._up_to.get(key)
        if known is None:
            known = self._up_to[key] = frozenset(id for id in reads if outline[id].place <= entry.place)
        return known

    def decides(self, flag: str) -> list[str]:
        """The questions that a red flag reads, and those that decide whether these are asked, as they are asked."""
        found: set[str] = set()
        waiting = list(self._interviews.reads(self.flags[flag]))
        while waiting:
            entry = self._interviews.questionnaire.outline[waiting.pop()]
            if entry.id not in found:
                found.add(entry.id)
                waiting += self._interviews.reads(self._interviews.meaning(entry.question.when))
                waiting += [] if entry.parent is None else [entry.parent]
        return [entry.id for entry in self._interviews.questionnaire.outline if entry.id in found]


class AlertFormulas:
    """When the first emergency is told at a question."""

    def __init__(
        self, interviews: InterviewFormulas, reading: AlertReaders, usual: AlertFormulas | None = None
    ) -> None:
        """Look at these interviews. Of `usual`, which is of their `base`, take what is the same in both."""
        self.interviews = interviews
        self._circuit = interviews.circuit
        self._reading = reading
        self._usual = usual

    def first(self, flag: str | None = None) -> list[AlertWay]:
        """Where any emergency is told, and none was before; or those of these ways in which this red flag is told."""
        found = [pair for pair in zip(self._reading.entries, self._firsts, strict=True) if pair[1] != FALSE]
        if flag is not None:
            when = self._reading.flags[flag]
            read = [(entry, first) for entry, first in found if entry.id in self.interviews.reads(when)]
            found = [(entry, self._circuit.every([first, self._held_at(entry, when)])) for entry, first in read]
        return [pair for pair in found if pair[1] != FALSE]

    def by_one_answer(self, flag: str | None = None) -> list[AlertWay]:
        """Where the answer given there makes an emergency all alone, with what opens the question."""
        return [(entry, self._circuit.every([first, self._made_alone(entry)])) for entry, first in self.first(flag)]

    def by_several(self, flag: str | None = None) -> list[AlertWay]:
        """Where it takes more than the answer given there."""
        return [(entry, self._circuit.every([first, -self._made_alone(entry)])) for entry, first in self.first(flag)]

    @cached_property
    def _firsts(self) -> list[Literal]:
        found: list[Literal] = []
        before = FALSE
        for entry, held in zip(self._reading.entries, self._held, strict=True):
            told_here = self._circuit.every([self.interviews.shown(entry.id), held])
            found.append(self._circuit.every([told_here, -before]))
            before = self._circuit.some([before, told_here])
        return found

    @cached_property
    def _held(self) -> list[Literal]:
        """Whether any emergency holds on the answers up to each question."""
        found: list[Literal] = []
        for place, (entry, read) in enumerate(zip(self._reading.entries, self._reading.read_until, strict=True)):
            if self._usual is not None and read.isdisjoint(self.interviews.affected_questions):
                found.append(self._usual._held[place])
            else:
                whens = self._reading.read_at[entry.id]
                found.append(self._circuit.some(self._held_at(entry, when) for when in whens))
        return found

    def _held_at(self, entry: Entry, when: Formula) -> Literal:
        """Whether a condition holds on the answers up to this question."""
        return self.interviews.holds(when, self._reading.up_to(entry, when))

    def _made_alone(self, entry: Entry) -> Literal:
        chain = set(self._chain(entry))
        return self._circuit.some(
            self._circuit.every([self._held_at(entry, when), self.interviews.holds(when, chain)])
            for when in self._reading.read_at[entry.id]
        )

    def _chain(self, entry: Entry) -> Iterator[str]:
        """A question and those whose answers open it."""
        yield entry.id
        if entry.parent is not None:
            yield from self._chain(self.interviews.questionnaire.outline[entry.parent])
