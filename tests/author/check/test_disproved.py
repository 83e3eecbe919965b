"""Every kind of problem that a proof finds: `data/proofs/<case>.yaml` beside `<case>.out`, with the examples."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

import pytest

from backmice_cli.author.check import proofs
from backmice_cli.author.check.proofs import run_proofs
from backmice_cli.author.symbolic.replay_command import triage_command
from backmice_cli.author.symbolic.solver import Solver
from backmice_cli.questionnaire.finding import locate_finding
from backmice_cli.questionnaire.load import Loaded, load_questionnaire, sound_questionnaire
from tests.support.paths import DATA

DATA = DATA / "proofs"
CASES = sorted(DATA.glob("*.yaml"))


def load(path: Path) -> Loaded:
    return load_questionnaire(path.read_bytes(), path.name)


def lines(path: Path) -> list[str]:
    loaded = load(path)
    found = []
    for one in run_proofs(Solver(sound_questionnaire(loaded))):
        problem = locate_finding(one, loaded.places)
        found.append(f"{problem.severity.value} {problem.code}: {problem}\n")
        for witness in one.witnesses:
            found.append(f"    {witness.level}: {triage_command(witness.answers, path.name)}\n")
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_case_gives_its_problems(path: Path) -> None:
    out = path.with_suffix(".out")
    expected = out.read_text("utf-8").splitlines(keepends=True) if out.exists() else []
    found = lines(path)
    if found != expected:
        pytest.fail("".join(unified_diff(expected, found, f"{out.name} (expected)", "found")), pytrace=False)


def test_every_kind_of_problem_has_a_case() -> None:
    package = Path(proofs.__file__).parent
    source = "".join(path.read_text("utf-8") for path in package.glob("*.py"))
    written = set(re.findall(r'(?<!\[)"([a-z]+(?:-[a-z0-9]+)+)"', source))
    shown = {line.split(":")[0].split()[1] for path in CASES for line in lines(path) if not line.startswith(" ")}
    assert written == shown


def test_messages_hold_no_jargon_and_no_final_stop() -> None:
    for path in CASES:
        for one in run_proofs(Solver(sound_questionnaire(load(path)))):
            assert not one.message.endswith("."), one
            assert one.hint is None or one.hint.endswith((".", "?")), one
            for word in ("formula", "literal", "satisf", "model", "solver", "z3", "witness"):
                assert word not in one.message + str(one.hint), one
