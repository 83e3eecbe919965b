"""YAML text to plain data in which every scalar is text, and the place of each part. The only user of PyYAML.

Whatever the bytes are, the answer is data or problems, never an exception: size, depth, number of values and what
aliases unfold to are bounded, characters that are no text are refused, and nothing in the file is ever constructed.
Knows nothing of what a questionnaire holds.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from backmice_cli.questionnaire.characters import (
    character_name,
    holds_refused,
    is_control,
    refused_characters,
    without_refused,
)
from backmice_cli.questionnaire.files import MAX_BYTES
from backmice_cli.questionnaire.problem import Path, Position, Problem
from backmice_cli.questionnaire.syntax import Mark, explain_parser_error

MAX_DEPTH = 100
"""A follow-up adds four levels: 20 follow-ups inside each other fit. Python's own stack would allow about 300."""

MAX_VALUES = 1_000_000
"""Keys, texts and lists, with aliases unfolded; each takes about half a kilobyte of memory."""

_FIRST_WORDS = 4
"""So many words of a sentence find it, however it is quoted further on."""

MAX_KEY = 100
"""Letters in a key; keys are repeated in messages."""

MAX_PROBLEMS = 1000
"""Nobody reads more, and finding them all could take longer than reading the file."""

_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"\0\0\xfe\xff", "UTF-32"))
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_SHORT_ESCAPES = dict(zip("0abevfrNLP", "\0\a\b\x1b\v\f\r\x85\u2028\u2029", strict=True))
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
"""A character above U+FFFF as JSON escapes it, in two halves; YAML takes neither half."""
_TAG_DIRECTIVE = re.compile(r"^%TAG", re.MULTILINE)


