"""The neighbourhood of one part of a questionnaire as a published object: what opens it, what it reads, what reads it.

As JSON: `schema`, `parts`. A part: {kind, id, words, level, opened_by, opens, reads, read_by, near}; `level` may be
null, the others are lists of {kind, id, words, how}, where `how` says in a few words what ties the two together. One
part for each namespace that has the id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import field

from backmice_cli.questionnaire.condition import Condition
from backmice_cli.questionnaire.formula import AnswerIs, formula_of, leaves
from backmice_cli.questionnaire.model import Entry, Questionnaire
from backmice_cli.questionnaire.notation import test_text
from backmice_cli.questionnaire.readers import Reader, Readers
from backmice_cli.renderers.links import Link, link_to
from backmice_cli.renderers.published import Published

SCHEMA = "backmice.around/1"
"""Name and version of this shape."""

MOST_ALIKE = 8
"""Red flags that read the same questions; the most alike come first."""


class Part(Published, frozen=True):
    kind: str
    id: str
    words: str
    level: str | None = None
    opened_by: tuple[Link, ...] = ()
    opens: tuple[Link, ...] = ()
    reads: tuple[Link, ...] = ()
    read_by: tuple[Link, ...] = ()
    near: tuple[Link, ...] = ()


class Around(Published, frozen=True, kw_only=True):
    """What `backmice tree --around ID` draws."""

    schema_: str = field(default=SCHEMA, name="schema")
    parts: tuple[Part, ...]


def build_around(questionnaire: Questionnaire, id: str, kinds: Sequence[str]) -> Around:
    """Look around an id that is known to name a question, sign, red flag, level or possibility."""
    build = _Build(questionnaire)
    by_kind: dict[str, Callable[[str], Part]] = {
        "question": build.question,
        "sign": build.sign,
        "red flag": build.red_flag,
        "level": build.level,
        "possibility": build.possibility,
    }
    return Around(parts=tuple(by_kind[kind](id) for kind in kinds))


class _Build:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.readers = Readers(questionnaire)

    def question(self, id: str) -> Part:
        entry = self.questionnaire.outline[id]
        question = entry.question
        opened_by = () if entry.parent is None else (self.link("question", entry.parent, f"choice {entry.opened_by}"),)
        opens = [
            self.link("question", follow_up, f"after {choice}")
            for choice, part in question.choices.items()
            for follow_up in part.then
        ]
        return Part(
            kind="question",
            id=id,
            words=question.ask,
            opened_by=opened_by,
            opens=tuple(opens),
            reads=tuple(self.reads(question.when)) if question.when is not None else (),
            read_by=(*self.readers_of(self.readers.of_questions.get(id, ())), *self.through_signs(id)),
            near=tuple(self.beside(entry)),
        )

    def sign(self, id: str) -> Part:
        condition = self.questionnaire.signs[id]
        read_by = self.readers_of(self.readers.of_signs.get(id, ()))
        return Part(kind="sign", id=id, words="", reads=tuple(self.reads(condition)), read_by=tuple(read_by))

    def red_flag(self, id: str) -> Part:
        flag = self.questionnaire.red_flags[id]
        shown = [name for name, part in self.questionnaire.possibilities.items() if id in part.shown_if]
        return Part(
            kind="red flag",
            id=id,
            words=flag.warn,
            level=flag.level,
            reads=tuple(self.reads(flag.when)),
            read_by=tuple(self.link("possibility", name, "shown because of it") for name in shown),
            near=tuple(self.alike(id)),
        )

    def level(self, id: str) -> Part:
        questionnaire = self.questionnaire
        levels = list(questionnaire.levels)
        place = levels.index(id)
        flags = [self.link("red flag", name) for name, flag in questionnaire.red_flags.items() if flag.level == id]
        lines = [
            self.link("baseline", str(number))
            for number, line in enumerate(questionnaire.baseline, 1)
            if line.level == id
        ]
        near = [self.link("level", level, "more urgent") for level in levels[max(0, place - 1) : place]]
        near += [self.link("level", level, "less urgent") for level in levels[place + 1 : place + 2]]
        words = questionnaire.levels[id].headline
        return Part(kind="level", id=id, words=words, level=id, read_by=(*flags, *lines), near=tuple(near))

    def possibility(self, id: str) -> Part:
        part = self.questionnaire.possibilities[id]
        told: dict[tuple[str, str], list[str]] = {}
        needs = [part.needs] if part.needs is not None else []
        for how, conditions in (
            ("needed", needs),
            ("for", [feature.when for feature in part.fits]),
            ("against", [feature.when for feature in part.against]),
        ):
            for link in dict.fromkeys((link.kind, link.id) for when in conditions for link in self.reads(when)):
                told.setdefault(link, []).append(how)
        reads = [self.link(kind, name, " and ".join(how)) for (kind, name), how in told.items()]
        opened_by = tuple(self.link("red flag", flag, "puts it on the list") for flag in part.shown_if)
        return Part(kind="possibility", id=id, words=part.name, opened_by=opened_by, reads=tuple(reads))

    def reads(self, condition: Condition) -> Iterator[Link]:
        for leaf in leaves(formula_of(condition)):
            if isinstance(leaf, AnswerIs):
                yield self.link("question", leaf.question, test_text(leaf.test))
            else:
                yield self.link("sign", leaf.sign)

    def readers_of(self, readers: Iterable[Reader]) -> Iterator[Link]:
        return (self.link(reader.kind, reader.id) for reader in readers)

    def through_signs(self, id: str) -> Iterator[Link]:
        """Yield the red flags that read a question only through a sign, each with the signs that it names itself."""
        direct = {reader.id for reader in self.readers.of_questions.get(id, ()) if reader.kind == "red flag"}
        through = self.questionnaire.flags_reading.get(id, frozenset()) - direct
        for name, flag in self.questionnaire.red_flags.items():
            if name in through:
                signs = [
                    link.id for link in self.reads(flag.when) if link.kind == "sign" and id in self.inside(link.id)
                ]
                yield self.link("red flag", name, f"through {', '.join(dict.fromkeys(signs))}")

    def inside(self, sign: str) -> frozenset[str]:
        return self.questionnaire.evaluator.meaning(self.questionnaire.signs[sign]).reads

    def beside(self, entry: Entry) -> Iterator[Link]:
        same = [
            other.id
            for other in self.questionnaire.outline
            if (other.section, other.parent, other.opened_by) == (entry.section, entry.parent, entry.opened_by)
        ]
        place = same.index(entry.id)
        yield from (self.link("question", id, "asked before it") for id in same[max(0, place - 1) : place])
        yield from (self.link("question", id, "asked after it") for id in same[place + 1 : place + 2])

    def alike(self, id: str) -> Iterator[Link]:
        """Yield other red flags that read the same questions, those with most of them first."""
        meaning, flags = self.questionnaire.evaluator.meaning, self.questionnaire.red_flags
        read = meaning(flags[id].when).reads
        shared = Counter({name: len(read & meaning(flag.when).reads) for name, flag in flags.items()})
        del shared[id]
        for name, count in shared.most_common(MOST_ALIKE):
            if count:
                how = f"reads {count} of the same questions" if count > 1 else "reads the same question"
                yield self.link("red flag", name, how)

    def link(self, kind: str, id: str, how: str = "") -> Link:
        return link_to(self.questionnaire, kind, id, how)
