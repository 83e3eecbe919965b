"""Trees as nodes and arrows, which the forms for pictures draw. Knows no form's syntax."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from textwrap import wrap

from backmice_cli.author.references import shorten_text
from backmice_cli.author.tree.tree import Tree, TreeAnswer, TreeQuestion

LONGEST_LINE = 34
"""Letters in a line of a box."""
MOST_WORDS = 90
"""Letters of a text in a box."""


@dataclass(frozen=True)
class Box:
    """A node: what it is, and its lines. `rank` is the place of its level, 0 for the most urgent."""

    kind: str
    id: str
    lines: tuple[str, ...]
    rank: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.id


@dataclass(frozen=True)
class Arrow:
    start: tuple[str, str]
    end: tuple[str, str]
    words: str = ""
    dashed: bool = False
    """The end needs something else too."""


@dataclass(frozen=True)
class BoxGroup:
    """Boxes that stand together, in this order."""

    id: str
    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Graph:
    title: str
    groups: tuple[BoxGroup, ...]
    boxes: tuple[Box, ...]
    """In no group."""
    arrows: tuple[Arrow, ...]


def graph_of_tree(tree: Tree, unfolded: Collection[str]) -> Graph:
    """Draw all questions; the red flags of unfolded sections are boxes, in others each question only counts them."""
    groups, flags, arrows = [], dict[tuple[str, str], Box](), list[Arrow]()
    for number, section in enumerate(tree.sections, 1):
        questions = [question for top in section.questions for question in top.all()]
        is_open = section.id in unfolded
        boxes = [_question_box(question, tree, counting=not is_open) for question in questions]
        title = f"Section {number}: {section.title}" if len(tree.sections) > 1 else section.title
        groups.append(BoxGroup(section.id, title, tuple(boxes)))
        for question in questions:
            arrows += _follow_ups(question)
            if is_open:
                arrows += _to_rules(question)
                flags |= {box.key: box for answer in question.answers for box in _rule_boxes(answer, tree)}
    return Graph(tree.title, tuple(groups), tuple(flags.values()), tuple(arrows))


def wrap_box_text(text: str) -> tuple[str, ...]:
    """Break a shortened text into lines of a box."""
    return tuple(wrap(shorten_text(text, MOST_WORDS), LONGEST_LINE, break_long_words=False, break_on_hyphens=False))


def _question_box(question: TreeQuestion, tree: Tree, *, counting: bool) -> Box:
    ranks = {level: rank for rank, level in enumerate(tree.labels)}
    lines = [question.id, *wrap_box_text(question.ask)]
    if question.when is not None:
        lines += wrap_box_text(f"(if {question.when})")
    if counting:
        flags = {rule.id: rule.level for answer in question.answers for rule in answer.rules if rule.kind == "red flag"}
        counts = [f"{list(flags.values()).count(level)} {label}" for level, label in tree.labels.items()]
        lines += [f"red flags: {', '.join(count for count in counts if not count.startswith('0 '))}"] if flags else []
    elif question.level is not None:
        lines.append(f"[{tree.labels[question.level]}]")
    return Box("question", question.id, tuple(lines), ranks[question.level] if question.level is not None else None)


def _follow_ups(question: TreeQuestion) -> Iterator[Arrow]:
    for answer in question.answers:
        for follow_up in answer.follow_ups:
            yield Arrow(("question", question.id), ("question", follow_up.id), answer.choice or "")


def _rule_boxes(answer: TreeAnswer, tree: Tree) -> Iterator[Box]:
    ranks = {level: rank for rank, level in enumerate(tree.labels)}
    for rule in answer.rules:
        yield Box(rule.kind, rule.id, (rule.name, f"[{tree.labels[rule.level]}]"), ranks[rule.level])


def _to_rules(question: TreeQuestion) -> Iterator[Arrow]:
    """Yield one arrow to each rule, with the answers that help it; a solid one when one of them is enough."""
    answers: dict[tuple[str, str], list[str]] = {}
    enough = set()
    for answer in question.answers:
        for rule in answer.rules:
            answers.setdefault((rule.kind, rule.id), []).append(answer.choice or answer.words)
            if rule.alone:
                enough.add((rule.kind, rule.id))
    for rule_key, words in answers.items():
        yield Arrow(("question", question.id), rule_key, shorten_text(", ".join(words)), rule_key not in enough)
