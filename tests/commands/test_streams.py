"""What happens to the result when a stream or a file cannot take it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.pty import BACKMICE
from tests.support.shipped import CASES

RUN = (*BACKMICE, "triage", "--rest", "no", "--json")

posix = pytest.mark.skipif(sys.platform == "win32", reason="devices and links of POSIX")


def ended(shell: str) -> tuple[int, str]:
    """The exit status and the errors of a shell command in which $RUN is a scripted run."""
    run = subprocess.run(
        ["bash", "-c", shell], env={**os.environ, "RUN": " ".join(RUN)}, capture_output=True, text=True, check=False
    )
    return run.returncode, run.stderr


@posix
def test_full_standard_output_is_told_in_one_line() -> None:
    code, errors = ended("$RUN >/dev/full")
    assert (code, errors) == (4, "Error: standard output: it cannot be written (No space left on device)\n")


@posix
def test_reader_that_goes_away_is_no_error() -> None:
    assert ended("set -o pipefail; $RUN | true") == (0, "")


@posix
@pytest.mark.parametrize(("closed", "code"), [(">&-", 0), ("2>&-", 0), ("<&-", 0), ("-a zz=1 2>&-", 2)])
def test_closed_stream_leaves_no_traceback(closed: str, code: int) -> None:
    assert ended(f"$RUN {closed}") == (code, "")


def test_json_is_utf_8_whatever_the_locale() -> None:
    run = subprocess.run(
        [*RUN, "-a", "notes=für 5 €"], env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True
    )
    assert '"notes": "für 5 €"' in run.stdout.decode("utf-8")


@posix
def test_device_is_never_replaced(backmice: Program) -> None:
    run = backmice("triage", "--rest", "no", "-o", "/dev/null", "--force")
    assert run.code == 4
    assert run.err.startswith("Error: /dev/null: this is not an ordinary file")
    assert Path("/dev/null").is_char_device()


@posix
def test_link_is_followed_and_stays_a_link(backmice: Program, tmp_path: Path) -> None:
    link, target = tmp_path / "link.txt", tmp_path / "target.txt"
    link.symlink_to(target)
    assert backmice("triage", "--rest", "no", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert "This is information" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "this is a folder"), ("no/where.txt", "its folder does not exist"), ("a" * 300, "it cannot be written")],
)
def test_file_that_cannot_be_written_is_refused_before_the_interview(
    backmice: Program, tmp_path: Path, name: str, reason: str
) -> None:
    run = backmice("triage", "--rest", "no", "--force", "-o", str(tmp_path / name))
    assert (run.code, run.out) == (4, "")
    assert reason in run.err
    assert list(tmp_path.iterdir()) == []


def test_unknown_ending_is_refused_before_the_interview(backmice: Program) -> None:
    run = backmice("triage", "-o", "result.odt")
    assert run.code == 2
    assert "no format ends in '.odt'" in run.err


def test_draft_of_a_failed_write_is_deleted(backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    run = backmice("triage", "--rest", "no", "-o", str(tmp_path / "result.txt"))
    assert run.code == 4
    assert list(tmp_path.iterdir()) == []


def test_errors_repeat_no_escape_sequence(backmice: Program) -> None:
    assert "\x1b" not in backmice("triage", "-a", "\x1b[31m=5").err


def test_json_and_another_format_contradict(backmice: Program) -> None:
    assert backmice("triage", "--rest", "no", "--json", "--format", "text").code == 2


def test_dash_is_standard_output(backmice: Program) -> None:
    assert backmice("triage", "--rest", "no", "--json", "-o", "-").out.startswith("{")


@pytest.mark.parametrize(
    ("command", "start"),
    [
        (("new", "-"), "# A small questionnaire"),
        (("tree", "--format", "json", "-o", "-"), "{"),
        (("export", "--format", "json-schema", "-o", "-"), "{"),
        (("test", str(CASES / "e01_quiet_lump.yaml"), "-o", "-"), "pass  E1"),
    ],
    ids=lambda command: command[0] if isinstance(command, tuple) else "",
)
def test_dash_is_standard_output_of_every_command(
    backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], start: str
) -> None:
    monkeypatch.chdir(tmp_path)
    run = backmice(*command)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(start)
    assert list(tmp_path.iterdir()) == []


def test_cases_are_not_generated_into_standard_output(
    backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = backmice("test", "--generate", "-")
    assert (run.code, run.out) == (2, "")
    assert "name a file" in run.err
    assert list(tmp_path.iterdir()) == []


def test_draft_of_a_stopped_write_is_deleted(
    backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    assert backmice("triage", "--rest", "no", "-o", str(tmp_path / "result.txt")).code == 130
    assert list(tmp_path.iterdir()) == []


def test_trouble_with_a_file_names_the_file(monkeypatch: pytest.MonkeyPatch, backmice: Program) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/some/file")

    monkeypatch.setattr("backmice_cli.author.new.command.write_starter", refuse)
    run = backmice("new", "mine.yaml")
    assert (run.code, run.err) == (4, "Error: /some/file: it cannot be read or written (Permission denied)\n")


def test_trouble_that_is_no_stream_is_not_told_as_one(monkeypatch: pytest.MonkeyPatch, backmice: Program) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("backmice_cli.author.new.command.write_starter", refuse)
    run = backmice("new", "mine.yaml")
    assert (run.code, run.err) == (4, "Error: the system refused something (Too many open files)\n")
