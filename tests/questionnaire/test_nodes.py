"""Text to plain data: what is kept, what is refused, and that no file can do harm."""

from __future__ import annotations

import json

import pytest

from backmice_cli.questionnaire import nodes
from backmice_cli.questionnaire.characters import holds_refused
from backmice_cli.questionnaire.files import MAX_BYTES
from backmice_cli.questionnaire.nodes import Document, read_document


@pytest.fixture(params=["libyaml", "pure"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.setattr(nodes, "Loader", nodes.PureLoader)


def read(text: str | bytes) -> Document:
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    document = read_document(content, "f.yaml")
    assert document.data is None or document.root is not None  # reading the data tells the rest of the problems
    return document


def codes(text: str | bytes) -> list[str]:
    return [problem.code for problem in read(text).problems]


def test_every_scalar_stays_text() -> None:
    data = read("{a: yes, b: 1.10, c: 2026-11-20, d: ~, e: 0x1F, f: 1_000, g: null, h: on, i: '', j: }").data
    assert data == {
        "a": "yes", "b": "1.10", "c": "2026-11-20", "d": "~", "e": "0x1F",
        "f": "1_000", "g": "null", "h": "on", "i": "", "j": "",
    }  # fmt: skip


def test_keys_stay_text() -> None:
    assert read("{yes: a, 1: b, 1.0: c, null: d}").data == {"yes": "a", "1": "b", "1.0": "c", "null": "d"}


def test_anchors_and_aliases_are_read() -> None:
    assert read("a: &x [1, 2]\nb: *x\n").data == {"a": ["1", "2"], "b": ["1", "2"]}


def test_of_two_equal_keys_the_first_is_kept() -> None:
    document = read("a: 1\nb: 2\na: 3\n")
    assert document.data == {"a": "1", "b": "2"}
    assert [str(problem) for problem in document.problems] == [
        "f.yaml:3:1: key 'a' stands twice here; first on line 1. Remove one of the two, or rename it."
    ]


def test_merge_key_is_refused_and_what_it_brings_is_kept() -> None:
    document = read("a: &a {x: 1, y: 2}\nb: &b {z: 3}\nc: {<<: [*a, *b], y: 4}\n")
    assert document.data["c"] == {"x": "1", "y": "4", "z": "3"}
    assert [problem.code for problem in document.problems] == ["merge-key"]


def test_quoted_merge_key_is_text() -> None:
    assert read('{"<<": a}').data == {"<<": "a"}


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!binary", "!!str", "!mine", "!<tag:x,2000:y>"])
def test_tags_are_refused(tag: str) -> None:
    assert codes(f"a: {tag} b\n") == ["tag"]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{" * 100_000, "[{" * 100_000, "- " * 100_000, "? " * 100_000,
     "".join(" " * depth + "a:\n" for depth in range(1000))],
    ids=["lists", "braces", "both", "dashes", "question marks", "indented"],
)  # fmt: skip
def test_deep_nesting_is_refused(text: str) -> None:
    assert codes(text) == ["too-deep"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("[" * 2000, "f.yaml:1:100"), ('{"a": ' + "[" * 2000, "f.yaml:1:105"), ("- a\n- " + "[{" * 2000, "f.yaml:2:101")],
)
def test_too_deep_a_part_is_pointed_at_whoever_refuses_it_first(text: str, place: str) -> None:
    assert [str(problem) for problem in read(text).problems] == [
        f"{place}: parts stand inside each other more than 100 levels deep."
        " Ask the innermost questions one after another, with 'when'."
    ]


def test_mistake_before_too_deep_a_part_is_told_instead() -> None:
    assert [str(problem) for problem in read("a: 1\n" + "[" * 2000).problems] == [
        "f.yaml:2:1: a ':' is missing after this. Write 'key: value'; a text that goes on is indented more."
    ]


def test_depth_up_to_the_limit_is_read() -> None:
    assert codes("[" * nodes.MAX_DEPTH + "]" * nodes.MAX_DEPTH) == []
    assert codes("[" * (nodes.MAX_DEPTH + 1) + "]" * (nodes.MAX_DEPTH + 1)) == ["too-deep"]


def test_aliases_that_unfold_to_millions_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]" for number in range(1, 9)]
    assert codes("\n".join(lines)) == ["too-many-values"]


def test_aliases_that_unfold_too_deep_are_refused() -> None:
    lines = ["a0: &a0 [x]", *(f"a{number}: &a{number} [*a{number - 1}]" for number in range(1, 5000))]
    assert codes("\n".join(lines)) == ["too-deep"]


@pytest.mark.parametrize("text", ["&a [*a]", "a: &a {b: {c: *a}}", "&a {*a : b}"])
def test_alias_inside_itself_is_refused(text: str) -> None:
    assert codes(text) == ["endless-alias"]


def test_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "MAX_VALUES", 100)
    assert codes("[" + "a, " * 98 + "a]") == []
    assert codes("[" + "a, " * 99 + "a]") == ["too-many-values"]


