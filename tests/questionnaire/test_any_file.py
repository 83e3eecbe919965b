"""Whatever the file holds: problems or a questionnaire, never a traceback, and no control character in a message."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backmice_cli.questionnaire import nodes
from backmice_cli.questionnaire.characters import holds_refused
from backmice_cli.questionnaire.load import load_questionnaire
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.nodes import read_document
from backmice_cli.questionnaire.reader import Reader
from backmice_cli.questionnaire.shapes import read_whole
from tests.support.paths import DATA
from tests.support.steady import STEADY

WHOLE = (DATA / "ok" / "everything.yaml").read_bytes()
WORDS = [
    "a", "yes", "lump", "format", "levels", "sections", "questions", "choices", "then", "when", "any", "all", "not",
    "of", "at_least", "sign", "signs", "red_flags", "label", "1", "'", '"', "\\", "\\x1b", "\x1b", ":", ": ", "- ",
    "? ", "\n", "\n  ", "\n    ", "\t", "{", "}", "[", "]", ",", "&a ", "*a", "!", "!!", "%", "%TAG", "---", "...",
    "|", ">", "|2", "#", " #", "<<: ", "~", "@", "`", "\u200b", "\r", "\0", "\ufeff", "\x85", "é",
]  # fmt: skip


@pytest.fixture(params=["libyaml", "pure"], scope="module")
def loader(request: pytest.FixtureRequest) -> object:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "pure":
            patch.setattr(nodes, "Loader", nodes.PureLoader)
        yield


def check_any(content: bytes | str) -> None:
    loaded = load_questionnaire(content, "f.yaml")
    assert (loaded.questionnaire is None) == bool(loaded.problems)
    for problem in loaded.problems:
        assert not holds_refused(str(problem))
        assert problem.position.line >= 1
        assert problem.position.column >= 1


@pytest.mark.usefixtures("loader")
@STEADY
@given(st.binary(max_size=200))
@example(b"!%ed%a0%80 a")
@example(b"%YAML " + b"9" * 5000 + b".1\n--- a")
@example(b'"\\UFFFFFFFF"')
@example(b'"\\ud800"')
def test_any_bytes(content: bytes) -> None:
    check_any(content)


@pytest.mark.usefixtures("loader")
@STEADY
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_text_that_looks_like_yaml(text: str) -> None:
    check_any(text)


@pytest.mark.usefixtures("loader")
@STEADY
@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.sampled_from(WORDS))
def test_any_damage_to_a_good_file(place: int, removed: int, word: str) -> None:
    check_any(WHOLE[:place] + word.encode() + WHOLE[place + removed :])


TREES = st.recursive(
    st.sampled_from(["", "a", "yes", "1", "lump", "many", "urgent"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "lump", "any", "of"]), inner),
    max_leaves=6,
)


@STEADY
@given(st.data(), TREES)
def test_any_other_value_in_a_good_file_is_put_right(data: st.DataObject, value: object) -> None:
    whole = read_document(WHOLE, "f.yaml").data
    here = whole
    while True:
        key = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        if not isinstance(here[key], dict | list) or not here[key] or data.draw(st.booleans()):
            break
        here = here[key]
    if here is whole and key == "format":
        return
    here[key] = value
    document = read_document(json.dumps(whole).encode(), "f.yaml")
    assert isinstance(read_whole(Questionnaire, Reader(document)), Questionnaire)