class _LimitError(Exception):
    """The file goes beyond a limit; reading stops."""

    def __init__(self, mark: Mark | None, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.mark, self.code, self.message, self.hint = mark, code, message, hint


class _Bounded:
    """What both loaders get: limits while composing, and no guessing of types.

    PyYAML calls `descend_resolver` before it goes into a node, which bounds its recursion before the stack is at risk.
    """

    depth = 0
    count = 0

    def descend_resolver(self, parent: Node | None, _index: Any) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH:
            raise _too_deep(parent)
        if self.count > MAX_VALUES:
            raise _too_many(parent)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> str:
        """Give no tag, so that a tag in the file stands out."""
        return ""


class PureLoader(_Bounded, yaml.SafeLoader):
    """For a Python without libyaml."""

    def scan_plain(self) -> Any:
        """Let a text in braces end with a question mark, which libyaml does and PyYAML's own scanner does not."""
        peek = self.peek
        self.peek = lambda index=0: "x" if (letter := peek(index)) == "?" else letter  # type: ignore[method-assign]
        try:
            return super().scan_plain()
        finally:
            del self.peek


if yaml.__with_libyaml__:

    class _CLoader(_Bounded, yaml.CSafeLoader):
        pass

    Loader: type[PureLoader] | type[_CLoader] = _CLoader
else:  # pragma: no cover
    Loader = PureLoader


class Places:
    """Where each part of the file stands; worked out only when somebody asks."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.text = ""
        self.root: Node | None = None
        self.removed: dict[int, list[tuple[int, int]]] = {}
        """Line to columns, in the text as parsed, where refused characters were taken out, and how many up to there."""
        self.renamed: dict[Path, str] = {}
        """Path to the key as the author wrote it, for keys that are read under another name."""
        self._pairs: dict[int, dict[str, tuple[Node, Node]]] = {}

    def of(self, path: Path) -> Position:
        """Give the place of a value; for what goes over several lines or is missing, that of the nearest key."""
        key, node, whole = self._find(path)
        if node is None:
            return Position(self.file, 1, 1)
        if key is not None and (not whole or _is_block(node)):
            return self.at(key.start_mark)
        return self.at(node.start_mark)

    def of_key(self, path: Path) -> Position:
        """Give the place of the key that `path` ends with; for an entry of a list, that of the entry."""
        key, node, _ = self._find(path)
        found = key or node
        return Position(self.file, 1, 1) if found is None else self.at(found.start_mark)

    def of_words(self, path: Path, words: str) -> Position:
        """Give the place of some words inside a text, by their first ones; of the text where they are not found.

        Quotes and escapes make what is read differ from what is written.
        """
        _, node, _ = self._find(path)
        if isinstance(node, ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            for first in (None, _FIRST_WORDS):
                pattern = r"\s+".join(re.escape(word) for word in words.split()[:first])
                found = re.compile(pattern).search(self.text, start, end)
                if found is not None:
                    line = node.start_mark.line + self.text.count("\n", start, found.start())
                    return Position(self.file, line + 1, found.start() - self.text.rfind("\n", 0, found.start()))
        return self.of(path)

    def at(self, mark: Mark | None) -> Position:
        if mark is None:
            return Position(self.file, 1, 1)
        removed = self.removed.get(mark.line + 1, [])
        before = bisect(removed, (mark.column, MAX_BYTES))
        missing = removed[before - 1][1] if before else 0
        return Position(self.file, mark.line + 1, mark.column + missing + 1)

    def _find(self, path: Path) -> tuple[Node | None, Node | None, bool]:
        """Go along `path` as far as the file does; tell the last key, the last node and whether that is the end."""
        key: Node | None = None
        node = self.root
        for length, step in enumerate(path, 1):
            written = self.renamed.get(path[:length], step)
            match node:
                case MappingNode():
                    found = self._pairs_of(node).get(str(written))
                    if found is None:
                        return key, node, False
                    key, node = found
                case SequenceNode() if isinstance(step, int) and step < len(node.value):
                    key, node = None, node.value[step]
                case _:
                    return key, node, length == len(path)
        return key, node, True

    def _pairs_of(self, mapping: MappingNode) -> dict[str, tuple[Node, Node]]:
        """Give the first pair of each key; remembered, since mistakes come in crowds."""
        pairs = self._pairs.get(id(mapping))
        if pairs is None:
            pairs = self._pairs[id(mapping)] = {}
            for key, value in mapping.value:
                if isinstance(key, ScalarNode):
                    pairs.setdefault(key.value, (key, value))
        return pairs


class Document:
    """A file as plain data, with the mistakes that reading it showed."""

    def __init__(self, file: str) -> None:
        self.places = Places(file)
        self.root: Node | None = None
        """None when the file cannot be read at all."""
        self.problems: list[Problem] = []
        self.with_doubles: set[int] = set()
        """The `id` of mappings in which a key stands twice: one of the two may be meant as another key."""
        self._tags: set[Position] = set()

    @property
    def is_full(self) -> bool:
        return len(self.problems) >= MAX_PROBLEMS

    def report(self, position: Position, code: str, message: str, hint: str | None, *related: Position) -> None:
        if position in self._tags:
            return  # what the tag made of the value is not a second mistake
        if code == "tag":
            self._tags.add(position)
        if not self.is_full:
            self.problems.append(Problem(position, code, message, hint, related=related))

    @cached_property
    def data(self) -> Any:
        """Mappings, lists and text, None when the file cannot be read at all; the rest is reported and left out."""
        return None if self.root is None else self._plain(self.root)

    def _plain(self, node: Node) -> Any:
        if node.__class__ is MappingNode:
            return {key: self._plain(value) for key, value in self.entries(node)[0].items()}
        value = self.tagged(node) if node.tag else node.value
        return value if node.__class__ is ScalarNode else [self._plain(entry) for entry in value]

    def entries(self, node: Node) -> tuple[dict[str, Node], list[Node]]:
        """Give the nodes of a mapping by key, and what was left out since it cannot be an entry, which is reported."""
        entries: dict[str, Node] = {}
        left_out: list[Node] = []
        if node.tag:
            self.tagged(node)
        for key, value in node.value:
            name = key.value
            if key.__class__ is not ScalarNode or len(name) > MAX_KEY or name in entries or name == "<<" or key.tag:
                left_out += self._odd_entry(key, value, node, entries)
            else:
                entries[name] = value
        return entries, left_out

    def _odd_entry(self, key: Node, value: Node, node: Node, entries: dict[str, Node]) -> list[Node]:
        """Report what is odd about an entry; add what can be read of it, and give what cannot."""
        if key.__class__ is not ScalarNode:
            self._report_key(key)
            return [key, value]
        if len(key.value) > MAX_KEY:
            self._report_long_key(key)
            return [value]
        if key.value == "<<" and not key.style:
            self._report_merge(key)
            for mapping in value.value if isinstance(value, SequenceNode) else [value]:
                inner = self.entries(mapping)[0] if isinstance(mapping, MappingNode) else {}
                own = {other.value for other, _ in node.value if isinstance(other, ScalarNode)}
                entries.update({name: part for name, part in inner.items() if name not in own | entries.keys()})
            return []
        if key.value in entries:
            self._report_doubled(key, node)
            self.with_doubles.add(id(node))
            return [value]
        if key.tag:
            self.tagged(key)
        entries[key.value] = value
        return []

    def tagged(self, node: Node) -> Any:
        """Report the tag of a node; give its value, or the tag where it alone is meant as text, as in `!important`."""
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        message = f"'{tag}' is a tag, which a questionnaire cannot have"
        hint = "Remove it, or put the text in quotes if it is meant as text."
        self.report(self.places.at(node.start_mark), "tag", message, hint)
        return node.value or node.tag

    def _report_key(self, key: Node) -> None:
        what = "a list" if isinstance(key, SequenceNode) else "keys with values"
        hint = "If it is text, put it in quotes."
        self.report(self.places.at(key.start_mark), "key-not-text", f"{what} cannot be a key", hint)

    def _report_long_key(self, key: Node) -> None:
        message = f"the key that starts with '{key.value[:30]}' is longer than {MAX_KEY} letters"
        hint = "Shorten it, or check whether a quote or a colon is missing."
        self.report(self.places.at(key.start_mark), "too-long-key", message, hint)

    def _report_merge(self, key: Node) -> None:
        message = "'<<' cannot be used to take over other keys"
        self.report(self.places.at(key.start_mark), "merge-key", message, "Write the keys out.")

    def _report_doubled(self, key: Node, node: Node) -> None:
        if self.is_full:
            return
        first = next(other for other, _ in node.value if isinstance(other, ScalarNode) and other.value == key.value)
        place = self.places.at(first.start_mark)
        message = f"key '{key.value}' stands twice here; first on line {place.line}"
        hint = "Remove one of the two, or rename it."
        self.report(self.places.at(key.start_mark), "doubled-key", message, hint, place)


def read_document(content: bytes, file: str) -> Document:
    """Read the bytes of a file; `file` is its name in messages."""
    document = Document(file)
    text = _decode_text(content, document)
    if text is not None:
        joined = (
            _PAIR.sub(_join_surrogates, text) if "\\u" in text else text
        )  # looking takes as long as reading a fifth of it
        text = _take_out_strays(joined, document)
        root = _compose_node(text, document)
        if root is not None:
            _clean_escapes(root, text, document)
            document.places.text, document.places.root = text, root
            document.root = root
    return document


def reword_problem(problem: Problem, file_kind: str, hints: Mapping[str, str]) -> Problem:
    """Say of another kind of file what reading says of a questionnaire; `hints` by code replace the advice."""
    message = problem.message.replace("a questionnaire", file_kind)
    message = message.replace("the questionnaire", f"the {file_kind.partition(' ')[2]}")
    return replace(problem, message=message, hint=hints.get(problem.code, problem.hint))


def _decode_text(content: bytes, document: Document) -> str | None:
    if len(content) > MAX_BYTES:
        limit = f"Files up to {MAX_BYTES // 1024 // 1024} MiB are read."
        document.report(document.places.at(None), "too-large", "the file is too large", limit)
        return None
    for start, encoding in _ENCODINGS:
        if content.startswith(start):
            message = f"this is {encoding} text, not UTF-8"
            document.report(document.places.at(None), "not-utf-8", message, "Save the file as UTF-8.")
            return None
    content = content.removeprefix(b"\xef\xbb\xbf")  # Windows Notepad writes it
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        column = len(before.rpartition("\n")[2])
        position = Position(document.places.file, before.count("\n") + 1, column + 1)
        message = f"byte {content[error.start]:02X} is not UTF-8 text"
        document.report(position, "not-utf-8", message, "Save the file as UTF-8.")
        text = content.decode("utf-8", "replace")
        return None if holds_refused(text) else text  # what follows would be about a picture or a program


def _join_surrogates(pair: re.Match[str]) -> str:
    """Write one character's two halves as YAML does: two letters less, so that columns after it are off by two."""
    character = bytes.fromhex(pair[2] + pair[3]).decode("utf_16_be")
    return f"{pair[1]}\\U{ord(character):08x}"


def _take_out_strays(text: str, document: Document) -> str:
    """Report refused characters, once a line, and go on without them."""
    if not holds_refused(text):
        return text
    removed = document.places.removed
    for line, column, stray in refused_characters(text):
        if document.is_full:
            break
        earlier = removed.setdefault(line, [])
        if not earlier:
            _report_stray(stray, Position(document.places.file, line, column), document)
        length = earlier[-1][1] if earlier else 0
        earlier.append((column - 1 - length, length + len(stray)))
    return without_refused(text)


def _report_stray(stray: str, position: Position, document: Document) -> None:
    code, kind = ("control-character", "control") if is_control(stray) else ("invisible-character", "invisible")
    document.report(position, code, f"{kind} character {character_name(stray)}", "Remove it.")


def _compose_node(text: str, document: Document) -> Node | None:
    places = document.places
    directive = _TAG_DIRECTIVE.search(text)
    if directive is not None:  # libyaml compares each with all before it
        line = text.count("\n", 0, directive.start()) + 1
        document.report(Position(places.file, line, 1), "tag", "'%TAG' has no place in a questionnaire", "Remove it.")
        return None
    try:
        root = _compose_bounded(text)
        if root is not None and "*" in text:
            _bound_aliases(root)
    except _LimitError as refused:
        document.report(places.at(refused.mark), refused.code, refused.message, refused.hint)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # the pure loader's own conversions of escapes and versions raise the latter two
        mistake = explain_parser_error(error, text)
        document.report(places.at(mistake.mark), mistake.code, mistake.message, mistake.hint)
    else:
        if root is not None:
            return root
        document.report(places.at(None), "empty-file", "the file is empty", "Start with 'format: 1'.")
    return None


def _compose_bounded(text: str) -> Node | None:
    try:
        return yaml.compose(text, Loader)
    except yaml.YAMLError as error:
        # From PyYAML 6.0.4 on, libyaml looks ahead 1,000 levels and refuses what is deeper before `descend_resolver` is
        # asked at MAX_DEPTH. What stands before that place comes to our limit, or to a mistake of its own.
        if "nesting depth" in (getattr(error, "problem", None) or ""):
            return _compose_bounded(text[: error.problem_mark.index])  # type: ignore[attr-defined]
        raise


def _bound_aliases(root: Node) -> None:
    """Refuse aliases that unfold to too much, or without end.

    An alias names a part that stands before it or around it, so each part is measured before an alias to it is met.
    """
    measures: dict[int, tuple[int, int] | None] = {}

    def measure(node: Node) -> tuple[int, int]:
        if isinstance(node, ScalarNode):
            return 1, 1
        if id(node) in measures:
            known = measures[id(node)]
            if known is None:
                hint = "Write out what the '*' stands for."
                raise _LimitError(node.start_mark, "endless-alias", "this part contains itself", hint)
            return known
        measures[id(node)] = None
        count = depth = 0
        for child in _child_nodes(node):
            inner_count, inner_depth = measure(child)
            count, depth = count + inner_count, max(depth, inner_depth)
        if count >= MAX_VALUES:
            raise _too_many(node)
        if depth >= MAX_DEPTH:
            raise _too_deep(node)
        measures[id(node)] = count + 1, depth + 1
        return count + 1, depth + 1

    measure(root)


def _clean_escapes(root: Node, text: str, document: Document) -> None:
    """Report refused characters that are written as escapes, such as `"\\e[31m"`, and take them out of the nodes."""
    if "\\" not in text:
        return
    for node in _scalar_nodes(root):
        if node.style == '"' and (holds_refused(node.value) or "\r" in node.value):
            stray, offset = _first_escape(text[node.start_mark.index : node.end_mark.index])
            before = text[node.start_mark.index : node.start_mark.index + offset].split("\n")
            line = node.start_mark.line + len(before) - 1
            column = len(before[-1]) + (node.start_mark.column if len(before) == 1 else 0)
            position = Position(document.places.file, line + 1, column + 1)
            _report_stray(stray or node.value, position, document)
            node.value = without_refused(node.value).replace("\r", "")


def _first_escape(quoted: str) -> tuple[str, int]:
    for found in _ESCAPE.finditer(quoted):
        digits = found[1] or found[2] or found[3]
        character = chr(int(digits, 16)) if digits else _SHORT_ESCAPES.get(found[4], "")
        if character and (holds_refused(character) or character == "\r"):
            return character, found.start()
    return "", 0


def _is_block(node: Node) -> bool:
    """Tell whether a value starts on another line than its key, or is nothing at all."""
    if isinstance(node, ScalarNode):
        return node.value == "" and not node.style
    return isinstance(node, CollectionNode) and not node.flow_style


def _child_nodes(node: Node) -> Iterator[Node]:
    for entry in node.value:
        if isinstance(entry, tuple):
            yield from entry
        else:
            yield entry


def _scalar_nodes(root: Node) -> Iterator[ScalarNode]:
    """Find every scalar once, whatever the aliases, in the order of the file."""
    todo, seen = [root], set()
    while todo:
        node = todo.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            todo.extend(reversed(list(_child_nodes(node))))


def _too_deep(node: Node | None) -> _LimitError:
    message = f"parts stand inside each other more than {MAX_DEPTH} levels deep"
    hint = "Ask the innermost questions one after another, with 'when'."
    return _LimitError(None if node is None else node.start_mark, "too-deep", message, hint)


def _too_many(node: Node | None) -> _LimitError:
    message = f"the file has more than {MAX_VALUES:,} keys and values, aliases unfolded"
    return _LimitError(
        None if node is None else node.start_mark, "too-many-values", message, "Split the questionnaire."
    )
