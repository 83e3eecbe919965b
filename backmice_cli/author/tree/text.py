"""The question tree for a terminal: branches drawn where that helps, indented lines where it is piped or read aloud.

One list of branches serves both. Every text is shown literally; levels are said in words, and colour only repeats them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text
from rich.tree import Tree as Drawing

from backmice_cli.author.readers import HelpedRule
from backmice_cli.author.references import shorten_text
from backmice_cli.author.tree.tree import Tree, TreeAnswer, TreeQuestion, TreeSection
from backmice_cli.questionnaire.english import count_text
from backmice_cli.renderers.hanging import Hanging
from backmice_cli.renderers.literal import literal_line

LONGEST_LINE = 120
"""Wider terminals get no wider text: long lines are hard to read."""
HANGING = 2
"""Columns."""
URGENT = ("bold red", "bold yellow")
"""Colours of the most urgent levels; all others have none."""


@dataclass(frozen=True)
class Branch:
    """One line of the tree, with what is said under it and what hangs on it."""

    name: str
    words: str = ""
    level: str = ""
    """In brackets at the end."""
    style: str = ""
    """Of the level."""
    notes: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = field(default=())


def print_tree(tree: Tree, console: Console, unfolded: Collection[str], hint: str | None, *, plain: bool) -> None:
    """Print the tree with the sections of these ids unfolded, and `hint` after it.

    Args:
        plain: one line each, indented; only the reader breaks lines.
    """
    root = Branch(f"{tree.title}, version {tree.version}", branches=tuple(_section_branches(tree, unfolded)))
    legend = "In brackets: the most urgent level that an answer helps to raise." if unfolded else None
    remarks = [literal_line(text, console.encoding) for text in (legend, hint) if text is not None]
    if plain:
        for line in (*_plain_lines(root, console.encoding), *remarks):
            console.out(line, highlight=False)
        return
    width = min(console.width, LONGEST_LINE)
    console.print(_draw_branch(root, console.encoding), width=width, highlight=False)
    for remark in remarks:
        console.print(Hanging("", Text(remark)), width=width, highlight=False)


def rules_in_words(rules: Sequence[HelpedRule], labels: dict[str, str]) -> Iterator[str]:
    """Say what an answer raises by itself, then with other answers, a line for each level."""
    for alone, lead in ((True, "raises"), (False, "with other answers,")):
        for level, label in labels.items():
            ids = [rule.name for rule in rules if rule.level == level and rule.alone == alone]
            if ids:
                yield f"{lead} {label}: {', '.join(ids)}"


def level_style(level: str | None, labels: dict[str, str]) -> str:
    ranked = dict(zip(labels, URGENT, strict=False))
    return ranked.get(level or "", "")


def _section_branches(tree: Tree, unfolded: Collection[str]) -> Iterator[Branch]:
    for section in tree.sections:
        optional = ", offered only" if section.optional else ""
        count = count_text(section.question_count, "question")
        flags = [f"{count} {tree.labels[level]}" for level, count in section.red_flags.items()]
        yield Branch(
            f"{section.id}:",
            f"{section.title} ({count}{optional})",
            notes=(f"red flags that read it: {', '.join(flags)}" if flags else "no red flag reads it",),
            branches=tuple(_question_branches(section, tree)) if section.id in unfolded else (),
        )


def _question_branches(section: TreeSection, tree: Tree) -> Iterator[Branch]:
    return (_question_branch(question, tree.labels) for question in section.questions)


def _question_branch(question: TreeQuestion, labels: dict[str, str]) -> Branch:
    silent = [answer.choice for answer in question.answers if answer.choice is not None and not answer.matters]
    answers = [_answer_branch(answer, labels) for answer in question.answers if answer.matters]
    if silent and answers:
        answers.append(Branch("raise nothing:", ", ".join(silent)))
    return Branch(
        f"{question.id}:",
        f"{question.ask} ({question.kind}{', may be skipped' if question.optional else ''})",
        labels[question.level] if question.level is not None else "",
        level_style(question.level, labels),
        (f"asked if {question.when}",) if question.when is not None else (),
        tuple(answers),
    )


def _answer_branch(answer: TreeAnswer, labels: dict[str, str]) -> Branch:
    return Branch(
        f"{answer.choice}:" if answer.choice is not None else "",
        shorten_text(answer.words),
        notes=tuple(rules_in_words(answer.rules, labels)),
        branches=tuple(_question_branch(question, labels) for question in answer.follow_ups),
    )


def _draw_branch(branch: Branch, encoding: str) -> Drawing:
    """Draw from the root down; the notes of a branch stand under its name, inside its guide."""
    drawing = Drawing(_Label(branch, encoding), guide_style="dim")
    for inner in branch.branches:
        drawing.add(_draw_branch(inner, encoding))
    return drawing


@dataclass(frozen=True)
class _Label:
    """A branch's name, words and notes; what does not fit on a line goes on under it, a little further in."""

    branch: Branch
    encoding: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return (Hanging("", text, HANGING) for text in self._texts())

    def _texts(self) -> Iterator[Text]:
        branch, encoding = self.branch, self.encoding
        words, level = literal_line(branch.words, encoding), literal_line(branch.level, encoding)
        head = Text.assemble((literal_line(branch.name, encoding), "bold"), " " if branch.name and words else "", words)
        yield head.append(" [").append(level, branch.style).append("]") if level else head
        for note in branch.notes:
            yield Text(literal_line(note, encoding))


def _plain_lines(branch: Branch, encoding: str, depth: int = 0) -> Iterator[str]:
    indent = "  " * depth
    level = f"[{branch.level}]" if branch.level else ""
    yield indent + literal_line(" ".join(filter(None, (branch.name, branch.words, level))), encoding)
    for note in branch.notes:
        yield f"{indent}  {literal_line(note, encoding)}"
    for inner in branch.branches:
        yield from _plain_lines(inner, encoding, depth + 1)
