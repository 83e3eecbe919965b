"""The program as a person or a script runs it, in one process."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

import pytest

from backmice_cli.cli.app import main


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


class Program:
    """Calls `backmice` with arguments and standard input; nothing is a terminal."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str, stdin: str = "") -> Run:
        self._monkeypatch.setattr(sys, "argv", ["backmice", *arguments])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = self._capsys.readouterr()
        code = stopped.value.code
        return Run(code if isinstance(code, int) else 0, captured.out, captured.err)
