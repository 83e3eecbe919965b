"""`backmice export`, and results that other programs read, as a script runs them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from backmice_cli.author.cli import EXPORT_EXAMPLE
from backmice_cli.questionnaire.load import shipped_questionnaire_path
from tests.content.test_results import GOLDEN
from tests.support.fhir import complaints_of_models
from tests.support.program import Program

FHIR = ("export", "--format", "fhir")
SCHEMA = ("export", "--format", "json-schema")


@pytest.mark.parametrize(
    ("of", "title"),
    [([], "backmice questionnaire"), (["--of", "questionnaire"], "backmice questionnaire"),
     (["--of", "result"], "backmice result"), (["--of", "population"], "backmice population")],
)  # fmt: skip
def test_schema_goes_to_standard_output(of: list[str], title: str, backmice: Program) -> None:
    run = backmice(*SCHEMA, *of)
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out)["title"] == title
    Draft202012Validator.check_schema(json.loads(run.out))


def test_same_schema_comes_out_each_time(backmice: Program) -> None:
    assert backmice(*SCHEMA).out == backmice(*SCHEMA).out


def test_result_of_the_program_fits_the_schema_of_the_program(backmice: Program) -> None:
    schema = json.loads(backmice(*SCHEMA, "--of", "result").out)
    Draft202012Validator(schema).validate(json.loads(backmice("triage", "--json", "--rest", "no").out))


def test_example_in_the_help_works(backmice: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = EXPORT_EXAMPLE.split()[2:]
    run = backmice(*command)
    assert (run.code, run.out, run.err) == (0, "", f"The schema is in {command[-1]}\n")
    assert json.loads((tmp_path / command[-1]).read_text("utf-8"))["title"] == "backmice questionnaire"


def test_file_that_exists_is_replaced_only_by_force(backmice: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("mine", "utf-8")
    run = backmice(*SCHEMA, "-o", str(path))
    assert (run.code, path.read_text("utf-8")) == (4, "mine")
    assert "Add --force to replace it." in run.err
    assert backmice(*SCHEMA, "-o", str(path), "--force").code == 0
    assert path.read_text("utf-8").startswith("{")


def test_file_that_cannot_be_written_is_said_plainly(backmice: Program, tmp_path: Path) -> None:
    run = backmice(*SCHEMA, "-o", str(tmp_path / "none" / "schema.json"))
    assert (run.code, run.out) == (4, "")
    assert "its folder does not exist" in run.err


def test_dash_is_standard_output(backmice: Program) -> None:
    assert backmice(*SCHEMA, "-o", "-").out == backmice(*SCHEMA).out


@pytest.mark.parametrize(
    "arguments",
    [
        ["export"],
        ["export", "--format", "yaml"],
        [*SCHEMA, "--of", "history"],
        [*SCHEMA, "q.yaml"],
        [*FHIR, "--of", "result"],
    ],
)
def test_what_is_not_known_is_refused(arguments: list[str], backmice: Program) -> None:
    assert backmice(*arguments).code == 2


def test_export_writes_the_shipped_questionnaire_to_standard_output(backmice: Program) -> None:
    run = backmice(*FHIR)
    resource = json.loads(run.out)
    sha256 = hashlib.sha256(shipped_questionnaire_path().read_bytes()).hexdigest()
    assert run.code == 0
    assert resource["resourceType"] == "Questionnaire"
    assert resource["identifier"][0]["value"] == f"nih:sha-256;{sha256}"
    assert complaints_of_models(resource) == ""


def test_export_writes_another_questionnaire_to_a_file(backmice: Program, tmp_path: Path) -> None:
    run = backmice(*FHIR, str(GOLDEN / "lump.yaml"), "-o", str(tmp_path / "lump.json"))
    assert (run.code, run.out) == (0, "")
    assert "lump.json" in run.err
    assert (
        json.loads((tmp_path / "lump.json").read_text(encoding="utf-8"))["title"] == "Lumps on the lower back and hips"
    )


def test_broken_questionnaire_is_not_exported(backmice: Program, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\ntitle: Broken\n", encoding="utf-8")
    run = backmice(*FHIR, str(broken), "-o", str(tmp_path / "out.json"))
    assert run.code == 3
    assert f"{broken}:" in run.err
    assert not (tmp_path / "out.json").exists()


def test_missing_file_is_named(backmice: Program, tmp_path: Path) -> None:
    run = backmice(*FHIR, str(tmp_path / "none.yaml"))
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
