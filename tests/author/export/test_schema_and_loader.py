"""The schema of questionnaires against the loader: what one refuses for its shape, the other refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backmice_cli.questionnaire
from backmice_cli.questionnaire.load import load_questionnaire, shipped_questionnaire_path
from backmice_cli.questionnaire.model import Questionnaire
from backmice_cli.questionnaire.nodes import read_document
from backmice_cli.questionnaire.reader import Reader
from backmice_cli.questionnaire.shapes import read_whole
from tests.support.paths import DATA
from tests.support.readings import as_text, as_yaml_1_1, unquoted_1_1, unquoted_1_2, validator
from tests.support.steady import STEADY

FILES = [
    path
    for path in (*sorted(DATA.glob("*/*.yaml")), shipped_questionnaire_path())
    if (document := read_document(path.read_bytes(), "q.yaml")).data and not document.problems
]
"""All that can be read; of the others a schema sees nothing, or another file than the loader."""


class Kind(Enum):
    """What a problem is about."""

    READING = "the file cannot be read as YAML, or holds what YAML allows and a questionnaire does not"
    SHAPE = "keys, kinds of values, ids, words: what a schema can know"
    MEANING = "what one part says about another"


KINDS = {
    **dict.fromkeys(
        [
            *("not-yaml", "second-document", "empty-file", "endless-alias", "not-utf-8", "tag", "merge-key"),
            *("key-not-text", "too-long-key", "doubled-key", "control-character", "invisible-character"),
            *("too-large", "too-deep", "too-many-values"),
        ],
        Kind.READING,
    ),
    **dict.fromkeys(
        [
            *("not-a-questionnaire", "unknown-format", "unknown-key", "missing-key", "wrong-shape", "empty-value"),
            *("unknown-word", "unknown-picture", "out-of-range", "not-true-or-false", "not-a-number", "not-a-date"),
            *("bad-id", "reserved-id", "empty-condition", "half-count", "unfit-field", "few-choices"),
            "too-many-levels",
        ],
        Kind.SHAPE,
    ),
    **dict.fromkeys(
        [
            *("unknown-question", "unknown-choice", "unknown-sign", "unknown-level", "unknown-red-flag"),
            "unknown-id",
            *(
                "unknown-source",
                "unknown-region",
                "doubled-question",
                "doubled-row",
                "unfit-test",
                "not-text",
                "no-measure",
            ),
            *("later-question", "circular-sign", "heavy-condition", "core-after-optional", "impossible-count"),
            *("min-above-max", "too-many-questions"),
        ],
        Kind.MEANING,
    ),
}


def kinds_of_problems(content: bytes) -> set[Kind]:
    found = {KINDS[problem.code] for problem in load_questionnaire(content, "q.yaml").problems}
    document = read_document(content, "q.yaml")
    if document.data and not document.problems:
        read_whole(Questionnaire, Reader(document))
        if any(problem.code == "unknown-question" for problem in document.problems):
            found.add(Kind.SHAPE)  # a misspelt word of the language, found by what stands under it
    return found


def test_every_kind_of_problem_is_known_here() -> None:
    package = Path(backmice_cli.questionnaire.__file__).parent
    source = "".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    written = set(re.findall(r'(?<!\[)"([a-z]+(?:-[a-z0-9]+)+)"', source)) - {"utf-8"}
    assert written | {"tag"} == set(KINDS)


def test_every_problem_but_those_of_reading_is_in_a_file_that_is_compared() -> None:
    found = {problem.code for path in FILES for problem in load_questionnaire(path.read_bytes(), "q.yaml").problems}
    limit = {"too-many-questions"}  # its file would be large
    assert found | limit == {code for code, kind in KINDS.items() if kind is not Kind.READING}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_schema_refuses_the_files_that_the_loader_refuses_for_their_shape(path: Path) -> None:
    content = path.read_bytes()
    texts = as_text(content)
    readings = [texts, as_yaml_1_1(content), unquoted_1_1(texts), unquoted_1_2(texts)]
    fits = Kind.SHAPE not in kinds_of_problems(content)
    assert [validator().is_valid(reading) for reading in readings] == [fits] * len(readings)


SOUND = [as_text((DATA / "ok" / name).read_bytes()) for name in ("everything.yaml", "small.yaml")]

TEXTS = [
    *("perhaps", "3", "0", "1", "2", "-1", "+4", "007", "2.5", "1e2", "1_000", "2.0", "true", "yes", "OFF", "", " "),
    *("2027-11-20", "2027-02-30", "2027", "2027-11-20T00:00:00", "many", "number", "text", "one", "tell", "reviewed"),
    *("answered", "lower_back", "soon", " soon ", "age", "symptoms", "fever"),
]
KEYS = [
    *(
        "label",
        "ask",
        "tell",
        "kind",
        "choices",
        "then",
        "when",
        "any",
        "not",
        "of",
        "at_least",
        "sign",
        "all",
        "count",
    ),
    *(
        "answered",
        "age",
        "soon",
        " soon",
        "Soon",
        "2_soon",
        "so on",
        "exclusive",
        "optional",
        "worse",
        "min",
        "",
        "x-y",
    ),
]
PARTS = st.sampled_from(TEXTS) | st.recursive(
    st.sampled_from(TEXTS),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=2),
    max_leaves=4,
)


def anywhere(data: Any, draw: Callable[..., Any]) -> tuple[Any, Any]:
    """Some mapping or list inside `data`, and one of its keys or places."""
    here = data
    while True:
        key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        if not isinstance(here[key], dict | list) or not here[key] or draw(st.integers(0, 3)) == 0:
            return here, key
        here = here[key]


def change(here: Any, key: Any, other: Any, draw: Callable[..., Any]) -> None:
    """Make one slip at `key`; `other` is a part of a sound file."""
    match draw(st.sampled_from(["drop", "rename", "replace", "borrow", "list", "add"])):
        case "drop":
            del here[key]
        case "rename" if isinstance(here, dict):
            here[draw(st.sampled_from([*KEYS, f"{key}s", str(key)[1:]]))] = here.pop(key)
        case "borrow":
            here[key] = other
        case "list":
            here[key] = list(here[key].values()) if isinstance(here[key], dict) else [here[key]]
        case "add" if isinstance(here, dict):
            here[draw(st.sampled_from(KEYS))] = draw(PARTS)
        case _:
            here[key] = draw(PARTS)


@STEADY
@given(st.data())
def test_schema_and_loader_agree_on_any_slip(data: st.DataObject) -> None:
    changed = json.loads(json.dumps(data.draw(st.sampled_from(SOUND))))
    for _ in range(data.draw(st.integers(1, 2))):
        other, place = anywhere(data.draw(st.sampled_from(SOUND)), data.draw)
        change(*anywhere(changed, data.draw), json.loads(json.dumps(other[place])), data.draw)
    readings = [changed, unquoted_1_1(changed), unquoted_1_2(changed)]
    fits = Kind.SHAPE not in kinds_of_problems(json.dumps(changed).encode())
    assert [validator().is_valid(reading) for reading in readings] == [fits] * len(readings)
