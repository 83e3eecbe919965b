"""Fixtures for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.program import Program


@pytest.fixture(autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where interviews are kept in this test, also by programs it starts. Not there before something is kept."""
    folder = tmp_path_factory.mktemp("state") / "backmice"
    monkeypatch.setenv("BACKMICE_STATE_DIR", str(folder))
    return folder


@pytest.fixture
def backmice(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    monkeypatch.delenv("BACKMICE_QUESTIONS", raising=False)
    return Program(monkeypatch, capsys)
