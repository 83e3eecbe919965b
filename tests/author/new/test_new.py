"""`backmice new`: what an author starts from."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from backmice_cli.questionnaire.load import read_questionnaire
from tests.support.program import Program


def test_new_questionnaire_is_sound_and_names_itself(backmice: Program, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    run = backmice("new", str(mine))
    assert (run.code, run.out) == (0, "")
    assert f"backmice check {mine}" in run.err
    assert read_questionnaire(mine).problems == ()
    assert f"backmice check {mine}" in mine.read_text(encoding="utf-8")


def test_new_questionnaire_can_be_run_at_once(backmice: Program, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    backmice("new", str(mine))
    run = backmice("triage", "--questions", str(mine), "--rest", "no", "-a", "numb=unsure")
    assert run.code == 0
    assert run.out.startswith("Get emergency help now\n- Call 999")


def test_file_that_is_there_is_replaced_only_by_force(backmice: Program, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("mine", encoding="utf-8")
    run = backmice("new", str(mine))
    assert (run.code, mine.read_text(encoding="utf-8")) == (4, "mine")
    assert backmice("new", str(mine), "--force").code == 0
    assert mine.read_text(encoding="utf-8").startswith("# A small questionnaire")


def test_folder_that_is_not_there_is_said_plainly(backmice: Program, tmp_path: Path) -> None:
    run = backmice("new", str(tmp_path / "none" / "mine.yaml"))
    assert run.code == 4
    assert "its folder does not exist" in run.err


def test_failed_write_leaves_the_old_file_whole(
    backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("mine", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fdopen", fail)
    run = backmice("new", str(mine), "--force")
    assert (run.code, mine.read_text(encoding="utf-8")) == (4, "mine")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_new_file_may_be_read_by_whom_the_system_lets(backmice: Program, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mask = os.umask(0o022)
    try:
        backmice("new", str(mine))
    finally:
        os.umask(mask)
    assert stat.S_IMODE(mine.stat().st_mode) == 0o644
