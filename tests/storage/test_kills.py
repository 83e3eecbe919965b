"""SIGKILL at every answer and at random moments: whatever was accepted is there afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")

SEED, TIMES = 20261120, 100


MEMORY = Path("/dev/shm")
"""A disk in memory keeps what a killed process wrote as any other does, and is ten times as fast."""


@pytest.fixture
def folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        yield name


def test_accepted_answers_survive_every_kill(folder: str) -> None:
    environment = {**os.environ, "BACKMICE_STATE_DIR": folder}
    command = [sys.executable, "-m", "tests.support.killed", str(SEED), str(TIMES)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    assert (run.returncode, run.stderr) == (0, "")
    killed = json.loads(run.stdout)
    lengths = {len(accepted) for accepted, _ in killed}
    assert lengths == set(range(max(lengths) + 1))  # at every answer
    assert max(lengths) > 20
    assert len(killed) >= TIMES + max(lengths)
    for accepted, found in killed:
        assert found | accepted == found
        assert len(found) <= len(accepted) + 1  # the one that was being accepted
