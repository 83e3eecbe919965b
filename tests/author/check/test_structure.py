"""Every check that needs no proof, as an author sees it: `data/structure/<case>.yaml` beside `<case>.out`."""

from __future__ import annotations

import inspect
import re
import sys
from difflib import unified_diff
from pathlib import Path

import pytest

from backmice_cli.author.check.structure import check_structure
from backmice_cli.questionnaire.finding import locate_finding
from backmice_cli.questionnaire.load import load_questionnaire, sound_questionnaire
from tests.support.paths import DATA
from tests.support.program import Program

CASES = sorted((DATA / "structure").glob("*.yaml"))


def lines(path: Path) -> list[str]:
    loaded = load_questionnaire(path.read_bytes(), path.name)
    found = (locate_finding(one, loaded.places) for one in check_structure(sound_questionnaire(loaded)))
    return [f"{problem.severity.value} {problem.code}: {problem}\n" for problem in found]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_case_gives_its_problems(path: Path) -> None:
    out = path.with_suffix(".out")
    expected = out.read_text("utf-8").splitlines(keepends=True) if out.exists() else []
    found = lines(path)
    if found != expected:
        pytest.fail("".join(unified_diff(expected, found, f"{out.name} (expected)", "found")), pytrace=False)


def test_every_kind_of_problem_has_a_case() -> None:
    package = Path(inspect.getfile(check_structure)).parent
    source = "".join(path.read_text("utf-8") for path in package.glob("*.py"))
    written = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source))
    assert written == {line.split(":")[0].split()[1] for path in CASES for line in lines(path)}


def test_unused_parts_are_told_without_z3(backmice: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    monkeypatch.delitem(sys.modules, "backmice_cli.author.check.proving", raising=False)
    monkeypatch.delitem(sys.modules, "backmice_cli.author.symbolic.solver", raising=False)
    case = next(str(path) for path in CASES if path.stem == "unused")
    assert "[unused-sign]" in backmice("check", case).out
