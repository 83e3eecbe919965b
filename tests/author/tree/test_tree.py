"""`backmice tree`: what is unfolded, which form, where it goes, and what is said when something is wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.paths import DATA
from tests.support.program import Program
from tests.support.pty import BACKMICE, on_pty
from tests.support.shipped import shipped

LUMP = str(DATA / "golden" / "lump.yaml")


def test_large_tree_is_folded_and_says_how_to_unfold_it(backmice: Program) -> None:
    run = backmice("tree")
    assert run.code == 0
    lines = run.out.splitlines()
    assert len(lines) == 2 + 2 * len(shipped().sections)
    assert lines[-1] == "Folded: backmice tree --section emergency_signs shows one section, --all shows everything."


def test_hint_can_be_pasted_for_another_file(backmice: Program, tmp_path: Path) -> None:
    copy = tmp_path / "my file.yaml"
    copy.write_text(Path("questions.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert f"backmice tree '{copy}' --section emergency_signs" in backmice("tree", str(copy)).out


def test_small_tree_is_shown_whole(backmice: Program) -> None:
    out = backmice("tree", LUMP).out
    assert "raises Emergency: peeing_changed" in out
    assert "Folded" not in out


def test_all_unfolds_and_section_unfolds_one(backmice: Program) -> None:
    everything, one = backmice("tree", "--all").out, backmice("tree", "--section", "the_pain").out
    assert "health_risks: Do any" in everything
    assert "em_now: Do you" in everything
    assert "pain_spread: Any pain" in one
    assert "em_now: Do you" not in one
    assert "emergency_signs: First" in one


def test_unknown_id_is_hinted_with_the_file_it_was_looked_for_in(backmice: Program) -> None:
    run = backmice("tree", LUMP, "--section", "zzzzzzzz")
    assert run.err.endswith(f"\nList the questions with: backmice tree {LUMP} --all\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--section", "the_lumb"],
            "Error: no section has the id 'the_lumb'\nDid you mean 'the_lump'?\n",
        ),
        (
            ["--section", "the_pain", "--all"],
            "Error: --section and --all cannot stand together\nLeave one of them out.\n",
        ),
        (
            ["-o", "tree.pdf"],
            "Error: no format ends in '.pdf'\nEndings: .txt, .mmd, .dot, .svg, .json. Or name one with --format.\n",
        ),
    ],
)
def test_wrong_wish_is_told_with_what_would_be_right(backmice: Program, arguments: list[str], message: str) -> None:
    run = backmice("tree", *arguments)
    assert (run.code, run.out, run.err) == (2, "", message)


def test_section_alone_is_in_the_json(backmice: Program) -> None:
    tree = json.loads(backmice("tree", "--section", "the_pain", "--format", "json").out)
    assert [section["id"] for section in tree["sections"]] == ["the_pain"]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("tree.txt", "Lumps on"),
        ("tree.mmd", "flowchart LR"),
        ("tree.dot", "digraph "),
        ("tree.json", "{"),
        ("tree", "Lumps on"),
    ],
)
def test_form_of_a_file_follows_its_ending(backmice: Program, tmp_path: Path, name: str, start: str) -> None:
    run = backmice("tree", LUMP, "-o", str(tmp_path / name))
    assert (run.code, run.out, run.err) == (0, "", f"The tree is in {tmp_path / name}\n")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_existing_file_is_kept_without_force(backmice: Program, tmp_path: Path) -> None:
    file = tmp_path / "tree.dot"
    file.write_text("mine", encoding="utf-8")
    assert backmice("tree", "-o", str(file)).code == 4
    assert file.read_text(encoding="utf-8") == "mine"
    assert backmice("tree", "-o", str(file), "--force").code == 0
    assert file.read_text(encoding="utf-8").startswith("digraph")


def test_svg_without_graphviz_names_it(backmice: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    run = backmice("tree", "--format", "svg")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Error: SVG is drawn by Graphviz, and its program 'dot' is not on this computer\n")


def test_graphviz_that_fails_is_told(backmice: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    false = shutil.which("false")
    if false is None:
        pytest.skip("there is no program that fails")
    monkeypatch.setattr(shutil, "which", lambda name: false)
    run = backmice("tree", "--format", "svg")
    assert (run.code, run.err) == (2, "Error: Graphviz could not draw it (1)\n")


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not on this computer")
def test_svg_is_drawn_by_graphviz(backmice: Program) -> None:
    out = backmice("tree", LUMP, "--format", "svg").out
    assert out.startswith("<?xml")
    assert ">Has your peeing changed?</text>" in out


def test_broken_questionnaire_is_refused(backmice: Program) -> None:
    broken = str(Path(LUMP).parents[1] / "err" / "bad_id.yaml")
    assert backmice("tree", broken).code == 3
    assert backmice("tree", "nowhere.yaml").code == 4


def test_terminal_gets_branches_and_a_screen_reader_lines() -> None:
    with on_pty(*BACKMICE, "tree", LUMP, columns=60, rows=60) as program:
        assert program.exit_code() == 0
        assert "├── emergency_signs: First, signs that need help fast (2" in program.screen.text
        assert "\x1b[1;31mEmergency" in program.written
    with on_pty(*BACKMICE, "tree", LUMP, columns=60, rows=60, ACCESSIBLE="1") as program:
        assert program.exit_code() == 0
        assert "├" not in program.screen.text
    with on_pty(*BACKMICE, "tree", LUMP, columns=60, rows=60, NO_COLOR="1") as program:
        assert program.exit_code() == 0
        assert "\x1b[1;31m" not in program.written
