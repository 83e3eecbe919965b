"""Explanations for reading: headings with a line under them in a terminal, plain paragraphs where it is piped or heard.

Every text is shown literally. Nothing is read from colour; bold repeats what a heading says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from backmice_cli.author.explain.explanation import Explanation, Explanations
from backmice_cli.author.references import LinkedLine, as_line
from backmice_cli.look import LONGEST_LINE
from backmice_cli.questionnaire.english import count_text
from backmice_cli.renderers.hanging import Hanging, Rule
from backmice_cli.renderers.literal import literal_line


def print_explanations(explanations: Explanations, console: Console, *, plain: bool, wrap: bool = True) -> None:
    """Print all that the id names, one after the other.

    Args:
        plain: no lines under headings, for screen readers and pipes.
        wrap: break lines. If not, they are as long as the console is wide, and it should be very wide.
    """
    width = min(console.width, LONGEST_LINE) if wrap else console.width
    page = _Page(console.encoding, plain)
    for number, explanation in enumerate(explanations.explanations):
        if number:
            console.print()
        for part in page.parts(explanation):
            is_command = isinstance(part, Text) and part.no_wrap is True  # it is copied whole
            console.print(part, width=width, highlight=False, soft_wrap=is_command)


PROSE = ("what", "note", "doctor", "treatment")
"""Keys of passages whose lines are paragraphs of one text, not items."""


LEADING = {
    "question": "lead to it",
    "level": "end there",
    "possibility": "put it on the list",
    "sign": "make it hold",
    "advice": "bring it up",
}
"""What answers do for a part of this kind; a red flag they raise."""


class _Page:
    def __init__(self, encoding: str, plain: bool) -> None:
        self.encoding = encoding
        self.plain = plain

    def parts(self, explanation: Explanation) -> Iterator[RenderableType]:
        """Yield a head with the words of the part, then each passage under its heading."""
        yield from self.heading(f"{explanation.kind[:1].upper()}{explanation.kind[1:]} {explanation.id}")
        yield self.paragraph(explanation.words)
        yield from self.passage("Why", explanation.why, is_prose=True)
        for passage in explanation.passages:
            yield from self.passage(passage.heading, passage.lines, is_prose=passage.key in PROSE)
        if explanation.shortest is not None:
            heading = f"The shortest answers that {LEADING.get(explanation.kind, 'raise it')}"
            yield from self.passage(heading, explanation.shortest.told)
            command = Text(literal_line(explanation.shortest.command, self.encoding), no_wrap=True)
            yield from (Text(), Text("Try it:"), command)
        if explanation.told_after is not None:
            questions = count_text(explanation.told_after, "question")
            yield from self.passage(
                "How soon it is told", [f"After {questions} at most, whatever is answered before it."]
            )
        yield from self.passage("Sources", [f"{source.citation} [{source.id}]" for source in explanation.sources])
        yield from self.passage("In the file", [f"{explanation.position.file}:{explanation.position.line}"])

    def passage(
        self, heading: str, lines: Sequence[LinkedLine | str], *, is_prose: bool = False
    ) -> Iterator[RenderableType]:
        """Yield a heading and its lines, marked as items where there are several; nothing without lines."""
        if not lines:
            return
        nested = [as_line(line) for line in lines]
        several = sum(line.depth == 0 for line in nested) > 1 and not is_prose
        yield Text()
        yield from self.heading(heading)
        for number, line in enumerate(nested):
            if is_prose and number:
                yield Text()
            yield self.paragraph(line.words, line.depth, item=several or line.depth > 0)

    def heading(self, words: str) -> Iterator[RenderableType]:
        shown = literal_line(words, self.encoding)
        yield Hanging("", Text(f"{shown}:" if self.plain else shown, "bold"))
        if not self.plain:
            yield Rule(len(shown))

    def paragraph(self, words: str, depth: int = 0, *, item: bool = False) -> RenderableType:
        return Hanging("  " * depth + "- " * item, Text(literal_line(words, self.encoding)))
