"""The compiled form of a questionnaire: the same values as the YAML, and used only where it was made from it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import backmice_cli
from backmice_cli.questionnaire.compilation import SUFFIX, compile_questionnaire
from backmice_cli.questionnaire.load import load_questionnaire, shipped_questionnaire_path
from backmice_cli.questionnaire.problem import QuestionnaireError
from tests.support.paths import DATA

PACKAGE = Path(backmice_cli.__file__).parent
FILES = [shipped_questionnaire_path(), *sorted((DATA / "ok").glob("*.yaml"))]

READS = """
import sys
from backmice_cli.questionnaire.load import read_questionnaire, shipped_questionnaire_path
loaded = read_questionnaire(shipped_questionnaire_path())
print(loaded.questionnaire.title, "yaml" in sys.modules, loaded.position(("title",)).line)
"""
"""Says which questionnaire it gets, whether YAML was read for it, and a place in the file."""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder with the package as a wheel has it."""
    package = tmp_path / "backmice_cli"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", f"*{SUFFIX}"))
    text = shipped_questionnaire_path().read_bytes()
    (package / "questions.yaml").write_bytes(text)
    (package / f"questions{SUFFIX}").write_bytes(compile_questionnaire(text, "questions.yaml"))
    return package


def read_in(package: Path) -> str:
    command = [sys.executable, "-c", READS]
    return subprocess.run(command, cwd=package.parent, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_compiled_form_gives_the_values_of_the_yaml(path: Path) -> None:
    content = path.read_bytes()
    questionnaire = load_questionnaire(content, path.name).questionnaire
    decoded = msgspec.msgpack.decode(compile_questionnaire(content, path.name))
    assert msgspec.convert(decoded["questionnaire"], type(questionnaire), builtin_types=()) == questionnaire


def test_installed_program_reads_no_yaml_for_its_own_questionnaire(installed: Path) -> None:
    title, line = read_in(installed).split(" False ")
    assert (len(title) > 5, int(line) > 0) == (True, True)


def test_changed_file_is_read_and_its_old_compiled_form_is_not(installed: Path) -> None:
    file = installed / "questions.yaml"
    title = load_questionnaire(file.read_bytes(), "q.yaml").questionnaire.title  # type: ignore[union-attr]
    file.write_text(file.read_text("utf-8").replace(title, "Elbows", 1), "utf-8")
    assert read_in(installed).startswith("Elbows True")


@pytest.mark.parametrize("content", [b"", b"\xc1", b"cos\nsystem\n", msgspec.msgpack.encode({"sha256": "0"})])
def test_damaged_compiled_form_is_not_used(installed: Path, content: bytes) -> None:
    (installed / f"questions{SUFFIX}").write_bytes(content)
    assert " True " in read_in(installed)


def test_compiled_form_with_a_value_of_another_type_is_not_used(installed: Path) -> None:
    compiled = installed / f"questions{SUFFIX}"
    whole = msgspec.msgpack.decode(compiled.read_bytes())
    whole["questionnaire"]["title"] = 5
    compiled.write_bytes(msgspec.msgpack.encode(whole))
    assert " True " in read_in(installed)


def test_file_with_a_mistake_is_not_compiled() -> None:
    with pytest.raises(QuestionnaireError):
        compile_questionnaire(shipped_questionnaire_path().read_bytes() + b"\nmistake: yes\n", "q.yaml")