def test_size_is_bounded() -> None:
    assert codes(b"#" * (MAX_BYTES + 1)) == ["too-large"]


def test_a_directive_for_tags_is_refused_before_it_can_take_time() -> None:
    assert codes("".join(f"%TAG !{number}! x\n" for number in range(50_000)) + "--- a") == ["tag"]


@pytest.mark.parametrize(
    "character",
    ["\0", "\a", "\b", "\v", "\f", "\x1b", "\x1b[31m", "\x1b]0;title\a", "\x7f", "\x85", "\x9b31m", "\u2028",
     "\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "\U000e0041", "a\u200d", "\ud800", "\uffff"],
    ids=ascii,
)  # fmt: skip
def test_characters_that_are_no_text_are_refused(character: str) -> None:
    document = read(f"a: b{character}c\nd: e\n")
    assert [(problem.position.line, problem.code) for problem in document.problems]
    assert document.problems[0].position.line == 1
    assert document.data is None or not holds_refused(document.data["a"])


@pytest.mark.parametrize(
    "escape", [r"\0", r"\a", r"\b", r"\e", r"\v", r"\f", r"\r", r"\N", r"\L", r"\P", r"\x1b", r"\u202e", r"\U0000200b"]
)
def test_escapes_for_such_characters_are_refused_where_they_stand(escape: str) -> None:
    document = read(f'a: b\nc: "d\\\\{escape}e"\n')
    (problem,) = document.problems
    assert str(problem.position) == "f.yaml:2:8"
    assert not holds_refused(document.data["c"])


@pytest.mark.parametrize(
    "text",
    ["\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937",
     "\U0001f469\u200d\u2695\ufe0f",
     "\u05e9\u05dc\u05d5\u05dd\u200f", "tab\there", "Ärger", "\u201cso\u201d \u2013 5 €"],
    ids=["Persian", "Hindi", "emoji", "Hebrew", "tab", "umlaut", "punctuation"],
)  # fmt: skip
def test_real_text_is_kept(text: str) -> None:
    document = read(f'a: "{text}"\n')
    assert (document.data, document.problems) == ({"a": text}, [])


def test_places_after_a_removed_character_are_those_of_the_file() -> None:
    document = read("{a\x07: b\x1b[31m, c\x1b[0m: d, c: e}\n")
    assert document.data == {"a": "b", "c": "d"}
    assert [str(problem.position) for problem in document.problems] == ["f.yaml:1:3", "f.yaml:1:24"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfea\0", "a: b".encode("utf-16"), "\ufeffa: b".encode("utf-32-be"), b"a: \xff"]
)
def test_other_encodings_are_refused(content: bytes) -> None:
    assert codes(content) == ["not-utf-8"]


def test_bad_byte_is_pointed_at() -> None:
    assert str(read("a: b\nä: ".encode() + b"\xe9\n").problems[0]).startswith("f.yaml:2:4: byte E9 is not UTF-8 text")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "# only this\n", "---\n", "\ufeff"])
def test_file_without_content_is_said_to_be_empty(text: str) -> None:
    document = read(text)
    assert [problem.code for problem in document.problems] == ["empty-file"] or document.data == ""


def test_second_document_is_pointed_at() -> None:
    assert str(read("a: b\n---\nc: d\n").problems[0].position) == "f.yaml:2:1"


@pytest.mark.parametrize("escaped", [r"\ud83d\ude00", r"\uD83D\uDE00", r"\\\ud83d\ude00"])
def test_character_in_two_halves_as_json_writes_it_is_read(escaped: str) -> None:
    document = read(f'{{"notes": "so {escaped}", "b": "c"}}')
    said = json.loads(f'"so {escaped}"')
    assert (document.data, document.problems) == ({"notes": said, "b": "c"}, [])


@pytest.mark.parametrize("escaped", [r"\ud83d", r"\ude00\ud83d", r"\ud83d\\ude00", r"\ud83d x"])
def test_half_a_character_is_refused(escaped: str) -> None:
    assert len(codes(f'{{"notes": "so {escaped}"}}')) == 1


def test_backslash_before_the_letters_of_two_halves_stays() -> None:
    assert read(r'{"notes": "\\ud83d\\ude00"}').data == {"notes": r"\ud83d\ude00"}
