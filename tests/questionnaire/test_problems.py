"""Every kind of mistake, as an author sees it: `data/err/<case>.yaml` beside `<case>.out`, one line per problem."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

import pytest

import backmice_cli.questionnaire
from backmice_cli.questionnaire import nodes
from backmice_cli.questionnaire.load import Loaded, load_questionnaire
from tests.support.paths import DATA

WRONG = sorted((DATA / "err").glob("*.yaml"))
GOOD = sorted((DATA / "ok").glob("*.yaml"))

LIMITS = {"too-large", "too-deep", "too-many-values", "too-many-questions"}
"""Their files would be large: see `test_nodes.py` and `test_load.py`."""


def load(path: Path) -> Loaded:
    return load_questionnaire(path.read_bytes(), path.name)


def lines(loaded: Loaded) -> list[str]:
    return [f"{problem}\n" for problem in loaded.problems]


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_each_mistake_gives_its_line(path: Path) -> None:
    out = path.with_suffix(".out")
    expected = out.read_text("utf-8").splitlines(keepends=True) if out.exists() else []
    found = lines(load(path))
    if found != expected:
        pytest.fail("".join(unified_diff(expected, found, f"{out.name} (expected)", "found")), pytrace=False)


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_file_with_mistakes_gives_no_questionnaire(path: Path) -> None:
    assert load(path).questionnaire is None


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_file_stays_silent(path: Path) -> None:
    assert lines(load(path)) == []


@pytest.mark.parametrize("path", [*WRONG, *GOOD], ids=lambda path: path.stem)
def test_without_libyaml_the_same_is_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = load(path)
    monkeypatch.setattr(nodes, "Loader", nodes.PureLoader)
    without = load(path)
    if any(problem.code == "not-yaml" for problem in with_libyaml.problems):
        assert {problem.code for problem in without.problems} == {problem.code for problem in with_libyaml.problems}
    else:
        assert lines(without) == lines(with_libyaml)


def test_every_kind_of_problem_has_a_case() -> None:
    package = Path(backmice_cli.questionnaire.__file__).parent
    source = "".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    written = set(re.findall(r'(?<!\[)"([a-z]+(?:-[a-z0-9]+)+)"', source)) - {"utf-8"}
    shown = {problem.code for path in WRONG for problem in load(path).problems}
    assert written - shown == LIMITS


def test_messages_hold_no_jargon_and_no_final_stop() -> None:
    for path in WRONG:
        for problem in load(path).problems:
            assert not problem.message.endswith("."), problem
            assert problem.hint is None or problem.hint.endswith((".", "?")), problem
            for word in ("sequence", "mapping", "scalar", "node", "token", "dict", "tuple", "Input should", "pydantic"):
                assert word not in str(problem), problem
