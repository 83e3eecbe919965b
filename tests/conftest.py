"""Fixtures for every test."""

from __future__ import annotations

import pytest

from tests.program import Program


@pytest.fixture
def backmice(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    monkeypatch.delenv("BACKMICE_QUESTIONS", raising=False)
    return Program(monkeypatch, capsys)
