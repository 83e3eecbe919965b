"""`backmice export --format fhir`, and results as FHIR."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from backmice_cli.cli_author import EXPORT_EXAMPLE
from backmice_cli.questionnaire.load import shipped_questionnaire_path
from tests.fhir import complaints_of_models
from tests.program import Program
from tests.test_results import GOLDEN


def test_export_writes_the_shipped_questionnaire_to_standard_output(backmice: Program) -> None:
    run = backmice("export", "--format", "fhir")
    resource = json.loads(run.out)
    sha256 = hashlib.sha256(shipped_questionnaire_path().read_bytes()).hexdigest()
    assert run.code == 0
    assert resource["resourceType"] == "Questionnaire"
    assert resource["identifier"][0]["value"] == f"nih:sha-256;{sha256}"
    assert complaints_of_models(resource) == ""


def test_export_writes_another_questionnaire_to_a_file(backmice: Program, tmp_path: Path) -> None:
    run = backmice("export", "--format", "fhir", str(GOLDEN / "lump.yaml"), "-o", str(tmp_path / "lump.json"))
    assert (run.code, run.out) == (0, "")
    assert "lump.json" in run.err
    assert (
        json.loads((tmp_path / "lump.json").read_text(encoding="utf-8"))["title"] == "Lumps on the lower back and hips"
    )


def test_export_replaces_a_file_only_when_told_to(backmice: Program, tmp_path: Path) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine", encoding="utf-8")
    run = backmice("export", "--format", "fhir", "-o", str(there))
    assert run.code == 4
    assert "the file exists" in run.err
    assert there.read_text(encoding="utf-8") == "mine"
    assert backmice("export", "--format", "fhir", "-o", str(there), "--force").code == 0
    assert there.read_text(encoding="utf-8").startswith("{")


def test_fhir_example_in_the_help_works(backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example = next(line for line in EXPORT_EXAMPLE.splitlines() if "fhir" in line)
    assert backmice(*example.split()[1:]).code == 0
    assert complaints_of_models(json.loads((tmp_path / example.split()[-1]).read_text(encoding="utf-8"))) == ""


def test_broken_questionnaire_is_not_exported(backmice: Program, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\ntitle: Broken\n", encoding="utf-8")
    run = backmice("export", "--format", "fhir", str(broken), "-o", str(tmp_path / "out.json"))
    assert run.code == 3
    assert f"{broken}:" in run.err
    assert not (tmp_path / "out.json").exists()


def test_missing_file_is_named(backmice: Program, tmp_path: Path) -> None:
    run = backmice("export", "--format", "fhir", str(tmp_path / "none.yaml"))
    assert run.code == 4
    assert "none.yaml: there is no such file" in run.err


def test_result_is_given_as_fhir(backmice: Program) -> None:
    run = backmice("triage", "--rest", "no", "--format", "fhir")
    response = json.loads(run.out)
    assert run.code == 0
    assert response["resourceType"] == "QuestionnaireResponse"
    assert complaints_of_models(response) == ""


@pytest.mark.parametrize("name", ["result.fhir.json", "RESULT.FHIR.JSON"])
def test_ending_of_the_file_tells_fhir(backmice: Program, tmp_path: Path, name: str) -> None:
    assert backmice("triage", "--rest", "no", "-o", str(tmp_path / name)).code == 0
    assert "QuestionnaireResponse" in (tmp_path / name).read_text(encoding="utf-8")
